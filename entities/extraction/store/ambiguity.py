"""Keep which entities an ambiguous mention may name."""

from collections.abc import Iterable

from entities.extraction.store.inserting import insert
from entities.extraction.store.planning import Plan
from entities.models import Candidate


def store_candidates(plans: Iterable[Plan], *, old: bool) -> set[int]:
    """Replace the candidates of the mentions that stand; return entities that they name no more.

    `old` says whether any of the mentions was there before.
    """
    plans = list(plans)
    wanted: dict[tuple[int, int], float] = {}
    for plan in plans:
        wanted |= _wanted(plan)
    gone = []
    changed = []
    if old:
        standing = [mention.pk for plan in plans for mention, _ in plan.standing]
        for candidate in Candidate.objects.filter(mention__in=standing):
            score = wanted.pop((candidate.mention_id, candidate.entity_id), None)
            if score is None:
                gone.append(candidate)
            elif score != candidate.score:
                candidate.score = score
                changed.append(candidate)
    if gone:
        Candidate.objects.filter(pk__in=[candidate.pk for candidate in gone]).delete()
    if changed:
        Candidate.objects.bulk_update(changed, ["score"])
    insert(
        [
            Candidate(mention_id=mention, entity_id=entity, score=score)
            for (mention, entity), score in wanted.items()
        ]
    )
    return {candidate.entity_id for candidate in gone}


def _wanted(plan: Plan) -> dict[tuple[int, int], float]:
    """The score of each mention and entity that it may name."""
    wanted: dict[tuple[int, int], float] = {}
    resolved = plan.resolved
    for mention, item in plan.standing:
        if mention.entity_id is None:
            several = resolved.candidates.get(item.key, ())
            scored = [(entity, 1 / len(several)) for entity in several]
            scored += [
                (resolved.entities[key], score)
                for key, score in item.candidates
                if key in resolved.entities
            ]
            for entity, score in scored:
                place = (mention.pk, entity)
                wanted[place] = max(score, wanted.get(place, 0))
    return wanted
