"""Deciding about a name everywhere: preview, decision, and the list of rules."""

from typing import TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from articles.requests import Request
from entities.actions.answers import action_view
from entities.actions.errors import CorrectionError
from entities.kinds import Kind
from entities.list_filters import primary_key
from entities.list_pages import page_of
from entities.models import Mention, NameRule
from entities.name_rules import actions
from entities.name_rules.filters import RuleFilters
from entities.name_rules.rule_preview import Everywhere, EverywhereForm, starting_values
from entities.search.entity_picker import options

Row = TypeVar("Row", bound=Model)
RULES_A_PAGE = 50
# What the form carries on unseen, and what the form of the places carries of it.
_KEPT = ("article", "source", "replaces")
_WISHED = ("name", "decision", "entity", "kind", "scope", *_KEPT)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Request) -> HttpResponse:
    """Every place that a decision about a name would touch. A POST only turns the page."""
    given = request.POST if request.method == "POST" else request.GET
    values = _with_start(given)
    form = EverywhereForm(values)
    query = given.get("q", "").strip()
    context = {"values": values, "form": form, "kinds": Kind, "query": query}
    context["kept"] = [(name, values[name]) for name in _KEPT if values.get(name)]
    context["wished"] = [(name, values[name]) for name in _WISHED if values.get(name)]
    context["options"] = options(query or values.get("name", ""))
    try:
        if not form.is_valid():
            raise CorrectionError(form.sentence)
        context["everywhere"] = Everywhere(form, unticked=_unticked(given))
    except CorrectionError as refusal:
        # Somebody who has typed nothing yet is shown the form alone.
        context["refusal"] = str(refusal) if given.get("name") else ""
    template = (
        "entities/name_rules/_rule_preview.html"
        if request.htmx
        else "entities/name_rules/rule_preview.html"
    )
    return render(request, template, context)


@action_view("entities.change_mention")
def decide(request: Request) -> HttpResponse:
    """Make the rule, and decide the chosen places by it."""
    form = EverywhereForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    chosen = Everywhere(form, unticked=_unticked(request.POST))
    action = actions.decide(
        chosen.rule,
        user=request.user,
        groups=chosen.wanted,
        left_out=chosen.left_out,
        until=chosen.until,
        article=chosen.article,
        instead_of=chosen.replaces,
    )
    if hasattr(action, "bulk_action"):
        return redirect("entities:action_detail", action.pk)
    messages.success(request, f"Done: {action.summary}. One undo takes all of it back.")
    return redirect(chosen.article or "entities:rule_list")


@require_safe
def listing(request: Request) -> HttpResponse:
    """The standing rules, or those that ended."""
    filters = RuleFilters(request.GET, NameRule.objects.for_listing())
    page = page_of(filters.qs, request.GET.get("page"), RULES_A_PAGE)
    context = {"filters": filters, "page": page}
    return render(request, "entities/name_rules/rule_list.html", context)


@action_view("entities.change_mention")
def end(request: Request, pk: int) -> HttpResponse:
    rule = get_object_or_404(NameRule.objects.select_related("entity", "article", "source"), pk=pk)
    rule = actions.end(rule, user=request.user)
    messages.success(request, f"The rule on “{rule.name}” holds no longer.")
    return redirect("entities:rule_list")


def _with_start(given: QueryDict) -> QueryDict:
    """What was sent, with what a mention or a rule brings along where nothing was said."""
    values = given.copy()
    mention = _one(Mention.objects.select_related("entity"), given.get("mention"))
    rule = _one(NameRule.objects.all(), given.get("rule"))
    for name, value in starting_values(mention, rule).items():
        values.setdefault(name, value)
    return values


def _one(rows: QuerySet[Row], written: str | None) -> Row | None:
    key = primary_key(written)
    return None if key is None else get_object_or_404(rows, pk=key)


def _unticked(given: QueryDict) -> set[str]:
    """Places of the page that was sent whose box is empty."""
    return set(given.getlist("shown")) - set(given.getlist("tick"))
