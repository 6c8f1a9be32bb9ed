"""What front matter, concepts and shared data may say: one definition, for checks and for editors."""

from __future__ import annotations

from collections.abc import Mapping

from living_guide.messages import SOURCE_LANGUAGE
from living_guide.shapes import Choice, Day, Either, Keyed, ListOf, Mapped, Number, Plain, Shape, YesNo

WORDS = Plain()
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
IDS = ListOf(Plain(ID, "city-staff"))
PAGE = Plain(r"[\w./-]+\.md", "guides/choose-your-words.md")
PAGES = ListOf(PAGE)
FORMER = Plain(r"([A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(\.md|\.html|/)", "guides/old-name.md")
"""A former address: the path that the page's file had, or what followed the language in an old site."""
TEXTS = ListOf(WORDS)
MAYBE_BLANK = Plain(r"(?s).*")
"""Text that may be empty: a rule of its own says what is missing."""
FORMS = ListOf(MAYBE_BLANK)
SOURCES = ListOf(
    Either(
        (
            WORDS,
            Mapped(
                {
                    "title": WORDS,
                    "publisher": WORDS,
                    "url": Plain(r"https?://\S+", "https://example.org/report"),
                    "date": Either((Day(), WORDS, Number())),
                    "note": WORDS,
                }
            ),
        )
    )
)

LANGUAGE = Plain(r"[a-z]{2,3}(-[A-Z]{2})?", SOURCE_LANGUAGE)

PAGE_TYPES = ("guide", "lesson", "spotlight", "event", "policy-note", "tool", "page")
FRONT_MATTER: Mapping[str, Shape] = {
    "title": WORDS,
    "description": WORDS,
    "type": Choice(PAGE_TYPES),
    "audience": IDS,
    "topics": IDS,
    "places": IDS,
    "order": Number(),
    "published": Day(),
    "reviewed": Day(),
    "reviewed_by": WORDS,
    "review_every": Plain(r"\d+ (day|week|month|year)s?", "12 months"),
    "owner": WORDS,
    "sources": SOURCES,
    "related": PAGES,
    "redirect_from": ListOf(FORMER),
    "status": Choice(("draft", "live", "archived")),
    "license": WORDS,
    "original": LANGUAGE,
    "minor_edits": ListOf(Mapped({"was": WORDS, "now": WORDS, "because": WORDS})),
    "emergency": YesNo(),
    "replaces": Plain(r"v1-[0-9a-f]{16}", "v1-0123456789abcdef"),
    "translation": Mapped({"of": WORDS, "by": Choice(("human", "machine")), "reviewed_by": WORDS}),
}
"""Fields that any page may have."""

FIELDS_OF_TYPE: Mapping[str, Mapping[str, Shape]] = {
    "lesson": {"number": Number(whole=True), "illustrates": PAGES},
    "spotlight": {
        "practices": IDS,
        "roles": IDS,
        "lessons": PAGES,
        "illustrates": PAGES,
        "evidence": Choice(("suggested", "reported", "evaluated")),
        "country": WORDS,
        "region": WORDS,
    },
    "event": {
        "date": Day(),
        "end_date": Day(),
        "location": WORDS,
        "hosts": TEXTS,
        "cities": TEXTS,
        "partners": TEXTS,
        "practices": IDS,
        "lessons": PAGES,
        "illustrates": PAGES,
    },
}
"""Fields that only pages of one type have."""
FACET_OF_FIELD: Mapping[str, str] = {
    "audience": "roles",
    "roles": "roles",
    "topics": "topics",
    "places": "places",
    "practices": "practices",
}
"""Fields that hold ids, and the group of the shared data that knows them."""

DISCOURAGED = Mapped(
    {
        "forms": FORMS,
        "use": FORMS,
        "reason": WORDS,
        "level": Choice(("error", "warning", "info")),
        "allow": FORMS,
        "only_after_determiner": TEXTS,
        "only_near": TEXTS,
        "fix": Choice(("safe",)),
    }
)
ENTRY = Mapped(
    {
        "term": MAYBE_BLANK,
        "abbr": MAYBE_BLANK,
        "forms": FORMS,
        "definition": MAYBE_BLANK,
        "note": WORDS,
        "sources": SOURCES,
        "discouraged": ListOf(DISCOURAGED),
    }
)
CONCEPT: Mapping[str, Shape] = {
    "id": WORDS,
    "status": Choice(("draft", "approved", "deprecated")),
    "related": IDS,
    "consistency": Choice(("required", "optional", "off")),
    "redirect_from": ListOf(FORMER),
}
"""Fields of a concept beside its entries, one for each language of the site."""

TOOL: Mapping[str, Shape] = {
    "id": WORDS,
    "order": Number(),
    "kind": Choice(("document", "sheet")),
    "guides": PAGES,
    "emergency": YesNo(),
}
"""Fields of a tool beside its entries, one for each language."""
TOOL_ENTRY = Mapped(
    {
        "title": WORDS,
        "description": WORDS,
        "blocks": ListOf(
            Mapped(
                {
                    "heading": WORDS,
                    "text": WORDS,
                    "list": TEXTS,
                    "steps": TEXTS,
                    "checklist": TEXTS,
                    "table": Mapped(
                        {
                            "columns": TEXTS,
                            "rows": ListOf(ListOf(Plain(r"[\s\S]*"))),
                            "empty_rows": Number(whole=True),
                        }
                    ),
                    "fill": WORDS,
                }
            )
        ),
    }
)

SECTION = Plain(ID, "at-a-glance")
LINES_OF_SOURCES = Keyed(Plain(ID, "scn-innovations"), ListOf(Number(whole=True)))
"""Ids of sources, and the lines of each on which something is said."""
COVERED = Plain(
    rf"(practice|lesson|takeaway)-\d+[a-z]?|(date|figure|organisation|person|place)-{ID}", "practice-13"
)
"""What the guide must carry: `practice-13`, `person-lori-luther`."""
COVERAGE: Mapping[str, Shape] = {
    "items": Keyed(
        COVERED,
        Mapped(
            {
                "told": WORDS,
                "sources": LINES_OF_SOURCES,
                "pages": PAGES,
                "say": Keyed(LANGUAGE, TEXTS),
            }
        ),
    ),
    "claims": ListOf(Mapped({"page": PAGE, "section": SECTION, "sources": LINES_OF_SOURCES})),
}
"""What `data/coverage.yml` may say."""
QUESTION_ID = Plain(ID, "nobody-comes")
QUESTION: Mapping[str, Shape] = {"page": PAGE, "section": SECTION}
"""Fields of a question beside its words, one text for each language."""

ASKED = Keyed(LANGUAGE, TEXTS)
"""What readers type who need a page: texts for each language."""

RECORD: Mapping[str, Shape] = {
    "itself": WORDS,
    "seal": WORDS,
    "blocks": Plain(r"(?:[0-9a-f]{12}\b.*\n?)+", "3f2a9c0b1d4e Words of the block"),
    "unchanged": Mapped({"of": WORDS, "because": WORDS}),
}
"""What `data/translations/<language>/<path>.yml` may say."""
