"""Relationships stated by the sentences of one text, each with its quote."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

import ahocorasick

from entities.extraction.passage import Passage
from entities.extraction.relations.document_statements import (
    COUNTED_RULE,
    RULE_NAMES,
    stated_by_build,
)
from entities.extraction.relations.relation_features import gangs_of
from entities.extraction.relations.relation_model import RULE as MODEL_RULE
from entities.extraction.relations.relation_model import likely_relations
from entities.extraction.relations.relation_rules import (
    Proposal,
    RelationRule,
    all_rules,
    is_attributed,
    is_denied,
    is_hedged,
    relation_rules,
)
from entities.extraction.relations.sentence_slots import LONGEST_SENTENCE, SLOT, Sentence
from entities.extraction.result import FoundRelation
from entities.extraction.roles import Role, Roles
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind, RelationKind
from entities.periods import NO_PERIOD, is_former, period_in

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


# `⟦P⟧, who left ⟦G⟧, led ⟦G⟧`: what stands between the commas parts nobody from his verb.
_INSERTED = re.compile(
    r"(?<=⟧), (?:who|whom|which|whose)\b[^;.]{3,120}?,"
    r"(?= (?!(?:and|or|who|which|whose|where|when|in|of|at|an?|the|by|with|to|for|as|but|including|"
    r"both|all|also)\b)[a-z]+)"
)


def match_patterns(sentence: Sentence) -> Iterator[Proposal]:
    """What the rules find in the sentence, and in it without what is only inserted."""
    yield from _matches(sentence)
    without = _INSERTED.sub("", sentence.words)
    if without != sentence.words and without.count("⟦") > 1:
        yield from _matches(replace(sentence, words=without))


def _matches(sentence: Sentence) -> Iterator[Proposal]:
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
        heads = _keys(match.group("head"), sentence, rule.heads, last=head_first)
        children = _keys(match.group("child"), sentence, rule.children, last=not head_first)
        for head in heads:
            for child in children:
                yield Proposal(rule.kind, head, child, rule.name, rule.confidence, words)


def _keys(written: str, sentence: Sentence, letters: str, *, last: bool) -> list[str]:
    """The keys of a list of slots of these letters.

    Of `⟦P⟧, ⟦P⟧` only the nearer: the other only says whose kin.
    """
    if _APPOSITION.fullmatch(written):
        written = (
            written[-written[::-1].index("⟦") - 1 :] if last else written[: written.index("⟧") + 1]
        )
    return [
        key
        for letter, number in SLOT.findall(written)
        if letter in letters and (key := sentence.key(number))
    ]


_HEDGED_FACTOR = 0.8


def extract_relations(
    passage: Passage,
    sentences: Iterable[Sentence],
    entities: dict[str, GazetteerEntity],
    roles: Roles,
) -> list[FoundRelation]:
    """Every relationship that a sentence states, once a sentence; offsets are the passage's.

    Officials, victims and witnesses belong to a gang only where a sentence says just that of them.
    """

    def possible(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        return (one for one in proposals if not _is_about_bystander(one, roles))

    short = [one for one in sentences if len(one.words) <= LONGEST_SENTENCE]
    gangs = gangs_of(short)
    found = []
    by_build: dict[int, list[Proposal]] = defaultdict(list)
    for sentence, one in stated_by_build(short, roles):
        by_build[sentence.start].append(one)
    for sentence in short:
        if sentence.words.count("⟦") > 1 or sentence.start in by_build:
            proposals = chain(match_patterns(sentence), by_build.get(sentence.start, ()))
            phrases = _sure(possible(proposals), entities)
            told = {frozenset(ends) for _, *ends in phrases}
            wordings = _sure(possible(likely_relations(sentence, gangs)), entities)
            # Of whom a phrase tells, the wording has nothing to add.
            new = {key: one for key, one in wordings.items() if frozenset(key[1:]) not in told}
            stated = one_of_each(phrases | new)
            found += [
                _found(one, sentence, passage, is_only=len(stated) == 1) for one in stated.values()
            ]
    for sentence, one in _rivals_of_own_gang(short, found):
        known = {(relation.kind, frozenset((relation.head, relation.child))) for relation in found}
        for own in _sure([one], entities).values():
            if (own.kind, frozenset((own.head, own.child))) not in known:
                found.append(_found(own, sentence, passage, is_only=False))
    return sorted(found, key=lambda one: (one.start, one.kind, one.head, one.child))


# `⟦P⟧ fired at a house in rival ⟦G⟧ territory`; `⟦P⟧ was hunting for rivals in ⟦G⟧ territory`
_GANG_NOUN = r"(?:street )?(?:gang|set|crew|clique|faction)"
_RIVAL = re.compile(
    rf"\b(?:[Rr]ival|[Oo]pposing|[Ee]nemy) (?:{_GANG_NOUN},? )?(?:the )?⟦G(?P<named>\d+)⟧"
    r"|⟦G(?P<apposed>\d+)⟧,? (?:an?|the|another|their|his) (?:rival|opposing|enemy) "
    rf"{_GANG_NOUN}\b"
    r"|⟦G(?P<hunted>\d+)⟧(?:['’]s?)? (?:gang )?(?:territory|turf|neighbou?rhood)\b"
    r"(?=[^;.]{0,60}\b(?:hunting|looking|searching) for "
    r"(?:\w+ )?(?:rivals?|opposition|opps|enem(?:y|ies))\b)"
)


def _rivals_of_own_gang(
    sentences: Iterable[Sentence], found: Iterable[FoundRelation]
) -> Iterator[tuple[Sentence, Proposal]]:
    """Whose rival a gang is that a sentence calls a rival: of the one gang of its people."""
    gangs: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.kind in (RelationKind.MEMBER_OF, RelationKind.LEADER_OF):
            gangs[one.head].add(one.child)
    for sentence in sentences:
        for match in _RIVAL.finditer(sentence.words):
            rival = sentence.key(match[match.lastgroup or 0])
            people = [
                sentence.key(n) for letter, n in SLOT.findall(sentence.words) if letter == "P"
            ]
            own = {gang for person in people for gang in gangs.get(person, ())}
            if len(own) == 1 and rival and rival not in own:
                yield (
                    sentence,
                    Proposal(RelationKind.RIVAL_OF, own.pop(), rival, RIVAL_RULE, 0.74, match[0]),
                )


RIVAL_RULE = "rival-of-own-gang"
_SAYS_IT_ENDED = ("left-gang", "former-member-gone")
_OF_GANGS = (RelationKind.MEMBER_OF, RelationKind.LEADER_OF, RelationKind.ASSOCIATE_OF)
_BELONGS = r"(?:members?|leaders?|associates?|affiliates?|boss|founder|gangster|soldier|lieutenant)"
# `⟦P⟧ is a member of ⟦G⟧`, `⟦P⟧, a ⟦G⟧ member,` and `⟦G⟧ member ⟦P⟧`: nobody else is between.
_SAYS_SO_BY_NAME = re.compile(
    rf"⟦P\d+⟧,?\s(?:(?:who|is|was|has|had|been|also|himself|herself|an?|the|one|of|\w+ed|\w+ing)\s)"
    rf"{{1,4}}(?:[\w-]+\s){{0,2}}?(?:{_BELONGS}\s(?:of|in|with)\s(?:the\s)?⟦G\d+⟧|"
    rf"⟦G\d+⟧\s(?:[\w-]+\s)?{_BELONGS})"
    rf"|⟦G\d+⟧\s(?:[\w-]+\s)?{_BELONGS},?\s⟦P\d+⟧"
)


def _is_about_bystander(proposal: Proposal, roles: Roles) -> bool:
    """Whether an official, victim or witness is taken for one of a gang on mere wording.

    Nor does an agency act against its own officials.
    """
    role = roles.by_key.get(
        proposal.child if proposal.kind == RelationKind.ACTS_AGAINST else proposal.head
    )
    if proposal.kind == RelationKind.ACTS_AGAINST:
        return role == Role.OFFICIAL
    if proposal.kind not in _OF_GANGS or role in (None, Role.ACCUSED):
        return False
    if role == Role.VICTIM:
        # Gangs kill their own: what a rule tells stands, what the wording suggests does not.
        by_build = proposal.rule in RULE_NAMES and proposal.rule != COUNTED_RULE
        return proposal.rule == MODEL_RULE or by_build
    says_so = _SAYS_SO_BY_NAME.search(proposal.words)
    return not (proposal.words.count("⟦P") == 1 and says_so)


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


def one_of_each(
    proposals: dict[tuple[RelationKind, str, str], Proposal],
) -> dict[tuple[RelationKind, str, str], Proposal]:
    """Of kinds that one statement cannot say together of one pair only one, by kind and ends."""
    return _without_outdone(_without_excluded(proposals))


def _without_outdone(
    proposals: dict[tuple[RelationKind, str, str], Proposal],
) -> dict[tuple[RelationKind, str, str], Proposal]:
    """A leader is a member, and more than an associate: one sentence says the most of it."""
    return {
        key: one
        for key, one in proposals.items()
        if not any((stronger, one.head, one.child) in proposals for stronger in one.kind.outdone_by)
    }


def _without_excluded(
    proposals: dict[tuple[RelationKind, str, str], Proposal],
) -> dict[tuple[RelationKind, str, str], Proposal]:
    """Of kinds that cannot both hold of one pair the likelier; what a rule told wins a tie."""

    def is_beaten(key: tuple[RelationKind, str, str]) -> bool:
        kind, head, child = key
        others = (
            proposals.get((other, *ends))
            for other in kind.excludes
            for ends in ((head, child), (child, head))
        )
        own = proposals[key]
        return any(
            other is not None
            and (other.confidence, other.rule != MODEL_RULE, other.kind)
            > (own.confidence, own.rule != MODEL_RULE, own.kind)
            for other in others
        )

    return {key: one for key, one in proposals.items() if not is_beaten(key)}


def _found(
    proposal: Proposal, sentence: Sentence, passage: Passage, *, is_only: bool
) -> FoundRelation:
    """The proposal with its quote; a sentence that states this only dates it too."""
    hedged = is_hedged(proposal.words)
    quote = passage.original[sentence.start : sentence.end]
    period = period_in(" ".join(quote.split())) if is_only else NO_PERIOD
    is_over = proposal.rule in _SAYS_IT_ENDED or is_former(proposal.words)
    if not period.last and proposal.kind in _OF_GANGS and is_over:
        period = replace(period, is_former=True)
    return FoundRelation(
        kind=proposal.kind,
        head=proposal.head,
        child=proposal.child,
        start=sentence.start,
        end=sentence.end,
        quote=quote,
        confidence=round(proposal.confidence * (_HEDGED_FACTOR if hedged else 1), 2),
        rule=proposal.rule,
        hedged=hedged,
        attributed=is_attributed(quote),
        period=period,
    )
