"""The languages beside each other."""

from living_guide.checks.translation import freshness, records

__all__ = ["freshness", "records"]
