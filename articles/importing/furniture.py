"""Boilerplate on pages: what is no news, such as log-in prompts, newsletter offers, notices.

An article calls it its furniture. News must never be cut away, so the end of a text is furniture
only when several different signals agree, and a line inside the text only when it says nothing
else. The phrases by which web pages ask, offer, link and warn come first, then what they prove.
"""

import re
from dataclasses import dataclass
from enum import Enum

from articles.text import Span, paragraphs

SHORT = 160  # characters
LINK = 90  # a headline among the related links is hardly longer
SENTENCE = re.compile(r"[.…][\"'”’)\]]*$|[\"”»]$")
RELATED_HEADING = re.compile(
    r"(?:related|more|latest|recommended)\s+(?:stories|articles|news|posts|content|coverage|links)\s*:?",
    re.IGNORECASE,
)


def _any_of(*alternatives: str) -> re.Pattern[str]:
    """Match any of the alternatives; `^` stands for the start of a paragraph."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


# Each kind counts once, however many phrases of it a text holds.
SIGNALS = {
    "account": _any_of(
        r"^(?:log|sign)[ -]?in\b",
        r"\bto log in\b",
        r"\bcreate (?:a |an |your )?(?:new )?account\b",
        r"^already (?:a |have )",
        r"^(?:register|join)(?: now| here| today| us| free|$)",
        r"^forgot (?:your )?password",
        r"^iniciar sesi[óo]n",
        r"^reg[íi]str[ae]te",
        r"^upgrade (?:now|to)\b",
        r"^my account$",
    ),
    "newsletter": _any_of(
        r"^(?:sign|signing) up\b",
        r"^subscri(?:be|ption)\b",
        r"^suscr[íi]b",
        r"\bour (?:free )?newsletter",
        r"^(?:get|receive) (?:the |our |your )?(?:latest|free|daily|weekly|best)\b",
        r"\byour inbox\b",
        r"^(?:your )?e-?mail(?: address)?:?$",
        r"^(?:free )?newsletter",
        r"\bbolet[íi]n(?:es)?$",
        r"^start your (?:free )?(?:trial|subscription)",
        r"^support (?:our|independent) (?:work|journalism)",
        r"^donate(?: now| today|$)",
    ),
    "comments": _any_of(
        r"^comments? or questions\b",
        r"^(?:leave|post|write|add) a (?:comment|reply)",
        r"^(?:view |show |read )?(?:all )?(?:\d+ )?comments?(?: \(\d+\)|:)?$",
        r"^join the (?:conversation|discussion)",
        r"^deja (?:un|tu) comentario",
        r"^comentarios\b",
        r"^comments are closed",
    ),
    "click": _any_of(
        r"^(?:click|tap) here\b",
        r"\bclick here to\b",
        r"^contact us\b",
        r"^(?:haga|haz) clic",
        r"\bclic aqu[íi]\b",
        r"^back to top",
        r"^skip to (?:main )?content",
    ),
    "share": _any_of(
        r"^share(?: this| on| via| the| article|:|$)",
        r"^(?:tweet|print|e-?mail|save|copy link)(?: this\b.*)?$",
        r"^(?:follow|like|find) (?:us|me)\b",
        r"^follow @",
        r"^compart(?:e|ir)\b",
        r"^s[íi]gu[ea]nos\b",
        r"^(?:facebook|twitter|x|whatsapp|linkedin|telegram|instagram|reddit|youtube)$",
    ),
    "related": _any_of(
        r"^(?:see|read|watch) also\b",
        r"^also read\b",
        r"^(?:read|learn|see) (?:more|next)\b",
        r"^related(?: (?:stor|article|content|coverage|news|reading|link|post|topic)\w*)?"
        r"\s*(?::|$)",
        r"^more (?:from|stories|on this|news|in)\b",
        r"^you (?:may|might) (?:also )?(?:like|be interested)",
        r"^recommended\b",
        r"^most (?:read|popular|viewed)",
        r"^(?:trending|don.t miss|editor.?s.? picks?)\b",
        r"^(?:previous|next) (?:article|story|post)",
        r"^(?:lea|vea|ver|leer) (?:tambi[ée]n|m[áa]s)\b",
        r"^(?:te puede interesar|noticias relacionadas|m[áa]s noticias)",
        r"^latest (?:news|stories)",
    ),
    "copyright": _any_of(
        r"^©",
        r"^(?:\(c\)|copyright)\W+(?:©\s*)?(?:19|20)\d\d\b",
        r"^copyright ©",
        r"©\s*(?:19|20)\d\d\b",
    ),
    "rights": _any_of(
        r"\ball rights reserved\b",
        r"\bmay not be (?:published|reproduced|republished)\b",
        r"\btodos los derechos reservados\b",
    ),
    "mark": _any_of(
        r"\bis registered in the .{0,40}(?:patent|trademark)",
        r"\b(?:registered )?trademarks? of\b",
        r"\bis a registered trademark\b",
    ),
    "legal": _any_of(
        r"\b(?:this|our) (?:web)?site uses cookies\b",
        r"\bwe use cookies\b",
        r"^(?:accept|manage|reject)(?: all)? cookies",
        r"\buse of cookies\b",
        r"^cookie (?:policy|settings|preferences|notice)",
        r"\bprivacy policy\b",
        r"\bterms (?:of (?:use|service)|(?:and|&) conditions)\b",
        r"\bpol[íi]tica de (?:privacidad|cookies)\b",
        r"^aviso legal",
        r"^(?:about|advertise with) us\b",
    ),
    "maker": _any_of(
        r"^powered by\b", r"^(?:web)?site (?:by|designed by)\b", r"^designed (?:and built )?by\b"
    ),
    "advertisement": _any_of(
        r"^advertise(?:ment|ments)$",
        r"^(?:sponsored(?: content)?|publicidad|anuncio)$",
        r"^(?:story|article|content) continues (?:below|after)",
    ),
}
# Notices that may be long paragraphs; every other signal needs a short one.
LONG_NOTICES = ("copyright", "rights", "mark", "legal")
# Addressed to the reader, as advertisements are; weak, for people in the news say "you" as well.
PITCH = re.compile(
    r"\bprovides? you with\b|\b(?:you|your)\b.*\bfree\b|\bfree\b.*\b(?:you|your)\b", re.IGNORECASE
)
# A line that is furniture wherever it stands.
INLINE = _any_of(
    r"^(?:see|read|watch) also\s*:.*$",
    r"^(?:also read|related|recommended)\s*:.*$",
    r"^(?:see|read) also$",
    r"^related (?:stor(?:y|ies)|articles?|coverage|content|news|reading|links?)\b\s*(?::.*)?$",
    r"^(?:read|see|learn) more(?:\s*(?::|>|»|…|\.\.\.).*|(?: here| about this| on this)?\s*)$",
    r"^more\s*:.*$",
    r"^(?:don.t miss|most read|most popular|you may also like)\s*:?.{0,80}$",
    r"^(?:lea|vea|ver|leer) (?:tambi[ée]n|m[áa]s)\s*(?::.*)?$",
    r"^te puede interesar\s*(?::.*)?$",
    r"^(?:advertisement|publicidad|sponsored content|anuncio)$",
    r"^(?:story|article|content) continues (?:below|after)\b.{0,40}$",
    r"^(?:photo|image|picture|photograph|foto|imagen)(?: credits?| by| courtesy)?\s*:[^.]{0,80}$",
    r"^share(?: this)?(?: article| story| post)?(?: on \w+)?\s*:?$",
    r"^(?:tweet|print this page|copy link)$",
    r"^(?:click|tap) here\b.{0,100}$",
    r"^(?:sign up|subscribe)\b.{0,80}\b(?:newsletter|alerts|updates|inbox)\b.{0,40}$",
    r"^follow (?:us|@\w+)(?: on)?\b.{0,60}$",
    r"^skip to (?:main )?content$",
    r"^back to top$",
)


class Look(Enum):
    NEWS = "news"
    EITHER = "either"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Extent:
    """Where the news is: `start` and `end` of the body, and the furniture spans inside it."""

    start: int
    end: int
    furniture: tuple[Span, ...]


def find(text: str) -> Extent:
    """Part the news of a clean text from its furniture."""
    spans = paragraphs(text, 0, len(text))
    start, end = _start(text, spans), _end(text, spans)
    inline = tuple(
        span for span in spans if start <= span[0] < end and is_inline(text[slice(*span)])
    )
    return Extent(start, end, inline)


def is_inline(paragraph: str) -> bool:
    """Whether a paragraph says nothing but "see also", "advertisement" or the like."""
    return len(paragraph) <= 200 and bool(INLINE.match(" ".join(paragraph.split())))


def signals(paragraph: str) -> set[str]:
    """Return the kinds of furniture that a paragraph looks like."""
    words = " ".join(paragraph[:2000].split())
    kinds = SIGNALS if len(words) <= SHORT else LONG_NOTICES
    return {kind for kind in kinds if SIGNALS[kind].search(words)}


def _look(paragraph: str) -> Look:
    if signals(paragraph):
        return Look.FURNITURE
    words = " ".join(paragraph[:2000].split())
    if PITCH.search(words):
        return Look.EITHER
    return Look.NEWS if len(words) > LINK or SENTENCE.search(words) else Look.EITHER


def _end(text: str, spans: list[Span]) -> int:
    """Return where the block of furniture at the end begins, the end of the text without one.

    Every paragraph of the block looks like furniture or could be some, and the block as a
    whole shows two different signals, or is a heading with nothing but links below.
    """
    seen: set[str] = set()
    block = None
    for place in range(len(spans) - 1, -1, -1):
        paragraph = text[slice(*spans[place])]
        look = _look(paragraph)
        if look is Look.NEWS:
            break
        if look is Look.FURNITURE:
            seen |= signals(paragraph)
            links = len(spans) - 1 - place
            if len(seen) >= 2 or (links and RELATED_HEADING.fullmatch(paragraph)):
                block = place
    else:
        return len(text)  # nothing would be left
    return len(text) if block is None else spans[block][0]


def _start(text: str, spans: list[Span]) -> int:
    """Return where the first paragraph begins that is no menu, share button or log-in prompt."""
    for start, end in spans[:30]:
        if not (end - start <= 60 and signals(text[start:end])):
            return start if (start, end) != spans[0] else 0
    return 0
