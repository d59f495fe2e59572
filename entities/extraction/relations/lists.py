"""Relationships that a text states by its build: whom a charge or a sanction names one by one.

`The indictment charges five members of ⟦G⟧. Named in it are ⟦P⟧, ⟦P⟧ and ⟦P⟧.`
"""

import re
from collections.abc import Iterable, Iterator

from entities.extraction.relations.proposal import Proposal
from entities.extraction.relations.references import tellers
from entities.extraction.relations.sentence import SLOT, Sentence
from entities.kinds import RelationKind

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


def listed(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Proposal]]:
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
                            "charged-as-member",
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
                Proposal(
                    RelationKind.ACTS_AGAINST, agency, person, "sanctioned-one-by-one", 0.72, ""
                ),
            )
        if charged := _CHARGED.search(words):
            gang = sentence.key(charged["gang"] or charged["convicted"])
        if sanctioned := _SANCTIONED.search(words):
            agency = sentence.key(sanctioned["agency"])
