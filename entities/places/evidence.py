"""Where an article is about, judged by what it names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

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

    @classmethod
    def of(cls, pointers: Iterable[Pointer]) -> "Evidence":
        evidence = cls(tuple(sorted(pointers, key=lambda pointer: pointer.position)))
        for pointer in evidence.pointers:
            if pointer.country:
                evidence.countries[pointer.country] += pointer.weight
            if pointer.division:
                evidence.divisions[pointer.division] += pointer.weight
        return evidence

    def share(self, country: str) -> float:
        """How much of all evidence points at the country, 0–1."""
        total = sum(self.countries.values())
        return self.countries[country] / total if total else 0.0

    def division_share(self, division: str) -> float:
        """How much of the evidence for divisions points at this one, 0–1."""
        total = sum(self.divisions.values())
        return self.divisions[division] / total if total else 0.0

    def near(self, position: int, country: str) -> float:
        """How close the nearest pointer at the country stands: 1 beside it, 0 if far away."""
        distances = [
            abs(pointer.position - position)
            for pointer in self.pointers
            if pointer.country == country
        ]
        return max(0.0, 1 - min(distances) / NEARBY) if distances else 0.0
