"""Saying what is furniture in all texts of a source: preview, act, and the list of such rules."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter

from articles.furniture_models import FurnitureRule
from articles.importing.lessons import Group
from articles.models import Article
from articles.requests import Request
from articles.source_models import Source
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.furniture import actions
from entities.furniture.queries import Choice, Preview, group_of, rule_rows
from entities.lists import (
    CheckFilter,
    ChosenFilter,
    ListFilters,
    TextFilter,
    page_of,
    primary_key,
)
from entities.models import Action

RULES_A_PAGE = 20


class FurnitureFilters(ListFilters):
    title = "Rules"
    tabs = ("ended",)

    q = TextFilter(label="Words", field_name="passage", lookup_expr="icontains")
    is_furniture = ChoiceFilter(
        label="Says", choices=[(True, "furniture"), (False, "never furniture")], empty_label="both"
    )
    source = ChosenFilter(label="In", queryset=Source.objects.all())
    place = TextFilter(label="Domain or folder")
    ended = CheckFilter(label="Ended", method="that_ended")

    def that_ended(self, rules: QuerySet, name: str, is_asked: bool) -> QuerySet[FurnitureRule]:
        return rules.filter(ended_at__isnull=not is_asked)


@require_safe
def preview(request: Request, article_pk: int) -> HttpResponse:
    """What it would touch to say that lines of the article are furniture, or never are."""
    article = _article(article_pk)
    start, end = (primary_key(request.GET.get(name)) for name in ("start", "end"))
    context = {"article": article, "whose": group_of(article)}
    context |= {"choice": Choice(article, start, end), "is_never": "never" in request.GET}
    if start is not None and end is not None:
        try:
            context["preview"] = Preview(article, start, end)
        except CorrectionError as refusal:
            context["refusal"] = str(refusal)
    return render(request, "entities/furniture/furniture_preview.html", context)


@action_view("articles.change_article")
def say(request: Request, article_pk: int) -> HttpResponse:
    """Say that lines are furniture in all texts of the article's source, or never are."""
    start, end = (primary_key(request.POST.get(name)) for name in ("start", "end"))
    is_furniture = request.POST.get("is_furniture")
    if start is None or end is None or is_furniture not in ("1", "0"):
        raise CorrectionError("This form is not whole: select the lines again in the article.")
    rule = actions.say_furniture(
        _article(article_pk), start, end, is_furniture=is_furniture == "1", user=request.user
    )
    messages.success(request, f"Done: {actions.sentence(rule)}.")
    return redirect(_address(Group(rule.source_id, rule.place), said=rule.pk))


@action_view("articles.change_article")
def end(request: Request, pk: int) -> HttpResponse:
    rule = get_object_or_404(FurnitureRule, pk=pk)
    rule = actions.end_furniture(rule, request.user)
    messages.success(request, f"{actions.sentence(rule)}: this holds no longer.")
    return redirect(_address(Group(rule.source_id, rule.place), said=rule.pk))


@require_safe
def listing(request: Request) -> HttpResponse:
    """The standing rules, or those that ended; `said` is the rule that was just made or ended.

    `article` leads to those of the group of the article.
    """
    if (pk := primary_key(request.GET.get("article"))) is not None:
        return redirect(_address(Group.of(_article(pk))))
    rules = FurnitureRule.objects.select_related("source", "user").order_by("-pk")
    filters = FurnitureFilters(request.GET, rules)
    page = page_of(filters.qs, request.GET.get("page"), RULES_A_PAGE)
    context: dict[str, object] = {"filters": filters, "page": page}
    context["rows"] = rule_rows(list(page))
    if said := primary_key(request.GET.get("said")):
        context["act"] = Action.objects.that_changed(FurnitureRule, said).first()
    return render(request, "entities/furniture/furniture_rules.html", context)


def _article(pk: int) -> Article:
    articles = Article.objects.select_related("source", "document")
    return get_object_or_404(articles.defer("document__raw"), pk=pk)


def _address(group: Group, **more: int) -> str:
    """The address of the rules of a group."""
    which = ("source", group.source) if group.source else ("place", group.place)
    return f"{reverse('entities:furniture_rules')}?{urlencode([which, *more.items()])}"
