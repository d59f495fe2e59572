"""The history of an article, an entity or a person, and one act by itself with its progress."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.requests import Request
from entities.actions import bulk, undo_redo
from entities.actions.answers import action_view
from entities.actions.history_page import History, entry_of
from entities.models import Action, Entity

_ABOUT = {"article": Article, "entity": Entity, "user": User}


@require_safe
def history_page(request: Request) -> HttpResponse:
    """`?article=`, `?entity=` or `?user=` narrow it; without them it is everybody's."""
    about = {}
    for name, model in _ABOUT.items():
        if written := request.GET.get(name):
            if not written.isdecimal() or len(written) > 18:
                raise Http404(f"There is no {name} {written[:30]}.")
            about[name] = get_object_or_404(model, pk=int(written))
    history = History(**about, page=request.GET.get("page", "1"))
    return render(
        request, "entities/actions/history.html", {"history": history, "page": history.page}
    )


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
