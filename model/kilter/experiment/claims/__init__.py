"""Claims of a pack judged on results: with which probability each holds, what matters to it, what would flip it."""

from .pack import Pack, open_pack

__all__ = ["Pack", "open_pack"]
