"""Python's reader of HTML, without its way of giving up on what browsers read."""

from __future__ import annotations

from html.parser import HTMLParser


class TolerantHTMLParser(HTMLParser):
    """Reads any HTML to its end; never raises.

    Python's own ends in an AssertionError at `<![ x]>`. A browser takes everything up to the next `>`
    for a comment, whatever stands there: https://html.spec.whatwg.org/multipage/parsing.html#bogus-comment-state
    """

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Where a section that begins at `i` ends; -1 where it does not."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            end = self.rawdata.find(">", i)
            if end < 0:
                return -1
            self.unknown_decl(self.rawdata[i + 3 : end].removesuffix("]"))
            return end + 1
