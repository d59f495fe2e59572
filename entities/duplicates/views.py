"""The list of pairs that may be one, merging two entities, and splitting one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from articles.requests import Request
from entities.actions import undo_redo
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.duplicates import actions
from entities.duplicates.queries import (
    Pair,
    PairFilters,
    Warnings,
    has_compared,
    page_of_pairs,
    pair_of,
    pairs_of,
    relatives_of,
)
from entities.duplicates.split_choice import SplitChoice
from entities.duplicates.split_entity import Splitting, split_entity
from entities.duplicates.written_names import without_alias
from entities.lists import primary_key
from entities.models import Action, Duplicate, DuplicateDecision, Entity
from entities.profiles.actions import check, merge, what_moves
from entities.search.entity_picker import options

MAY_CHANGE = "entities.change_entity"


@require_safe
def listing(request: Request) -> HttpResponse:
    """Pairs that may be one, the surest first; and those that somebody said something of."""
    filters = PairFilters(request.GET, Duplicate.objects.current())
    context = {
        "filters": filters,
        "page": page_of_pairs(filters, request.GET.get("page")),
        "states": DuplicateDecision.Decision,
        "has_compared": has_compared(),
    }
    return render(request, "entities/duplicates/duplicates.html", context)


@action_view(MAY_CHANGE)
def decide(request: Request, first_pk: int, second_pk: int) -> HttpResponse:
    """Say what a pair is: `same` (with whom to `keep`), `different`, `later`; or undo that."""
    pair = pair_of(first_pk, second_pk)
    decision = request.POST.get("decision", "")
    if decision == "undo":
        given = get_object_or_404(Action, pk=primary_key(request.POST.get("act")))
        act = undo_redo.undo(given, user=request.user)
        said = f"Undone: {act.summary}"
    elif pair is None:
        raise Http404
    else:
        act = _decide(pair, decision, request)
        said = act.summary
    if not request.htmx:
        messages.success(request, f"{said}. The history takes it back.")
        return redirect("entities:duplicates")
    context = {"pair": pair_of(first_pk, second_pk), "act": act, "said": said}
    return render(request, "entities/duplicates/_pair_decided.html", context)


def _decide(pair: Pair, decision: str, request: Request) -> Action:
    if decision == "same":
        kept, gone = pair.kept, pair.gone
        if primary_key(request.POST.get("keep")) == gone.pk:
            kept, gone = gone, kept
        return merge(gone, kept, user=request.user)
    row = actions.decide(pair.kept, pair.gone, decision, user=request.user)
    act = Action.objects.that_changed(DuplicateDecision, row.pk).first()
    if act is None:
        raise CorrectionError("That was said of the two already: nothing was changed.")
    return act


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request: Request, pk: int) -> HttpResponse:
    """The entity, those it may be the same as, and what would move."""
    if request.method == "POST":
        return _merge(request, pk)
    entity = get_object_or_404(Entity.objects.select_related("parent__parent"), pk=pk)
    query = request.GET.get("q", without_alias(entity.name)).strip()[:300]
    context: dict[str, Any] = {"entity": entity, "query": query}
    if other := _other(request.GET.get("other", "")):
        try:
            check(entity, other)
        except CorrectionError as error:
            context["refusal"] = str(error)
        else:
            both = ((other, entity), (entity, other))
            context["sides"] = [(kept, gone, what_moves(kept)) for kept, gone in both]
            context["warnings"] = Warnings(entity, other).sentences
            return render(request, "entities/duplicates/merge.html", context)
    found = options(without_alias(query), kinds=(entity.kind,))
    pairs = pairs_of(entity) if "q" not in request.GET else []
    listed = {entity.pk, *(end.pk for pair in pairs for end in (pair.kept, pair.gone))}
    others = [option for option in found if option.entity.pk not in listed]
    relatives = relatives_of(entity, [option.entity for option in others])
    context |= {
        "pairs": pairs,
        "options": [option for option in others if option.entity.pk not in relatives],
        "relatives": [
            (option, relatives[option.entity.pk])
            for option in others
            if option.entity.pk in relatives
        ],
    }
    return render(request, "entities/duplicates/merge.html", context)


@action_view(MAY_CHANGE)
def _merge(request: Request, pk: int) -> HttpResponse:
    entity, other = get_object_or_404(Entity, pk=pk), _other(request.POST.get("other", ""))
    if other is None:
        raise CorrectionError("Choose the entity that it is the same as.")
    action = merge(entity, other, user=request.user)
    if hasattr(action, "bulk_action"):
        return redirect("entities:action_detail", action.pk)
    messages.success(request, f"{action.summary}. The history takes it back.")
    return redirect(other)


def _other(written: str) -> Entity | None:
    key = primary_key(written)
    if key is None:
        return None
    return get_object_or_404(Entity.objects.select_related("parent__parent"), pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
def split_page(request: Request, pk: int) -> HttpResponse:
    """The mentions of the entity to choose from; with some chosen, what would go with them."""
    if request.method == "POST":
        return _split(request, pk)
    entity = get_object_or_404(Entity, pk=pk)
    if entity.merged_into:
        return redirect("entities:entity_split", entity.merged_into.pk)
    choice = SplitChoice(entity, request.GET)
    context = {"entity": entity, "choice": choice}
    return render(request, "entities/duplicates/split.html", context)


@action_view(MAY_CHANGE)
def _split(request: Request, pk: int) -> HttpResponse:
    entity = get_object_or_404(Entity, pk=pk)
    choice = SplitChoice(entity, request.POST)
    splitting = Splitting(
        mentions=choice.mentions,
        target=_other(request.POST.get("into", "")),
        name=request.POST.get("new_name", ""),
        names=choice.fates,
    )
    action, target = split_entity(entity, splitting, user=request.user)
    if hasattr(action, "bulk_action"):
        return redirect("entities:action_detail", action.pk)
    messages.success(request, f"{action.summary}. The history takes it back.")
    return redirect(target)
