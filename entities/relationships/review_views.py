"""Relationships over all articles: judged one sentence or all at once, and made to agree."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.requests import Request, came_from
from entities.actions import undo_redo
from entities.actions.answers import action_view
from entities.actions.recorder import ChangedMeanwhile, CorrectionError
from entities.kinds import Status
from entities.lists import primary_key
from entities.models import Action, Evidence, Relationship
from entities.periods import Period
from entities.relationships import actions, contradiction_rows, rulings
from entities.relationships.copies import copies_of
from entities.relationships.filters import ContradictionFilters, RelationshipFilters
from entities.relationships.period import read_period
from entities.relationships.queue import (
    Groups,
    forget_count_of_contradictions,
    groups_of,
    open_group,
)
from entities.relationships.sentences import sentences_of
from entities.review.progress import last_act_of, progress

MAY_JUDGE = "entities.change_evidence"
_DECISIONS = {"confirm": Status.CONFIRMED, "reject": Status.REJECTED}


@require_safe
def relationships(request: Request) -> HttpResponse:
    """The queue over all articles, a row a relationship."""
    filters = RelationshipFilters(request.GET)
    queue = Groups(filters)
    context = {
        "filters": filters,
        "progress": progress(),
        "queue": queue,
        "page": queue.page(request.GET.get("page")),
        "last_act": last_act_of(request.user),
    }
    return render(request, "entities/relationships/queue.html", context)


@require_safe
def relationship(request: Request, pk: int) -> HttpResponse:
    """One relationship with the sentences that state it; for a script its row alone.

    `?closed` is the row without them.
    """
    is_closed = "closed" in request.GET
    group = (
        next(iter(groups_of([pk])), None) if is_closed else open_group(pk, request.GET.get("page"))
    )
    if group is None:
        raise Http404("There is no such relationship.")
    if request.htmx:
        return render(request, "entities/relationships/_group.html", {"group": group})
    context = {"group": group, "progress": progress(), "last_act": last_act_of(request.user)}
    return render(request, "entities/relationships/relationship.html", context)


@action_view(MAY_JUDGE)
def confirm(request: Request, pk: int) -> HttpResponse:
    """Confirm all that waits of the relationship."""
    return _judged(request, actions.confirm_all(_relationship(pk), user=request.user))


@action_view(MAY_JUDGE)
def reject(request: Request, pk: int) -> HttpResponse:
    return _judged(request, actions.reject_all(_relationship(pk), user=request.user))


@action_view(MAY_JUDGE)
def decide(request: Request, pk: int) -> HttpResponse:
    """Confirm or reject one sentence; it stays where it stands, with the decision.

    With `newest` all the copies of it that were shown.
    """
    rows = Evidence.objects.select_related("article", "relationship__head", "relationship__child")
    evidence = get_object_or_404(rows, pk=pk)
    refusal = ""
    try:
        _decide(request, evidence)
    except ChangedMeanwhile as changed:
        refusal = str(changed)
    if not request.htmx:
        if refusal:
            messages.error(request, refusal)
        return _back(request, f"group-{evidence.relationship_id}")
    (group,) = groups_of([evidence.relationship_id])
    evidence.relationship = group.relationship
    (sentence,) = sentences_of(group.relationship, [copies_of(evidence)])
    return _answer(request, "_sentence_decided.html", refusal, group=group, sentence=sentence)


def _decide(request: Request, evidence: Evidence) -> None:
    given, user = request.POST, request.user
    seen, newest = given.get("seen", ""), primary_key(given.get("newest"))
    status = _DECISIONS.get(given.get("decision", ""))
    if status is None:
        raise CorrectionError("Choose whether to confirm or to reject the sentence.")
    if newest:
        actions.judge_copies(evidence, status, user=user, newest=newest, seen=seen)
    elif status == Status.CONFIRMED:
        actions.confirm(evidence, user=user, seen=seen)
    else:
        actions.reject(evidence, user=user, seen=seen)


@action_view(MAY_JUDGE)
def undo(request: Request, pk: int) -> HttpResponse:
    """Take back an act, and draw the row that asked for it (`row`) as it is now."""
    act = undo_redo.undo(get_object_or_404(Action, pk=pk), user=request.user)
    kind, _, keys = request.POST.get("row", "").partition(":")
    first, _, second = keys.partition("-")
    key, other = primary_key(first), primary_key(second)
    if not request.htmx or key is None:
        messages.success(request, f"Undone: {act.summary}.")
        return _back(request, f"{kind}-{keys}")
    if other is not None:
        return _draw_row(request, contradiction_rows.row_of(kind, key, other))
    return _draw_group(request, key, is_open="open" in request.POST)


@require_safe
def contradictions(request: Request) -> HttpResponse:
    """What cannot both be true, with the ways to resolve it."""
    filters = ContradictionFilters(request.GET)
    context = {
        "filters": filters,
        "progress": progress(),
        "page": contradiction_rows.page(filters, request.GET.get("page")),
        "last_act": last_act_of(request.user),
    }
    return render(request, "entities/relationships/contradictions/contradictions.html", context)


@action_view(MAY_JUDGE)
def resolve_pair(request: Request, first_pk: int, second_pk: int) -> HttpResponse:
    """Let one of the two relationships stand, date them, or let both stand."""
    found = contradiction_rows.pair(first_pk, second_pk)
    first, second = found.sides
    answer = request.POST.get("answer", "")
    if answer == "first":
        actions.reject_all(second, user=request.user)
    elif answer == "second":
        actions.reject_all(first, user=request.user)
    elif answer == "dates":
        periods = [_period(request, side) for side in ("first", "second")]
        rulings.date_both(first, periods[0], second, periods[1], user=request.user)
    elif answer == "both":
        rulings.let_both_stand(first, second, request.POST.get("reason", ""), user=request.user)
    else:
        raise CorrectionError("Choose which of the two stands.")
    act = last_act_of(request.user)
    return _resolved(request, act, lambda: contradiction_rows.pair_row(found, act))


@action_view(MAY_JUDGE)
def resolve_place(request: Request, place_pk: int, claimed_pk: int) -> HttpResponse:
    """Let the gazetteer stand, or both it and what articles say."""
    found = contradiction_rows.place(place_pk, claimed_pk)
    answer = request.POST.get("answer", "")
    if answer == "gazetteer":
        rulings.let_gazetteer_stand(found.place, found.claimed, user=request.user)
    elif answer == "both":
        reason = request.POST.get("reason", "")
        rulings.let_claim_stand(found.place, found.claimed, reason, user=request.user)
    else:
        raise CorrectionError("Choose whether the gazetteer is right, or both stand.")
    act = last_act_of(request.user)
    return _resolved(request, act, lambda: contradiction_rows.place_row(found, act))


@require_safe
def dates_read(request: Request) -> HttpResponse:
    """Both periods as they are typed, said back in words."""
    context: dict[str, object] = {}
    try:
        first, second = (_period(request, side) for side in ("first", "second"))
    except CorrectionError as refusal:
        context["refusal"] = str(refusal)
    else:
        context |= {"first": first, "second": second, "overlap": first.overlaps(second)}
    return render(request, "entities/relationships/contradictions/_dates_read.html", context)


def _period(request: Request, side: str) -> Period:
    given = request.POST if request.method == "POST" else request.GET
    return read_period(given.get(f"{side}_from", ""), given.get(f"{side}_to", ""))


def _relationship(pk: int) -> Relationship:
    return get_object_or_404(Relationship.objects.select_related("head", "child"), pk=pk)


def _judged(request: Request, link: Relationship) -> HttpResponse:
    if request.htmx:
        return _draw_group(request, link.pk, is_open="open" in request.POST)
    messages.success(request, f"{link.get_status_display().capitalize()}: {link}.")
    return _back(request, f"group-{link.pk}")


def _draw_group(request: Request, pk: int, *, is_open: bool) -> HttpResponse:
    group = open_group(pk) if is_open else next(iter(groups_of([pk])), None)
    return _answer(request, "_group_answer.html", group=group)


def _draw_row(request: Request, row: contradiction_rows.Row | None) -> HttpResponse:
    forget_count_of_contradictions()
    return _answer(request, "contradictions/_contradiction_answer.html", row=row)


def _resolved(
    request: Request, act: Action | None, row: Callable[[], contradiction_rows.Row]
) -> HttpResponse:
    if request.htmx:
        return _draw_row(request, row())
    forget_count_of_contradictions()
    messages.success(request, f"{act}.")
    return _back(request)


def _answer(request: Request, template: str, refusal: str = "", **context: object) -> HttpResponse:
    context |= {"last_act": last_act_of(request.user), "refusal": refusal}
    return render(request, f"entities/relationships/{template}", context)


def _back(request: Request, anchor: str = "") -> HttpResponse:
    start = reverse("entities:relationships_review")
    address = came_from(request, start)
    return redirect(f"{address}#{anchor}" if anchor else address)
