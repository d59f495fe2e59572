"""The history of an article, an entity or a person, and one act by itself with its progress."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.requests import Request
from entities.actions import bulk, undo_redo
from entities.actions.answers import action_view
from entities.actions.history_page import A_PAGE, MOST_ACTS, HistoryFilters, entries_of, entry_of
from entities.lists import page_of
from entities.models import Action


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
