"""Relationships stated by the sentences of one text, each with its quote."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

import ahocorasick

from entities.extraction.passage import Passage
from entities.extraction.relations.coreference import tellers
from entities.extraction.relations.relation_features import gangs_of
from entities.extraction.relations.relation_model import likely_relations
from entities.extraction.relations.relation_rules import (
    Proposal,
    RelationRule,
    all_rules,
    is_denied,
    is_hedged,
    relation_rules,
)
from entities.extraction.relations.sentence_slots import LONGEST_SENTENCE, SLOT, Sentence
from entities.extraction.result import FoundRelation
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind, RelationKind

_APPOSITION = re.compile(r"⟦P\d+⟧, ⟦P\d+⟧")


class Prefilter:
    """Tells which of many rules can match, by the words that stand in a text.

    One look finds all words that rules need, as code search does before it tries a regular
    expression (Cox 2012, “Regular Expression Matching with a Trigram Index”).
    """

    def __init__(self, rules: Sequence[RelationRule]) -> None:
        needs = dict.fromkeys(words for rule in rules for words in rule.needs)
        bits = {words: 1 << number for number, words in enumerate(needs)}
        by_word: dict[str, int] = {}
        for words, bit in bits.items():
            for word in words:
                by_word[word] = by_word.get(word, 0) | bit
        self._needed = [sum(bits[words] for words in set(rule.needs)) for rule in rules]
        self._automaton = ahocorasick.Automaton()
        for word, its in by_word.items():
            self._automaton.add_word(word, its)
        self._automaton.make_automaton()

    def possible(self, text: str, among: Sequence[int]) -> Iterator[int]:
        """Those of the rules, by their places, that may match somewhere in the text."""
        there = 0
        for _, bits in self._automaton.iter(text):
            there |= bits
        for place in among:
            if self._needed[place] & ~there == 0:
                yield place


def match_patterns(sentence: Sentence) -> Iterator[Proposal]:
    """What the rules find in the sentence."""
    letters = sorted(letter for letter, _ in SLOT.findall(sentence.words))
    # Two of a letter are as good as many: few different keys to remember.
    signature = "".join(
        letter for place, letter in enumerate(letters) if letters[place - 2 : place] != [letter] * 2
    )
    for place in _prefilter().possible(sentence.words, _applicable(signature)):
        yield from matches_of(all_rules()[place], sentence)


@cache
def _prefilter() -> Prefilter:
    return Prefilter(all_rules())


@cache
def _applicable(letters: str) -> tuple[int, ...]:
    """Places of the rules for whose two ends a sentence has slots; `letters` are its slots'."""

    def fits(rule: RelationRule) -> bool:
        return any(
            head in letters and child in letters.replace(head, "", 1)
            for head in rule.heads
            for child in rule.children
        )

    return tuple(place for place, rule in enumerate(all_rules()) if fits(rule))


def matches_of(rule: RelationRule, sentence: Sentence) -> Iterator[Proposal]:
    """What one rule finds in the sentence, whatever words it needs."""
    for match in rule.pattern.finditer(sentence.words):
        words = sentence.with_lead_in(match.start(), match.end())
        head_first = match.start("head") < match.start("child")
        for head in _keys(match.group("head"), sentence, last=head_first):
            for child in _keys(match.group("child"), sentence, last=not head_first):
                yield Proposal(rule.kind, head, child, rule.name, rule.confidence, words)


def _keys(written: str, sentence: Sentence, *, last: bool) -> list[str]:
    """The keys of a list of slots; of `⟦P⟧, ⟦P⟧` only the nearer: the other only says whose kin."""
    if _APPOSITION.fullmatch(written):
        written = (
            written[-written[::-1].index("⟦") - 1 :] if last else written[: written.index("⟧") + 1]
        )
    return [key for _, number in SLOT.findall(written) if (key := sentence.key(number))]


_HEDGED_FACTOR = 0.8
SANCTIONED_RULE = "sanctioned-one-by-one"
CHARGED_RULES = {
    RelationKind.MEMBER_OF: "charged-as-member",
    RelationKind.ASSOCIATE_OF: "charged-as-associate",
}
# A text may state by its build whom a charge or a sanction names one by one:
# `The indictment charges five members of ⟦G⟧. Named in it are ⟦P⟧, ⟦P⟧ and ⟦P⟧.`
_CHARGED = re.compile(
    r"\b(?:charg|indict|arrest|accus|detain|captur|round)\w*[^⟦⟧.;]{0,60}?\b(?:members?|associates?|"
    r"leaders?|affiliates?)(?: (?:and|or) \w+)? of (?:the )?⟦G(?P<gang>\d+)⟧"
    r"|\b(?:members? (?:and|or) )?(?:members?|associates?) of (?:the )?⟦G(?P<convicted>\d+)⟧ "
    r"(?:was|were|has been|have been) (?:found guilty|convicted|charged|arrested|"
    r"sentenced|indicted|detained|captured)"
)
# Who is charged among `members and associates` is a member, among `associates` alone is none.
_BELONGING = re.compile(r"\b(?:member|leader)")
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
    passage: Passage, sentences: Iterable[Sentence], entities: dict[str, GazetteerEntity]
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


def is_possible(proposal: Proposal, entities: dict[str, GazetteerEntity]) -> bool:
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
    proposals: Iterable[Proposal], entities: dict[str, GazetteerEntity]
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
        if not any((stronger, one.head, one.child) in proposals for stronger in one.kind.implied_by)
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
    """Everyone charged as of a gang and every target of a sanction that a later sentence names."""
    gang = agency = ""
    charged_as = RelationKind.MEMBER_OF
    for sentence in sentences:
        words = sentence.words
        if gang and _NAMED.match(words) and "⟦G" not in words:
            telling = tellers(words)
            for letter, number in SLOT.findall(words):
                if letter == "P" and number not in telling and sentence.key(number):
                    person = sentence.key(number)
                    rule = CHARGED_RULES[charged_as]
                    yield sentence, Proposal(charged_as, person, gang, rule, 0.74, "")
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
            belongs = _BELONGING.search(charged[0])
            charged_as = RelationKind.MEMBER_OF if belongs else RelationKind.ASSOCIATE_OF
        if sanctioned := _SANCTIONED.search(words):
            agency = sentence.key(sanctioned["agency"])
