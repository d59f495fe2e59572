"""How well readings agree with texts that people annotated (the format of the gold files).

Spans count when start, end and label are right; names once a text and label, however often they
stand in it, and exact up to a leading article, quotation marks and a possessive. What is optional
in the gold counts neither as a miss nor as an error. Scores are micro-averaged over all texts, 0–1.
Beside them stands which kinds are taken for which, and what goes wrong most often.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, NamedTuple

from entities.extraction.result import ExtractionResult, FoundMention
from entities.kinds import LABELS, Kind, RelationKind

Gold = dict[str, Any]
# As it is written, without what stands around it, and its label.
Name = tuple[str, str]
_MEMBER = RelationKind.MEMBER_OF
VALUE_LABELS = frozenset(LABELS[kind] for kind in Kind if not kind.is_entity)
_AROUND_NAMES = re.compile(r"^[\W_]*(?:the\s+)?[\W_]*|(?:['’]s?)?[\W_]*$", re.IGNORECASE)
_PLACE = re.compile(r"(?P<country>[A-Z]{2})(?:-(?P<division>[A-Z0-9]{1,3}))?(?::.*)?")


@dataclass
class Tally:
    """Right ones, wrong ones and missed ones."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def summary(self) -> dict[str, float | int]:
        precision = _share(self.right, self.right + self.wrong)
        recall = _share(self.right, self.right + self.missed)
        return {
            "precision": precision,
            "recall": recall,
            "f1": _harmonic(precision, recall),
            "support": self.right + self.missed,
        }


class Fault(NamedTuple):
    """One disagreement: in which text, `missed` or `wrong`, and what."""

    text: str
    what: str
    detail: str


@dataclass
class Scores:
    """The tallies over any number of texts."""

    labels: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    names: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    pairs: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    link_precisions: list[float] = field(default_factory=list)
    link_recalls: list[float] = field(default_factory=list)
    countries: Counter[bool] = field(default_factory=Counter)
    divisions: Counter[bool] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: Gold, reading: ExtractionResult) -> None:
        """Compare one reading with its gold annotation."""
        found = {(one.start, one.end, LABELS[one.kind]): one for one in reading.mentions}
        wanted = {(one["start"], one["end"], one["label"]): one for one in gold["spans"]}
        self._add_spans(wanted, found)
        self.confusion.update(confused(gold, reading))
        self._add_names(gold, reading)
        self._add_pairs(gold, reading)
        both = [
            (wanted[span], found[span])
            for span in wanted.keys() & found.keys()
            if not wanted[span].get("optional")
        ]
        named = [pair for pair in both if pair[1].kind.is_entity]
        self._add_links(named)
        self._add_places(gold, named, reading)
        self._add_relations(gold, reading, wanted, found)

    def summary(self) -> dict[str, Any]:
        """All scores as the evaluation command prints them."""
        precision, recall = _mean(self.link_precisions), _mean(self.link_recalls)
        return {
            **_summaries(self.labels),
            "names": _summaries(self.names),
            "pairs": self.pairs.summary(),
            "linking": {
                "precision": precision,
                "recall": recall,
                "f1": _harmonic(precision, recall),
                "support": len(self.link_precisions),
            },
            "places": {
                "country": _share(self.countries[True], self.countries.total()),
                "country_support": self.countries.total(),
                "division": _share(self.divisions[True], self.divisions.total()),
                "division_support": self.divisions.total(),
            },
            "relations": self.relations.summary(),
        }

    def _add_spans(self, wanted: dict, found: dict[tuple, FoundMention]) -> None:
        optional = [span for span, one in wanted.items() if one.get("optional")]
        for span, one in wanted.items():
            if one.get("optional"):
                continue
            if span in found:
                self.labels[span[2]].right += 1
            else:
                self.labels[span[2]].missed += 1
        for start, end, label in found.keys() - wanted.keys():
            if not any(start < right and left < end for left, right, _ in optional):
                self.labels[label].wrong += 1

    def _add_names(self, gold: Gold, reading: ExtractionResult) -> None:
        sure, doubtful = _gold_names(gold)
        loose = [(one["start"], one["end"]) for one in gold["spans"] if one.get("optional")]
        found: dict[Name, bool] = {}
        for one in reading.mentions:
            name = _name(one.text, LABELS[one.kind])
            counts = not any(one.start < right and left < one.end for left, right in loose)
            found[name] = found.get(name, False) or counts
        for name in sure & found.keys():
            self.names[name[1]].right += 1
        for name in sorted(sure - found.keys() - doubtful):
            self.names[name[1]].missed += 1
            self._note(gold, "missed", f"{name[1]} {name[0]}")
        for name in sorted(found.keys() - sure - doubtful):
            if found[name]:
                self.names[name[1]].wrong += 1
                self._note(gold, "wrong", f"{name[1]} {name[0]}")

    def _add_pairs(self, gold: Gold, reading: ExtractionResult) -> None:
        """Two different names of one thing in a text."""
        _, doubtful = _gold_names(gold)
        wanted = _pairs(
            (_gold_name(gold, one), one["entity"])
            for one in gold["spans"]
            if not one.get("optional")
        )
        found = _pairs((_name(one.text, LABELS[one.kind]), one.key) for one in reading.mentions)
        self.pairs.right += len(wanted & found)
        self.pairs.missed += len(wanted - found)
        for pair in found - wanted:
            if not pair & doubtful:
                self.pairs.wrong += 1
                self._note(gold, "wrong", "one thing: " + " = ".join(sorted(f for f, _ in pair)))
        for pair in wanted - found:
            self._note(gold, "missed", "one thing: " + " = ".join(sorted(f for f, _ in pair)))

    def _add_links(self, both: list[tuple[dict, FoundMention]]) -> None:
        """B³ (Bagga and Baldwin 1998) within the text; what has no key is alone in its cluster."""
        own = [one.key or f"span:{one.start}" for _, one in both]
        right = [span["entity"] for span, _ in both]
        for place in range(len(both)):
            mine = {other for other in range(len(both)) if own[other] == own[place]}
            true = {other for other in range(len(both)) if right[other] == right[place]}
            self.link_precisions.append(len(mine & true) / len(mine))
            self.link_recalls.append(len(mine & true) / len(true))

    def _add_places(
        self, gold: Gold, both: list[tuple[dict, FoundMention]], reading: ExtractionResult
    ) -> None:
        for span, one in both:
            place = _PLACE.fullmatch(span["entity"]) if one.kind == Kind.LOCATION else None
            if place is None:
                continue
            known = reading.meant_by(one)
            country, division = place.group("country", "division")
            own = (known.country, known.division) if known is not None else ("", "")
            self.countries[own[0] == country] += 1
            if division:
                self.divisions[own[1] == f"{country}-{division}"] += 1
            if own[0] != country or (division and own[1] != f"{country}-{division}"):
                self._note(gold, "wrong", f"place {one.text} in {own[1] or own[0] or 'no country'}")

    def _add_relations(
        self, gold: Gold, reading: ExtractionResult, wanted: dict, found: dict
    ) -> None:
        meaning = _meanings(wanted, found)
        stated = {
            _ordered(RelationKind(one["label"]), one["head"], one["child"]): one
            for one in gold["relations"]
        }
        own = {
            _ordered(
                one.kind,
                meaning.get(one.head, f"unknown:{one.head}"),
                meaning.get(one.child, f"unknown:{one.child}"),
            )
            for one in reading.relations
        }
        for relation, one in stated.items():
            if one.get("optional"):
                continue
            if relation in own:
                self.relations.right += 1
            else:
                self.relations.missed += 1
                self._note(gold, "missed", " ".join((one["head"], one["label"], one["child"])))
        for kind, head, child in own - stated.keys():
            implied_by = any((one, head, child) in stated for one in kind.implied_by)
            if not implied_by and not _is_doubtful_member(kind, stated.get((_MEMBER, head, child))):
                self.relations.wrong += 1
                self._note(gold, "wrong", " ".join((head, kind, child)))

    def _note(self, gold: Gold, what: str, detail: str) -> None:
        self.faults.append(Fault(str(gold.get("id", "")), what, detail))


def evaluate(pairs: Iterable[tuple[Gold, ExtractionResult]]) -> Scores:
    """Score readings against the gold annotations of one file.

    A label that the file never has is not scored: its annotators did not look for it.
    """
    pairs = list(pairs)
    labels = {one["label"] for gold, _ in pairs for one in gold["spans"]}
    scores = Scores()
    for gold, reading in pairs:
        scored = tuple(one for one in reading.mentions if LABELS[one.kind] in labels)
        scores.add(gold, replace(reading, mentions=scored))
    scores.faults.sort()
    return scores


def _name(written: str, label: str) -> Name:
    return _AROUND_NAMES.sub("", " ".join(written.split())), label


def _gold_names(gold: Gold) -> tuple[set[Name], set[Name]]:
    """The names that count, and those that are optional somewhere in the text."""
    names: tuple[set, set] = set(), set()
    for one in gold["spans"]:
        names[bool(one.get("optional"))].add(_gold_name(gold, one))
    return names


def _gold_name(gold: Gold, span: dict[str, Any]) -> Name:
    return _name(gold["text"][span["start"] : span["end"]], span["label"])


def _pairs(named: Iterable[tuple[Name, str]]) -> set[frozenset[Name]]:
    """Every two different names that mean the same entity."""
    names: dict[str, set[Name]] = defaultdict(set)
    for name, entity in named:
        if entity and name[1] not in VALUE_LABELS:
            names[entity].add(name)
    return {frozenset(pair) for same in names.values() for pair in combinations(same, 2)}


def _summaries(tallies: dict[str, Tally]) -> dict[str, Any]:
    """The scores of each label, and of all together."""
    total = Tally()
    for tally in tallies.values():
        total.right += tally.right
        total.wrong += tally.wrong
        total.missed += tally.missed
    labels = {label: tallies[label].summary() for label in sorted(tallies)}
    return {"labels": labels, "micro": total.summary()}


def _meanings(wanted: dict, found: dict[tuple, FoundMention]) -> dict[str, str]:
    """Which gold entity each of our keys stands for: the one that most of its spans name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in wanted.keys() & found.keys():
        if found[span].key:
            votes[found[span].key][wanted[span]["entity"]] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def _ordered(kind: RelationKind, head: str, child: str) -> tuple[RelationKind, str, str]:
    if kind.ends.symmetric and child < head:
        head, child = child, head
    return kind, head, child


def _is_doubtful_member(kind: RelationKind, member: dict[str, Any] | None) -> bool:
    """Whether this is an associate whom people, who had no word for it, called a member at most."""
    return kind == RelationKind.ASSOCIATE_OF and member is not None and bool(member.get("optional"))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _harmonic(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


# Stands where one side has nothing at all.
NOTHING = "–"
MOST_FREQUENT = 20


def confused(gold: dict[str, Any], reading: ExtractionResult) -> Iterator[tuple[str, str]]:
    """The labels, annotated and read, of each passage that either side names.

    Of several mentions that share letters with an annotated span the one that shares most counts.
    What is optional counts neither way.
    """
    for span in gold["spans"]:
        if not span.get("optional"):
            sharing = [one for one in reading.mentions if _shared(span, one) > 0]
            read = max(sharing, key=lambda one: _shared(span, one), default=None)
            yield span["label"], LABELS[read.kind] if read else NOTHING
    for one in reading.mentions:
        if not any(_shared(span, one) > 0 for span in gold["spans"]):
            yield NOTHING, LABELS[one.kind]


def _shared(span: dict[str, Any], one: FoundMention) -> int:
    """How many code points the two have in common; not above 0 where they have none."""
    return min(span["end"], one.end) - max(span["start"], one.start)


def confusion_table(confusion: Counter[tuple[str, str]]) -> Iterator[str]:
    """The lines of a table: a row a label annotated, a column a label read."""
    labels = [*sorted({label for pair in confusion for label in pair} - {NOTHING}), NOTHING]
    width = max(map(len, labels)) + 2
    yield f"{'annotated / read':18}" + "".join(f"{label:>{width}}" for label in labels)
    for label in labels:
        cells = "".join(f"{confusion[label, read] or '':>{width}}" for read in labels)
        yield f"{label:18}{cells}".rstrip()


def most_frequent(faults: Iterable[tuple[str, str, str]]) -> list[tuple[int, str, str]]:
    """The errors that most texts have: their number, `missed` or `wrong`, and what.

    `faults` are the text, `missed` or `wrong`, and what.
    """
    counted = Counter((what, detail) for _, what, detail in dict.fromkeys(faults))
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [(number, *error) for error, number in ranked[:MOST_FREQUENT]]
