"""Text defects: what machine translation and Markdown leave on a page."""

from living_guide.checks.text import (
    code,
    copied,
    damage,
    dates,
    emphasis,
    headings,
    lists,
    private,
    prose,
    signs,
    tables,
)

__all__ = [
    "code",
    "copied",
    "damage",
    "dates",
    "emphasis",
    "headings",
    "lists",
    "private",
    "prose",
    "signs",
    "tables",
]
