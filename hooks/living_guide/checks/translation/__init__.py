"""The languages beside each other."""

from living_guide.checks.translation import facts, freshness, records, structure

__all__ = ["facts", "freshness", "records", "structure"]
