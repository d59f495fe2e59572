"""Relationships stated by the sentences of one text, each with its quote."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from entities.extraction.passage import Passage
from entities.extraction.relations.coreference import tellers
from entities.extraction.relations.denials import is_denied, is_hedged
from entities.extraction.relations.match_patterns import match_patterns
from entities.extraction.relations.relation_features import gangs_of
from entities.extraction.relations.relation_model import likely_relations
from entities.extraction.relations.relation_rules import Proposal, relation_rules
from entities.extraction.relations.sentence_slots import LONGEST_SENTENCE, SLOT, Sentence
from entities.extraction.result import FoundRelation
from entities.gazetteer.snapshot import Known
from entities.kinds import Kind, RelationKind

_HEDGED_FACTOR = 0.8
CHARGED_RULE, SANCTIONED_RULE = "charged-as-member", "sanctioned-one-by-one"
# A text may state by its build whom a charge or a sanction names one by one:
# `The indictment charges five members of ⟦G⟧. Named in it are ⟦P⟧, ⟦P⟧ and ⟦P⟧.`
_CHARGED = re.compile(
    r"\b(?:charg|indict|arrest|accus|detain|captur|round)\w*[^⟦⟧.;]{0,60}?\b(?:members?|associates?|"
    r"leaders?|affiliates?)(?: (?:and|or) \w+)? of (?:the )?⟦G(?P<gang>\d+)⟧"
    r"|\b(?:members?|associates?) of (?:the )?⟦G(?P<convicted>\d+)⟧ (?:was|were|has been|have "
    r"been) "
    r"(?:found guilty|convicted|charged|arrested|sentenced|indicted|detained|captured)"
)
_NAMED = re.compile(
    r"^(?:Named|Charged|Also (?:charged|indicted|named|arrested)|The (?:other )?(?:\w+ )?"
    r"(?:defendants|suspects|accused|detainees|men)|Those (?:charged|arrested|indicted|named|held|"
    r"detained|convicted|sentenced)|Among (?:those|the))\b"
)
_SANCTIONED = re.compile(
    r"⟦A(?P<agency>\d+)⟧ (?:has |have |is |today )*(?:sanction|designat|blacklist)\w*[^⟦⟧.;]{0,60}?"
    r"\b(?:individuals|people|persons|nationals|men|members|leaders|associates|figures|targets|"
    r"brothers|traffickers)\b"
)
_DESCRIBED = re.compile(
    r"^(?:(?:A|Another|The) [^⟦⟧.;]{3,40}, |⟦P\d+⟧['’]s [\w -]{3,30},? )?⟦P(?P<person>\d+)⟧"
)


def extract_relations(
    passage: Passage, sentences: Iterable[Sentence], entities: dict[str, Known]
) -> list[FoundRelation]:
    """Every relationship that a sentence states, once a sentence; offsets are the passage's."""
    short = [one for one in sentences if len(one.words) <= LONGEST_SENTENCE]
    gangs = gangs_of(short)
    found = []
    by_build: dict[int, list[Proposal]] = defaultdict(list)
    for sentence, one in _listed(short):
        by_build[sentence.start].append(one)
    for sentence in short:
        if sentence.words.count("⟦") > 1 or sentence.start in by_build:
            proposals = chain(match_patterns(sentence), by_build.get(sentence.start, ()))
            phrases = _sure(proposals, entities)
            told = {frozenset(ends) for _, *ends in phrases}
            wordings = _sure(likely_relations(sentence, gangs), entities)
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
    return not is_denied(proposal.words, relation_rules()[proposal.kind].denied_by)


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


def _listed(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Proposal]]:
    """Every member and every target of a sanction that a later sentence names."""
    gang = agency = ""
    for sentence in sentences:
        words = sentence.words
        if gang and _NAMED.match(words) and "⟦G" not in words:
            telling = tellers(words)
            for letter, number in SLOT.findall(words):
                if letter == "P" and number not in telling and sentence.key(number):
                    yield (
                        sentence,
                        Proposal(
                            RelationKind.MEMBER_OF,
                            sentence.key(number),
                            gang,
                            CHARGED_RULE,
                            0.74,
                            "",
                        ),
                    )
        if (
            agency
            and (described := _DESCRIBED.match(words))
            and described["person"] not in tellers(words)
            and (person := sentence.key(described["person"]))
        ):
            yield (
                sentence,
                Proposal(RelationKind.ACTS_AGAINST, agency, person, SANCTIONED_RULE, 0.72, ""),
            )
        if charged := _CHARGED.search(words):
            gang = sentence.key(charged["gang"] or charged["convicted"])
        if sanctioned := _SANCTIONED.search(words):
            agency = sentence.key(sanctioned["agency"])
