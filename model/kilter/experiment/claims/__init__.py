"""Claims of a pack judged on results: with which probability each holds, what matters to it, what would flip it."""

from .assessing import Assessed, Assessment, assess
from .pack import Pack, open_pack

__all__ = ["Assessed", "Assessment", "Pack", "assess", "open_pack"]
