"""Words by which a private person could be reached: telephone numbers, home addresses, e-mail, names beside.

Told are the ways in which numbers and addresses are written in France, Belgium, Switzerland, Canada, the
United States and the United Kingdom, and every number that begins with `+`. Numbers that are free of charge,
short or of services are nobody's. Numbering: ITU-T E.164 and the national plans that
https://www.itu.int/oth/T0202.aspx?parent=T0202 lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

_GAP = r"[ \u00a0\u2009\u202f.\-\u2010\u2011\u2013/]"
_NOT_BEFORE = r"(?<![\w.,/+=#:$€£-])(?<!\d[ \u00a0\u202f(])"
_NOT_BEHIND = rf"(?!\w|{_GAP}?\d|[/=@]|[.,]\w)(?![ \u00a0\u202f]?[%€$£])"
_TELEPHONE = re.compile(
    rf"{_NOT_BEFORE}(?:"
    rf"(?:\+|00)[1-9]\d{{0,2}}(?:{_GAP}|\(0\)|[()]){{0,3}}\d(?:(?:{_GAP}|[()]){{0,2}}\d){{6,11}}"
    rf"|\(?0[1-9](?:(?:{_GAP}|[()]){{0,2}}\d){{7,9}}"
    rf"|(?:1{_GAP})?(?:\([2-9]\d\d\){_GAP}?|[2-9]\d\d{_GAP})[2-9]\d\d{_GAP}\d{{4}}"
    rf"){_NOT_BEHIND}"
)
_LOCAL_NUMBER = rf"[2-9]\d\d[-.\u2010\u2011]\d{{4}}{_NOT_BEHIND}"
_OF_SERVICES = re.compile(r"(?:0?8[0-24-9]|80[08]|30[03]|90\d|1?8(?:00|33|44|55|66|77|88)\d{7}$)")
"""How the numbers begin that cost nothing, or more: `0 800`, `0800`, `0300` (UK), `1-800`."""
_DATE = re.compile(r"[0-3]?\d([./-])[01]?\d\1(?:19|20)\d\d")
_REFERENCE = re.compile(r"(?i)\b(?:isbn|issn|siren|siret|iban|doi|rna|ean|arxiv|ref|réf)\W{0,4}$")

_NAMED = r"(?:[A-ZÀ-Ý][\w’'.-]*|\d{1,2}(?:st|nd|rd|th|er)?)"
_FRENCH_WAYS = (
    r"(?:rue|avenue|av\.|boulevard|bd\.?|boul\.|chemin|allées?|impasse|quai|route|ruelle|sente|venelle|chaussée"
    r"|place|square|rang|montée|lotissement|esplanade|faubourg)"
)
_LINKING = r"(?:de[ \u00a0]la[ \u00a0]|de[ \u00a0]l[’']|(?:de|du|des|la|le|les|à|aux?)[ \u00a0]|[dl][’'])?"
_FRENCH_DAY = r"\d{1,2}[ \u00a0](?:mars|mai|juin|juillet|août|septembre|novembre)(?:[ \u00a0]\d{4})?"
_FRENCH_NAME = rf"[ \u00a0]{_LINKING}(?:{_FRENCH_DAY}|{_NAMED})(?:[ \u00a0-]{_LINKING}{_NAMED}){{0,4}}"
_FRENCH_TOWN = (
    r"(?:,?[ \u00a0\n]+(?:F-|B-|CH-)?\d{4,5}[ \u00a0]+[A-ZÀ-Ý][\w’'-]+(?:[ \u00a0-][A-ZÀ-Ý][\w’'-]+)*)"
)
_ENGLISH_NUMBER = r"(?<![\w.,/-])(?!(?:19|20)\d\d )\d{1,5}[A-Za-z]?,?"
"""The number of a house; what may be a year is none."""
_ENGLISH_NAME = r"(?:[NSEW]\.? )?(?:[A-Z][\w’'.-]+ |\d+(?:st|nd|rd|th) ){1,3}"
_ENGLISH_WAYS = (
    r"(?:(?:Street|Avenue|Road|Lane|Drive|Boulevard|Crescent|Terrace|Gardens)\b|(?:St|Ave|Rd|Ln|Blvd)\b\.?)"
)
_OTHER_WAYS = r"(?:Dr|Way|Place|Court|Ct|Close|Grove|Mews|Hill|Row|Square)\b\.?"
"""Words that mean other things too: of an address only before a town."""
_ENGLISH_TOWN = r"[A-Z][a-z]+(?:,| [A-Z])"
_POST_CODE = r"(?:[A-Z]{2} \d{5}|(?:[A-Z]{2} )?[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2})"
_ADDRESSES = (
    re.compile(
        rf"(?<![\w.,/-])\d{{1,5}}(?:[ \u00a0]?(?:bis|ter|quater|[A-D]))?,?[ \u00a0]{_FRENCH_WAYS}"
        rf"{_FRENCH_NAME}{_FRENCH_TOWN}?(?!\w)",
    ),
    re.compile(  # Belgium and Switzerland
        rf"(?<!\w)(?i:{_FRENCH_WAYS}){_FRENCH_NAME},?[ \u00a0]\d{{1,4}}[a-zA-Z]?{_FRENCH_TOWN}(?!\w)"
    ),
    re.compile(
        rf"{_ENGLISH_NUMBER} {_ENGLISH_NAME}"
        rf"(?:{_ENGLISH_WAYS}|{_OTHER_WAYS}(?=,? (?:Apt|Unit|Flat|{_ENGLISH_TOWN})))"
        rf"(?:,? (?:Apt|Unit|Flat|#)\.? ?\w+)?(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?"
        rf"(?:,? {_POST_CODE})?(?!\w)"
    ),
)

_MAILBOXES = (
    r"(?:gmail|googlemail|icloud|me|mac|aol|ymail|rocketmail|msn|mail|comcast|tutanota)\.com|(?:proton|pm)\.me"
    r"|(?:hotmail|outlook|live|yahoo|gmx|protonmail)\.[a-z]{2,3}(?:\.[a-z]{2})?"
    r"|(?:orange|wanadoo|free|sfr|neuf|aliceadsl|numericable|bbox|club-internet|laposte)\.(?:fr|net)"
    r"|(?:videotron|sympatico|rogers|shaw|telus|cogeco|eastlink)\.(?:ca|net)|bell\.net"
    r"|(?:skynet|telenet|proximus|scarlet|voo)\.be|(?:bluewin|hispeed|sunrise)\.ch"
    r"|(?:verizon|att|sbcglobal|bellsouth|cox|charter|earthlink)\.net"
    r"|(?:btinternet|virginmedia|sky|talktalk|ntlworld|blueyonder)\.(?:com|co\.uk)"
)
_EMAIL = re.compile(rf"(?i)(?<![\w.+-])([\w.+-]+)@(?:{_MAILBOXES})(?![\w-]|\.\w)")
_OF_NOBODY = re.compile(
    r"(?i)mairie|association|comite|^(?:asso|club|bureau|commune|ville|contact|info|accueil|secretariat|office"
    r"|city|town|council|police|press|hello|bonjour|support|help|admin|webmaster|no-?reply|your|votre|user|name"
    r"|nom|prenom|first-?name|example|exemple|test|someone|quelquun|xxx)(?![a-z])"
)
"""How the addresses of offices and associations begin, and those that only show how one is written."""

_FIRST_AND_LAST = re.compile(r"(?i)[a-zà-ÿ]+[._-][a-zà-ÿ]+\d*")
"""`jean.dupont`: a person’s own; a group’s mailbox often stands with the same providers."""

_TITLE = r"(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Mrs?\.?|Ms\.?|Miss|Dr\.?|Me)"
_TITLED = rf"{_TITLE}[ \u00a0][A-ZÀ-Ý][\w’'-]+(?:[ \u00a0][A-ZÀ-Ý][\w’'-]+)*"
_BEGINS = r"(?:Au|Aux|En|À|A|Le|La|Les|Du|Un|Une|In|At|On|The|Or|Ou|Call|Ring|Ask|Write|Contact|Phone|Tel)"
"""Words that begin a sentence, and no name."""
_FULL_NAME = (
    rf"(?<!\w)(?<!\d{{5}}[ \u00a0])(?!{_BEGINS}\b|[A-Z]\w+ez\b|Appeler\b)[A-ZÀ-Ý][\w’'-]+"
    rf"(?:[ \u00a0](?!(?:T[ée]l|Mob|Fax|Port)\b)[A-ZÀ-Ý][\w’'.-]*){{1,2}}"
)
_JOINT = r"(?:[ \u00a0]?[,:;–—(-]|[ \u00a0](?:at|on|au|sur le|via))?[ \u00a0\n]{0,3}"
_CALLED = r"(?i:tél|tel|mob|cell?|port|téléphone|telephone|mobile|portable|phone|call|cellulaire)\.?"
_ROLE = r"(?:,[ \u00a0][^,.\n]{3,30}(?=,))?"
_REACHED = rf"(?:{_CALLED}[ \u00a0]?:?[ \u00a0]{{0,3}})?"
_NAME = re.compile(rf"(?:({_TITLED}){_ROLE}|({_FULL_NAME})){_JOINT}{_REACHED}\(?\Z")
_NAMED_LOCAL_NUMBER = re.compile(
    rf"(?:(?:{_TITLED}{_ROLE}|{_FULL_NAME}){_JOINT}{_REACHED}"
    rf"|(?<!\w){_CALLED}[ \u00a0]?:?[ \u00a0]){_LOCAL_NUMBER}"
)
_BEFORE = 60
"""Characters before a way to reach somebody in which their name may stand."""

_PUBLIC = re.compile(
    r"(?i)\b(?:mairie|hôtel de ville|maison (?:de|des|du)|préfecture|commissariat|gendarmerie|police|tribunal"
    r"|parquet|standard|accueil|service|direction|département|bureaux?|si[èe]ge|permanence|association|bibliothèque"
    r"|médiathèque|école|collège|lycée|université|centre|salle|gymnase|hôpital|clinique|pharmacie|rendez-vous"
    r"|ligne d[’']écoute|numéro (?:vert|national|d[’']urgence)|ministère|ambassade|réseau|fondation"
    r"|hall|municipal|council|office|department|dept|switchboard|reception|desk|hotline|helpline|line|service"
    r"|(?:community|meeting|conference|council) room"
    r"|call(?:ing)? us|contact us|phone us|ring us|appelez-nous|nous (?:appeler|joindre|contacter)|event time"
    r"|agency|center|library|school|college|university|hospital|clinic|unit|court ?house|church|mosque"
    r"|synagogue|temple|building|floor|suite|headquarters|station|museum|plaza|commission|ministry|embassy"
    r"|network|foundation|appointment|restaurant|parking|hours|horaires|sos|écoute|anonyme|anonymous|confidentiel"
    r"|gratuit|free of charge|place de la|24 ?h(?:/24)?|7 ?j(?:/7)?|24/7"
    r"|dial-?in|call in|join the call|conference call|zoom|webex|audioconférence|visioconférence)s?\b"
)
"""Words of what is open to all: beside them, a number or an address is that of an office."""

_FOR_ALL = re.compile(
    r"(?i)\b(?:contacts?|contacter|coordonnées|mentions légales|legal notice|imprint|numéros utiles|urgences?"
    r"|si[èe]ge social|mairie|useful numbers|emergency|find us|nous trouver|adresses utiles|get help)\b"
)
"""Headings below which an institution, or whoever publishes the page, says how it is reached."""
_AT_HOME = re.compile(
    r"(?i)\b(?:chez (?:moi|lui|elle|eux)|à la maison|à (?:mon|son) domicile|perso|numéro (?:privé|personnel)"
    r"|(?:mon|ma|son|sa)[^.\n]{1,20}personnel(?:le)?|at home|at (?:my|his|her|their) (?:home|place)"
    r"|(?:my|his|her|their) (?:own|private|personal)|(?:private|personal|home) (?:number|phone|mobile))\b"
)
"""Words right before a number or an address by which it is one person's, whatever stands around."""
_HELPLINE = re.compile(
    r"(?i)\b(?:anonym(?:e|ous)|confidenti(?:el|al)|gratuit|free of charge|24 ?h(?:/24)?|7 ?j(?:/7)?|24/7|sos"
    r"|écoute|helpline|hotline|crisis|fondation|foundation)\b"
)
"""Words beside a mobile telephone that many people answer."""

MAY_HOLD = re.compile(
    rf"\d(?:{_GAP}?[()\d]){{6}}"
    rf"|\d[a-zA-Z]?,?[ \u00a0](?:[A-Z\d]|(?:bis|ter|quater)\b|{_FRENCH_WAYS}[ \u00a0])"
)
"""What a page holds that can hold a way to reach somebody; faster to search than the ways themselves."""


class Kind(Enum):
    """What of a person stands on a page."""

    TELEPHONE = "telephone"
    ADDRESS = "address"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Detail:
    """A way to reach somebody; offsets into the text, from their name on where it stands before."""

    kind: Kind
    start: int
    end: int
    known_by: str
    """What is compared with the city's own: digits, or words in lower case."""
    is_named: bool = False
    is_personal: bool = False
    """Whether it is almost certainly one person's: by their name, or a mobile number beside no office."""


def known_details(text: str) -> Iterator[Detail]:
    """Every way to reach anybody in a text, whoever it is."""
    yield from (*_telephones(text), *_addresses(text), *_emails(text))


def details(text: str, heading: str = "", letterhead: str = "") -> Iterator[Detail]:
    """Telephone numbers and addresses in a text; an office's own only beside a person's name.

    The heading above and the line right above, the letterhead, tell whose they are as well.
    """
    found = [*_telephones(text), *_addresses(text)]
    is_of_an_office = bool(found) and (_speaks_for_all(text, found) or _FOR_ALL.search(heading) is not None)
    is_of_the_letterhead = bool(found) and _PUBLIC.search(letterhead) is not None
    answers_all = bool(found) and _HELPLINE.search(text) is not None
    for detail in found:
        detail = _with_name(text, detail)
        is_own = _is_mobile(detail) and not answers_all
        is_at_home = _AT_HOME.search(text, max(0, detail.start - _BEFORE), detail.start) is not None
        is_personal = detail.is_named or is_at_home or (is_own and not is_of_an_office)
        if detail.kind is Kind.ADDRESS and is_of_the_letterhead and not is_personal:
            continue
        if is_personal or is_own or not is_of_an_office:
            yield replace(detail, is_personal=is_personal)


def emails(text: str) -> Iterator[Detail]:
    """Addresses of e-mail in a text that a person has with a provider, with the name before them."""
    named = (_with_name(text, detail) for detail in _emails(text))
    return (replace(detail, is_personal=True) for detail in named if detail.is_named)


def _with_name(text: str, detail: Detail) -> Detail:
    name = _NAME.search(text[max(0, detail.start - _BEFORE) : detail.start])
    if detail.is_named or name is None or _PUBLIC.search(name[1] or name[2]):
        return detail
    return Detail(detail.kind, detail.start - len(name.group()), detail.end, detail.known_by, is_named=True)


def _speaks_for_all(text: str, found: list[Detail]) -> bool:
    """Whether the words around are of an office, a service or a public place."""
    end, around = 0, []
    for detail in sorted(found, key=lambda item: item.start):
        around.append(text[end : detail.start])
        end = max(end, detail.end)
    return _PUBLIC.search(" … ".join([*around, text[end:]])) is not None


def _telephones(text: str) -> Iterator[Detail]:
    for found in _TELEPHONE.finditer(text):
        digits = significant_digits(found.group())
        before = text[max(0, found.start() - 12) : found.start()]
        if not (_OF_SERVICES.match(digits) or _DATE.match(found.group()) or _REFERENCE.search(before)):
            yield Detail(Kind.TELEPHONE, *found.span(), digits)
    for found in _NAMED_LOCAL_NUMBER.finditer(text):
        if not _PUBLIC.search(found.group()):
            yield Detail(Kind.TELEPHONE, *found.span(), significant_digits(found.group()), True)


def significant_digits(written: str) -> str:
    """A telephone number without the country's code and what is dialled before it at home: `612345678`."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    abroad = re.match(r"\s*(?:\+|00)", written)
    if abroad:
        digits = re.sub(r"^(?:00)?(?:1|32|33|41|44|352|353)", "", digits)
    return digits.lstrip("0") if not (len(digits) == 11 and digits.startswith("1")) else digits[1:]


def _is_mobile(detail: Detail) -> bool:
    """Whether a number is of a mobile telephone: in Europe a person's, in North America nobody can tell."""
    digits = detail.known_by
    return detail.kind is Kind.TELEPHONE and (
        (len(digits) == 9 and digits[0] in "467") or (len(digits) == 10 and digits[0] == "7")
    )


def _emails(text: str) -> Iterator[Detail]:
    for found in _EMAIL.finditer(text) if "@" in text else ():
        if not _OF_NOBODY.search(found[1]):
            is_personal = _FIRST_AND_LAST.fullmatch(found[1]) is not None
            yield Detail(Kind.EMAIL, *found.span(), found.group().casefold(), is_personal)


def _addresses(text: str) -> Iterator[Detail]:
    for expression in _ADDRESSES:
        for found in expression.finditer(text):
            yield Detail(Kind.ADDRESS, *found.span(), plain_words(found.group()))


def plain_words(text: str) -> str:
    """Words to compare: lower case, one space between them, no commas."""
    return " ".join(text.casefold().replace(",", " ").replace("’", "'").split())
