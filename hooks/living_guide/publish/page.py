"""Last touches on a rendered page, before the template takes it."""

from __future__ import annotations

from typing import Any


def finish_page(html: str, view: dict[str, Any] | None) -> str:
    """Mark an original shown in place of a missing translation with its own language."""
    if view is None or view["fallback"] is None:
        return html
    return f'<div lang="{view["fallback"]["language"]}">{html}</div>'
