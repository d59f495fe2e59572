"""Relationships stated by the sentences of one text, each with its quote."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from entities.extraction.passage import Passage
from entities.extraction.relations.denying import is_denied, is_hedged
from entities.extraction.relations.judging import worded
from entities.extraction.relations.lists import listed
from entities.extraction.relations.phrases import phrased
from entities.extraction.relations.proposal import Proposal
from entities.extraction.relations.sentence import LONGEST_SENTENCE, Sentence
from entities.extraction.relations.wording import gangs_of
from entities.extraction.result import FoundRelation
from entities.gazetteer.snapshot import Known
from entities.kinds import Kind, RelationKind

_HEDGED_FACTOR = 0.8


def relations(
    passage: Passage, sentences: Iterable[Sentence], entities: dict[str, Known]
) -> list[FoundRelation]:
    """Every relationship that a sentence states, once a sentence; offsets are the passage's."""
    short = [one for one in sentences if len(one.words) <= LONGEST_SENTENCE]
    gangs = gangs_of(short)
    found = []
    by_build: dict[int, list[Proposal]] = defaultdict(list)
    for sentence, one in listed(short):
        by_build[sentence.start].append(one)
    for sentence in short:
        if sentence.words.count("⟦") > 1 or sentence.start in by_build:
            proposals = chain(phrased(sentence), by_build.get(sentence.start, ()))
            phrases = _sure(proposals, entities)
            told = {frozenset(ends) for _, *ends in phrases}
            wordings = _sure(worded(sentence, gangs), entities)
            # Of whom a phrase tells, the wording has nothing to add.
            new = {key: one for key, one in wordings.items() if frozenset(key[1:]) not in told}
            found += [
                _found(one, sentence, passage) for one in _without_implied(phrases | new).values()
            ]
    return sorted(found, key=lambda one: (one.start, one.kind, one.head, one.child))


def is_possible(proposal: Proposal, entities: dict[str, Known]) -> bool:
    """Whether such entities can be so related, and the words do not deny it."""
    head, child = entities.get(proposal.head), entities.get(proposal.child)
    ends = proposal.kind.ends
    if head is None or child is None or head.key == child.key:
        return False
    if head.kind not in ends.heads or child.kind not in ends.children:
        return False
    # A state acts; a city does not.
    is_state = head.kind != Kind.LOCATION or head.subtype == "country"
    if proposal.kind == RelationKind.ACTS_AGAINST and not is_state:
        return False
    return not is_denied(proposal.kind, proposal.words)


def _sure(
    proposals: Iterable[Proposal], entities: dict[str, Known]
) -> dict[tuple[RelationKind, str, str], Proposal]:
    """The best proposal of each relationship, by its kind, head and child."""
    best: dict[tuple[RelationKind, str, str], Proposal] = {}
    for one in proposals:
        if is_possible(one, entities):
            if one.kind.ends.symmetric and one.head > one.child:
                one = one._replace(head=one.child, child=one.head)
            key = (one.kind, one.head, one.child)
            if key not in best or one.confidence > best[key].confidence:
                best[key] = one
    return best


def _without_implied(
    proposals: dict[tuple[RelationKind, str, str], Proposal],
) -> dict[tuple[RelationKind, str, str], Proposal]:
    """A leader is a member: where one sentence says both, the membership goes."""
    return {
        key: one
        for key, one in proposals.items()
        if one.kind != RelationKind.MEMBER_OF
        or (RelationKind.LEADER_OF, one.head, one.child) not in proposals
    }


def _found(proposal: Proposal, sentence: Sentence, passage: Passage) -> FoundRelation:
    hedged = is_hedged(proposal.words)
    return FoundRelation(
        kind=proposal.kind,
        head=proposal.head,
        child=proposal.child,
        start=sentence.start,
        end=sentence.end,
        quote=passage.original[sentence.start : sentence.end],
        confidence=round(proposal.confidence * (_HEDGED_FACTOR if hedged else 1), 2),
        rule=proposal.rule,
        hedged=hedged,
    )
