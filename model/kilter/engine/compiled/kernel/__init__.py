"""The compiled model: small functions over one flat memory of words, a module for each mechanism.

Every function is plain Python that also runs on a list (see :mod:`.words`), so it can be read, stepped through and
measured for coverage without a compiler. Modules carry the names of their counterparts in ``engine/reference``.

What all of them stand on: ``words`` (the memory), ``head`` (its first words), ``cells``, ``agenda`` and ``alarms``
(what happens when), ``luck`` and ``mixing``, ``spreads``, ``levers``, ``books``, ``handlers`` and ``loop`` (what an
event leads to), ``batch`` (the entry). Records without functions: ``items``, ``jobs``, ``tickets``.
"""
