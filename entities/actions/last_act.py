"""The last act of a person in this session: shown at the foot of every page, with its way back."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from articles.requests import Request
from entities.models import Action

_KEY = "last_act"
# Older ones stand in the history; `u` takes them back as well.
SHOWN = timedelta(minutes=15)


def note(request: Request, act: Action, answer: HttpResponse) -> None:
    """Remember the act for the pages that follow; a script is handed the foot anew at once."""
    request.session[_KEY] = act.pk
    is_drawn = request.htmx and answer.status_code == 200 and answer.content
    if is_drawn and answer.headers.get("Content-Type", "").startswith("text/html"):
        context = {"act": act, "oob": True}
        answer.write(render_to_string("entities/actions/_last_act.html", context, request))


def last_act(request: HttpRequest) -> dict[str, Callable[[], Action | None]]:
    """`last_act` for the foot of the page; asked for where somebody did something a while ago."""

    def found() -> Action | None:
        key = getattr(request, "session", {}).get(_KEY)
        if key is None:
            return None
        acts = Action.objects.filter(pk=key, user=request.user.pk).select_related("article")
        act = acts.defer("article__text").first()
        if act and timezone.now() - (act.undone_at or act.acted_at) > SHOWN:
            return None
        return act

    return {"last_act": found}
