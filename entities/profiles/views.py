"""The list of entities and its filters, the profile of one, and the names of one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.requests import Request
from entities.actions import undo_redo
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.kinds import ENTITY_KINDS
from entities.lists import page_of, primary_key
from entities.models import Action, Alias, Entity, Mention
from entities.profiles import actions
from entities.profiles.entity_counts import counts_of
from entities.profiles.filters import EntityFilters
from entities.profiles.past_profile import PastProfile, past_day
from entities.profiles.places_to_state import PlaceFilters, places_of
from entities.profiles.profile import Profile
from entities.profiles.relationship_groups import Groups, related_to
from entities.profiles.relationship_quotes import quotes_of
from entities.reader.answers import corrected, mention_view
from entities.relationships.actions import confirm_all, reject_all
from entities.saved_searches.actions import watch_of

ENTITIES_A_PAGE = 50
_JUDGED = {"confirm": confirm_all, "reject": reject_all}


@require_safe
def listing(request: Request) -> HttpResponse:
    """Entities by kind and name; `order` names the column that sorts them."""
    filters = EntityFilters(request.GET, Entity.objects.current())
    listed = filters.qs.select_related("parent__parent").prefetch_related(
        Prefetch("aliases", Alias.objects.live().order_by("weak", "pk"))
    )
    page = page_of(listed, request.GET.get("page"), ENTITIES_A_PAGE)
    counts = counts_of([entity.pk for entity in page])
    context = {
        "filters": filters,
        "page": page,
        "rows": [(entity, counts[entity.pk]) for entity in page],
        "kinds": ENTITY_KINDS,
        "order": filters.values.get("order") or "",
    }
    return render(request, "entities/profiles/entity_list.html", context)


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One entity: who it is, with whom, where, since when, and on whose word."""
    entity = get_object_or_404(
        Entity.objects.select_related("parent__parent__parent", "merged_into"), pk=pk
    )
    context: dict[str, Any] = {}
    if known := request.GET.get("known", ""):
        try:
            return _as_known(request, entity, past_day(known))
        except ValidationError as error:
            context["fault"] = error.message
    if entity.merged_into:
        return redirect(entity.merged_into)
    unfolded = request.GET.get("group", "")
    profile = Profile(entity, page=request.GET.get("page"), unfolded=unfolded)
    context |= {"entity": entity, "profile": profile, "watch": watch_of(entity, request.user)}
    status = 400 if "fault" in context else 200
    return render(request, "entities/profiles/profile.html", context, status=status)


def _as_known(request: Request, entity: Entity, day: date) -> HttpResponse:
    """The profile from what was recorded until the end of that day."""
    profile = PastProfile(entity, day, unfolded=request.GET.get("group", ""))
    if profile.merged_into:
        address = reverse("entities:entity_detail", args=[profile.merged_into])
        return redirect(f"{address}?known={day.isoformat()}")
    context = {"entity": profile.entity, "profile": profile}
    return render(request, "entities/profiles/profile.html", context)


@require_safe
def relationship_quotes(request: Request, entity_pk: int, pk: int) -> HttpResponse:
    """What unfolds below one line of the profile: its quotes and what stands behind it."""
    entity = get_object_or_404(Entity, pk=entity_pk)
    if (line := Groups(entity).line(pk)) is None:
        raise Http404("It has no such relationship.")
    context = {"entity": entity, "line": line, "quotes": quotes_of(line.relationship)}
    return render(request, "entities/profiles/_said.html", context)


@action_view("entities.change_evidence")
def judge_relationship(request: Request, entity_pk: int, pk: int) -> HttpResponse:
    """Confirm or reject one relationship as a whole, or take that back; its line stays."""
    entity = get_object_or_404(Entity, pk=entity_pk)
    link = get_object_or_404(related_to(entity), pk=pk)
    decision, act = request.POST.get("decision", ""), None
    if decision == "undo":
        given = get_object_or_404(Action, pk=primary_key(request.POST.get("act")))
        act = undo_redo.undo(given, user=request.user)
        said = f"Undone: {act}"
    elif decision in _JUDGED:
        _JUDGED[decision](link, user=request.user)
        act = undo_redo.last_of(request.user)
        said = str(act)
    else:
        raise CorrectionError("Choose whether to confirm or to reject the relationship.")
    if not request.htmx:
        messages.success(request, f"{said}.")
        return redirect(f"{entity.get_absolute_url()}#link-{pk}")
    context: dict[str, Any] = {"entity": entity, "act": act, "said": said}
    if line := Groups(entity).line(pk):
        quotes = quotes_of(line.relationship)
        context |= {"line": line, "life": Profile(entity).life(line), "quotes": quotes}
    return render(request, "entities/profiles/_line_judged.html", context)


@require_safe
def places_to_state(request: Request, pk: int) -> HttpResponse:
    """The sentences that mention the entity, to state a relationship from one of them."""
    entity = get_object_or_404(Entity, pk=pk)
    filters = PlaceFilters(entity, request.GET)
    context = {
        "entity": entity,
        "filters": filters,
        "page": places_of(entity, filters.qs, request.GET.get("page")),
    }
    return render(request, "entities/profiles/places_to_state.html", context)


@action_view("entities.add_alias")
def add_name(request: Request, pk: int) -> HttpResponse:
    """Give the entity another name."""
    entity = get_object_or_404(Entity, pk=pk)
    alias = actions.add_name(
        entity, request.POST.get("name", ""), user=request.user, weak=bool(request.POST.get("weak"))
    )
    messages.success(request, f"{entity} is now found as “{alias.name}” too.")
    return redirect(f"{entity.get_absolute_url()}#names")


@action_view("entities.change_alias")
def end_name(request: Request, pk: int) -> HttpResponse:
    alias = get_object_or_404(Alias.objects.select_related("entity"), pk=pk)
    alias = actions.end_name(alias, user=request.user)
    messages.success(request, f"“{alias.name}” is no name of {alias.entity} any more.")
    return redirect(f"{alias.entity.get_absolute_url()}#names")


@mention_view("entities.add_alias")
def add_words(request: Request, pk: int) -> HttpResponse:
    """Make the words of the mention a name of its entity."""
    mentions = Mention.objects.select_related("article__source", "entity")
    mention = get_object_or_404(mentions, pk=pk)
    alias = actions.name_by_mention(mention, user=request.user, seen=request.POST.get("seen", ""))
    said = f"{mention.entity} is now found as “{alias.name}” too."
    return corrected(
        request, mention.article, said, spans=[(mention.start, mention.end)], chosen=mention
    )
