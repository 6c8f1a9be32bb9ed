"""The files themselves: what may lie in the content folders, and under which names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from living_guide.checks import check
from living_guide.corpus import DATA, LAYERS, Corpus, known_language_folder
from living_guide.diagnostics import Finding, Severity
from living_guide.files import MAX_ASSET_BYTES, MAX_PAGE_BYTES, File
from living_guide.merge_marks import marked_files, merge_marks, project_files
from living_guide.messages import Text
from living_guide.names import is_odd, plain_file_name, plain_path
from living_guide.pages import HOME, Page, address_of
from living_guide.safety.files import ASSET_SUFFIXES
from living_guide.safety.hidden import Hidden, hidden_signs
from living_guide.safety.kinds import HEAD, is_what_it_says
from living_guide.safety.packages import authors
from living_guide.safety.pdf import author, is_scanned
from living_guide.safety.pictures import PICTURES, BrokenPicture, Picture, read_picture
from living_guide.safety.root_files import root_file
from living_guide.source import Source
from living_guide.stage.makers import made_keys

PAGE_SUFFIXES = (".md",)
_MANY_BYTES = 1_000_000
"""A picture above this takes longer than ten seconds on a slow mobile line (0.8 Mbit/s)."""
_MANY_PIXELS = 12_500_000
"""What a phone's camera takes; unpacked, 50 MB of a phone's memory."""
_MAX_PIXELS = 50_000_000
DATA_SUFFIXES = (".yml", ".yaml", ".csv", ".json", ".po")


def _about(file: File, message: Text, hint: Text) -> Finding:
    return Finding(Source(file.path, "").span(0, 0), message, hint)


@check(Severity.ERROR)
def unknown_type(corpus: Corpus) -> Iterator[Finding]:
    """A file of a type that is no content.

    Everything in these folders is published. A script or style there would run in readers'
    browsers, and an office file under a wrong name opens for nobody.

    Bad:  docs/en/guides/menu.js
    Good: docs/assets/images/workshop.png
    """
    for file in corpus.files:
        if file.is_symlink or file.place.rpartition("/")[2] == ".gitkeep":
            continue
        if file.place == "README.md" and file.layer == "local":
            continue
        if file.folder != DATA and root_file(file.place):
            continue  # `safety-root-file` tells
        if file.folder == DATA:
            allowed: tuple[str, ...] = DATA_SUFFIXES
        elif file.folder in corpus.settings.codes:
            allowed = (*PAGE_SUFFIXES, *ASSET_SUFFIXES)
        else:
            allowed = ASSET_SUFFIXES
        if file.suffix not in allowed:
            yield _about(
                file,
                Text("most browsers do not show pictures of type `{suffix}`", suffix=file.suffix)
                if file.suffix in _PHOTOGRAPHS
                else Text("files of type `{suffix}` do not belong here", suffix=file.suffix or "?"),
                _instead(file)
                or Text("pages go into a language's folder; accepted here: {types}", types=" ".join(allowed)),
            )


_PHOTOGRAPHS = (".heic", ".heif", ".tif", ".tiff", ".bmp", ".psd", ".raw", ".dng")


def _instead(file: File) -> Text | None:
    """What to do with a file of a type that phones, scanners and old office programs make."""
    suffix = file.suffix
    if suffix in (".jfif", ".jpe", ".pjpeg"):
        return Text("it is a JPEG picture: rename it so that it ends in `.jpg`")
    if suffix in _PHOTOGRAPHS:
        stem = plain_path(f"{file.place.rpartition('/')[2].rpartition('.')[0]}.md").removesuffix(".md")
        return Text(
            "open it and export it as JPEG, put it as `{name}` into `docs/assets/images/`, write "
            "`![what it shows](../../assets/images/{name})` on the page, and delete this file",
            name=f"{stem}.jpg",
        )
    if suffix in (".doc", ".docm", ".dot", ".dotm", ".dotx", ".rtf", ".pages"):
        return Text("open it and save it as `.docx` or as PDF")
    if suffix in (".xls", ".xlsm", ".xlsb", ".xlt", ".xltm", ".xltx", ".numbers"):
        return Text("open it and save it as `.xlsx` or as CSV")
    if suffix in (".ppt", ".pptx", ".pptm", ".pps", ".ppsx", ".key", ".odp"):
        return Text("open it and save it as PDF")
    return None


@check(Severity.ERROR)
def symlink(corpus: Corpus) -> Iterator[Finding]:
    """A link to another file, or something that is no plain file.

    A link can point anywhere on the machine that builds the site, and publish what it finds there.

    Bad:  docs/en/annex.md -> /etc/passwd
    Good: a copy of the text itself
    """
    for item in corpus.unreadable:
        if item.reason == "symlink":
            yield _about(
                item.file,
                Text("this is a link to another place, not a file"),
                Text("put a copy of the file here instead"),
            )


@check(Severity.ERROR)
def not_utf8(corpus: Corpus) -> Iterator[Finding]:
    """A text that is not UTF-8.

    Accents would turn into other signs, and the build would stop halfway.

    Bad:  a page saved as "Windows-1252" or "ISO 8859-1"
    Good: the same page saved as "UTF-8"
    """
    for item in corpus.unreadable:
        if item.reason == "not-utf8":
            yield Finding(
                item.source.span(item.offset),
                Text(
                    "this file was saved as “Unicode” (UTF-16): readers would see signs in place of its words"
                )
                if item.detail in _UTF16 and item.offset == 0
                else Text(
                    "accents of this file are not written as the web expects (byte {byte} is no UTF-8)",
                    byte=item.detail,
                ),
                Text(
                    "open it in your editor, choose “Save as”, and under “Encoding” choose UTF-8 (in "
                    "Windows’ Notepad it stands beside the button that saves), then send it again; if "
                    "question marks stand there in place of spaces or letters, begin again with the file as "
                    "it was before"
                ),
            )


_UTF16 = ("0xFF", "0xFE")
"""Where a file begins that Windows saves as “Unicode”."""


@check(Severity.ERROR)
def control_character(corpus: Corpus) -> Iterator[Finding]:
    """An invisible character in a text.

    It breaks tools on the way, and often comes with a paste from a PDF. Some make words run backwards,
    so that 911 reads 119, or part a word so that no search finds it. What emoji and other scripts
    need stays; what word processors leave (soft hyphens) is a warning.

    Bad:  a NUL between two letters
    Good: the two letters
    """
    for item in corpus.unreadable:
        if item.reason == "control-character":
            yield Finding(
                item.source.span(item.offset),
                Text("an invisible control character ({code}) stands here", code=item.detail),
                Text("delete it; retyping the word is the surest way"),
            )
    for page in corpus.pages:
        end = -1
        for hidden in hidden_signs(page.source.text):
            is_told = hidden.start == end or (hidden.is_harmful and hidden.start < page.body)
            if (
                not is_told
            ):  # the second of a row is told with the first, front matter by `safety-front-matter`
                yield _hidden(page, hidden)
            end = hidden.end if hidden.is_harmful else -1


def _hidden(page: Page, hidden: Hidden) -> Finding:
    code, name = f"U+{ord(hidden.sign):04X}", unicodedata.name(hidden.sign, "")
    span = page.source.span(hidden.start, hidden.end)
    if hidden.is_harmful:
        return Finding(
            span,
            Text("an invisible character stands here: {name}", name=f"{code} {name}".strip()),
            Text("delete it, with a letter on each side, and type the letters anew"),
        )
    return Finding(
        span,
        Text("an invisible character was pasted here: {name}", name=f"{code} {name}".strip()),
        Text(
            "delete the word and type it anew, or leave it: whoever looks after the guide takes such signs "
            "out (`guide fix`)"
        ),
        severity=Severity.WARNING,
        replacement="\n" if hidden.sign in "\u2028\u2029" else "",
    )


@check(Severity.ERROR)
def unreadable(corpus: Corpus) -> Iterator[Finding]:
    """A file that the machine does not let us read.

    It would be missing from the site without a word.

    Bad:  a page without read permission
    Good: chmod a+r docs/en/page.md
    """
    for item in corpus.unreadable:
        if item.reason == "denied":
            yield _about(
                item.file,
                Text("this file cannot be read: {reason}", reason=item.detail),
                Text("give it read permission"),
            )


@check(Severity.ERROR)
def too_large(corpus: Corpus) -> Iterator[Finding]:
    """A file too large for a page, or for a download.

    Nobody reads it on a phone, and it slows every build.

    Bad:  a report of 5 MB pasted into one page
    Good: a page that sums it up, and the report as a PDF beside it
    """
    for item in corpus.unreadable:
        if item.reason == "too-large":
            hint = Text("split it into several pages, or offer it as a download")
            yield _about(item.file, _too_many_bytes(item.file.size, MAX_PAGE_BYTES), hint)
    for file in corpus.files:
        if file.size > MAX_ASSET_BYTES:
            hint = Text("make it smaller, or publish it where it is kept and link to it")
            yield _about(file, _too_many_bytes(file.size, MAX_ASSET_BYTES), hint)


@check(Severity.INFO)
def named_author(corpus: Corpus) -> Iterator[Finding]:
    """A document whose properties name a person who wrote or saved it.

    Office programs note it by themselves; whoever downloads the document can read it. Where somebody
    may be threatened for their work, that is a name too many.

    Bad:  an agenda whose properties say “Author: Jane Doe”
    Good: the same agenda with “City of Mission” there, or nothing
    """
    for file in corpus.assets.values():
        if file.suffix not in _NAMING or file.size > MAX_ASSET_BYTES:
            continue
        try:
            is_pdf = file.suffix == ".pdf"
            names = [author(file.location.read_bytes())] if is_pdf else authors(file.location)
        except OSError:
            continue  # `files-unreadable` tells
        person = next((name for name in names if _PERSON.fullmatch(name) and not _OF_OFFICE.search(name)), "")
        if person:
            yield _about(
                file,
                Text("the properties of this document name “{name}”", name=person),
                Text(
                    "in your program, empty “Author” among the document’s properties, and save it again; "
                    "or leave it, if the person agrees"
                ),
            )


@check(Severity.WARNING)
def scanned_pdf(corpus: Corpus) -> Iterator[Finding]:
    """A PDF that holds pictures of pages only.

    Whoever cannot see hears nothing of it, nobody can search it or copy a line, and letters grow coarse when
    they are made larger. It comes from a scanner, or from photographs of a printed document.

    Bad:  the scan of a signed agenda
    Good: the agenda as it was written, saved as PDF; or a scan whose text was recognised
    """
    for file in corpus.assets.values():
        if file.suffix != ".pdf" or file.size > MAX_ASSET_BYTES:
            continue
        try:
            data = file.location.read_bytes()
        except OSError:
            continue  # `files-unreadable` tells
        if is_scanned(data):
            yield _about(
                file,
                Text("this PDF holds pictures of pages: no screen reader and no search can read it"),
                Text(
                    "publish the document that was printed, saved as PDF; or scan it again with recognition "
                    "of text (OCR); or write what matters on the page itself"
                ),
            )


_NAMING = (".pdf", ".docx", ".xlsx", ".odt", ".ods")
_PERSON = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\.?,?(?: (?:de|du|des|van|von|der|la|le|da|di|el|al|bin|ben)){0,2} ){1,2}"
    r"[A-ZÀ-ÖØ-Þ][\w’'-]+|[\w.+-]+@[\w.-]+"
)
"""Two or three words in capitals, or an address of e-mail."""
_OF_OFFICE = re.compile(
    r"(?i)\b(?:user|utilisateur|usuario|admin\w*|microsoft|office|openoffice|libreoffice|google|adobe|canva"
    r"|city|town|county|state|department|division|office|team|council|board|committee|agency|ministry"
    r"|university|school|foundation|institute|association|network|group|services?|center|centre|police"
    r"|ville|mairie|commune|communauté|métropole|département|région|préfecture|ministère|direction|conseil"
    r"|comité|agence|université|école|fondation|institut|réseau|groupe|république|service|équipe|communication"
    r"|human|rights|international|world|bank|project|projet|movement|mouvement|alliance|federation|fédération"
    r"|league|ligue|collectif|press|presse|media|news|design|studio|consulting|ltd|inc|gmbh|sarl"
    r"|contact|info|accueil|union|nations?|europe|european|européenne|general|générale?|public|publique)\b"
)
"""Words in the names of programs, offices and organisations."""


@check(Severity.ERROR)
def broken_picture(corpus: Corpus) -> Iterator[Finding]:
    """A picture that is damaged or incomplete.

    Browsers show half of it, or nothing; and what a camera noted in it, such as the place, cannot be
    taken out before it is published.

    Bad:  a photograph of which half was received
    Good: the same photograph, sent again
    """
    for file, picture in _pictures(corpus):
        if picture is not None:
            continue
        if _is_heic(file):
            yield _about(
                file,
                Text("this photograph is of the type HEIC, as iPhones make it: browsers do not show it"),
                Text(
                    "another name does not change what is in the file: open the photograph and export it as "
                    "JPEG, or send it to yourself by mail from the telephone, which often does so; then put "
                    "it here in place of this one"
                ),
            )
        else:
            yield _about(
                file,
                Text("this picture is damaged or incomplete"),
                Text("ask for it again, or open it and save it again as JPEG or PNG"),
            )


_HEIC = re.compile(rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)
"""How a photograph of an iPhone begins (ISO/IEC 23008-12, brands)."""


def _is_heic(file: File) -> bool:
    return file.suffix != ".avif" and _HEIC.match(file.location.read_bytes()[:HEAD]) is not None


@check(Severity.WARNING)
def large_picture(corpus: Corpus) -> Iterator[Finding]:
    """A picture far larger than a page can show.

    A photograph as it comes from a phone takes a reader with a weak signal half a minute, and costs
    them money. Past fifty million pixels it can stop their phone: that is an error.

    Bad:  a photograph of 6 MB, 4000 pixels wide
    Good: the same, 1600 pixels wide, of 300 KB
    """
    for file, picture in _pictures(corpus):
        if picture is None:
            continue
        is_bomb = picture.pixels > _MAX_PIXELS
        if is_bomb or picture.pixels > _MANY_PIXELS or len(picture.data) > _MANY_BYTES:
            message = Text(
                "this picture is {width} × {height} pixels, {size} KB: too much for a phone",
                width=picture.width,
                height=picture.height,
                size=-(-len(picture.data) // 1000),
            )
            hint = Text(
                "in a program for pictures, on a computer or a phone, make it 1600 pixels wide and save it "
                "as JPEG of medium quality, below 500 KB; then put it here again under the same name"
            )
            found = _about(file, message, hint)
            yield replace(found, severity=Severity.ERROR) if is_bomb else found


def _pictures(corpus: Corpus) -> Iterator[tuple[File, Picture | None]]:
    """Every picture that is taken apart before it is published; None for a broken one."""
    for file in corpus.assets.values():
        if file.size > MAX_ASSET_BYTES or file.suffix not in PICTURES:
            continue
        try:
            data = file.location.read_bytes()
            picture = read_picture(file.suffix, data)
        except OSError:
            continue  # `files-unreadable` tells
        except BrokenPicture:
            if is_what_it_says(file.suffix, data[:HEAD]):  # else `safety-disguised` tells
                yield file, None
            continue
        if picture is not None:
            yield file, picture


def _too_many_bytes(size: int, limit: int) -> Text:
    return Text("this file has {size} bytes; {limit} is the most", size=size, limit=limit)


@check(Severity.ERROR)
def empty(corpus: Corpus) -> Iterator[Finding]:
    """A page with nothing on it.

    Readers who come from a search or a menu find a blank page.

    Bad:  docs/fr/guides/new.md of 0 bytes
    Good: no file at all; the page is then shown in its original language with a notice
    """
    for page in corpus.pages:
        if not page.document.blocks and page.text("status") != "draft":
            yield Finding(
                page.start(),
                Text("this page is empty"),
                Text("write it, delete it, or mark it `status: draft`"),
            )


@check(Severity.ERROR)
def nested_too_deep(corpus: Corpus) -> Iterator[Finding]:
    """Callouts inside callouts inside callouts.

    Past a dozen levels no reader follows, and builds grow slow or fail.

    Bad:  a callout in a tab in a callout in a tab…, thirteen deep
    Good: a heading for each part
    """
    for page in corpus.pages:
        for span in page.document.too_deep:
            yield Finding(
                span,
                Text("this is nested too deep to be read"),
                Text("use headings instead of callouts inside callouts"),
            )


@check(Severity.ERROR)
def case_collision(corpus: Corpus) -> Iterator[Finding]:
    """Two files or folders whose names differ only in capitals, or in how their accents are stored.

    On Windows and macOS they are one, and one of the two is lost.

    Bad:  guides/Words.md and guides/words.md, or Guides/words.md and guides/steps.md
    Good: guides/words.md and guides/steps.md
    """
    seen: dict[str, tuple[str, File]] = {}
    told: set[str] = set()
    for file in corpus.files:
        parts = file.place.split("/")
        for depth in range(1, len(parts) + 1):
            place = "/".join(parts[:depth])
            first, its_file = seen.setdefault(_one_name(place), (place, file))
            if first != place:
                if place not in told:
                    told.add(place)
                    yield _twin(file, place, f"{its_file.layer}/{first}" + "/" * (depth < len(parts)))
                break


def _one_name(place: str) -> str:
    """What Windows and macOS take names for: capitals and the way accents are stored do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", place).casefold())


def _twin(file: File, place: str, other: str) -> Finding:
    if unicodedata.normalize("NFC", f"{file.layer}/{place}") == unicodedata.normalize(
        "NFC", other.rstrip("/")
    ):
        return _about(
            file,
            Text("`{other}` has the same name: only its accents are stored otherwise", other=other),
            Text("delete one of the two, or give it another name"),
        )
    return _about(
        file,
        Text("`{other}` has the same name but for capitals", other=other),
        Text("rename one of the two; lower case is the custom"),
    )


@check(Severity.ERROR)
def name(corpus: Corpus) -> Iterator[Finding]:
    """A name that makes no good address, or that is lost on another machine.

    A page’s name is its address: people type it, read it out on the telephone, and put it into
    letters, where spaces, accents and quotes become `%C3%A9`. Pictures and documents may have them;
    of those, only names that not every machine can write are told.

    Bad:  docs/fr/guides/Réunion d’équipe.md
    Good: docs/fr/guides/reunion-d-equipe.md, with the accents in its title
    """
    paths = {file.path for file in corpus.files}
    for file in corpus.files:
        folder, _, key = file.place.partition("/")
        if file.is_symlink or any(is_odd(part) for part in file.place.split("/")):
            continue  # a link is told as one; `safety-file-name` tells
        if file.suffix == ".md" and folder in corpus.settings.codes and key:
            copied = _COPY.fullmatch(file.path)
            is_plain = plain_path(key) == key
            if copied is not None and not is_plain and f"{copied['stem']}.md" in paths:
                yield _about(
                    file,
                    Text(
                        "this is a copy of `{path}`, with the name that computers give to copies",
                        path=f"{copied['stem']}.md",
                    ),
                    Text(
                        "delete it; or, if it is to become another page, give it a name and a title of its "
                        "own"
                    ),
                )
            elif not is_plain:
                right = f"{file.layer}/{folder}/{plain_path(key)}"
                yield _about(
                    file,
                    Text("the name of a page is its address: no spaces, capitals, accents or other signs"),
                    Text("give it the name `{path}`; its title keeps them all", path=right),
                )
        elif file.suffix in ASSET_SUFFIXES:
            right = "/".join(plain_file_name(part) for part in file.place.split("/"))
            if right != file.place and right not in corpus.assets:  # `files-case-collision` tells
                yield _about(
                    file,
                    Text("not every machine can write this name, or finds a file by it"),
                    Text(
                        "give it the name `{path}`, and write it so in links",
                        path=f"{file.layer}/{_plainer(file.place, right)}",
                    ),
                )


_COPY = re.compile(r"(?i)(?P<stem>.+?)(?:[ _-]+(?:copie|copy|kopie|copia)(?:[ _-]?\(?\d+\)?)?| ?\(\d+\))\.md")
"""`page - Copie.md`, `page (1).md`: what Windows, macOS and browsers make of a name that is taken."""


def _plainer(place: str, right: str) -> str:
    """A name for every machine; without accents where a Mac stored them: what looks the same is not."""
    if unicodedata.normalize("NFC", place) == place:
        return right
    folder, _, name = right.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    return f"{folder}/{plain_path(f'{stem}.md').removesuffix('.md')}.{suffix}"


@check(Severity.ERROR)
def merge_conflict(corpus: Corpus) -> Iterator[Finding]:
    """The marks of a merge that was not finished.

    Two people changed the same lines. Git keeps both versions, one above the line `=======` and one
    below it, and waits for somebody to choose; published, readers would see both, and the marks.

    Bad:
        <<<<<<< HEAD
        The meeting is on Monday.
        =======
        The meeting is on Tuesday.
        >>>>>>> their-change
    Good:
        The meeting is on Tuesday.
    """
    code = {page.path: page.document.code for page in corpus.pages}
    for source in marked_files([*corpus.files, *project_files(corpus.root)]):
        yield from told_marks(source, code.get(source.path, ()))


def told_marks(source: Source, code: Sequence[tuple[int, int]] = ()) -> Iterator[Finding]:
    """One finding at the first mark of a text, which names the lines of the others."""
    marks = merge_marks(source.text, code)
    if marks:
        lines = ", ".join(str(source.position(start)[0]) for start, _ in marks[1:])
        message = Text("this mark was left by a merge that is not finished")
        hint = Text(
            "look at the lines above and below: where the same passage stands twice, keep one of the two; "
            "then delete this line"
        )
        if lines:
            message = Text("two versions of the same passage stand here: a merge is not finished")
            hint = Text(
                "choose with who wrote the other one: yours begins on line {yours}, theirs ends on line "
                "{theirs}; keep one, and delete this line and the other marks, on lines {lines}",
                yours=source.position(marks[0][0])[0] + 1,
                theirs=source.position(marks[-1][0])[0] - 1,
                lines=lines,
            )
        yield Finding(source.span(*marks[0]), message, hint)


@check(Severity.ERROR)
def missing_home(corpus: Corpus) -> Iterator[Finding]:
    """The guide has no first page.

    Whoever types its address would find nothing. One language is enough: the others are shown it, with
    a notice, until it is translated. A draft is shown to nobody.

    Bad:  docs/en/guides/index.md alone
    Good: docs/en/index.md too
    """
    first = corpus.settings.first
    if first is None or corpus.shown(first.code, HOME) is not None or (first.code, HOME) in corpus.unread:
        return
    draft = corpus.original(HOME)
    if draft is not None:
        yield Finding(
            draft.start(),
            Text("the first page of the guide is a draft: readers would find nothing"),
            Text("write `status: live`"),
        )
    elif any(corpus.pages):
        path = f"{LAYERS[0]}/{first.code}/{HOME}"
        yield Finding(
            Source(path, "").span(0, 0),
            Text("the guide has no first page"),
            Text("write it as `{path}`: a title, a few words, and links to the others", path=path),
        )


@check(Severity.ERROR)
def slug_collision(corpus: Corpus) -> Iterator[Finding]:
    """Two pages that would be published at the same address, or one that the site makes itself.

    Only one of them would be seen. The site makes the search page, the pages of the glossary and the
    toolbox, and those about its rules, its news and its state.

    Bad:  guides/words.md and guides/words/index.md
    Good: one of the two
    """
    makeable = {address_of(key) for key in made_keys(corpus)}
    for page in corpus.pages:
        if page.url in makeable:
            yield Finding(
                page.start(),
                Text("the site makes a page at this address itself"),
                Text("give this page another name, or move it to another folder"),
            )
    seen: dict[tuple[str, str], Page] = {}
    for page in corpus.pages:
        first = seen.setdefault((page.language, page.url.casefold()), page)
        if first.key.casefold() != page.key.casefold():  # `files-case-collision` tells
            yield Finding(
                page.start(),
                Text("`{other}` is published at the same address", other=first.path),
                Text("rename or merge one of the two"),
            )


@check(Severity.ERROR)
def language_like_folder(corpus: Corpus) -> Iterator[Finding]:
    """A folder that would be taken for a language.

    The site generator reads every two-letter folder as a language, and drops one it does not know
    without a word.

    Bad:  docs/js/menu.png
    Good: docs/assets/menu.png
    """
    told: set[tuple[str, str]] = set()
    for file in corpus.files:
        folder = file.folder
        if folder in corpus.settings.codes or not known_language_folder(folder):
            continue
        if folder in ("data",) or (file.layer, folder) in told or len(folder.split("-")[0]) != 2:
            continue
        told.add((file.layer, folder))
        yield _about(
            file,
            Text("the folder `{folder}` would be taken for a language", folder=folder),
            Text("rename the folder, or add the language to mkdocs.yml"),
        )
