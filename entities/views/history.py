"""The history of an article, an entity or a person."""

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from entities.models import Entity
from entities.pages.history import History

_ABOUT = {"article": Article, "entity": Entity, "user": User}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """`?article=`, `?entity=` or `?user=` narrow it; without them it is everybody's."""
    about = {}
    for name, model in _ABOUT.items():
        if written := request.GET.get(name):
            if not written.isdecimal() or len(written) > 18:
                raise Http404(f"There is no {name} {written[:30]}.")
            about[name] = get_object_or_404(model, pk=int(written))
    history = History(**about, page=request.GET.get("page", "1"))
    return render(request, "entities/history.html", {"history": history, "page": history.page})
