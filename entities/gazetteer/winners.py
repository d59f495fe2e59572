"""Where entities went that were merged into others."""

from collections.abc import Iterable

from entities.models import Entity


def winners_of(entities: Iterable[int]) -> dict[int, int]:
    """Map each primary key to the entity that stands for it now: mostly itself."""
    winners = {pk: pk for pk in entities}
    if not winners:
        return winners
    while merged := dict(
        Entity.objects.filter(pk__in=set(winners.values()))
        .exclude(merged_into=None)
        .values_list("pk", "merged_into_id")
    ):
        winners = {pk: merged.get(winner, winner) for pk, winner in winners.items()}
    return winners
