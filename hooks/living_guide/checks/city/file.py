"""The city's file, mkdocs.yml: what stands there is on every page."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.city.file import Key, Place, places, repeated_keys
from living_guide.city.languages import LANGUAGES
from living_guide.city.logos import LOGOS
from living_guide.city.values import PROBLEMS, is_nobodys, is_upstreams_advice, is_upstreams_name
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import CITY_LOCALE, Text, counted, untranslated
from living_guide.settings import FILE_NAME, configuration_files, read_configuration
from living_guide.source import Source

_EMERGENCY = ("extra", "city", "emergency")
_TEXTS = ("site_name", "site_description", "site_author", "copyright", "repo_name")
"""What the engine wants as words: a name `12:30` would stop it."""
_HIDDEN = ("extra", "city", "hidden")


def written(corpus: Corpus) -> tuple[Source, dict[Key, Place]]:
    """The city's file, and every value in it with its place."""
    path = corpus.root / FILE_NAME
    source = Source(FILE_NAME, path.read_text("utf-8") if path.is_file() else "")
    return source, places(source.text)


@check(Severity.ERROR)
def invalid_value(corpus: Corpus) -> Iterator[Finding]:
    """A value of the city's file that readers could not use.

    The address is in every page, in search engines and in shared links; letters go to the contact.

    Bad:
        site_url: guide.your-city.org
    Good:
        site_url: https://guide.your-city.org/
    """
    source, found = written(corpus)
    for way, place in found.items():
        problem = PROBLEMS[way](place.value) if way in PROBLEMS else None
        if problem is not None:
            yield Finding(
                source.span(place.start, place.end),
                Text("`{key}`: {problem}", key=way[-1], problem=problem),
                Text("correct it here, or run `guide init`"),
            )
    for way, place in found.items():
        if way in LOGOS.values() and place.value not in corpus.assets:
            yield Finding(
                source.span(place.start, place.end),
                Text("there is no image `{path}`", path=place.value),
                Text("put the file below `local/`, as in `local/assets/images/your-city.svg`"),
            )
        if way[:3] == _HIDDEN and not _names_something(corpus, place.value):
            yield Finding(
                source.span(place.start, place.end),
                Text("there is no page and no folder `{place}` to hide", place=place.value),
                Text(
                    "write it as below `docs/en/`, without the language: `events`, `lessons/civic-fatigue.md`"
                ),
            )
    said = read_configuration(corpus.root)
    for name in _TEXTS:
        if said.get(name) is not None and not isinstance(said[name], str) and (name,) in found:
            place = found[name,]
            yield Finding(
                source.span(place.start, place.end),
                Text("`{value}` is read as a number, a day or yes and no, not as words", value=place.value),
                Text('put it in quotes: `"{value}"`', value=place.value),
            )
    told = {str(way[3]): place for way, place in found.items() if way[:3] == _EMERGENCY and len(way) > 3}
    for code, place in told.items():
        if code not in corpus.settings.codes:
            yield Finding(
                source.span(place.start, place.end),
                Text("`{code}` is no language of this guide: nobody sees these words", code=code),
                Text("the languages are: {codes}", codes=", ".join(corpus.settings.codes)),
            )
    missing = [code for code in corpus.settings.promised if code not in told]
    if told and missing:
        place = next(iter(told.values()))
        yield Finding(
            source.span(place.start, place.end),
            Text("nothing is said for emergencies in: {codes}", codes=", ".join(missing)),
            Text("add the same lines below `extra: city: emergency:` for each language"),
            Severity.WARNING,
        )


def _names_something(corpus: Corpus, place: str) -> bool:
    place = place.rstrip("/")
    keys = [*corpus.beneath.hidden, *(key for _, key in corpus.made)]
    return any(key == place or key.startswith(f"{place}/") for key in keys)


@check(Severity.ERROR)
def duplicate_key(corpus: Corpus) -> Iterator[Finding]:
    """A key stands twice in the file of the city, or in upstream’s file beneath it.

    The second one wins, and everything below the first is lost without a word: the emergency numbers,
    the city’s name, its languages.

    Bad:
        extra:
          city: {name: Exampleville}
        extra:
          upstream: https://guide.example.org/
    Good:
        extra:
          city: {name: Exampleville}
          upstream: https://guide.example.org/
    """
    for path in configuration_files(corpus.root):
        source = Source(path.relative_to(corpus.root.resolve()).as_posix(), path.read_text("utf-8-sig"))
        for name, first, start, end in repeated_keys(source.text):
            yield Finding(
                source.span(start, end),
                Text("`{key}` stands twice (first on line {line})", key=name, line=source.position(first)[0]),
                Text(
                    "only this second one counts, and what stands below the first is lost: move the lines "
                    "below it to the end of those below line {line}, leave out what stands there already, "
                    "and delete this line",
                    line=source.position(first)[0],
                ),
            )


@check(Severity.WARNING)
def untranslated_interface(corpus: Corpus) -> Iterator[Finding]:
    """A language of the guide whose readers meet English words in the interface.

    Menus, notices and the search speak to readers before any page does. As long as the language is
    named after `in_preparation`, this is told as information only.

    Bad:  `locale: de` while the words of the interface have no German
    Good: the same once `local/data/locale/de.po` translates each of them
    """
    source, found = written(corpus)
    for way, place in found.items():
        if way[:3] != LANGUAGES or way[-1] != "locale" or place.value not in corpus.settings.codes:
            continue
        lacking = untranslated(place.value)
        begun = corpus.settings.language(place.value).is_in_preparation
        if lacking:
            yield Finding(
                source.span(place.start, place.end),
                Text(
                    "readers of `{code}` meet English in the interface, such as “{words}”",
                    code=place.value,
                    words=lacking[0],
                ),
                Text(
                    "run `guide add-language {code}`: it lists them in `{path}`, where you translate them",
                    code=place.value,
                    path=f"{CITY_LOCALE}/{place.value}.po",
                ),
                Severity.INFO if begun else None,
            )


@check(Severity.WARNING)
def placeholder(corpus: Corpus) -> Iterator[Finding]:
    """A name, an address or advice in the city's file that is the example it came with.

    Readers would take you for somebody else, write to nobody, or call the wrong number. As long as
    the site's address is the example, this is told as information only: nobody publishes yet. The
    command that publishes, `guide build --for-publication`, refuses it. All such values are told in one
    finding, at the first.

    Bad:
        contact: contact@living-guide.example
    Good:
        contact: guide@your-city.org
    """
    source, found = written(corpus)
    address = found.get(("site_url",))
    is_public = address is not None and not is_nobodys(address.value)
    left = [(place, message) for way, place in found.items() if (message := _left(way, place.value))]
    if not left:
        return
    first, message = left[0]
    if len(left) > 1:
        named = (
            f"{way[-1] if isinstance(way[-1], str) else way[-2]} ({source.position(place.start)[0]})"
            for way, place in found.items()
            if _left(way, place.value)
        )
        message = counted(
            "{count} value in this file is still the example’s (with its line): {names}",
            "{count} values in this file are still the example’s (each with its line): {names}",
            len(left),
            names=", ".join(named),
        )
    yield Finding(
        source.span(first.start, first.end),
        message,
        Text("write your city’s own on these lines, or run `guide init`, which asks for them")
        if is_public
        else Text(
            "they wait for your city’s own: `guide init` asks for them, and keeps what you have written "
            "already; nothing to do for those who write pages"
        ),
        Severity.WARNING if is_public else Severity.INFO,
    )


def _left(way: Key, value: str) -> Text | None:
    """What of upstream's a value still is; None for what is the city's own."""
    if way in (("site_url",), ("extra", "city", "contact")) and is_nobodys(value):
        return Text("this address is an example: it leads nowhere")
    if way[-1:] == ("site_name",) or way == ("extra", "city", "name"):
        return Text("this is the name of the guide you started from") if is_upstreams_name(value) else None
    if way[:3] == _EMERGENCY and is_upstreams_advice(value):
        return Text("this advice is an example: it names no number or service of your city")
    return None
