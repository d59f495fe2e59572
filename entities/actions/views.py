"""The history of an article, an entity or a person, and one act by itself with its progress."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.requests import Request, came_from
from entities.actions import bulk, undo_redo
from entities.actions.answers import action_view
from entities.actions.history_page import A_PAGE, MOST_ACTS, HistoryFilters, entries_of, entry_of
from entities.actions.recorder import CorrectionError
from entities.lists import page_of, primary_key
from entities.models import Action, Mention, Relationship


@require_safe
def history_page(request: Request) -> HttpResponse:
    """`?article=`, `?entity=` and `?user=` narrow it; without them it is everybody's."""
    filters = HistoryFilters(request.GET)
    page = page_of(filters.qs, request.GET.get("page"), A_PAGE, most=MOST_ACTS)
    entries = entries_of(list(page), filters.values.get("article"))
    context = {"filters": filters, "page": page, "entries": entries}
    return render(request, "entities/actions/history.html", context)


@require_safe
def act_page(request: Request, pk: int) -> HttpResponse:
    action = get_object_or_404(
        Action.objects.select_related("user", "undone_by", "article", "bulk_action").defer(
            "article__text"
        ),
        pk=pk,
    )
    template = "entities/actions/_action.html" if request.htmx else "entities/actions/action.html"
    return render(request, template, {"action": action, "entry": entry_of(action)})


@action_view("entities.change_mention")
def take_back(request: Request) -> HttpResponse:
    """Take back the act that the page shows (`act`), else the person's last one, and stay there."""
    key = primary_key(request.POST.get("act"))
    act = get_object_or_404(Action, pk=key) if key else undo_redo.last_of(request.user)
    if act is None:
        raise CorrectionError("You have changed nothing yet that could be undone.")
    return _turned(request, undo_redo.undo(act, user=request.user), "Undone")


@action_view("entities.change_mention")
def do_again(request: Request) -> HttpResponse:
    """Do again what the page shows as undone (`act`), else what the person took back last."""
    key = primary_key(request.POST.get("act"))
    act = get_object_or_404(Action, pk=key) if key else undo_redo.last_undone_of(request.user)
    if act is None:
        raise CorrectionError("You have undone nothing that could be done again.")
    return _turned(request, undo_redo.redo(act, user=request.user), "Done again")


# What the rows of lists are told by, with the key of what they show.
_ROWS = {Mention._meta.label_lower: "row", Relationship._meta.label_lower: "group"}


def _turned(request: Request, act: Action, said: str) -> HttpResponse:
    """Show the page again on which the act was turned, at what it was about."""
    if hasattr(act, "bulk_action"):
        return redirect("entities:action_detail", act.pk)
    messages.success(request, f"{said}: {act.summary}.")
    first = act.changes.filter(model__in=_ROWS).first()
    anchor = f"#{_ROWS[first.model]}-{first.row}" if first else ""
    return redirect(came_from(request) + anchor)


@action_view("entities.change_mention")
def undo_rest(request: Request, pk: int) -> HttpResponse:
    """Take back an act on very many places, but for those that were changed since."""
    action = get_object_or_404(Action.objects.select_related("bulk_action"), pk=pk)
    undo_redo.undo(action, user=request.user, leave_later=True)
    return redirect("entities:action_detail", pk)


@action_view("entities.change_mention")
def try_again(request: Request, pk: int) -> HttpResponse:
    action = get_object_or_404(
        Action.objects.select_related("bulk_action"), pk=pk, bulk_action__isnull=False
    )
    bulk.try_again(action.bulk_action)
    messages.info(request, "It goes on.")
    return redirect("entities:action_detail", pk)
