"""One act by itself: what it did, and how far it is where it goes on in the background."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from entities.acts import sweeping, undoing
from entities.models import Action
from entities.pages.history import entry_of
from entities.views.acting import acts


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    action = get_object_or_404(
        Action.objects.select_related("user", "undone_by", "article", "sweep").defer(
            "article__text", "article__search_vector"
        ),
        pk=pk,
    )
    template = "entities/_act.html" if request.htmx else "entities/act.html"
    return render(request, template, {"action": action, "entry": entry_of(action)})


@acts("entities.change_mention")
def undo_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an act on very many places, but for those that were changed since."""
    action = get_object_or_404(Action.objects.select_related("sweep"), pk=pk)
    undoing.undo(action, user=request.user, leave_later=True)
    return redirect("entities:act", pk)


@acts("entities.change_mention")
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.select_related("sweep"), pk=pk, sweep__isnull=False)
    sweeping.try_again(action.sweep)
    messages.info(request, "It goes on.")
    return redirect("entities:act", pk)
