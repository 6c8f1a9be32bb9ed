"""Files that readers are given: drawings that do nothing, and files that are what they are named."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.checks.files import DATA_SUFFIXES, PAGE_SUFFIXES
from living_guide.corpus import DATA, Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.files import MAX_ASSET_BYTES, File
from living_guide.messages import Text
from living_guide.names import is_odd
from living_guide.safety.drawings import Fault, Refused, faults
from living_guide.safety.files import ASSET_SUFFIXES
from living_guide.safety.kinds import HEAD, is_plain_office_file, is_what_it_says
from living_guide.safety.packages import BrokenPackage, acting_part
from living_guide.safety.pdf import HIDDEN_OBJECTS, acting_entry
from living_guide.safety.pictures import has_metadata
from living_guide.safety.root_files import RootFile, root_file
from living_guide.source import Source, Undecodable, decode

ACCEPTED = (*PAGE_SUFFIXES, *DATA_SUFFIXES, *ASSET_SUFFIXES)


@check(Severity.ERROR)
def file_name(corpus: Corpus) -> Iterator[Finding]:
    """A name that hides a file, or that would be read as something else.

    Names become addresses, titles and folders: signs that mean something there do harm, hidden
    files escape the eye, and a folder named like a language takes that language's place.

    Bad:  docs/en/.notes.md or docs/en/fr/index.md
    Good: docs/en/notes.md
    """
    for file in corpus.files:
        if file.suffix not in ACCEPTED or root_file(file.place):
            continue  # `files-unknown-type` or `safety-root-file` tells
        parts = file.place.split("/")
        odd = next((part for part in parts if is_odd(part)), None)
        below = parts[0] in corpus.settings.codes and len(parts) > 2 and parts[1] in corpus.settings.codes
        if odd is not None:
            yield Finding(
                Source(file.path, "").span(0, 0),
                Text("the name `{name}` is hidden, or holds signs that mean something else", name=odd),
                Text("use letters, digits, `-` and `_`; do not begin with a point"),
            )
        elif below:
            yield Finding(
                Source(file.path, "").span(0, 0),
                Text("this would take the place of the pages in `{language}`", language=parts[1]),
                Text("put it in the folder of that language, or rename the folder"),
            )


@check(Severity.ERROR)
def root_file_(corpus: Corpus) -> Iterator[Finding]:
    """A file that speaks for the whole site: to servers, to search engines, to applications.

    What lies among the pages is published. A `robots.txt` there would hide the guide from search
    engines, a `_redirects` would lead its readers elsewhere, and nobody would look for it there.

    Bad:  docs/robots.txt
    Good: the same file with whoever runs the server: see `deploy/README.md`
    """
    for file in corpus.files:
        kind = None if file.is_symlink or file.folder == DATA else root_file(file.place)
        if kind:
            yield Finding(
                Source(file.path, "").span(0, 0),
                Text("`{name}` speaks for the whole site and is no content", name=file.place.split("/")[-1]),
                _instead(kind),
            )


def _instead(kind: RootFile) -> Text:
    match kind:
        case RootFile.DOMAIN:
            return Text(
                "delete it: the address stands in `mkdocs.yml`, `site_url`; GitHub takes your own domain "
                "from Settings → Pages and needs no file"
            )
        case RootFile.MOVED:
            return Text(
                "delete it, and write `redirect_from:` between the two lines `---` of the page that has moved"
            )
        case RootFile.PAGE:
            return Text("delete it: pages are written in Markdown, the first of a folder as `index.md`")
        case RootFile.MADE:
            return Text("delete it: the site makes its own")
        case RootFile.ICON:
            return Text(
                "put it in `local/assets/images/`; as `favicon.svg` it takes the place of the guide’s own"
            )
        case RootFile.HOST:
            return Text(
                "delete it here; whoever runs the server puts it there: `deploy/README.md`, "
                "“Files of your host”"
            )


@check(Severity.ERROR)
def svg(corpus: Corpus) -> Iterator[Finding]:
    """A drawing that acts, that fetches something, or that stops a browser.

    An SVG file is a program as much as a picture: opened by itself, it can run scripts in the
    name of the city's site. A short one that draws its parts again and again, each by the one
    before, keeps a telephone busy for hours.

    Bad:  an SVG file with `<script>`, `onload=` or a picture from elsewhere in it
    Good: the same drawing, saved as “plain SVG” or as PNG
    """
    for file in _readable(corpus):
        if file.suffix != ".svg":
            continue
        try:
            data = file.location.read_bytes()
        except OSError:
            continue  # `files-unreadable` tells
        source = decode(file.path, data)
        if isinstance(source, Undecodable):
            yield Finding(
                source.source.span(source.offset),
                Text("this drawing is not UTF-8 text"),
                Text("save it again as “plain SVG”"),
            )
            continue
        for fault in faults(data.removeprefix(b"\xef\xbb\xbf")):
            yield _told(source, fault)


def _readable(corpus: Corpus) -> Iterator[File]:
    return (file for file in corpus.assets.values() if file.size <= MAX_ASSET_BYTES)


def _told(source: Source, refused: Refused) -> Finding:
    line = min(refused.line, source.line_count)
    written = source.line(line)
    column = len(written.encode()[: refused.column - 1].decode("utf-8", "ignore"))
    named = written.find(refused.name, column) if refused.name else -1
    at = source.offset(line, max(named, column) + 1)
    end = at + len(refused.name) if named >= 0 else min(at + 1, len(source.text))
    hint = Text("save it again as “plain SVG”, or as PNG")
    return Finding(source.span(at, max(at, end)), _message(refused), hint)


def _message(refused: Refused) -> Text:
    match refused.fault:
        case Fault.BROKEN:
            return Text("this is no drawing: {reason}", reason=refused.name)
        case Fault.ENCODING:
            return Text("this drawing is written in {encoding}, not UTF-8", encoding=refused.name[:20])
        case Fault.FETCHES:
            return Text("`{name}` in a drawing may only point at a part of it, `#…`", name=refused.name)
        case Fault.STYLE:
            return Text("`{name}` does not belong in the style of a drawing", name=refused.name[:40])
        case Fault.TOO_MUCH:
            return Text(
                "this drawing draws its parts again and again, or has too many levels: it stops a browser"
            )
        case Fault.TOO_LARGE:
            return Text("`{name}` of this drawing is too large for a browser", name=refused.name)
        case _:
            return Text("`{name}` does not belong in a drawing", name=refused.name[:40])


@check(Severity.ERROR)
def disguised(corpus: Corpus) -> Iterator[Finding]:
    """A file that is not what its name says, or an office file with a program in it.

    It opens for nobody, or does something else than readers expect.

    Bad:  a web page named `map.png`
    Good: the picture itself, named `map.png`
    """
    for file in _readable(corpus):
        if file.suffix not in ASSET_SUFFIXES:
            continue  # `files-unknown-type` tells
        try:
            with file.location.open("rb") as opened:
                head = opened.read(HEAD)
            right = is_what_it_says(file.suffix, head)
            is_archive = head.startswith(b"PK")
            plain = not is_archive or is_plain_office_file(file.suffix, file.location)
            acting = acting_part(file.location) if right and plain and is_archive else ""
        except BrokenPackage:
            right, acting = False, ""
        except OSError:
            continue  # `files-unreadable` tells
        if not right or not plain:
            yield Finding(
                Source(file.path, "").span(0, 0),
                Text("this is no file of type `{suffix}`, or it holds a program", suffix=file.suffix),
                Text("save it again in that format, without macros"),
            )
        elif acting:
            yield Finding(
                Source(file.path, "").span(0, 0),
                Text("this document acts, or fetches something, when it is opened: `{part}`", part=acting),
                Text("save it as PDF, or again without macros, linked pictures, templates and objects"),
            )


@check(Severity.ERROR)
def pdf(corpus: Corpus) -> Iterator[Finding]:
    """A PDF that does something when it is opened, or carries other files.

    It may run a script, start a program or bring a file along that nobody has looked at. What is locked
    with a password cannot be looked into at all, and screen readers are often shut out of it.

    Bad:  a form whose fields run JavaScript, a PDF with a spreadsheet attached
    Good: the same document, printed to a PDF again
    """
    for file in _readable(corpus):
        if file.suffix != ".pdf":
            continue
        try:
            entry = acting_entry(file.location.read_bytes())
        except OSError:
            continue  # `files-unreadable` tells
        if entry:
            message = Text("this PDF runs, starts or carries something: `{entry}`", entry=entry)
            if entry == HIDDEN_OBJECTS:
                message = Text("this PDF is locked or damaged: nobody can look into it")
            yield Finding(
                Source(file.path, "").span(0, 0),
                message,
                Text(
                    "print it to a PDF again, or save it from the original without scripts and attached files"
                ),
            )


@check(Severity.ERROR)
def metadata(corpus: Corpus) -> Iterator[Finding]:
    """A file that tells more than it shows: where a photograph was taken, by whom, with what.

    Photographs in JPEG, PNG, WebP and GIF are published without it. It cannot be taken out of an
    AVIF, so such a picture is not published.

    Bad:  an AVIF with the place where it was taken
    Good: the same picture, exported as JPEG
    """
    for file in _readable(corpus):
        if file.suffix != ".avif":
            continue
        try:
            tells = has_metadata(file.location.read_bytes())
        except OSError:
            continue  # `files-unreadable` tells
        if tells:
            yield Finding(
                Source(file.path, "").span(0, 0),
                Text("this picture may tell where it was taken, when, and by whom"),
                Text("export it as JPEG (`.jpg`): what a camera notes is then taken out on publication"),
            )
