"""Changing many articles of a search at once: choose what, see what it does, do it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.requests import Request
from articles.source_models import Source
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.search.language.tree import QueryError
from entities.search.request import SearchRequest, keys_of
from entities.search.results.engine import Search
from entities.sources.bulk_change import MOST_ARTICLES, Preview, change_articles
from entities.sources.bulk_forms import BulkChangeForm

MOST_OFFERED = 200


@dataclass(frozen=True)
class Chosen:
    """The articles to change: those ticked, else all that the search finds."""

    query: str
    ticked: tuple[int, ...]
    keys: list[int]

    @classmethod
    def of(cls, parameters: QueryDict) -> "Chosen":
        """Raises `CorrectionError` where none are chosen, or too many."""
        try:
            ticked = keys_of(parameters, "article")
            search = Search(SearchRequest.from_parameters(_only_query(parameters)))
            keys = list(ticked) or search.every_key()
        except QueryError as error:
            raise CorrectionError(str(error)) from error
        if not keys:
            raise CorrectionError("The search finds no article: there is nothing to change.")
        if len(keys) > MOST_ARTICLES:
            raise CorrectionError(
                f"The search finds {len(keys):,} articles; {MOST_ARTICLES:,} can be changed at "
                "once: narrow it by a source or a time, and change the others after that."
            )
        return cls(search.request.query, ticked, keys)

    @property
    def words(self) -> str:
        """Which they are."""
        if self.ticked:
            return "ticked by hand"
        return f"all that “{self.query[:120]}” finds" if self.query else "all articles"


def _only_query(parameters: QueryDict) -> QueryDict:
    """The search by itself, without what is to be set, some of which is called like a filter."""
    kept = QueryDict(mutable=True)
    kept["q"] = parameters.get("q", "")
    return kept


@require_safe
@permission_required("articles.change_article", raise_exception=True)
def page(request: Request) -> HttpResponse:
    """What can be set, and once something is chosen what that would do."""
    given = request.GET
    form = BulkChangeForm(given)
    context: dict[str, Any] = {"form": form, "query": given.get("q", "")}
    context["sources"] = Source.objects.current().values_list("name", flat=True)[:MOST_OFFERED]
    status = 200
    try:
        chosen = Chosen.of(given)
        context["chosen"] = chosen
        if not form.is_valid():
            raise CorrectionError(form.sentence)
        if form.wanted.values:
            context["preview"] = Preview(chosen.keys, form.wanted, user=request.user)
    except CorrectionError as refusal:
        context["refusal"], status = str(refusal), 400
    return render(request, "entities/sources/bulk_change.html", context, status=status)


@action_view("articles.change_article")
def change(request: Request) -> HttpResponse:
    """Do what the preview showed."""
    given = request.POST
    form = BulkChangeForm(given)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    chosen = Chosen.of(given)
    action = change_articles(
        chosen.keys, form.wanted, user=request.user, shown=given.get("seen", ""), of=chosen.words
    )
    return redirect("entities:action_detail", action.pk)
