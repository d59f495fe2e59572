"""Which lines are pieces of one sentence, and the paragraphs of news as people read them.

Pages that were scraped have links, raised letters and the ends of printed lines on lines of their
own: "in the 77", "th", "precinct" is one sentence, and a name may stand on two lines. A piece
recurs ("Chicago Police Department", "and") and is news all the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from articles.importing.furniture.lines import LONG, MOST_LINES, Line, Look, line_of
from articles.text import Span, paragraphs, without, words

_OPEN_END = re.compile(r"(?:[,(\[“‘«–—/&-]|\b\w+[’']s)$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ENDS_NAME = re.compile(r"^[^.]{2,50}[.,]$")
_GOES_ON = re.compile(r"[,;.:)\]”’»–—%]|['’]s?\b|-\s")
_SHORTEST_LEAD = 40  # characters of a sentence that goes on with an address
_ORDINAL = re.compile(r"(?:st|nd|rd|th|º|ª|er|ème)\b.*", re.IGNORECASE)
# Words with which no line ends that is whole.
_DANGLING = words(
    "a an the and or of in on at to for from by with as that which who whom whose when where while"
    " than is was were are has have had said by via per its his her their this these into against"
    " de del la las el los y e o en con por para que un una se su al da do das dos em no na um uma"
    " com ao à pelo pela le les des du et au aux une qui dans sur der die das und von mit im am"
    " zu den dem di il che per con"
)
_SMALL = words("of the and for in on at to de del la y e do da des du et von der & -")


def sentences_over_lines(lines: Sequence[Line]) -> list[range]:
    """Return the runs of two lines or more that together are prose, in order."""
    runs: list[range] = []
    for run in _merged(lines, _pieces(lines)):
        if len(run) > 1 and _is_prose([lines[place] for place in run]):
            runs.append(_with_opening(lines, run, runs[-1].stop if runs else 0))
    return runs


def _pieces(lines: Sequence[Line]) -> Iterator[range]:
    """Yield runs of lines each of which goes on with the line before it."""
    first = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or not _flows(lines[place - 1], lines[place]):
            yield range(first, place)
            first = place


def _merged(lines: Sequence[Line], pieces: Iterable[range]) -> Iterator[range]:
    """Join pieces that follow one which has begun a sentence and not ended it: names in a list."""
    merged = range(0)
    for piece in pieces:
        last, following = lines[merged.stop - 1], lines[piece.start]
        goes_on = (
            len(merged) > 1
            and not _SENTENCE_END.search(last.words)
            and (len(piece) > 1 or _ENDS_NAME.search(following.words) is not None)
            and {last.look, following.look} <= {Look.SHORT, Look.PROSE}
        )
        if goes_on:
            merged = range(merged.start, piece.stop)
        else:
            yield merged
            merged = piece
    yield merged


def _flows(here: Line, following: Line) -> bool:
    """Whether the second line goes on with the sentence of the first."""
    sign = following.words
    if here.words[-1].isdigit() and _ORDINAL.fullmatch(sign):
        return True
    fixed = (Look.END, Look.DATE, Look.NUMBER, Look.OFFER)
    if here.look in fixed or following.look in (Look.END, Look.OFFER, Look.NUMBER):
        return False
    if here.look is Look.DEBRIS and not here.is_web_address:
        return False
    if len(sign) > 1 and _GOES_ON.match(sign) and not sign.startswith(("–\xa0", "• ")):
        return True
    if sign in {".", ",", ";", ")", "”", "’"}:
        return True
    if _SENTENCE_END.search(here.words) or here.look is Look.DEBRIS:
        return False
    if following.look is Look.DEBRIS and not following.is_web_address:
        return False
    if following.is_address:
        return len(here.words) > _SHORTEST_LEAD or here.words.endswith(":")
    if sign[0].islower():
        return not following.is_menu
    last = here.words.rsplit(maxsplit=1)[-1].lower()
    return bool(_OPEN_END.search(here.words)) or (last in _DANGLING and here.words[-1].islower())


def is_ordinal(line: Line) -> bool:
    """Whether it is the small sign of a number ("14", "th"), which pages set apart."""
    return len(line.words) <= 4 and _ORDINAL.fullmatch(line.words) is not None


def _is_prose(run: Sequence[Line]) -> bool:
    """Whether the pieces make up a sentence rather than a list of links in small letters."""
    longest = max(len(line.words) for line in run)
    together = sum(len(line.words) for line in run)
    ends = _SENTENCE_END.search(run[-1].words) is not None
    return longest > LONG or (together > LONG and ends) or (longest > 40 and ends)


def _with_opening(lines: Sequence[Line], run: range, least: int) -> range:
    """Take in the office above the name that opens a sentence ("District Attorney", "Doe said")."""
    first, before = lines[run.start], run.start - 1
    goes_on_small = lines[run.start + 1].words[:1].islower()
    if before < least or not goes_on_small or len(first.words.split()) > 5:
        return run
    opening = lines[before]
    tokens = opening.words.split()
    is_office = (
        opening.look is Look.SHORT
        and 2 <= len(tokens) <= 8
        and opening.words[-1].isalnum()
        and not opening.words.isupper()
        and not any(map(str.isdigit, opening.words))
        and all(word[0].isupper() or word.lower() in _SMALL for word in tokens)
        and first.words[0].isupper()
    )
    return range(before, run.stop) if is_office else run


def flowing(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return paragraphs of news, in order, with those that are pieces of a sentence as one.

    Of a text with very many lines none are joined.
    """
    if len(spans) < 2 or len(spans) > MOST_LINES:
        return list(spans)
    found: list[Span] = []
    reached = 0
    for run in sentences_over_lines([line_of(text, *span) for span in spans]):
        found += [*spans[reached : run.start], (spans[run.start][0], spans[run.stop - 1][1])]
        reached = run.stop
    return [*found, *spans[reached:]]


def news_paragraphs(text: str, body: Span, furniture: Iterable[Span]) -> list[Span]:
    """Return the paragraphs of the body that are no furniture, none of them half."""
    pieces = without([body], furniture)
    return [span for piece in pieces for span in flowing(text, paragraphs(text, *piece))]
