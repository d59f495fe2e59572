"""Wire copy in capitals, put into mixed case for a model that learned from newspapers."""

import re
from functools import cache
from pathlib import Path

from entities.extraction.lexicon import read_list, words

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
WORDS_FILE = Path(__file__).resolve().parents[2] / "data" / "ordinary_words.txt"
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
    letters = [character for character in text if character.isalpha()]
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
    """Whether a word in small letters is rather none of a name, by our list or by its ending."""
    return word in _ordinary_words() or ORDINARY_ENDING.fullmatch(word) is not None


def is_on_list(word: str) -> bool:
    """Whether a word in small letters is on our list of ordinary ones."""
    return word in _ordinary_words()
