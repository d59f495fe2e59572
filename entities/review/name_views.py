"""The desk: names that wait on the left, the places of the chosen one beside them."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.requests import Request, came_from
from entities.actions import undo_redo
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.kinds import ENTITY_KINDS, Kind, Status
from entities.lists import primary_key
from entities.models import Action, Entity
from entities.review import name_actions
from entities.review.filters import MentionFilters
from entities.review.names import NameGroup, NameKey, Names, groups_of, key_of, places_of
from entities.review.progress import progress
from entities.search.entity_picker import options

_DECISIONS = {"confirm": Status.CONFIRMED, "reject": Status.REJECTED}


@require_safe
def names(request: Request) -> HttpResponse:
    """The names that wait; `name`, `kind` and `entity` choose the one whose places are shown."""
    filters = MentionFilters(request.user, request.GET)
    waiting = Names(filters)
    page = waiting.page(request.GET.get("page"))
    chosen = _asked(filters, request.GET) or next(iter(page.object_list), None)
    context = {
        "filters": filters,
        "progress": progress(),
        "names": waiting,
        "page": page,
        "kinds": ENTITY_KINDS,
        **_beside(filters, chosen),
    }
    return render(request, "entities/review/names.html", context)


@require_safe
def places(request: Request) -> HttpResponse:
    """The places of one name in their sentences, to decide on all of them or on one."""
    filters = MentionFilters(request.user, request.GET)
    group = _asked(filters, request.GET)
    if group is None:
        raise Http404("Nothing of this name waits any more.")
    context = {"filters": filters, **_beside(filters, group, request.GET.get("q", ""))}
    return render(request, "entities/review/_name_places.html", context)


@action_view("entities.change_mention")
def decide(request: Request) -> HttpResponse:
    """Decide all that waits of a name, or take that back; its line stays with the decision."""
    filters = MentionFilters(request.user, QueryDict(request.POST.get("filters", "")))
    key = _key(request.POST)
    given = request.POST.get("decision", "")
    if given == "undo":
        act = get_object_or_404(Action, pk=primary_key(request.POST.get("act")))
        undo_redo.undo(act, user=request.user)
        group = next(iter(groups_of(filters, [key])), None)
        return _answer(request, filters, group, f"Undone: {act.summary}.")
    group = next(iter(groups_of(filters, [key])), None)
    if group is None:
        raise CorrectionError("Nothing of this name waits any more: reload the page.")
    if newest := primary_key(request.POST.get("newest")):
        group.newest = newest
    act = name_actions.decide(group, filters, user=request.user, **_meant(given))
    group.status = _DECISIONS.get(given, Status.CONFIRMED)
    group.act = act.pk
    return _answer(request, filters, group, f"{act.summary}.")


def _meant(given: str) -> dict:
    """What a button says: confirm, reject, `kind:gang` or `entity:12`."""
    if given in _DECISIONS:
        return {"status": _DECISIONS[given]}
    word, _, value = given.partition(":")
    if word == "kind" and value in Kind.values:
        return {"kind": Kind(value)}
    if word == "entity":
        return {"entity": get_object_or_404(Entity, pk=primary_key(value))}
    raise CorrectionError("Choose what is to become of the name.")


def _answer(
    request: Request, filters: MentionFilters, group: NameGroup | None, said: str
) -> HttpResponse:
    if not request.htmx:
        messages.success(request, said)
        return redirect(came_from(request, reverse("entities:review_names")))
    context = {"filters": filters, "group": group, "kinds": ENTITY_KINDS}
    return render(request, "entities/review/_name_decided.html", context)


def _key(parameters: QueryDict) -> NameKey:
    key = key_of(parameters.get(name, "") for name in ("name", "word_kind", "entity"))
    if key is None:
        raise CorrectionError("This request is none of this page: reload it and try again.")
    return key


def _asked(filters: MentionFilters, parameters: QueryDict) -> NameGroup | None:
    key = key_of(parameters.get(name, "") for name in ("name", "word_kind", "entity"))
    return next(iter(groups_of(filters, [key])), None) if key else None


def _beside(filters: MentionFilters, group: NameGroup | None, query: str = "") -> dict:
    if group is None:
        return {"chosen": None}
    others = [
        one
        for one in options(query or group.name, prefer=group.key.kind)
        if one.entity != group.entity
    ]
    return {
        "chosen": group,
        "places": places_of(filters, group.key),
        "others": others[:5],
        "query": query,
        "kinds": ENTITY_KINDS,
    }
