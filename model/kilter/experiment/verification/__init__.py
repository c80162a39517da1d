"""Verification: is the program the model that it says it is?

A file of checks names scenarios and the published or exact values that they must reproduce. ``verify`` runs them
and judges every comparison by one rule, for which the chance of a false alarm in the whole file is fixed.

>>> from kilter.experiment.verification import load_checks
>>> load_checks().checks.false_alarms.value
0.01
"""

from .document import Book, Checks, load_checks, loads_checks
from .outcome import Finding, Verification
from .rule import Estimate, Rule
from .verifying import verify

__all__ = [
    "Book",
    "Checks",
    "Estimate",
    "Finding",
    "Rule",
    "Verification",
    "load_checks",
    "loads_checks",
    "verify",
]
