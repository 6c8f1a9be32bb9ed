"""The glossary: concepts that are whole, of one mind, and used."""

from living_guide.checks.glossary import entries, forms, relations

__all__ = ["entries", "forms", "relations"]
