"""Relationships that a sentence states by its wording, as a linear model judges it.

The model's weights are in `entities/data/relation_words.tsv`, which `manage.py train_relations`
makes from annotated texts.
"""

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import NamedTuple

from entities.extraction.relations.denying import told
from entities.extraction.relations.proposal import Proposal
from entities.extraction.relations.sentence import LETTERS, Sentence
from entities.extraction.relations.wording import Pair, pairs
from entities.kinds import RelationKind

RULE = "wording"
WEIGHTS_FILE = files("entities") / "data" / "relation_words.tsv"
# What is less likely is not proposed: at these, of texts that the model has not seen, most of what
# no phrase tells is right. Who leads and who belongs only the phrases tell: there the wording alone
# is wrong more often than right.
LEAST_LIKELY = {
    RelationKind.OPERATES_IN: 0.6,
    RelationKind.RIVAL_OF: 0.6,
    RelationKind.ALLIED_WITH: 0.65,
    RelationKind.FACTION_OF: 0.5,
    RelationKind.SUPPLIES: 0.5,
    RelationKind.TRAINS: 0.5,
    RelationKind.CONTACTED: 0.5,
    RelationKind.FAMILY_OF: 0.45,
    RelationKind.IMPRISONED_IN: 0.5,
    RelationKind.LOCATED_IN: 0.5,
    RelationKind.ACTS_AGAINST: 0.5,
}
# Two gangs named together are no rivals, and two people no brothers, unless a word says so.
_NEEDED = {
    RelationKind.RIVAL_OF: "hostile",
    RelationKind.ALLIED_WITH: "allied",
    RelationKind.SUPPLIES: "supplying",
    RelationKind.TRAINS: "training",
    RelationKind.CONTACTED: "meeting telling",
    RelationKind.FAMILY_OF: "kin",
    RelationKind.IMPRISONED_IN: "held",
    RelationKind.ACTS_AGAINST: "acting",
}


# Of whom such words are said where another of the kind stands between.
_NEAREST = {
    RelationKind.RIVAL_OF: "G",
    RelationKind.FAMILY_OF: "P",
    RelationKind.IMPRISONED_IN: "P",
}


class Statement(NamedTuple):
    """A kind of relationship between two slots: `forward` has the first of them as its head."""

    kind: RelationKind
    forward: bool

    @property
    def direction(self) -> str:
        return "forward" if self.forward else "backward"


@dataclass(frozen=True)
class Judge:
    """The model: weights by statement and feature."""

    weights: dict[Statement, dict[str, float]]

    def likelihood(self, statement: Statement, features: Iterable[str]) -> float:
        """The probability, 0–1, that words with these features make the statement."""
        weights = self.weights.get(statement)
        if weights is None:
            return 0.0
        return 1 / (1 + math.exp(-sum(map(weights.get, features, repeat(0.0)))))


@cache
def judge() -> Judge:
    """The model that comes with the program."""
    weights: dict[Statement, dict[str, float]] = defaultdict(dict)
    with WEIGHTS_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            statement = Statement(RelationKind(row["kind"]), row["direction"] == "forward")
            weights[statement][row["feature"]] = float(row["weight"])
    return Judge(dict(weights))


def worded(sentence: Sentence, gangs: Counter[str]) -> Iterator[Proposal]:
    """What the model finds likely; of two entities in one place only the likeliest.

    `gangs` counts those of the whole text.
    """
    for pair in pairs(sentence, gangs, possible):
        likely = max(
            (
                (judge().likelihood(one, pair.features), one)
                for one in possible(pair.first.letter, pair.second.letter)
                if _is_worded(one.kind, pair.features)
            ),
            default=None,
        )
        if likely and likely[0] >= LEAST_LIKELY[likely[1].kind]:
            yield proposal(sentence, pair, likely[1], likely[0])


def _is_worded(kind: RelationKind, features: frozenset[str]) -> bool:
    """Whether a word of the right family stands between the two or right beside them."""
    if kind in _NEAREST and f"passed:{_NEAREST[kind]}" in features:
        return False  # then the words are said of the one between
    return kind not in _NEEDED or any(
        f"{where}+{family}" in features
        for family in _NEEDED[kind].split()
        for where in ("between:", "before:", "next:")
    )


def proposal(
    sentence: Sentence, pair: Pair, statement: Statement, likelihood: float = 1.0
) -> Proposal:
    """The statement about the pair as a proposal."""
    ends = (pair.first.key, pair.second.key)
    head, child = ends if statement.forward else ends[::-1]
    words = told(sentence, pair.start, pair.end)
    return Proposal(statement.kind, head, child, RULE, round(likelihood, 2), words)


@cache
def possible(first: str, second: str) -> tuple[Statement, ...]:
    """What two slots of these letters, in this order, can state."""
    found = []
    for kind in LEAST_LIKELY:
        heads = {LETTERS[one] for one in kind.ends.heads}
        children = {LETTERS[one] for one in kind.ends.children}
        if first in heads and second in children:
            found.append(Statement(kind, forward=True))
        if second in heads and first in children and not kind.ends.symmetric:
            found.append(Statement(kind, forward=False))
    return tuple(found)
