"""What one way of reading a sentence proposes."""

from typing import NamedTuple

from entities.kinds import RelationKind


class Proposal(NamedTuple):
    """A relationship between two keys, before anybody asked whether they fit.

    `words` are those that state it, with what may deny or weaken it.
    """

    kind: RelationKind
    head: str
    child: str
    rule: str
    confidence: float
    words: str
