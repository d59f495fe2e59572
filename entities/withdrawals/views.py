"""The page of what is withdrawn, where more can be, and where all can be restored."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.clearance import shown
from articles.models import Article
from articles.requests import Request
from articles.run_models import ImportRun
from articles.source_models import Source
from entities.actions.answers import action_view
from entities.lists import page_of, primary_key
from entities.models import Action
from entities.models.verbs import Verb
from entities.withdrawals import actions
from entities.withdrawals.scopes import Scope

_RUNS, _ACTS, _ARTICLES_A_PAGE = 20, 20, 50


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What is withdrawn; with `?article=`, `?run=` or `?source=` what would be, to be confirmed."""
    scope = _scope(request.GET)
    withdrawn = Article.objects.for_listing().exclude(withdrawn_at=None)
    acts = Action.objects.filter(verb=Verb.WITHDRAW).select_related("user", "bulk_action")
    by_state = Count("pk", filter=Q(withdrawn_at__isnull=False)), Count("pk")
    seen = Q(articles__handling__in=shown())
    context = {
        "scope": scope,
        "scopes": _around(scope),
        "acts": acts[:_ACTS],
        "page": page_of(
            withdrawn.select_related("withdrawn_by").order_by("-withdrawn_at", "-pk"),
            request.GET.get("page"),
            _ARTICLES_A_PAGE,
        ),
        "runs": ImportRun.objects.annotate(
            gone=Count("articles", filter=seen & Q(articles__withdrawn_at__isnull=False)),
            brought=Count("articles", filter=seen),
        ).filter(brought__gt=0)[:_RUNS],
        "sources": Source.objects.order_by("name"),
    }
    if scope:
        gone, of_all = scope.articles.aggregate(gone=by_state[0], of_all=by_state[1]).values()
        context |= {"gone": gone, "left": of_all - gone}
    return render(request, "entities/withdrawals/withdrawals.html", context)


@action_view("articles.change_article")
def withdraw(request: Request) -> HttpResponse:
    """Withdraw an article, all that an import brought, or all articles of a source."""
    scope = _scope(request.POST)
    if scope is None:
        raise Http404
    action = actions.withdraw(scope, request.POST.get("reason", ""), user=request.user)
    messages.success(request, f"{action.summary}.")
    if scope.article:
        return redirect(scope.article)
    return redirect("entities:action_detail", action.pk)


@action_view("articles.change_article")
def restore(request: Request, article_pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.defer("text"), pk=article_pk)
    actions.restore(article, user=request.user)
    messages.success(request, f"“{article}” counts again.")
    return redirect(article)


def _scope(parameters: QueryDict) -> Scope | None:
    """What the address names; None where it names nothing. Raises `Http404` for what is gone."""
    keys = {name: primary_key(parameters.get(name)) for name in ("article", "run", "source")}
    if keys["article"] is not None:
        return Scope(get_object_or_404(Article.objects.for_listing(), pk=keys["article"]))
    if keys["run"] is not None:
        return Scope(run=get_object_or_404(ImportRun, pk=keys["run"]))
    if keys["source"] is not None:
        return Scope(source=get_object_or_404(Source, pk=keys["source"]))
    return None


def _around(scope: Scope | None) -> list[tuple[str, Scope]]:
    """The other scopes that the article of this one lies in, each with its address."""
    if scope is None or scope.article is None:
        return []
    wider = [Scope(source=scope.article.source)]
    if scope.article.import_run:
        wider.insert(0, Scope(run=scope.article.import_run))
    page = reverse("entities:withdrawals")
    return [(f"{page}?{name}={key}", one) for one in wider for name, key in [one.parameter]]
