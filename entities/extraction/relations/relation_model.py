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

from entities.extraction.relations.relation_features import Pair, pairs
from entities.extraction.relations.relation_rules import Proposal, relation_rules
from entities.extraction.relations.sentence_slots import Sentence
from entities.kinds import LETTERS, RelationKind

RULE = "wording"
WEIGHTS_FILE = files("entities") / "data" / "relation_words.tsv"
_BESIDE = ("between:", "before:", "next:")


class Statement(NamedTuple):
    """A kind of relationship between two slots: `forward` has the first of them as its head."""

    kind: RelationKind
    forward: bool

    @property
    def direction(self) -> str:
        return "forward" if self.forward else "backward"


@dataclass(frozen=True)
class LinearModel:
    """The model: weights by statement and feature."""

    weights: dict[Statement, dict[str, float]]

    def likelihood(self, statement: Statement, features: Iterable[str]) -> float:
        """The probability, 0–1, that words with these features make the statement."""
        weights = self.weights.get(statement)
        if weights is None:
            return 0.0
        return 1 / (1 + math.exp(-sum(map(weights.get, features, repeat(0.0)))))


@cache
def relation_model() -> LinearModel:
    """The model that comes with the program."""
    weights: dict[Statement, dict[str, float]] = defaultdict(dict)
    lines = WEIGHTS_FILE.read_text(encoding="utf-8").split("\n")
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        statement = Statement(RelationKind(row["kind"]), row["direction"] == "forward")
        weights[statement][row["feature"]] = float(row["weight"])
    return LinearModel(dict(weights))


def likely_relations(sentence: Sentence, gangs: Counter[str]) -> Iterator[Proposal]:
    """What the model finds likely; of two entities in one place only the likeliest.

    `gangs` counts those of the whole text.
    """
    for pair in pairs(sentence, gangs, possible):
        likely = max(
            (
                (relation_model().likelihood(one, pair.features), one)
                for one in possible(pair.first.letter, pair.second.letter)
                if _is_worded(one.kind, pair.features)
            ),
            default=None,
        )
        if likely and likely[0] >= _judged()[likely[1].kind]:
            yield proposal(sentence, pair, likely[1], likely[0])


def _is_worded(kind: RelationKind, features: frozenset[str]) -> bool:
    """Whether a word of the right family stands between the two or right beside them."""
    own = relation_rules()[kind]
    if own.nearest and f"passed:{own.nearest}" in features:
        return False  # then the words are said of the one between
    return not own.families or not features.isdisjoint(_cues(own.families))


@cache
def _cues(families: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"{where}+{family}" for where in _BESIDE for family in families)


@cache
def _judged() -> dict[RelationKind, float]:
    """The kinds that the model judges, with the likelihood below which it proposes none."""
    return {
        kind: own.least_likely
        for kind, own in relation_rules().items()
        if own.least_likely is not None
    }


def proposal(
    sentence: Sentence, pair: Pair, statement: Statement, likelihood: float = 1.0
) -> Proposal:
    """The statement about the pair as a proposal."""
    ends = (pair.first.key, pair.second.key)
    head, child = ends if statement.forward else ends[::-1]
    words = sentence.with_lead_in(pair.start, pair.end)
    return Proposal(statement.kind, head, child, RULE, round(likelihood, 2), words)


@cache
def possible(first: str, second: str) -> tuple[Statement, ...]:
    """What two slots of these letters, in this order, can state."""
    found = []
    for kind in _judged():
        heads = {LETTERS[one] for one in kind.ends.heads}
        children = {LETTERS[one] for one in kind.ends.children}
        if first in heads and second in children:
            found.append(Statement(kind, forward=True))
        if second in heads and first in children and not kind.ends.symmetric:
            found.append(Statement(kind, forward=False))
    return tuple(found)
