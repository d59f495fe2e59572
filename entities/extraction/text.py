"""How a text is written: its case, and where its sentences end."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from entities.extraction.first_names import given_names
from entities.extraction.lexicon import alternatives, english, read_list, words

_FUNCTION_WORDS = words(
    """
    a about above across after again against ago all almost along also although am among an
    and another any anyone anything are around as at away back be became because been before
    began being below between both but by called came can could day days did do does done
    down during each early either else enough even ever every everyone few first five for
    former found four from further gave get give given go got group had half has have having
    he held her here him himself his how however i if in into is it its itself just know
    known last late later least leave left less like made make man many may me members men
    met might more most much must my near never new next night no none nor not nothing now
    of off often old on once one only or other others our out outside over own part people
    per place police put rather said same say says second see seen seven several shall she
    should since six so some someone soon still such take taken ten than that the their them
    themselves then there these they thing third this those three through thus to today
    together told tomorrow tonight too took toward towards two under until up upon us used
    very via was way we week weeks well went were what when where whether which while who
    whom whose why will with within without woman women would year years yesterday yet you
    your according authorities army attack attacks body car case city country court crime
    death department drug drugs forces gang gangs government home house judge killed law
    leader leaders military month months murder national officer officers prison report
    reports security soldiers source sources state street terrorist terrorists town
    trafficking troops village war weapons wounded
    """
)
# Made by `manage.py make_ordinary_words`.
WORDS_FILE = Path(__file__).resolve().parents[1] / "data" / "ordinary_words.txt"
ORDINARY_ENDING = re.compile(
    r".{3,}(?:ed|ing|ly|tion|tions|sion|sions|ment|ments|ness|ists|ers|ous|ive|ful|ity|ies|able)"
)
# The month, not the verb.
_MAY = re.compile(r"(?<=\d )may\b|\bmay(?= \d)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _ordinary_words() -> frozenset[str]:
    return _FUNCTION_WORDS | read_list(WORDS_FILE)


def is_in_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals, so that case tells nothing about names."""
    letters = list(filter(str.isalpha, text))
    return len(letters) >= 20 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def in_mixed_case(text: str) -> str:
    """Put text in capitals into mixed case as well as word lists can; its length stays."""
    return _MAY.sub("May", _WORD.sub(_cased, text))


def _cased(match: re.Match[str]) -> str:
    word = match.group()
    lowered = word.lower()
    if len(lowered) != len(word):
        return word
    return lowered if is_ordinary(lowered) else word[0] + lowered[1:]


def is_ordinary(word: str) -> bool:
    """Whether a word in small letters is rather none of a name, by our list or by its ending.

    `Billy` and `Jared` only end like ordinary words.
    """
    return word in _ordinary_words() or (
        ORDINARY_ENDING.fullmatch(word) is not None and word not in given_names()
    )


def is_on_list(word: str) -> bool:
    """Whether a word in small letters is on our list of ordinary ones."""
    return word in _ordinary_words()


Span = tuple[int, int]
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*\s+(?=[\"“‘'«(\[¿¡]*[A-ZÀ-Þ\d])|[!?][”\"]\s+")
# The month of May is never shortened.
_SHORT_MONTHS = [month.capitalize() for month in english.SHORT_MONTHS if month != "may"]
_NO_END = re.compile(
    rf"(?:\b(?:[A-Z]|{alternatives(map(str.capitalize, english.SHORT_TITLES), _SHORT_MONTHS)}|"
    rf"{alternatives(english.GENERATIONS)}|St|Sta|No|vs|Ave|Blvd|approx|etc|"
    r"U\.S|U\.N|U\.K|D\.C|N\.Y|a\.k\.a|p\.m|a\.m|Inc|Corp|Ltd|Co)|\.[A-Z])\.\s+$"
)
# These end a sentence too when a new one clearly begins after them.
_MAY_END = re.compile(r"(?:U\.S|U\.N|U\.K|D\.C|p\.m|a\.m|Jr|Sr|Inc|Corp|Ltd|Co)\.\s+$")
_CLEAR_BEGINNING = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|His|Her|Their|Its|This|That|These|Those|"
    r"After|Before|When|While|Police|Meanwhile|However|According|Officials|Authorities)\b"
)


# In capitals a title is shortened as in `GEN. RIOS`.
_IN_CAPITALS = re.compile(_NO_END.pattern, re.IGNORECASE)
_CLEAR_IN_CAPITALS = re.compile(_CLEAR_BEGINNING.pattern, re.IGNORECASE)
_MAY_END_IN_CAPITALS = re.compile(_MAY_END.pattern, re.IGNORECASE)


def sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a paragraph as spans without outer white space.

    The text is as it was written: what is all in capitals is not yet in mixed case.
    """
    no_end, may_end, clear_beginning = _NO_END, _MAY_END, _CLEAR_BEGINNING
    if is_in_capitals(text[start:end]):
        no_end, may_end, clear_beginning = _IN_CAPITALS, _MAY_END_IN_CAPITALS, _CLEAR_IN_CAPITALS
    left = start
    for match in _END.finditer(text, start, end):
        cut = match.end()
        before = text[max(left, cut - 14) : cut]
        if no_end.search(before) and not (
            may_end.search(before) and clear_beginning.match(text, cut)
        ):
            continue
        if left < cut:
            yield _trimmed(text, left, cut)
        left = cut
    if text[left:end].strip():
        yield _trimmed(text, left, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
