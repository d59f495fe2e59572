"""What a clause says by its words alone: two who are named and a word for how they stand.

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
    """Words that tell how the only two of their letters stand, unless others say otherwise."""

    kind: RelationKind
    name: str
    words: re.Pattern[str]
    unless: re.Pattern[str]
    head: str
    child: str
    confidence: float
    needs_simple: bool = False


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
        re.compile(
            r"(?i)\b(?:lawyer|attorney|judge|near|close to|met|told|relayed|ordered|another|said|"
            r"victims?|like)\b"
        ),
        "P",
        "P",
        0.66,
        needs_simple=True,
    ),
    Hint(
        RelationKind.LEADER_OF,
        "leading-words",
        re.compile(
            r"\b(?:(?<!gang )leaders?|boss(?:es)?|head|chief|kingpin|commander|founders?|founded|"
            r"leads?|"
            r"led|heads|headed|heading|runs?|ran|capo|ringleader|godfather|strongman)\b"
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
        RelationKind.MEMBER_OF,
        "belonging-words",
        re.compile(
            r"\b(?:members?|gunm[ae]n|hitm[ae]n|enforcers?|associates?|belong(?:s|ed|ing)?|joined|"
            r"work(?:ed|s|ing)? for|soldiers?|accountant|treasurer|recruited|links? to|ties? to|"
            r"linked to|tied to|part of|affiliated|loyal to|allegiance|lieutenant|operative)\b"
        ),
        re.compile(
            rf"{_TALK}|\b(?:rival\w*|victims?|kill\w*|murder\w*|shot|against|shoot\w*|left|"
            r"joined by|"
            r"thought to|took|sons? of|brothers?|police|leaders?|boss|head|chief|"
            r"founder|led|leads|threat\w*|attack\w*)\b"
        ),
        "P",
        "G",
        0.6,
    ),
    Hint(
        RelationKind.IMPRISONED_IN,
        "jailed-words",
        re.compile(
            r"\b(?:serving|imprisoned|is jailed|was jailed|incarcerated|behind bars|inmate|"
            r"(?:is|was) (?:being )?held|locked up|in custody|life sentence|prisoner)\b"
        ),
        re.compile(
            rf"{_TALK}|\b(?:escap\w+|fled|freed|releas\w+|sentenced|court|born|near|visited|deported|"
            r"arrested|captured|killed|shot)\b|⟦L\d+⟧['’]"
        ),
        "P",
        "L",
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
        needs_simple=True,
    ),
)


def hinted(words: str, keys: list[str], is_simple: bool) -> Iterator[tuple[Hint, str, str]]:
    """Yield what a clause hints at: how, and the keys of the two; `keys` are those of its slots."""
    slots = [(letter, keys[int(number)]) for letter, number in SLOT.findall(words)]
    letters = {letter for letter, _ in slots}
    telling: set[str] | None = None
    for hint in HINTS:
        if hint.needs_simple and not is_simple:
            continue
        if hint.head not in letters or letters.isdisjoint(hint.child):
            continue
        if hint.head == hint.child and len({key for own, key in slots if own == hint.head}) < 2:
            continue
        if hint.words.search(words) is None or hint.unless.search(words):
            continue
        if telling is None:
            telling = {keys[int(number)] for number in tellers(words)}
        named = {
            letter: list(
                dict.fromkeys(key for own, key in slots if own == letter and key not in telling)
            )
            for letter in "GPAL"
        }
        heads = named[hint.head]
        if hint.head == hint.child:
            if len(heads) == 2 and all(heads):
                yield hint, heads[0], heads[1]
            continue
        children = next((named[letter] for letter in hint.child if named[letter]), [])
        if len(heads) == 1 and (len(children) == 1 or hint.head == "A"):
            for child in children:
                yield hint, heads[0], child
