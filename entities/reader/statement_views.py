"""Stating, correcting and judging the relationships of an open article."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.requests import Request, came_from
from entities.actions.answers import action_view
from entities.actions.recorder import ChangedMeanwhile
from entities.kinds import Status
from entities.lists import primary_key
from entities.models import Evidence, Relationship
from entities.models.relationship import EvidenceQuerySet
from entities.reader.page import ArticlePage
from entities.reader.statement_card import StatementCard, statement_from
from entities.relationships import actions
from entities.relationships.contradictions import by_relationship


def _overtaken(request: Request, refusal: ChangedMeanwhile) -> HttpResponse:
    """Show the list as somebody else made it (409), to keep that or to decide again."""
    evidence: Evidence = refusal.row
    return _drawn(request, evidence, whole=True, refusal=str(refusal), status=409)


def add(request: Request) -> HttpResponse:
    """GET: the card for a passage, or for a statement that is to be corrected; POST: state it."""
    return _state(request) if request.method == "POST" else _card(request)


@require_safe
def _card(request: Request) -> HttpResponse:
    given = request.GET
    evidence = None
    if key := primary_key(given.get("evidence")):
        evidence = get_object_or_404(_evidence_rows(), pk=key)
    article = evidence.article if evidence else _article(given.get("article"))
    card = StatementCard(article, given, evidence)
    page = "entities/reader/statements/statement_page.html"
    template = "entities/reader/statements/_statement_card.html" if request.htmx else page
    return render(request, template, {"article": article, "card": card})


@action_view("entities.add_evidence")
def _state(request: Request) -> HttpResponse:
    article = _article(request.POST.get("article"))
    statement = statement_from(request.POST.dict())
    evidence = actions.state(article, statement, user=request.user)
    return _changed(request, evidence, f"Stated: {evidence.relationship}.", whole=True)


@action_view("entities.change_evidence", conflict=_overtaken)
def change(request: Request, pk: int) -> HttpResponse:
    """Correct a relationship: what one sentence states (`evidence`), or all that state it."""
    link = get_object_or_404(Relationship.objects.select_related("head", "child"), pk=pk)
    given, key = request.POST.dict(), primary_key(request.POST.get("evidence"))
    if key is None:
        some = link.evidence.select_related("relationship__head", "relationship__child").first()
        changed = actions.change_all(link, statement_from(given, some), user=request.user)
        messages.success(request, f"Corrected: {changed}.")
        return redirect(came_from(request, changed.head.get_absolute_url()))
    evidence = get_object_or_404(_evidence_rows(), pk=key, relationship=link)
    statement = statement_from(given, evidence)
    now = actions.change(evidence, statement, user=request.user, seen=given.get("seen", ""))
    return _changed(request, now, f"Corrected: {now.relationship}.", whole=True)


@action_view("entities.change_evidence", conflict=_overtaken)
def confirm(request: Request, pk: int) -> HttpResponse:
    evidence = actions.confirm(_evidence(pk), user=request.user, seen=_seen(request))
    return _changed(request, evidence, f"Confirmed: {evidence.relationship}.")


@action_view("entities.change_evidence", conflict=_overtaken)
def reject(request: Request, pk: int) -> HttpResponse:
    evidence = actions.reject(_evidence(pk), user=request.user, seen=_seen(request))
    return _changed(request, evidence, f"Rejected: {evidence.relationship}.")


@require_safe
def ends(request: Request) -> HttpResponse:
    """Entities that a name may mean, to be an end of the statement on the card."""
    card = StatementCard(_article(request.GET.get("article")), request.GET)
    return render(request, "entities/reader/statements/_end_options.html", {"card": card})


@require_safe
def listed(request: Request, article_pk: int) -> HttpResponse:
    """The list beside the text, as it is now."""
    article = _article(str(article_pk))
    context = {"article": article, "reader": ArticlePage(article, request.user)}
    return render(request, "entities/reader/statements/_statements.html", context)


def _article(written: str | None) -> Article:
    key = primary_key(written)
    if key is None:
        raise Http404("No article is named.")
    return get_object_or_404(Article.objects.select_related("source"), pk=key)


def _evidence_rows() -> EvidenceQuerySet:
    return Evidence.objects.select_related(
        "article__source", "relationship__head", "relationship__child"
    )


def _evidence(pk: int) -> Evidence:
    return get_object_or_404(_evidence_rows(), pk=pk)


def _seen(request: Request) -> str:
    return request.POST.get("seen", "")


def _changed(
    request: Request, evidence: Evidence, said: str, *, whole: bool = False
) -> HttpResponse:
    """Draw the rows of the relationship anew; the `whole` list where there may be others."""
    against = _contradicted(evidence)
    if not request.htmx:
        messages.add_message(
            request,
            messages.WARNING if against else messages.SUCCESS,
            " ".join([said, *against]),
        )
        return redirect(evidence.get_absolute_url())
    return _drawn(request, evidence, whole=whole, said=said, against=against)


def _contradicted(evidence: Evidence) -> list[str]:
    """What contradicts the relationship that a person just said holds, a sentence each."""
    link = evidence.relationship
    if evidence.status == Status.REJECTED:
        return []
    return [
        f"It contradicts “{one.other(link)}” ({one.other(link).status})."
        for one in by_relationship([link.pk]).get(link.pk, ())
    ]


def _drawn(
    request: Request,
    evidence: Evidence,
    *,
    whole: bool,
    said: str = "",
    against: Sequence[str] = (),
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    article, link = evidence.article, evidence.relationship
    reader = ArticlePage(
        article, request.user, statement=evidence.pk, only_of=None if whole else link.pk
    )
    context = {"article": article, "reader": reader, "said": said, "refusal": refusal}
    context |= {"against": against, "link": link, "whole": whole}
    template = "entities/reader/statements/_statement_saved.html"
    return render(request, template, context, status=status)
