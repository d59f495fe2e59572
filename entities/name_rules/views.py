"""Deciding about a name everywhere: preview of what it would touch, decision, the list of rules."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Page
from django.db.models import Max, Model, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_filters import ChoiceFilter

from articles.models import Article
from articles.requests import Request, came_from, own_address
from articles.source_models import Source
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.kinds import Kind
from entities.lists import CheckFilter, ListFilters, TextFilter, page_of, primary_key
from entities.models import Entity, Mention, NameRule
from entities.models.decision import NameRuleQuerySet
from entities.name_rules import actions
from entities.name_rules.occurrences import AT_FIRST, Group, Occurrence, Occurrences
from entities.reader.forms import SentenceForm
from entities.search.entity_picker import options


class RuleFilters(ListFilters):
    title = "Rules"
    tabs = ("ended",)

    q = TextFilter(label="Name or entity", method="about")
    decision = ChoiceFilter(label="Says", choices=NameRule.Decision.choices, empty_label="anything")
    ended = CheckFilter(label="Ended", method="that_ended")

    def about(self, rules: NameRuleQuerySet, name: str, words: str) -> QuerySet[NameRule]:
        return rules.about(words)

    def that_ended(self, rules: QuerySet, name: str, is_asked: bool) -> QuerySet[NameRule]:
        return rules.filter(ended_at__isnull=not is_asked)


PLACES_A_PAGE = 50
# What a person is asked about, in this order; what is just so already needs no act.
SHOWN = (Group.OPEN, Group.UNMARKED, Group.DECIDED, Group.REJECTED)


class Scope:
    ARTICLE, SOURCE, ALL = "article", "source", "all"
    CHOICES = ((ARTICLE, "in this article"), (SOURCE, "in this source"), (ALL, "everywhere"))


# Never a mention of any kind, where `never` is one of the kind that is chosen.
NOTHING = "nothing"


class EverywhereForm(SentenceForm):
    """Which name, what it is, and how far that reaches; also what was chosen so far."""

    name = forms.CharField(
        max_length=300,
        error_messages={
            "required": "Type the name that the rule is about.",
            "max_length": "A name has at most 300 characters: type a shorter one.",
        },
    )
    decision = forms.ChoiceField(
        choices=[*NameRule.Decision.choices, (NOTHING, "never anything")],
        error_messages={"invalid_choice": "Choose always or never."},
    )
    entity = forms.ModelChoiceField(
        Entity.objects.select_related("parent__parent"),
        required=False,
        error_messages={"invalid_choice": "There is no such entity any more: choose another one."},
    )
    kind = forms.ChoiceField(choices=[("", ""), *Kind.choices], required=False)
    scope = forms.ChoiceField(
        choices=Scope.CHOICES, error_messages={"invalid_choice": "Choose how far it reaches."}
    )
    article = forms.ModelChoiceField(
        Article.objects.select_related("source"),
        required=False,
        error_messages={"invalid_choice": "That article is gone: choose another scope."},
    )
    source = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        error_messages={"invalid_choice": "That source is gone: choose another scope."},
    )
    replaces = forms.ModelChoiceField(
        NameRule.objects.filter(ended_at=None),
        required=False,
        error_messages={"invalid_choice": "The rule was ended meanwhile: look at the list."},
    )
    chosen = forms.MultipleChoiceField(
        choices=[(group.value, group.label) for group in SHOWN], required=False
    )
    asked = forms.MultipleChoiceField(
        choices=[(group.value, group.label) for group in SHOWN], required=False
    )
    until = forms.IntegerField(required=False, min_value=0)
    left_out = forms.CharField(required=False, max_length=1_000_000)
    page = forms.IntegerField(required=False, min_value=1)
    back = forms.CharField(required=False, max_length=2_000)

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("decision") == NOTHING:
            cleaned |= {"decision": NameRule.Decision.NEVER.value, "kind": ""}
        scope = cleaned.get("scope")
        if scope == Scope.ARTICLE and not cleaned.get("article"):
            raise forms.ValidationError("Which article is meant? Choose a wider scope.")
        if scope == Scope.SOURCE and not (cleaned.get("source") or cleaned.get("article")):
            raise forms.ValidationError("Which source is meant? Choose another scope.")
        return cleaned


@dataclass(frozen=True)
class Section:
    """A group with its count, what its mentions mean now, and the places of this page."""

    group: Group
    count: int
    is_chosen: bool
    meanings: list[tuple[str, str, int]]
    places: list[Occurrence]

    @property
    def name(self) -> str:
        return self.group.label


class Everywhere:
    """The preview of one decision. Raises `CorrectionError` where the decision means nothing."""

    groups = SHOWN

    def __init__(self, form: EverywhereForm, *, unticked: Collection[str] = ()) -> None:
        values = form.cleaned_data
        self.article: Article | None = values["article"]
        self.source: Source | None = values["source"] or (self.article and self.article.source)
        self.scope: str = values["scope"]
        self.replaces: NameRule | None = values["replaces"]
        self.rule = actions.wish(
            values["name"],
            values["decision"],
            entity=values["entity"],
            kind=values["kind"],
            article=self.article if self.scope == Scope.ARTICLE else None,
            source_id=self.source.pk if self.scope == Scope.SOURCE and self.source else None,
        )
        self.until = values["until"] or Mention.objects.aggregate(last=Max("pk"))["last"] or 0
        self.found = Occurrences(self.rule, until=self.until)
        # A group that was empty before, and so was not asked about, is as at first.
        asked = values["asked"]
        unasked = (group for group in AT_FIRST if group.value not in asked)
        self.wanted = tuple(dict.fromkeys([*values["chosen"], *unasked]))
        self.left_out = {*filter(None, values["left_out"].split(",")), *unticked}
        self._page = values["page"]

    @property
    def sentence(self) -> str:
        return actions.sentence(self.rule)

    @property
    def left_out_text(self) -> str:
        return ",".join(sorted(self.left_out))

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.found.counts() | {Group.UNMARKED.value: len(self._unmarked)}

    @property
    def chosen(self) -> list[Group]:
        """The groups that are touched and are not empty."""
        return [one for one in SHOWN if one in self.wanted and self.counts.get(one)]

    @property
    def total(self) -> int:
        return sum(self.counts[group] for group in self.chosen)

    @property
    def touched(self) -> int:
        """How many places would be decided, those left out not counted."""
        return max(0, self.total - len(self.left_out))

    @cached_property
    def articles(self) -> int:
        """In how many articles these places are, those left out counted as well."""
        marked = [one for one in self.chosen if one != Group.UNMARKED]
        unmarked = self._unmarked if Group.UNMARKED in self.chosen else []
        return len({*self.found.articles(*marked), *(one.article for one in unmarked)})

    @property
    def verb(self) -> str:
        return "Confirm" if self.rule.entity else "Reject"

    @property
    def same(self) -> int:
        return self.counts.get(Group.SAME, 0)

    @cached_property
    def page(self) -> Page:
        """The page of places, of all groups that are touched one after the other."""
        return page_of(range(self.total), self._page, PLACES_A_PAGE)

    @cached_property
    def sections(self) -> list[Section]:
        """Every group that has places, with those of them that this page shows."""
        meanings = self.found.meanings()
        skip, room = (self.page.number - 1) * PLACES_A_PAGE, PLACES_A_PAGE
        sections = []
        for group in SHOWN:
            count = self.counts.get(group, 0)
            places: list[Occurrence] = []
            if group in self.chosen:
                first = min(skip, count)
                places = self._places(group, first, min(room, count - first))
                skip, room = skip - first, room - len(places)
            if count:
                sections.append(
                    Section(group, count, group in self.wanted, meanings.get(group, []), places)
                )
        return sections

    @cached_property
    def looked_through(self) -> tuple[int, int]:
        return self.found.articles_looked_through()

    def _places(self, group: Group, first: int, count: int) -> list[Occurrence]:
        if group == Group.UNMARKED:
            return self._unmarked[first : first + count]
        return self.found.marked(group, first, count) if count > 0 else []

    @cached_property
    def _unmarked(self) -> list[Occurrence]:
        return self.found.unmarked()


def starting_values(
    mention: Mention | None, rule: NameRule | None, entity: Entity | None = None
) -> dict[str, str]:
    """What the form begins with: a mention or an entity that somebody looks at, a rule to edit."""
    values: dict[str, str | int | None]
    if rule:
        scope = Scope.ARTICLE if rule.article_id else Scope.SOURCE if rule.source_id else Scope.ALL
        values = {
            "name": rule.name,
            "decision": rule.decision if rule.kind or rule.entity_id else NOTHING,
            "entity": rule.entity_id,
            "kind": rule.kind,
            "scope": scope,
            "article": rule.article_id,
            "source": rule.source_id,
            "replaces": rule.pk,
        }
    elif mention:
        values = {
            "name": " ".join(mention.name.split()),
            "decision": NameRule.Decision.IS if mention.entity_id else NameRule.Decision.NEVER,
            "entity": mention.entity_id,
            "kind": mention.kind,
            "scope": Scope.ALL,
            "article": mention.article_id,
        }
    elif entity:
        values = {
            "name": entity.name,
            "decision": NameRule.Decision.IS,
            "entity": entity.pk,
            "kind": entity.kind,
            "scope": Scope.ALL,
        }
    else:
        values = {"decision": NameRule.Decision.IS, "scope": Scope.ALL}
    return {name: str(value) for name, value in values.items() if value}


Row = TypeVar("Row", bound=Model)
RULES_A_PAGE = 50
# What the form carries on unseen, and what the form of the places carries of it.
_KEPT = ("article", "source", "replaces", "back")
_WISHED = ("name", "decision", "entity", "kind", "scope", *_KEPT)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Request) -> HttpResponse:
    """Every place that a decision about a name would touch. A POST only turns the page."""
    given = request.POST if request.method == "POST" else request.GET
    values = _with_start(given)
    before = came_from(request, "")
    if before and "back" not in values and not before.startswith(request.path):
        values["back"] = before
    form = EverywhereForm(values)
    query = given.get("q", "").strip()
    context: dict[str, Any] = {"values": values, "form": form, "kinds": Kind, "query": query}
    context["kept"] = [(name, values[name]) for name in _KEPT if values.get(name)]
    context["wished"] = [(name, values[name]) for name in _WISHED if values.get(name)]
    context["back"] = own_address(values.get("back", ""), reverse("entities:rule_list"))
    context["options"] = options(query or values.get("name", ""))
    try:
        if not form.is_valid():
            raise CorrectionError(form.sentence)
        context["everywhere"] = Everywhere(form, unticked=_unticked(given))
    except CorrectionError as refusal:
        # Somebody who has typed nothing yet is shown the form alone.
        context["refusal"] = str(refusal) if given.get("name") else ""
    context["always"] = _always(values, context.get("everywhere"))
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
    back = own_address(form.cleaned_data["back"], "")
    return redirect(back or chosen.article or "entities:rule_list")


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
    entity = None if "name" in given else _one(Entity.objects.current(), given.get("entity"))
    for name, value in starting_values(mention, rule, entity).items():
        values.setdefault(name, value)
    return values


def _always(values: QueryDict, everywhere: Everywhere | None) -> Entity | None:
    """What the name would always be; it stays among the choices while another is chosen."""
    if everywhere and everywhere.rule.entity:
        return everywhere.rule.entity
    return _one(Entity.objects.all(), values.get("entity"), or_none=True)


def _one(rows: QuerySet[Row], written: str | None, *, or_none: bool = False) -> Row | None:
    key = primary_key(written)
    if key is None:
        return None
    return rows.filter(pk=key).first() if or_none else get_object_or_404(rows, pk=key)


def _unticked(given: QueryDict) -> set[str]:
    """Places of the page that was sent whose box is empty."""
    return set(given.getlist("shown")) - set(given.getlist("tick"))
