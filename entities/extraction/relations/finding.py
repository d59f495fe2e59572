"""Relationships stated by the sentences of one text, each with its quote."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from entities.extraction.passage import Passage
from entities.extraction.reading import FoundRelation
from entities.extraction.relations import between_gangs, people_and_gangs, places_and_states
from entities.extraction.relations.clauses import Clause, clauses
from entities.extraction.relations.hints import Hint, hinted
from entities.extraction.relations.language import Pattern
from entities.extraction.relations.sentence import LONGEST_SENTENCE, SLOT, Sentence
from entities.gazetteer.snapshot import Known
from entities.kinds import Kind, RelationKind

PATTERNS = (*between_gangs.PATTERNS, *people_and_gangs.PATTERNS, *places_and_states.PATTERNS)
_NEGATION = re.compile(
    r"\b(?:not|never|no(?! doubt|\.)|den(?:y|ies|ied|ying)|without|neither|nor|refut\w+|n['’]t|"
    r"false(?:ly)?|no evidence|rejected|disputed|cannot|ruled out|acquitted|cleared)\b",
    re.IGNORECASE,
)
_FREED = re.compile(r"\b(?:escap\w+|fled|releas\w+|freed|broke out)\b")
_HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|suspect(?:s|ed)?|possibl[ey]|may|might|could|"
    r"apparent(?:ly)?|"
    r"believed|presumed|claim(?:s|ed)?|accus(?:es?|ed)|thought to|said to|signs of|rumou?red|"
    r"purported(?:ly)?|suggests?|would|potential(?:ly)?|likely|appears?|if|unconfirmed|"
    r"supposed(?:ly)?|"
    r"investigating whether|indications?|probabl[ey]|reputed(?:ly)?)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:could|would|might|may|if|able to|seek\w*|plan(?:s|ned|ning)?|wants?|wanted|trying|tried|"
    r"attempt\w*|hop(?:es?|ed|ing)|needed|looking)\b"
)
_HEDGED_FACTOR = 0.8


def relations(
    passage: Passage, sentences: Iterable[Sentence], entities: dict[str, Known]
) -> list[FoundRelation]:
    """Every relationship that a sentence states, once a sentence; offsets are the passage's."""
    found: dict[tuple, FoundRelation] = {}
    for sentence in sentences:
        if sentence.words.count("⟦") < 2 or len(sentence.words) > LONGEST_SENTENCE:
            continue
        for clause in clauses(sentence.words):
            for relation in _stated(clause, sentence, passage, entities):
                key = (relation.kind, relation.head, relation.child, relation.start)
                if key not in found or relation.confidence > found[key].confidence:
                    found[key] = relation
    return _without_implied(found.values())


def _stated(
    clause: Clause, sentence: Sentence, passage: Passage, entities: dict[str, Known]
) -> Iterator[FoundRelation]:
    """What one clause of the sentence says."""
    words = clause.words
    if not _NEGATION.search(words) and not _UNREAL.search(words):
        for hint, head, child in hinted(words, sentence.slots, clause.is_simple):
            yield from _between(hint, head, child, words, sentence, passage, entities)
    letters = sorted(letter for letter, _ in SLOT.findall(words))
    # Two of a letter are as good as many: few different keys to remember.
    signature = "".join(
        letter for place, letter in enumerate(letters) if letters[place - 2 : place] != [letter] * 2
    )
    signs: dict[re.Pattern[str], bool] = {}
    for pattern in _applicable(signature):
        if pattern.needs_simple and not clause.is_simple:
            continue
        if pattern.sign not in signs:
            signs[pattern.sign] = pattern.sign.search(words) is not None
        if signs[pattern.sign] and pattern.literal in words:
            yield from _read(pattern, words, sentence, passage, entities)


@cache
def _applicable(letters: str) -> tuple[Pattern, ...]:
    """The patterns for whose two ends a sentence has slots; `letters` are its slots' letters."""

    def fits(pattern: Pattern) -> bool:
        return any(
            head in letters and child in letters.replace(head, "", 1)
            for head in pattern.heads
            for child in pattern.children
        )

    return tuple(filter(fits, PATTERNS))


def _read(
    pattern: Pattern,
    words: str,
    sentence: Sentence,
    passage: Passage,
    entities: dict[str, Known],
) -> Iterator[FoundRelation]:
    for match in pattern.expression.finditer(words):
        clause = _clause(words, match.start(), match.end())
        if _denies(pattern.kind, clause):
            continue
        if pattern.kind == RelationKind.OPERATES_IN and _UNREAL.search(clause):
            continue
        for head in _keys(match.group("head"), sentence):
            for child in _keys(match.group("child"), sentence):
                yield from _between(pattern, head, child, clause, sentence, passage, entities)


def _between(
    rule: Pattern | Hint,
    head: str,
    child: str,
    clause: str,
    sentence: Sentence,
    passage: Passage,
    entities: dict[str, Known],
) -> Iterator[FoundRelation]:
    """The relationship of a rule, where its kind can join the two."""
    if not _fits(rule.kind, head, child, entities):
        return
    if rule.kind.ends.symmetric and head > child:
        head, child = child, head
    hedged = bool(_HEDGE.search(clause))
    yield FoundRelation(
        kind=rule.kind,
        head=head,
        child=child,
        start=sentence.start,
        end=sentence.end,
        quote=passage.original[sentence.start : sentence.end],
        confidence=round(rule.confidence * (_HEDGED_FACTOR if hedged else 1), 2),
        rule=rule.name,
        hedged=hedged,
    )


def _denies(kind: RelationKind, clause: str) -> bool:
    """Whether the clause says that it is not so; kinship stands whatever else is denied."""
    if kind == RelationKind.IMPRISONED_IN and _FREED.search(clause):
        return True
    return kind != RelationKind.FAMILY_OF and _NEGATION.search(clause) is not None


def _clause(words: str, start: int, end: int) -> str:
    """The match with the words before it, back to the last sign or slot."""
    left = max(words.rfind(sign, 0, start) for sign in ".;:,⟧")
    return words[left + 1 : end]


def _keys(written: str, sentence: Sentence) -> list[str]:
    numbers = [int(number) for _, number in SLOT.findall(written)]
    return [sentence.slots[number] for number in numbers if sentence.slots[number]]


def _fits(kind: RelationKind, head: str, child: str, entities: dict[str, Known]) -> bool:
    if head == child or head not in entities or child not in entities:
        return False
    ends = kind.ends
    first, second = entities[head], entities[child]
    if first.kind not in ends.heads or second.kind not in ends.children:
        return False
    # A state acts; a city does not.
    if kind == RelationKind.ACTS_AGAINST and first.kind == Kind.LOCATION:
        return first.subtype == "country"
    return True


def _without_implied(relations: Iterable[FoundRelation]) -> list[FoundRelation]:
    """A leader is a member: where one sentence says both, the membership goes."""
    relations = list(relations)
    leaders = {(one.head, one.child) for one in relations if one.kind == RelationKind.LEADER_OF}
    return sorted(
        (
            one
            for one in relations
            if one.kind != RelationKind.MEMBER_OF or (one.head, one.child) not in leaders
        ),
        key=lambda one: (one.start, one.kind, one.head, one.child),
    )
