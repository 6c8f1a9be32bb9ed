"""Text defects: what machine translation and Markdown leave on a page."""

from living_guide.checks.text import code, headings, lists, private, prose, signs

__all__ = ["code", "headings", "lists", "private", "prose", "signs"]
