"""Where an article is about, judged by what it names."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

_MOST = 0.5
NEARBY = 300  # code points: about two sentences


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something in the text that points at a country, perhaps at one of its divisions.

    `weight` is 1 for a name; what only hints, such as a demonym, weighs less.
    """

    position: int
    country: str
    division: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Evidence:
    """What points where; `position` is in code points of the text that is read."""

    pointers: tuple[Pointer, ...]
    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)
    positions: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def total(self) -> float:
        """The weight of all that points at any country."""
        return sum(self.countries.values())

    @classmethod
    def of(cls, pointers: Iterable[Pointer]) -> "Evidence":
        evidence = cls(tuple(sorted(pointers, key=lambda pointer: pointer.position)))
        for pointer in evidence.pointers:
            if pointer.country:
                evidence.countries[pointer.country] += pointer.weight
                evidence.positions.setdefault(pointer.country, []).append(pointer.position)
            if pointer.division:
                evidence.divisions[pointer.division] += pointer.weight
        return evidence

    def share(self, country: str) -> float:
        """How much of all evidence points at the country, 0–1."""
        return self.countries[country] / self.total if self.total else 0.0

    def division_share(self, division: str) -> float:
        """How much of the evidence for divisions points at this one, 0–1."""
        total = sum(self.divisions.values())
        return self.divisions[division] / total if total else 0.0

    @cached_property
    def country(self) -> str:
        """The country that at least half of all evidence points at; empty without one."""
        return next((code for code in self.countries if self.share(code) >= _MOST), "")

    @cached_property
    def division(self) -> str:
        """The division of that country that most of the evidence for divisions points at."""
        return next(
            (
                code
                for code in self.divisions
                if self.division_share(code) >= _MOST and code.startswith(f"{self.country}-")
            ),
            "",
        )

    def near(self, position: int, country: str) -> float:
        """How close the nearest pointer at the country stands: 1 beside it, 0 if far away."""
        positions = self.positions.get(country, ())
        place = bisect_left(positions, position)
        around = positions[max(place - 1, 0) : place + 1]
        distance = min((abs(one - position) for one in around), default=NEARBY)
        return max(0.0, 1 - distance / NEARBY)
