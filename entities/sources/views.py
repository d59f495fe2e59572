"""The list of sources, the page of one, what people change about it, and merging two."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from articles.requests import Request
from articles.source_models import Reliability, Source
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.lists import page_of, primary_key
from entities.models import Action
from entities.sources import actions, merging
from entities.sources.places import home_words, place_of_key, places_named
from entities.sources.queries import SOURCES_A_PAGE, SourceCard, SourceFilters, listed

MOST_OPTIONS = 12


@require_safe
def listing(request: Request) -> HttpResponse:
    """Sources by name, grade and home; `order` names the column that sorts them."""
    filters = SourceFilters(request.GET, listed())
    page = page_of(filters.qs, request.GET.get("page"), SOURCES_A_PAGE)
    context = {
        "filters": filters,
        "page": page,
        "cards": [SourceCard(source) for source in page],
        "order": filters.values.get("order") or "",
    }
    return render(request, "entities/sources/source_list.html", context)


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    source = get_object_or_404(Source.objects.select_related("merged_into"), pk=pk)
    if source.merged_into:
        return redirect("entities:source_detail", source.merged_into.pk)
    source = listed().get(pk=pk)
    context = {
        "source": source,
        "card": SourceCard(source),
        "reliabilities": Reliability.choices,
        "acts": Action.objects.that_changed(Source, pk).select_related("user")[:5],
        **_home_context(request, source),
    }
    return render(request, "entities/sources/source.html", context)


def _home_context(request: Request, source: Source) -> dict[str, Any]:
    """The places that were asked for as its home."""
    written = request.GET.get("place", "").strip()[:200]
    return {"place": written, "places": places_named(written) if written else []}


@action_view("articles.change_source")
def rename(request: Request, pk: int) -> HttpResponse:
    given = request.POST
    source = actions.rename(
        _source(pk), given.get("name", ""), user=request.user, shown=given.get("shown", "")
    )
    return _done(request, source, f"The source is called {source} now.")


@action_view("articles.change_source")
def grade(request: Request, pk: int) -> HttpResponse:
    given = request.POST
    source = actions.grade_source(
        _source(pk), given.get("reliability", ""), user=request.user, shown=given.get("shown", "")
    )
    said = f"{source} is graded {source.reliability} now, in all its articles."
    return _done(request, source, said)


@action_view("articles.change_source")
def language(request: Request, pk: int) -> HttpResponse:
    given = request.POST
    source = actions.set_language(
        _source(pk), given.get("language", ""), user=request.user, shown=given.get("shown", "")
    )
    said = "The language is kept." if source.language else "The language is told by the texts."
    return _done(request, source, said)


@action_view("articles.change_source")
def home(request: Request, pk: int) -> HttpResponse:
    """Set the home to a place (`key`), or let it be learned where `key` is empty."""
    source, key = _source(pk), request.POST.get("key", "")
    place = place_of_key(key) if key else None
    if key and place is None:
        raise CorrectionError("There is no such place: look for it again.")
    kept = actions.set_home(source, place, user=request.user, shown=request.POST.get("shown", ""))
    where = home_words(kept) or "learned from its texts"
    return _done(request, source, f"Its home is {where}: its articles are read again with it.")


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request: Request, pk: int) -> HttpResponse:
    """The source, those it may be the same as, and what would move."""
    if request.method == "POST":
        return _merge(request, pk)
    source = get_object_or_404(Source, pk=pk)
    query = request.GET.get("q", "").strip()[:200]
    context: dict[str, Any] = {"source": source, "query": query}
    other = _other(request.GET.get("other", ""))
    try:
        merging.check(source, other or Source(name="-"))
    except CorrectionError as error:
        context["refusal"] = str(error)
    else:
        if other:
            both = ((other, source), (source, other))
            context["sides"] = [(kept, gone, merging.what_moves(kept)) for kept, gone in both]
    named = Source.objects.current().exclude(pk=pk).filter(name__icontains=query)
    context["options"] = named.order_by("name")[:MOST_OPTIONS] if not other else ()
    return render(request, "entities/sources/merge.html", context)


@action_view("articles.change_source")
def _merge(request: Request, pk: int) -> HttpResponse:
    source, other = _source(pk), _other(request.POST.get("other", ""))
    if other is None:
        raise CorrectionError("Choose the source that it is the same as.")
    action = merging.merge(source, other, user=request.user)
    if hasattr(action, "bulk_action"):
        return redirect("entities:action_detail", action.pk)
    return _done(request, other, f"{action.summary}. The history takes it back.")


def _source(pk: int) -> Source:
    return get_object_or_404(Source, pk=pk)


def _other(written: str) -> Source | None:
    key = primary_key(written)
    return None if key is None else get_object_or_404(Source, pk=key)


def _done(request: Request, source: Source, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(reverse("entities:source_detail", args=[source.pk]))
