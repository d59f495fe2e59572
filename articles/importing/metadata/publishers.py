"""Who published a text, told by the text itself or by the address of its page."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from articles.text import words

UNKNOWN = "Unknown source"
WORD = r"[A-ZÁÉÍÓÚÑ][\w&.’'-]*"
NAME = (
    rf"(?P<name>(?:The )?{WORD}(?: (?:(?:of|the|and|de|del|la|el|los|y|&) ){{0,2}}{WORD}){{0,5}}?)"
)
YEARS = r"(?:19|20)\d\d(?: ?[-–] ?(?:19|20)?\d\d)?"
# What a text says about its publisher, and how much that proves. Two points are enough.
SIGNS = [(weight, re.compile(sign)) for weight, sign in [
    (3, rf"^(?:All content |Content )?(?:©|\(c\)|Copyright)(?: ?©)? ?{YEARS},? (?:by )?{NAME}"
        r"(?=[.,|]|$| All\b| [-–—|])"),
    (3, rf"^(?:©|\(c\)|Copyright)(?: ?©)? {NAME},? {YEARS}"),
    (3, rf"^{NAME} Analysis$"),
    (2, rf"^(?:New to|What is|Welcome to|About) {NAME}\?"),
    (2, rf"(?:^|[.] ){NAME} is (?:a )?registered (?:in|trademark)"),
    (2, rf"^(?:Subscribe|Sign up|Log ?in|Sign in) (?:to|for) (?!Newsletter){NAME}(?=[.!]|$|’s|'s)"),
    (1, rf"^Follow {NAME} on (?:Twitter|Facebook|X|Instagram|Telegram|WhatsApp)"),
    (2, rf"^This (?:article|story|report) (?:was |first |originally )*(?:appeared|published) "
        rf"(?:in|on|by) {NAME}(?=[.,]|$)"),
    (1, rf"^{NAME} provides you with\b"),
    (1, rf"^Powered by {NAME}(?=[.]|$)"),
    (1, r"\b(?P<name>[A-Z]{4,12}) (?:believes|assesses|judges|forecasts|estimates) that\b"),
]]  # fmt: skip
# A line without one of these has no sign.
HINT = re.compile(
    r"©|\([Cc]\)|Copyright| Analysis$|^(?:New to|What is|Welcome to|About|Subscribe|Sign|Log|Follow"
    r"|This|Powered) | is (?:a )?registered | provides you with"
    r"|[A-Z] (?:believes|assesses|judges|forecasts|estimates) that",
    re.MULTILINE,
)
# "Risk Analysis" is a heading, "InSight Crime Analysis" a name.
COMMON = words(
    "crime data economic expert intelligence market news our political risk security the us"
)
LONGEST_SCANNED = 300  # characters of a line; signs stand at its start
# Who prosecutes and polices, as such offices write themselves over their releases.
OFFICIAL = (
    r"(?:(?:Criminal )?District|State[’']?s?|County|City|Commonwealth[’']?s|Prosecuting"
    r"|United States|U\.S\.) Attorney|Attorney General|Public Prosecutor|Sheriff"
)
PLACE = r"(?:(?:St\. )?[A-Z][\w.’'-]*(?: of(?: the)?)? ){1,5}?"
OFFICES = [
    re.compile(
        rf"(?:The )?(?P<place>{PLACE})(?P<official>{OFFICIAL})(?P<s>[’']s)?"
        r"(?P<kind> (?:Office|Department))?(?:, [A-Z]{2})?"
    ),
    re.compile(
        rf"(?:The )?Office of (?:the )?(?P<place>{PLACE})(?P<official>{OFFICIAL})"
        r"(?P<s>)(?P<kind>)(?:,? [A-Z][\w.’'-]*){0,5}"
    ),
]
# Offices whose name is kept as it is written.
OTHER_OFFICE = re.compile(
    r"(?:The )?(?P<name>(?:[A-Z][\w.’'-]* ){1,4}(?:Police|Fire|Sheriff[’']?s) (?:Department|Office)"
    r"|(?:U\.S\. )?Department of (?:the )?[A-Z]\w+(?: \w+){0,4}"
    r"|Ministry of [A-Z]\w+(?: \w+){0,4}"
    r"|Oficina del? (?:la )?Fiscal\b.{3,60}|Fiscal[íi]a\b.{3,60}|Procuradur[íi]a\b.{3,60}"
    r"|Procuradoria\b.{3,60}|Minist[ée]rio (?:P[úu]blico|de )\b.{0,50}"
    r"|Secretar[íi]a de \b.{3,50}|Polic[íi]a (?:Nacional|Federal|Civil|Militar)\b.{0,40}"
    r"|(?:General)?[Ss]taatsanwaltschaft [A-ZÄÖÜ].{2,40}"
    r"|Polizei(?:präsidium|inspektion)? [A-ZÄÖÜ].{2,40}"
    r"|Parquet (?:de|du|général)\b.{2,40}|Procura della Repubblica\b.{0,40})"
)
OFFICE_IN_TEXT = re.compile(
    r"(?<![\w’'])(?P<place>(?:[A-Z][\w’'-]+ ){1,3}?(?:County |Parish )?)"
    r"(?P<official>(?:District|State(?:[’']s)?|County|City|Commonwealth[’']s|Prosecuting) Attorney"
    r"|DA(?=[’']s Office))"
    r"(?P<kind>)\b"
)
LONGEST_OFFICE = 110  # characters
NO_PLACE = words(
    "Assistant Deputy Deputies Former Acting Chief Senior Special Criminal First Elected Then"
    " The A An In At On By And Of For From With Our This Your"
)
# What stands between the name of a site and its slogan.
SLOGAN = re.compile(r"\s*\|\s*|\s+[-–—·•»:]\s+")
HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|news|[a-z]{2})")
# Names of parts of a site, which say nothing of who made it.
PARTS = words(
    "home news press newsroom releases release media article articles blog latest noticias inicio"
    " prensa comunicados sala notícias imprensa actualités presse nachrichten aktuelles"
)


@dataclass(frozen=True)
class Publisher:
    """A publisher that is known by itself: how it, its site and its folders are called.

    `place` is where it is at home: an ISO 3166 code, for a town with its name (`US-TX:Dallas`).
    """

    name: str
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    office: bool = False
    place: str = ""


def _known() -> tuple[Publisher, ...]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["publisher"]
    return tuple(
        Publisher(
            name=row["name"],
            domains=tuple(row.get("domains", ())),
            names=tuple(row.get("names", ())),
            folders=tuple(row.get("folders", ())),
            office=row.get("office", False),
            place=row.get("place", ""),
        )
        for row in rows
    )


class _Known:
    """The known publishers by domain, name and folder."""

    def __init__(self, rows: Iterable[Publisher]) -> None:
        self.rows = tuple(rows)
        self.by_domain = {domain: row.name for row in self.rows for domain in row.domains}
        self.by_name = {
            _plain(name): row.name for row in self.rows for name in (row.name, *row.names)
        }
        self.places = {row.name: row.place for row in self.rows}
        self.by_folder = {folder: row.name for row in self.rows for folder in row.folders}


def _plain(name: str) -> str:
    name = " ".join(name.replace("’", "'").split()).casefold()
    return name.removeprefix("the ")


known = _Known(_known())


def forget_offices() -> None:
    """Know no office by itself from now on: to measure what the rules alone find."""
    global known
    known = _Known(row for row in known.rows if not row.office)


def named_in(text: str) -> str:
    """Return the publisher that the text itself names, empty when it does not prove one."""
    points: Counter[str] = Counter()
    for line in _lines_with_signs(text):
        for weight, sign in SIGNS:
            if (match := sign.search(line)) and not _is_common(match["name"]):
                points[match["name"].rstrip(".")] += weight
    if not points:
        return ""
    name, weight = points.most_common(1)[0]
    return name[:200] if weight >= 2 else ""


def named_by(url: str) -> str:
    """Return the name of the site at the address, its domain when the name is not known."""
    return known_by(url) or (urlsplit(url).hostname or "").removeprefix("www.")[:200]


def known_by(url: str) -> str:
    """Return the name of the known publisher at the address, empty where it is not known."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    while "." in host:
        if name := known.by_domain.get(host):
            return name
        host = host.split(".", 1)[1]
    return ""


def place_of(name: str) -> str:
    """Return where the known publisher of this name is at home; empty where that is not known."""
    return known.places.get(canonical(name), "")


def canonical(name: str) -> str:
    """Return the one name of a publisher that is written in one of its ways.

    Empty for what names a part of a site, such as "Newsroom".
    """
    name = " ".join(name.split()).strip(" |-–—·•")
    pieces = SLOGAN.split(name)
    for piece in (name, *pieces):
        if found := known.by_name.get(_plain(piece)):
            return found
    name = pieces[0] if "|" in name else name
    if all(word in PARTS for word in name.lower().split()):
        return ""
    return office(name) or name[:200]


def is_name(written: str, site: str = "") -> bool:
    """Whether these words are the name of a publisher: of the `site`, a known one, an office."""
    plain = _plain(written)
    return bool(
        (site and plain in {_plain(site), _plain(canonical(site))})
        or plain in known.by_name
        or HOST.fullmatch(written.lower())
        or office(written)
    )


def office(line: str) -> str:
    """Return the office that a line names and nothing else, empty when it is none."""
    line = re.sub(r"\s[-–—]\s", " ", " ".join(line.split())).strip(" :|")
    if len(line) > LONGEST_OFFICE:
        return ""
    if found := known.by_name.get(_plain(line)):
        return found
    for shape in OFFICES:
        if match := shape.fullmatch(line):
            return _office_name(match)
    match = OTHER_OFFICE.fullmatch(line)
    return match["name"] if match and len(line.split()) <= 10 and line[-1] not in ".,;" else ""


def _office_name(match: re.Match[str]) -> str:
    """The one name of an office; empty where the words name one of its people."""
    place = match["place"].split()
    while place and place[0] in NO_PLACE:
        place.pop(0)
    if not place or any(word in NO_PLACE for word in place):
        return ""
    official = "District Attorney" if match["official"] == "DA" else match["official"]
    return f"{' '.join(place)} {official}'s{match['kind'] or ' Office'}".replace("’", "'")


def named_by_folder(folder: str, text: str) -> str:
    """Return the publisher that a folder such as `harris_tx` and the text together name.

    The folder alone tells it where it is a known one or is called like an office; else an office
    that the text names must lie where the folder says.
    """
    if name := known.by_folder.get(folder.casefold()):
        return name
    spelled = " ".join(re.split(r"[\W_]+", folder)).strip()
    if name := office(spelled.title()):
        return name
    places = [word for word in spelled.casefold().split() if len(word) > 2]
    offices = _offices_in(text)
    near = {
        name: times
        for name, times in offices.items()
        if places and all(word in _plain(name) for word in places)
    }
    return max(near, key=lambda name: near[name]) if near else ""


def spelled_out(name: str, text: str) -> str:
    """Return the office whose initials are part of a site's name, as in "DA News", else the name.

    It must be the office that the text names most.
    """
    offices = _offices_in(text).most_common(1)
    if offices and not office(name):
        official = offices[0][0].removesuffix("'s Office").split()[-2:]
        if "".join(word[0] for word in official) in name.split():
            return offices[0][0]
    return name


def _offices_in(text: str) -> Counter[str]:
    """Count the offices that a text names, and those of the officials in it."""
    named = (_office_name(match) for match in OFFICE_IN_TEXT.finditer(text))
    return Counter(name for name in named if name)


def _lines_with_signs(text: str) -> Iterator[str]:
    """Yield the lines that may hold a sign, of long ones the beginning."""
    at = 0
    while hint := HINT.search(text, at):
        start = text.rfind("\n", 0, hint.start()) + 1
        end = text.find("\n", hint.end())
        at = len(text) if end == -1 else end + 1
        yield " ".join(text[start : min(at, start + LONGEST_SCANNED)].split())


def _is_common(name: str) -> bool:
    return len(name) < 2 or all(word in COMMON for word in name.lower().split())
