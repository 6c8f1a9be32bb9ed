"""Text defects: what machine translation and Markdown leave on a page."""

from living_guide.checks.text import code, emphasis, headings, lists, private, prose, signs, tables

__all__ = ["code", "emphasis", "headings", "lists", "private", "prose", "signs", "tables"]
