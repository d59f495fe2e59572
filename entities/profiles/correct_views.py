"""*Correct this…*: the page on which people say what an entity is, each answer an act."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pycountry
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from articles.requests import Request
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.gazetteer.places.countries import country_name
from entities.kinds import ENTITY_KINDS
from entities.lists import primary_key
from entities.models import Action, Entity
from entities.models.verbs import Verb
from entities.profiles import corrections
from entities.search.entity_picker import Option, options

MOST_ACTS = 10


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """What the entity is said to be, to be corrected; what is corrected already, to be undone."""
    return _correct(request, pk) if request.method == "POST" else _page(request, pk)


@permission_required("entities.change_entity", raise_exception=True)
def _page(request: Request, pk: int) -> HttpResponse:
    entity = get_object_or_404(Entity.objects.select_related("parent", "merged_into"), pk=pk)
    if entity.merged_into:
        return redirect("entities:profile_correct", entity.merged_into.pk)
    query = request.GET.get("q", "").strip()[:300]
    context = {
        "entity": entity,
        "seen": corrections.seen_of(entity),
        "kinds": ENTITY_KINDS,
        "subtypes": _subtypes(entity),
        "countries": sorted(
            (country_name(one.alpha_2), one.alpha_2) for one in pycountry.countries
        ),
        "query": query,
        "options": _parents(entity, query),
        "acts": Action.objects.filter(
            verb=Verb.CORRECT_ENTITY, entities__contains=[entity.pk]
        ).select_related("user")[:MOST_ACTS],
    }
    return render(request, "entities/profiles/correct.html", context)


@action_view("entities.change_entity")
def _correct(request: Request, pk: int) -> HttpResponse:
    """Correct what the request gives and is not so already; all of it or nothing."""
    entity = get_object_or_404(Entity, pk=pk)
    corrections.refuse_changed(entity, request.POST.get("seen", ""))
    acts = [made() for made in _corrections(entity, request.POST.dict(), user=request.user)]
    done = [act for act in acts if act]
    for act in done:
        messages.success(request, f"{act.summary}.")
    if not done:
        messages.info(request, "All of this was so already: nothing was changed.")
    return redirect("entities:profile_correct", pk)


def _corrections(
    entity: Entity, given: Mapping[str, str], *, user: User
) -> Iterator[Callable[[], Action | None]]:
    """What to do for each thing that is given otherwise than it is.

    A new kind comes first: whether there are coordinates, and a parent, hangs on that.
    """
    for name, correction in _OF_WORDS.items():
        if name in given and given[name].strip() != getattr(entity, name):
            yield partial(correction, entity, given[name], user=user)
    if "parent" in given and given["parent"].strip() != str(entity.parent_id or ""):
        parent = _parent(entity, given["parent"].strip())
        yield partial(corrections.set_parent, entity, parent, user=user)
    if "latitude" in given or "longitude" in given:
        position = [_degrees(given.get(name, "")) for name in ("latitude", "longitude")]
        if position != [entity.latitude, entity.longitude]:
            yield partial(corrections.set_position, entity, *position, user=user)


_OF_WORDS = {
    "kind": corrections.set_kind,
    "name": corrections.rename,
    "subtype": corrections.set_subtype,
    "country": corrections.set_country,
}


def _parent(entity: Entity, written: str) -> Entity | None:
    """The parent by its key, or by a name that one entity of the kind alone has."""
    if not written:
        return None
    key = primary_key(written)
    if key is not None and (found := Entity.objects.filter(pk=key).first()):
        return found
    named = list(Entity.objects.named(written).filter(kind=entity.kind).exclude(pk=entity.pk)[:2])
    if len(named) == 1:
        return named[0]
    raise CorrectionError(
        f"Several are called “{written[:60]}”: find it by its name, and choose one."
        if named
        else f"No {entity.get_kind_display()} is called “{written[:60]}”: find it by another name."
    )


def _degrees(written: str) -> float | None:
    written = written.strip().replace(",", ".")
    if not written:
        return None
    try:
        return float(written)
    except ValueError:
        raise CorrectionError(
            f"“{written[:40]}” is no number of degrees: type it such as 13.77 or -88.27."
        ) from None


def _subtypes(entity: Entity) -> list[str]:
    """Those that entities of the kind have, the most frequent first."""
    same = Entity.objects.filter(kind=entity.kind).exclude(subtype="")
    counted = same.values("subtype").annotate(count=Count("pk")).order_by("-count")[:40]
    return [row["subtype"] for row in counted]


def _parents(entity: Entity, query: str) -> list[Option]:
    if not query:
        return []
    return [one for one in options(query, kinds=(entity.kind,)) if one.entity.pk != entity.pk]
