"""What the search says to readers, in their language. `#` stands for a number or for their words."""

from __future__ import annotations

from collections.abc import Mapping

from living_guide.messages import Text

SPOKEN: Mapping[str, Text] = {
    "found": Text("Pages found: #"),
    "none": Text("Nothing was found for “#”."),
    "searching": Text("Searching…"),
    "hint": Text("Type a word or a question. Accents do not matter."),
    "results": Text("Results"),
    "all": Text("Show all results"),
    "more": Text("Show more results"),
    "filters": Text("Narrow down"),
    "types": Text("Type"),
    "roles": Text("For whom"),
    "places": Text("Place"),
    "every": Text("All"),
    "roleChoice": Text("Browse by role"),
    "emergency": Text("If someone is in danger now"),
    "distress": Text("Talk to someone now"),
    "alone": Text(
        "If you are thinking of ending your life or hurting yourself, or are worried about someone who is,"
        " you do not have to face it alone: call, or tell someone you trust."
    ),
    "say": Text("Say rather:"),
    "nearest": Text("Nearest words of the glossary"),
    "ask": Text("Ask us for what you did not find"),
    "remember": Text("Remember my searches, on this device only"),
    "recent": Text("Recent searches"),
    "clear": Text("Remove all filters"),
}
