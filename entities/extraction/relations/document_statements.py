"""Relationships that a text states by its build, over several sentences.

`The indictment charges five members of ⟦G⟧. Named in it are ⟦P⟧, ⟦P⟧ and ⟦P⟧.`; `A ⟦G⟧ gang member
was sentenced today. ⟦P⟧, 24, of ⟦L⟧, …` where the text accuses one person only.
"""

import re
from collections.abc import Iterable, Iterator

from entities.extraction.lexicon import alternatives, english
from entities.extraction.relations.coreference import tellers
from entities.extraction.relations.relation_rules import DENIALS, Proposal
from entities.extraction.relations.sentence_slots import SLOT, Sentence
from entities.extraction.roles import Role, Roles
from entities.kinds import RelationKind

SANCTIONED_RULE = "sanctioned-one-by-one"
CHARGED_RULES = {
    RelationKind.MEMBER_OF: "charged-as-member",
    RelationKind.ASSOCIATE_OF: "charged-as-associate",
}
ROSTER_RULES = {
    RelationKind.MEMBER_OF: "accused-of-gang",
    RelationKind.ASSOCIATE_OF: "accused-as-associate",
}
COUNTED_RULE = "as-many-as-counted"
TALK_RULE = "talks-among-members"
HOME_RULE = "home-of-accused"
# The names that evidence keeps of what is stated by build.
RULE_NAMES = (
    SANCTIONED_RULE,
    *CHARGED_RULES.values(),
    *ROSTER_RULES.values(),
    COUNTED_RULE,
    TALK_RULE,
    HOME_RULE,
)
_BELONGING_NOUN = r"(?:members?|associates?|leaders?|affiliates?|soldiers?|lieutenants?)"
_CHARGED = re.compile(
    r"\b(?:charg|indict|arrest|accus|detain|captur|round)\w*[^⟦⟧.;]{0,60}?\b(?:members?|associates?|"
    r"leaders?|affiliates?)(?: (?:and|or) \w+)? of (?:the )?⟦G(?P<gang>\d+)⟧"
    r"|\b(?:members? (?:and|or) )?(?:members?|associates?) of (?:the )?⟦G(?P<convicted>\d+)⟧ "
    r"(?:was|were|has been|have been) (?:found guilty|convicted|charged|arrested|"
    r"sentenced|indicted|detained|captured)"
)
# Who is charged among `members and associates` is a member, among `associates` alone is none.
_BELONGING = re.compile(r"\b(?:member|leader|soldier|lieutenant)")
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
# What is done to members of a gang whom other sentences name.
_TRIED = (
    r"(?:sentenc|charg|convict|indict|arraign|arrest|plead|pled|found guilty|face[sd]?\b|accus|"
    r"extradit|captur|held|rounded up|nabbed)\w*"
)
_WORDS = r"(?:[\w’'-]+,? |⟦L\d+⟧(?:-\w+|['’]s)?,? ){0,9}?"
# `A ⟦G⟧ gang member was sentenced`, `Five men who are alleged to be members of ⟦G⟧ were charged`
_TRIED_MEMBERS = re.compile(
    rf"(?:(?P<one>\b[Aa]n? (?:[\w-]+ ){{0,3}}?)?⟦G(?P<before>\d+)⟧(?:['’]s?)?(?: [\w-]+){{0,2}}? "
    rf"{_BELONGING_NOUN}|(?P<single>\b[Aa]n? (?:[\w-]+ ){{0,3}}?)?{_BELONGING_NOUN} (?:of|in|with) "
    rf"{_WORDS}(?:known as |called )?(?:the )?⟦G(?P<behind>\d+)⟧)"
    rf"(?!['’]s? [a-z]+ (?:of|against))[^⟦⟧;]{{0,60}}?\b{_TRIED}"
    rf"|\b{_TRIED}[^⟦⟧.;]{{0,60}}?\b{_BELONGING_NOUN} (?:of|in) {_WORDS}(?:the )?⟦G(?P<object>\d+)⟧"
    rf"|\b{_TRIED}[^⟦⟧.;]{{0,40}}?⟦G(?P<adjective>\d+)⟧(?: [\w-]+){{0,2}} {_BELONGING_NOUN}"
)
# `a call between ⟦G⟧ members`, of which a later sentence tells: `During the call ⟦P⟧ told ⟦P⟧ …`
_TALK = r"(?:call|conference|conversation|meeting|summit|chat|llamada|reunión)"
_TALK_OF_GANG = re.compile(
    rf"\b{_TALK}s?\b[^⟦⟧.;]{{0,30}}\b(?:between|among|of|with|entre) [^⟦⟧.;]{{0,20}}"
    rf"⟦G(?P<gang>\d+)⟧(?:['’]s?)? (?:[\w-]+ )?{_BELONGING_NOUN}"
)
_IN_THE_TALK = re.compile(
    rf"^(?:During|In|On|At|Durante|En) (?:the|that|this|la|el) (?:[\w-]+ ){{0,2}}{_TALK}\b"
)
# `Three members of ⟦G⟧ died in a clash. … ⟦P⟧, ⟦P⟧ and ⟦P⟧ were killed.`
_DIED = r"(?:died|killed|slain|shot dead)"
_TAKEN = r"(?:captured|arrested|detained|seized)"
_COUNT = alternatives(english.NUMBERS)
_COUNTED = re.compile(
    rf"\b(?P<count>{_COUNT}|[2-9]|1\d)\s(?:[\w-]+\s){{0,2}}?(?:{_BELONGING_NOUN}|guerr?illas?|"
    rf"gunmen|fighters|rebels|terrorists) (?:of|from|with) (?:the )?⟦G(?P<gang>\d+)⟧ "
    rf"(?:(?:have|had|has|were|was|been) )*(?:(?P<died>{_DIED})|(?P<taken>{_TAKEN}))\b",
    re.IGNORECASE,
)
_SAME_FATE = {
    "died": re.compile(rf"⟦P\d+⟧,? (?:were|was|have been|had been)?(?: \w+ly)? ?{_DIED}\b"),
    "taken": re.compile(rf"⟦P\d+⟧,? (?:were|was|have been|had been) (?:\w+ly )?{_TAKEN}\b"),
}
# Sentences behind the count in which its names may come.
_NEAR = 6
_OTHER_GANG = re.compile(
    r"\b(?:rival|opposing|two|both|several|different|other)\b[^⟦⟧.;]{0,30}\bgangs?\b"
)
_ALL_OF_THEM = re.compile(
    r"\b(?:identified (?:the|as)|named as|are identified|"
    r"defendants? (?:are|is|were|charged|include)|"
    r"(?:defendants|men|suspects|accused|arrested|charged) (?:as|are|were|include)|following)\b"
)
# `⟦P⟧, 24, of ⟦L⟧` and `⟦P⟧, 24, ⟦L⟧,`; of an address the town too, and of one whose street no
# list knows the town alone: `of 120 Quay Court, ⟦L⟧`.
_HOME = re.compile(
    r"⟦P(?P<person>\d+)⟧,? (?P<of>(?:both )?(?:of|from),? )?(?:the )?"
    r"(?:\d[\w-]* (?:[A-Z0-9][\w’'.-]* ){0,3}(?:[A-Z0-9][\w’'-]*,? (?:in )?)?)?"
    r"⟦L(?P<place>\d+)⟧"
    r"(?:(?: in|,) (?:the )?⟦L(?P<town>\d+)⟧)?"
    r"(?=[,.;)]|$| and\b| who\b| was\b| were\b| is\b| has\b)"
)
_DESCRIBED = re.compile(
    r"^(?:(?:A|Another|The) [^⟦⟧.;]{3,40}, |⟦P\d+⟧['’]s [\w -]{3,30},? )?⟦P(?P<person>\d+)⟧"
)


def stated_by_build(
    sentences: Iterable[Sentence], roles: Roles
) -> Iterator[tuple[Sentence, Proposal]]:
    """Whom a text relates by its build, each with the sentence that names the last of it."""
    several = list(sentences)
    yield from _listed(several)
    yield from _members(several, roles)
    yield from _talkers(several, roles)
    yield from _counted(several, roles)
    for sentence in several:
        if "⟦L" in sentence.words:
            yield from _homes(sentence, roles)


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
        if "⟦G" in words and (charged := _CHARGED.search(words)):
            gang = sentence.key(charged["gang"] or charged["convicted"])
            belongs = _BELONGING.search(charged[0])
            charged_as = RelationKind.MEMBER_OF if belongs else RelationKind.ASSOCIATE_OF
        if "⟦A" in words and (sanctioned := _SANCTIONED.search(words)):
            agency = sentence.key(sanctioned["agency"])


def _members(sentences: Iterable[Sentence], roles: Roles) -> Iterator[tuple[Sentence, Proposal]]:
    """The accused of a text that tries members of one gang: one person, or all whom it lists."""
    gang = ""
    stated: Sentence | None = None
    is_one = False
    tried = ""
    for sentence in sentences:
        if "⟦G" not in sentence.words:
            is_roster = gang != "" and (is_one or _ALL_OF_THEM.search(sentence.words) is not None)
            if stated and is_roster and (accused := _accused(sentence, roles)):
                for person in accused[:1] if is_one else accused:
                    yield stated, _belongs(person, gang, tried)
                gang = ""
            continue
        found = _TRIED_MEMBERS.search(sentence.words)
        if found and not DENIALS["negation"].search(found[0]):
            numbers = found.group("before", "behind", "object", "adjective")
            key = sentence.key(next(number for number in numbers if number))
            if key and not _other_gangs(sentence, key) and not _named(sentence, roles):
                gang, stated, tried = key, sentence, found[0]
                is_one = bool(found["one"] or found["single"])
                # Of several members of whom the text accuses but one, he need not be one.
                if is_one and len(roles.accused) == 1:
                    yield sentence, _belongs(roles.accused[0], key, found[0])
                    gang = ""


def _talkers(sentences: Iterable[Sentence], roles: Roles) -> Iterator[tuple[Sentence, Proposal]]:
    """Who speaks in a talk that the text says was held among members of a gang."""
    gang = ""
    for sentence in sentences:
        if gang and _IN_THE_TALK.search(sentence.words) and not _other_gangs(sentence, gang):
            for person in _named(sentence, roles):
                if not roles.is_bystander(person):
                    yield (
                        sentence,
                        Proposal(
                            RelationKind.MEMBER_OF, person, gang, TALK_RULE, 0.7, "reportedly"
                        ),
                    )
        if "⟦G" in sentence.words and (talk := _TALK_OF_GANG.search(sentence.words)):
            gang = sentence.key(talk["gang"])


def _counted(sentences: list[Sentence], roles: Roles) -> Iterator[tuple[Sentence, Proposal]]:
    """As many members as a sentence counts, whom one soon behind it names with the same fate."""
    for number, sentence in enumerate(sentences):
        counted = _COUNTED.search(sentence.words) if "⟦G" in sentence.words else None
        if counted is None or DENIALS["negation"].search(counted[0]):
            continue
        gang = sentence.key(counted["gang"])
        word = counted["count"].casefold()
        count = int(word) if word.isdecimal() else english.NUMBERS.get(word, 0)
        fate = _SAME_FATE["died" if counted["died"] else "taken"]
        for later in sentences[number + 1 : number + 1 + _NEAR]:
            people = _named(later, roles)
            if gang and len(people) == count > 1 and fate.search(later.words):
                for person in people:
                    yield (
                        later,
                        Proposal(
                            RelationKind.MEMBER_OF, person, gang, COUNTED_RULE, 0.74, "alleged"
                        ),
                    )
                break


def _other_gangs(sentence: Sentence, gang: str) -> bool:
    """Whether the sentence speaks of another gang beside this one, named or not."""
    named = {sentence.key(n) for letter, n in SLOT.findall(sentence.words) if letter == "G"}
    return bool(named - {gang, ""} or _OTHER_GANG.search(sentence.words))


def _accused(sentence: Sentence, roles: Roles) -> list[str]:
    return [key for key in _named(sentence, roles) if key in roles.accused]


def _named(sentence: Sentence, roles: Roles) -> list[str]:
    """Whom the sentence names but for officials, who only tell of it."""
    keys = [sentence.key(n) for letter, n in SLOT.findall(sentence.words) if letter == "P"]
    return [key for key in dict.fromkeys(keys) if key and roles.by_key.get(key) != Role.OFFICIAL]


def _belongs(person: str, gang: str, words: str) -> Proposal:
    """What the words of a charge make of the person: a member, or an associate at most."""
    kind = RelationKind.MEMBER_OF if _BELONGING.search(words) else RelationKind.ASSOCIATE_OF
    return Proposal(kind, person, gang, ROSTER_RULES[kind], 0.76, "alleged")


def _homes(sentence: Sentence, roles: Roles) -> Iterator[tuple[Sentence, Proposal]]:
    """Where the accused live: releases name it behind their age, `of` may be left out."""
    for found in _HOME.finditer(sentence.words):
        person = sentence.key(found["person"])
        if person in roles.accused or (found["of"] and person not in roles.by_key):
            for number in (found["place"], found["town"]):
                if number and sentence.key(number):
                    place = sentence.key(number)
                    yield (
                        sentence,
                        Proposal(RelationKind.LOCATED_IN, person, place, HOME_RULE, 0.78, ""),
                    )
