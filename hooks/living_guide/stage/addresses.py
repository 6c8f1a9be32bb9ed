"""Addresses of published pages. All are folders: they end with a slash."""

from __future__ import annotations

import posixpath


def relative_address(here: str, there: str) -> str:
    """The way from one page's address to another's, both below the site's root without a slash.

    >>> relative_address("fr/guides/words/", "guides/words/")
    '../../../guides/words/'
    """
    return posixpath.relpath("/" + there, "/" + here) + "/"
