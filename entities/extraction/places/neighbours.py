"""How places of one text vouch for each other: names in a row mean places that lie together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from entities.extraction.places.resolve_places import Option

_EARTH_RADIUS = 6371.0  # km
_NEAR = 100.0  # km: so far apart two places vouch half as much as side by side
_MOST_OPTIONS = 12
_MOST_NAMES = 60
# Scores are logarithms of odds: so much steeper than their unit, half a power of ten.
_STEEPNESS = 2.3
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place that a name may mean, with its score from all but the places around it."""

    option: Option
    score: float


def vouched(names: Mapping[str, Sequence[Weighed]], weight: float) -> dict[str, dict[str, float]]:
    """How far the other names of a text vouch for each meaning of a name, 0–1.

    By name and key of the place. Every name has one vote, which it shares out among its meanings
    by their odds; a vote counts for what lies near. `weight` is what full support adds to a score.
    """
    rows = [
        (number, name, one)
        for number, (name, weighed) in enumerate(list(names.items())[:_MOST_NAMES])
        for one in sorted(weighed, key=lambda one: -one.score)[:_MOST_OPTIONS]
        if one.option.latitude is not None and one.option.longitude is not None
    ]
    if len({number for number, _, _ in rows}) < 2:
        return {}
    of_name = np.array([number for number, _, _ in rows])
    scores = np.array([one.score for _, _, one in rows])
    closeness = _closeness([one.option for _, _, one in rows])
    closeness[of_name[:, None] == of_name[None, :]] = 0.0
    support = np.zeros(len(rows))
    for _ in range(_ROUNDS):
        odds = np.exp(_STEEPNESS * (scores + weight * support))
        shares = odds / np.bincount(of_name, odds)[of_name]
        votes = closeness @ shares
        support = votes / (votes + 1.0)
    found: dict[str, dict[str, float]] = {}
    for (_, name, one), share in zip(rows, support, strict=True):
        found.setdefault(name, {})[one.option.key] = float(share)
    return found


def _closeness(options: Sequence[Option]) -> np.ndarray:
    """1 for places at one point, a half at `_NEAR`, and nearly nothing far away."""
    degrees = np.array([(one.latitude, one.longitude) for one in options], dtype=float)
    north, east = np.radians(degrees).T
    points = np.stack(
        (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)), axis=1
    )
    chords = np.maximum(2.0 - 2.0 * (points @ points.T), 0.0)
    return 1.0 / (1.0 + chords * (_EARTH_RADIUS / _NEAR) ** 2)
