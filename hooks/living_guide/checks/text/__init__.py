"""Text defects: what machine translation and Markdown leave on a page."""

from living_guide.checks.text import code, dates, emphasis, headings, lists, private, prose, signs, tables

__all__ = ["code", "dates", "emphasis", "headings", "lists", "private", "prose", "signs", "tables"]
