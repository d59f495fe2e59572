"""How well what an import calls furniture agrees with texts in which people marked it.

Characters are counted that are no white space. Lines of the header (the headline, its repetitions,
dates) count neither as furniture found nor as news lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from articles.importing.decoding import clean, decode
from articles.importing.furniture import Extent, Learned, find
from articles.importing.records import ArticleError
from articles.text import Span, lines_of
from entities.extraction.scoring import Gold


@dataclass
class FurnitureTally:
    """Characters: of furniture and how many of it were found, of news and how many were lost.

    `disputed` are those of the lost ones whose line the gold marks in another text of the group.
    """

    furniture: int = 0
    found: int = 0
    news: int = 0
    lost: int = 0
    disputed: int = 0

    def add(self, other: "FurnitureTally") -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def summary(self) -> dict[str, float | int]:
        return {
            **vars(self),
            "found_share": self.found / self.furniture if self.furniture else 1.0,
            "lost_share": self.lost / self.news if self.news else 0.0,
            "lost_undisputed_share": (self.lost - self.disputed) / self.news if self.news else 0.0,
        }


def extents(annotated: Sequence[Gold], beside: Path | None) -> list[Extent]:
    """Find the furniture of each text, learned from all texts of its group and those `beside`.

    `beside` is a folder with one of text files for each group.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    for gold in annotated:
        texts[group_of(gold)].append(gold["text"])
    learned = {
        group: Learned.of([*own, *texts_beside(beside, group)]) for group, own in texts.items()
    }
    return [find(gold["text"], learned[group_of(gold)]) for gold in annotated]


def score_furniture(
    annotated: Sequence[Gold], found: Sequence[Extent]
) -> dict[str, FurnitureTally]:
    """Return the tallies by group, and of all under the name `all`."""
    known = _marked_lines(annotated)
    tallies: dict[str, FurnitureTally] = defaultdict(FurnitureTally)
    together = FurnitureTally()
    for gold, extent in zip(annotated, found, strict=True):
        tally = _tally(gold, extent, known[group_of(gold)])
        tallies[group_of(gold)].add(tally)
        together.add(tally)
    return {**tallies, "all": together}


def _tally(gold: Gold, extent: Extent, known: set[str]) -> FurnitureTally:
    text = gold["text"]
    behind = (gold.get("body_end") or len(text), len(text))
    wanted = _places([*gold.get("furniture", ()), behind])
    own = _places(extent.furniture)
    header = _places(extent.header)
    tally = FurnitureTally()
    for start, end in lines_of(text, 0, len(text)):
        is_known = " ".join(text[start:end].split()) in known
        for place in range(start, end):
            if text[place].isspace():
                continue
            if place in wanted:
                tally.furniture += 1
                tally.found += place in own
            elif place not in header:
                tally.news += 1
                tally.lost += place in own
                tally.disputed += place in own and is_known
    return tally


def _marked_lines(annotated: Iterable[Gold]) -> dict[str, set[str]]:
    """The whole lines that people marked somewhere in the texts of each group."""
    marked: dict[str, set[str]] = defaultdict(set)
    for gold in annotated:
        for start, end in gold.get("furniture", ()):
            lines = gold["text"][start:end].split("\n")
            marked[group_of(gold)] |= {" ".join(line.split()) for line in lines}
    return marked


def _places(spans: Iterable[Span]) -> set[int]:
    return set(chain.from_iterable(range(start, end) for start, end in spans))


def group_of(gold: Gold) -> str:
    """The source of an annotated text; empty where the gold does not say."""
    return str(gold.get("group") or "")


def texts_beside(beside: Path | None, group: str) -> Iterator[str]:
    """The texts of the files in the group's folder; what cannot be read teaches nothing."""
    folder = beside / group if beside and group else None
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_file():
            try:
                yield clean(decode(path.read_bytes()))
            except (ArticleError, OSError):
                continue


def table(tallies: dict[str, FurnitureTally]) -> list[str]:
    """Lines for people: by group what was found and lost."""
    rows = [f"{'furniture':16}{'found':>10}{'of':>8}{'lost':>10}{'of':>8}{'disputed':>10}"]
    for group, tally in tallies.items():
        shares: dict[str, Any] = tally.summary()
        rows.append(
            f"{group or '–':16}{shares['found_share']:>10.2%}{tally.furniture:>8}"
            f"{shares['lost_share']:>10.2%}{tally.news:>8}{tally.disputed:>10}"
        )
    return rows
