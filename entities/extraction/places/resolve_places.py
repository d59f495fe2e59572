"""Which place on earth a name means, judged by where the article is about."""

import math
from bisect import bisect_left
from collections import defaultdict
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
    countries: dict[str, float] = field(default_factory=dict)
    divisions: dict[str, float] = field(default_factory=dict)
    positions: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def total(self) -> float:
        """The weight of all that points at any country."""
        return sum(self.countries.values())

    @classmethod
    def of(cls, pointers: Iterable[Pointer]) -> "Evidence":
        in_order = tuple(sorted(pointers, key=lambda pointer: pointer.position))
        countries: dict[str, float] = defaultdict(float)
        divisions: dict[str, float] = defaultdict(float)
        positions: dict[str, list[int]] = defaultdict(list)
        for pointer in in_order:
            if pointer.country:
                countries[pointer.country] += pointer.weight
                positions[pointer.country].append(pointer.position)
            if pointer.division:
                divisions[pointer.division] += pointer.weight
        return cls(in_order, dict(countries), dict(divisions), dict(positions))

    def share(self, country: str) -> float:
        """How much of all evidence points at the country, 0–1."""
        return self.countries.get(country, 0) / self.total if self.total else 0.0

    def division_share(self, division: str) -> float:
        """How much of the evidence for divisions points at this one, 0–1."""
        total = sum(self.divisions.values())
        return self.divisions.get(division, 0) / total if total else 0.0

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


# A town as small as this is only meant where something points at its country.
SMALL_TOWN = 50_000
METROPOLIS = 500_000
CLEAR_LEAD = 0.25
# How much of what points at countries has to point at the country of a small town.
LEAST_SHARE = 0.1
EXPLICIT = 5.0
SHOWN_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a name may mean.

    `level` is country, division, city, district, region or facility.
    """

    key: str
    name: str
    level: str
    country: str
    division: str
    population: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What is said right at one mention of a place.

    `inside` is the place that the text puts it in; `level` is what a word beside it calls it
    (`department`, `city of`), empty without such a word.
    """

    position: int
    inside: Option | None = None
    level: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place meant, or None with the candidates when it is unclear or unknown.

    `contradicts` is true when the text puts the place inside one that it does not lie in.
    """

    option: Option | None
    confidence: float
    reason: str
    candidates: tuple[tuple[Option, float], ...] = ()
    contradicts: bool = False


def resolve(options: Iterable[Option], context: Context, evidence: Evidence) -> Resolution:
    """Weigh the options: an explicit parent first, then the countries named, population last."""
    options = list(options)
    # `Washington` and `New York` are rather the city than the state.
    has_metropolis = any(
        option.population >= METROPOLIS
        and (evidence.share(option.country) > 0 or not evidence.total)
        for option in options
    )
    scored = sorted(
        (
            (
                _score(option, context, evidence)
                - (0.35 if has_metropolis and option.level == "division" else 0),
                option,
            )
            for option in options
        ),
        key=lambda pair: (-pair[0], -pair[1].population, pair[1].key),
    )
    scored = [pair for pair in scored if pair[0] > 0]
    if context.level not in ("division", "district"):
        great = [option for _, option in scored if option.population >= METROPOLIS]
        scored = [pair for pair in scored if not any(_is_around(pair[1], town) for town in great)]
    if not scored:
        return Resolution(None, 0.4, "no place of this name is known here")
    best_score, best = scored[0]
    rivals = [
        (score, option)
        for score, option in scored[1:]
        if (option.country, option.division) != (best.country, best.division)
    ]
    lead = best_score - rivals[0][0] if rivals else 2.0
    if lead < CLEAR_LEAD:
        total = sum(math.exp(3 * score) for score, _ in scored)
        candidates = tuple(
            (option, round(math.exp(3 * score) / total, 3))
            for score, option in scored[:SHOWN_CANDIDATES]
        )
        return Resolution(None, 0.4, "several places of this name fit equally well", candidates)
    contradicts = context.inside is not None and not lies_in(best, context.inside)
    confidence = 0.55 + min(lead, 2.0) * 0.2
    if contradicts:
        confidence = min(confidence, 0.75)
    return Resolution(best, round(confidence, 2), _reason(best, context, evidence), (), contradicts)


def _is_around(area: Option, town: Option) -> bool:
    """Whether the area is the division or county that is named after the town."""
    return (
        town.level == "city"
        and area.level in ("division", "district")
        and area.country == town.country
        and (not town.division or area.division == town.division)
        and area.population <= town.population
    )


def lies_in(option: Option, area: Option) -> bool:
    """Whether the gazetteer has the place inside the area; regions count as unknown, so yes."""
    if area.level == "region":
        return True
    if area.level == "country":
        return option.country == area.country
    if area.level == "division":
        return option.division == area.division or option.key == area.key
    # In a city: a facility or quarter, or the city itself once more.
    return option.division == area.division and option.country == area.country


def _score(option: Option, context: Context, evidence: Evidence) -> float:
    score = _prior(option)
    inside = context.inside
    explicit = False
    if inside is not None and option.key != inside.key:
        if lies_in(option, inside):
            explicit = inside.level != "region"
            score += EXPLICIT
        elif option.country == inside.country:
            # The article may be wrong about the division: the country still counts.
            score += EXPLICIT / 2
    share = evidence.share(option.country) if option.country else 0.0
    if option.level in ("city", "district") and not explicit:
        needed = option.population < SMALL_TOWN or option.level == "district"
        if needed and share < LEAST_SHARE:
            return 0.0
    if option.level == "division" and not explicit and evidence.total and share == 0:
        # `Nyanga` in an article on Cape Town is no province of Gabon.
        return 0.0
    score += 2 * share
    if share:
        score += 0.5 * evidence.near(context.position, option.country)
    if option.division:
        score += evidence.division_share(option.division)
    if context.level:
        score += 1.5 if context.level == option.level else -0.5
    return score


def _prior(option: Option) -> float:
    if option.level == "country":
        return 2.5
    if option.level == "region":
        return 2.2
    if option.level == "facility":
        return 1.5
    if option.level == "division":
        return 0.95
    if option.level == "district":
        return 0.3
    # Ten times the people are worth twice what is needed for a clear lead.
    return max(0.05, min(1.6, math.log10(option.population + 10) / 2 - 1.6))


def _reason(option: Option, context: Context, evidence: Evidence) -> str:
    if context.inside is not None and lies_in(option, context.inside):
        return f"the text puts it in {context.inside.name}"
    if context.inside is not None and option.country == context.inside.country:
        return f"its country fits; the text puts it in {context.inside.name}"
    if option.level in ("country", "region"):
        return "name of a country" if option.level == "country" else "name of a region"
    if evidence.near(context.position, option.country) > 0:
        return "its country is named or pointed at close by"
    if option.country and evidence.share(option.country) > 0:
        return "its country is named in the article"
    return "the best-known place of this name"
