"""The two opposed effects of capability on a rival."""

from __future__ import annotations
