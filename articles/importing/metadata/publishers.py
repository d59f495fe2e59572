"""Who published a text, told by the text itself or by the address of its page."""

import re
from collections import Counter
from collections.abc import Iterator
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
# Sites whose name people know better than their address.
SITES = {
    "apnews.com": "Associated Press",
    "bbc.co.uk": "BBC News",
    "bbc.com": "BBC News",
    "borderlandbeat.com": "Borderland Beat",
    "elfaro.net": "El Faro",
    "elsalvador.com": "El Diario de Hoy",
    "elpais.com": "El País",
    "insightcrime.org": "InSight Crime",
    "justice.gov": "U.S. Department of Justice",
    "laprensagrafica.com": "La Prensa Gráfica",
    "lignet.com": "LIGNET",
    "nytimes.com": "The New York Times",
    "prensalibre.com": "Prensa Libre",
    "reuters.com": "Reuters",
    "theguardian.com": "The Guardian",
    "treasury.gov": "U.S. Department of the Treasury",
    "washingtonpost.com": "The Washington Post",
}


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
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    for domain, name in SITES.items():
        if host == domain or host.endswith("." + domain):
            return name
    return host[:200]


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
