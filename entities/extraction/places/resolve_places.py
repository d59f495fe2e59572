"""Which place on earth a name means, judged by where the article is about."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_MOST = 0.5
NEARBY = 300  # code points: about two sentences


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something in the text that points at a country, perhaps at one of its divisions.

    `weight` is 1 for a name; what only hints, such as a demonym, weighs less. `is_town` tells that
    it is a town's name, which may mean another town.
    """

    position: int
    country: str
    division: str = ""
    weight: float = 1.0
    is_town: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Where a source is at home: a country, and as far as known a division and a town there."""

    country: str
    division: str = ""
    latitude: float | None = None
    longitude: float | None = None
    town: str = field(default="", compare=False)


@dataclass(frozen=True)
class Evidence:
    """What points where; `position` is in code points of the text that is read."""

    pointers: tuple[Pointer, ...]
    home: Home | None = None
    countries: dict[str, float] = field(default_factory=dict)
    divisions: dict[str, float] = field(default_factory=dict)
    positions: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def total(self) -> float:
        """The weight of all that points at any country."""
        return sum(self.countries.values())

    @classmethod
    def of(cls, pointers: Iterable[Pointer], home: Home | None = None) -> "Evidence":
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
        return cls(in_order, home, dict(countries), dict(divisions), dict(positions))

    def share(self, country: str) -> float:
        """How much of all evidence points at the country, 0–1."""
        return self.countries.get(country, 0) / self.total if self.total else 0.0

    @cached_property
    def _strongest(self) -> float:
        return max(self.countries.values(), default=0.0)

    def strength(self, country: str) -> float:
        """How much points at the country, as a share of what points at the foremost one, 0–1.

        Where nothing does, the home of the source points at its country by half.
        """
        if not self._strongest and self.home is not None:
            return 0.5 if country == self.home.country else 0.0
        return self.countries.get(country, 0) / self._strongest if self._strongest else 0.0

    def division_share(self, division: str) -> float:
        """How much of the evidence for divisions points at this one, 0–1."""
        total = self._total_of_divisions
        return self.divisions.get(division, 0) / total if total else 0.0

    @cached_property
    def _total_of_divisions(self) -> float:
        return sum(self.divisions.values())

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
# Where so much points at a country, towns of it are meant without more ado.
GOOD_SHARE = 0.15
# Or how far the places around it vouch for it.
LEAST_SUPPORT = 0.15
EXPLICIT = 5.0
# Ten times the people are worth half a point: what else speaks for a place is measured by that.
SUPPORT = 1.5
_SHARED_PARENT = 2.0
_COUNTRY = 1.25
_NEAR_BY = 0.35
_DIVISION = 1.5
_CAPITAL = 0.6
# Georgia in a text on the United States: a country that nothing points at, but also a division.
_UNHEARD_OF = 1.5
# `Peru` and `Florida` are hardly the towns of these names in Illinois and New York.
_NAMESAKE = 1.5
_GREAT_TOWN = 100_000
_HOME_COUNTRY = 0.3
_HOME_DIVISION = 0.5
_HOME_TOWN = 0.7
_AT_HOME = 150.0  # km
_LARGEST_CITY = 60.0  # km from one end to the other
_KM_PER_DEGREE = 111.2
SHOWN_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a name may mean.

    `level` is country, division, city, district, region or facility; latitude and longitude are
    in degrees, None where they are not known or the place is large.
    """

    key: str
    name: str
    level: str
    country: str
    division: str
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None
    is_capital: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is said right at one mention of a place.

    `inside` is the place that the text puts it in; `level` is what a word beside it calls it
    (`department`, `city of`), empty without such a word. `listed_in` is where the end of a list
    that it stands in lies: `Lima and Toledo, Ohio`. `support` tells by key how far the places of
    the text vouch for each meaning, 0–1.
    """

    position: int
    inside: Option | None = None
    level: str = ""
    listed_in: Option | None = None
    support: Mapping[str, float] = field(default_factory=dict)


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


def weigh(
    options: Iterable[Option], context: Context, evidence: Evidence
) -> list[tuple[float, Option]]:
    """The options with their scores, the best first; 0 is for what cannot be meant."""
    options = list(options)
    # `Washington` and `New York` are rather the city than the state.
    has_metropolis = any(
        option.level == "city"
        and option.population >= METROPOLIS
        and (evidence.share(option.country) > 0 or not evidence.total)
        for option in options
    )
    # Most names are those of no country or division, and then there is nothing to ask below.
    divisions: dict[str, set[str]] = {}
    for option in options:
        if option.level == "division":
            divisions.setdefault(option.country, set()).add(option.division)
    is_division_too = any(evidence.share(country) > 0 for country in divisions)
    has_country = any(option.level == "country" for option in options)

    def score(option: Option) -> float:
        found = _score(option, context, evidence)
        if option.level == "division":
            return found - (0.35 if has_metropolis else 0)
        if option.level == "country":
            unheard_of = is_division_too and not evidence.share(option.country)
            return found - (_UNHEARD_OF if unheard_of else 0)
        if option.level == "city":
            others = divisions.get(option.country, set()) - {option.division}
            if has_country or (others and option.population < _GREAT_TOWN):
                return found - _NAMESAKE
        return found

    return sorted(
        ((score(option), option) for option in options),
        key=lambda pair: (-pair[0], -pair[1].population, pair[1].key),
    )


def resolve(options: Iterable[Option], context: Context, evidence: Evidence) -> Resolution:
    """Weigh the options: an explicit parent first, then the countries named, population last."""
    scored = weigh(options, context, evidence)
    scored = [pair for pair in scored if pair[0] > 0]
    if context.level not in ("division", "district"):
        great = [
            option
            for _, option in scored
            if option.level == "city" and option.population >= METROPOLIS
        ]
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
    apart = distance(option, area)
    return (
        option.country == area.country
        and option.division == area.division
        and (apart is None or apart <= _LARGEST_CITY)
    )


def distance(one: Option | Home, other: Option | Home) -> float | None:
    """In km, flat; None where it is not known where one of them lies."""
    if (
        one.latitude is None
        or one.longitude is None
        or other.latitude is None
        or other.longitude is None
    ):
        return None
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(one.latitude - other.latitude, east) * _KM_PER_DEGREE


def _score(option: Option, context: Context, evidence: Evidence) -> float:
    inside = context.inside
    explicit = 0.0
    if inside is not None and option.key != inside.key:
        if lies_in(option, inside):
            explicit = EXPLICIT
        elif option.country == inside.country:
            # The article may be wrong about the division: the country still counts.
            explicit = EXPLICIT / 2
    is_explicit = explicit == EXPLICIT and inside is not None and inside.level != "region"
    share = evidence.share(option.country) if option.country else 0.0
    support = context.support.get(option.key, 0.0)
    home = _at_home(option, evidence.home)
    is_vouched_for = support >= LEAST_SUPPORT or home > _HOME_COUNTRY
    if not (is_explicit or is_vouched_for):
        if option.level in ("city", "district"):
            needed = option.population < SMALL_TOWN or option.level == "district"
            if needed and share < LEAST_SHARE:
                return 0.0
        is_called_so = context.level == "division" or not evidence.total
        if option.level == "division" and not is_called_so and share == 0:
            # `Nyanga` in an article on Cape Town is no province of Gabon.
            return 0.0
    score = _prior(option) + explicit + SUPPORT * support + home
    listed = context.listed_in
    if listed is not None and option.key != listed.key and lies_in(option, listed):
        score += _SHARED_PARENT
    score += _COUNTRY * evidence.strength(option.country)
    if share:
        score += _NEAR_BY * evidence.near(context.position, option.country)
    if option.division:
        score += _DIVISION * evidence.division_share(option.division)
    if context.level:
        score += 1.5 if context.level == option.level else -0.5
    return score


def _at_home(option: Option, home: Home | None) -> float:
    """What it is worth that a place lies where the source is at home."""
    if home is None or option.country != home.country:
        return 0.0
    worth = _HOME_COUNTRY
    if option.division and option.division == home.division:
        worth += _HOME_DIVISION
    away = distance(option, home)
    if away is not None:
        worth += _HOME_TOWN / (1 + (away / _AT_HOME) ** 2)
    return worth


def _prior(option: Option) -> float:
    if option.level == "country":
        return 2.5
    if option.level == "region":
        return 2.2
    if option.level == "facility":
        return 1.5
    if option.level == "division":
        return 0.95
    # Ten times the people are worth twice what is needed for a clear lead.
    people = max(0.05, math.log10(option.population + 10) / 2 - 1.6)
    if option.level == "district":
        return min(0.3, people) + 0.1
    return people + (_CAPITAL if option.is_capital else 0.0)


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
