"""What the guide must carry, where it does, and on whose word."""

from living_guide.checks.coverage import carried, entries, places

__all__ = ["carried", "entries", "places"]
