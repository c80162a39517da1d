"""Property tests of the mechanisms: no time limit per example, since the machine may be busy."""

from hypothesis import settings

settings.register_profile("mechanisms", deadline=None)
settings.load_profile("mechanisms")
