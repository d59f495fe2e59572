"""Proposed relationships of one article: confirm or reject the sentence that states them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.requests import Request
from entities.actions.answers import action_view
from entities.models import Evidence
from entities.reader.page import ArticlePage
from entities.relationships import actions


@action_view("entities.change_evidence")
def confirm(request: Request, pk: int) -> HttpResponse:
    return _answer(request, actions.confirm(_evidence(pk), user=request.user))


@action_view("entities.change_evidence")
def reject(request: Request, pk: int) -> HttpResponse:
    return _answer(request, actions.reject(_evidence(pk), user=request.user))


def _evidence(pk: int) -> Evidence:
    return get_object_or_404(Evidence.objects.select_related("article__source"), pk=pk)


def _answer(request: Request, evidence: Evidence) -> HttpResponse:
    said = f"{evidence.get_status_display().capitalize()}: {evidence.relationship}."
    if not request.htmx:
        messages.success(request, said)
        return redirect(f"{evidence.article.get_absolute_url()}#claims")
    reader = ArticlePage(evidence.article, request.user)
    context = {"article": evidence.article, "reader": reader, "said": said}
    return render(request, "entities/relationships/_evidence_saved.html", context)
