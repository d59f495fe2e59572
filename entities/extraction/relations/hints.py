"""What a short clause says by its words alone: two slots and a word for how they stand.

`Between A and B there has been blood ever since` fits no pattern, but who is named in it leaves
little doubt. These are the least certain statements, so they ask for a clause that names nobody
else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entities.extraction.relations.references import tellers
from entities.extraction.relations.sentence import SLOT
from entities.kinds import RelationKind


@dataclass(frozen=True, slots=True)
class Hint:
    """Words that tell how the only two slots of their letters stand; `unless` says otherwise."""

    kind: RelationKind
    name: str
    words: re.Pattern[str]
    unless: re.Pattern[str]
    head: str
    child: str
    confidence: float


_TALK = r"\b(?:said|told|says|according|described|announced|never|suspected that)\b"
HINTS = (
    Hint(
        RelationKind.RIVAL_OF,
        "hostile-words",
        re.compile(
            r"(?i)\b(?:rival\w*|enem\w+|feud\w*|wars?|warring|battl\w+|clash\w*|fight\w*|fought|"
            r"conflict|disput\w+|attack\w*|ambush\w*|kill\w*|shot|murder\w*|against|"
            r"hostil\w+|retaliat\w+|revenge|violence|massacre\w*|stab\w*|gunfight\w*|contest\w*)\b"
        ),
        re.compile(
            r"(?i)\b(?:all[iy]\w*|factions?|wing|cliques?|sets?|branch|splinter\w*|broke|split|"
            r"peace|"
            r"support\w*|partner\w*|together|families|join\w*|merg\w+|offshoot|cells?|belong\w*|"
            r"chapters?|charg\w+|sanction\w*|indict\w*|arrest\w*|federation|pays?|paid)\b"
        ),
        "G",
        "G",
        0.64,
    ),
    Hint(
        RelationKind.FAMILY_OF,
        "kin-words",
        re.compile(
            r"(?i)\b(?:(?:brother|sister|son|daughter|father|mother|wife|husband|cousin|nephew|"
            r"niece|"
            r"uncle|aunt|widow|girlfriend|twin|sibling|fianc[eé]e?)s?|\w+-in-law|married|couple)\b"
        ),
        re.compile(r"(?i)\b(?:lawyer|attorney|judge|near|close to|met|told|said|victims?|like)\b"),
        "P",
        "P",
        0.66,
    ),
    Hint(
        RelationKind.LEADER_OF,
        "leading-words",
        re.compile(
            r"\b(?:(?<!gang )leaders?|boss(?:es)?|head|chief|kingpin|commander|founders?|founded|"
            r"leads?|"
            r"led|heads|headed|heading|runs?|ran|capo|ringleader|ruled|godfather|strongman)\b"
        ),
        re.compile(
            rf"{_TALK}|\b(?:rival|enemy|killed|shot|murder\w*|blamed|against|left|sons? of|police|"
            r"brothers?|associate|deputy|victims?|successor|ally)\b"
        ),
        "P",
        "G",
        0.62,
    ),
    Hint(
        RelationKind.ACTS_AGAINST,
        "acting-words",
        re.compile(
            r"\b(?:arrest\w*|charg(?:ed|es|ing)|indict\w*|sanction\w*|designat\w*|raid\w*|seiz\w+|"
            r"captur\w+|extradit\w+|convict\w*|sought|wanted|caught|custody|detain\w*|reward|"
            r"warrants?|crackdown|apprehend\w*|manhunt|hunt\w*|bomb\w*|sentenced|targeted)\b"
        ),
        re.compile(
            r"\b(?:attended|lawyers?|beaten|freed|released|acquitted|prosecuting|escaped)\b"
        ),
        "A",
        "PG",
        0.62,
    ),
)


def hinted(words: str) -> Iterator[tuple[Hint, str, str]]:
    """Yield what a simple clause hints at: how, and the numbers of the two slots."""
    slots = SLOT.findall(words)
    for hint in HINTS:
        found = hint.words.search(words)
        if found is None or hint.unless.search(words):
            continue
        persons = [number for letter, number in slots if letter == "P"]
        if hint.head == hint.child:
            ends = [number for letter, number in slots if letter == hint.head]
            if len(ends) == 2:
                yield hint, ends[0], ends[1]
            continue
        telling = tellers(words) if persons else set()
        named = {
            letter: [number for own, number in slots if own == letter and number not in telling]
            for letter in "GPA"
        }
        heads = named[hint.head]
        children = next((named[letter] for letter in hint.child if named[letter]), [])
        if len(heads) == 1 and len(children) == 1:
            yield hint, heads[0], children[0]
        elif len(heads) == 1 and hint.head == "A":
            for child in children:
                yield hint, heads[0], child
