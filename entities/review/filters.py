"""Which part of what waits a person looks at. The address of a page says it."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django_filters import ChoiceFilter, Filter, ModelChoiceFilter, TypedChoiceFilter

from articles.models import Article
from articles.source_models import Source
from entities.kinds import Kind
from entities.lists import LONGEST_TEXT, ChosenField, ChosenFilter, ListFilters, TextField
from entities.models import Entity, Mention, SearchRow
from entities.models.decision import person_name
from entities.review.progress import reviewers

ME, NOBODY, WAITING = "me", "nobody", "waiting"
_MOST_OPTIONS = 8
# So many articles are named one by one: then the planner begins with them.
_FEW = 2000
# What narrows the articles in which single mentions are looked for.
_OF_ARTICLES = ("gang", "place", "assigned", "count")
_Status = Article.ReviewStatus


class AssigneeField(forms.ChoiceField):
    """Gives `me`, `nobody`, or the active user whose primary key is written."""

    def clean(self, value: str | None) -> str | User:
        if not value or value in (ME, NOBODY):
            return value or ""
        return forms.ModelChoiceField(User.objects.filter(is_active=True)).clean(value)


class AssigneeFilter(Filter):
    field_class = AssigneeField


class Doubt(ValidationError):
    """A name that means no entity, or several: `options` are those that carry it.

    `kind` is what was looked for, None for anything. `choices` are the options, each with the
    address of the list that it is chosen for.
    """

    choices: list[tuple[Entity, str]]

    def __init__(self, kind: Kind | None, name: str, options: list[Entity]) -> None:
        super().__init__(f"“{name}” means {len(options)} entities.", code="doubt")
        self.kind, self.name, self.options = kind, name, options

    @property
    def noun(self) -> str:
        return self.kind.label if self.kind else "entity"

    @property
    def plural(self) -> str:
        return self.kind.plural.lower() if self.kind else "entities"


def doubts_of(filters: ListFilters) -> list[Doubt]:
    """Names that could not be used, with what each may have meant."""
    found = []
    for parameter, errors in filters.left_out.items():
        for doubt in errors:
            if isinstance(doubt, Doubt):
                doubt.choices = [
                    (option, _address(filters, parameter, option)) for option in doubt.options
                ]
                found.append(doubt)
    return found


def _address(filters: ListFilters, parameter: str, option: Entity) -> str:
    kept = filters.data.copy()
    kept.pop("page", None)
    kept[parameter] = str(option.pk)
    return f"?{kept.urlencode()}"


class NameInput(forms.TextInput):
    """Where a name is typed: `gang_name` beside the primary key in `gang`."""

    def value_from_datadict(
        self, data: Mapping[str, str], files: Mapping, name: str
    ) -> tuple[str, str]:
        return data.get(name, ""), data.get(f"{name}_name", "")

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        return super().get_context(f"{name}_name", None, attrs)


class NamedEntityField(ChosenField):
    """An entity by its primary key, or by a name that it alone carries. Raises `Doubt`.

    Without a `kind` it may be of any.
    """

    widget = NameInput

    def __init__(self, *, kind: Kind | None = None, placeholder: str, **kwargs: Any) -> None:
        super().__init__(Entity.objects.all(), **kwargs)
        self.kind = kind
        self.widget.attrs |= {
            "placeholder": placeholder,
            "maxlength": LONGEST_TEXT,
            "autocomplete": "off",
        }

    def parameters(self, name: str) -> tuple[str, ...]:
        return (name, f"{name}_name")

    def clean(self, value: tuple[str, str]) -> Entity | None:
        key, name = value
        if not key and not name:
            return None
        entities = Entity.objects.current()
        if self.kind:
            entities = entities.filter(kind=self.kind)
        self.queryset = entities.select_related("parent__parent")
        try:
            found = super().clean(key)
        except ValidationError:
            found = None
        written = " ".join(TextField(required=False).clean(name).split())
        if found or not written:
            return found
        named = self.queryset.filter(pk__in=Entity.objects.named(written))
        options = list(named[:_MOST_OPTIONS])
        if len(options) != 1:
            raise Doubt(self.kind, written, options)
        return options[0]


class NamedEntityFilter(Filter):
    field_class = NamedEntityField


class Filters(ListFilters):
    """The articles that a person asks for, as digests in no order."""

    title = "What waits"

    assigned = AssigneeFilter(label="Assigned to", method="of_assignee")
    state = TypedChoiceFilter(
        label="State",
        choices=[("", "all that waits"), *_Status.choices],
        empty_value=WAITING,
        method="in_state",
    )
    source = ModelChoiceFilter(
        label="Source",
        queryset=Source.objects.current().only("pk", "name"),
        empty_label="all",
        method="of_source",
    )
    kind = ChoiceFilter(
        label="Undecided kind", choices=Kind.choices, empty_label="all", method="of_kind"
    )
    gang = NamedEntityFilter(
        label="Naming the gang", kind=Kind.GANG, placeholder="any name of it", method="naming"
    )
    place = NamedEntityFilter(
        label="Naming the place",
        kind=Kind.LOCATION,
        placeholder="or what lies inside",
        suffix=", all inside",
        method="naming",
    )
    count = ChoiceFilter(
        label="Count",
        choices=[("origins", "origins only")],
        empty_label="articles",
        method="of_origins",
    )
    about = ChoiceFilter(
        label="Articles",
        choices=[("gang", "that name a gang"), ("street", "that name a street gang")],
        empty_label="all",
        method="about_gangs",
    )
    # Narrows mentions alone; the list of articles only carries it on to theirs.
    article = ChosenFilter(
        label="In the article",
        queryset=Article.objects.only("pk", "title"),
        noun="this article",
        method="of_article",
    )

    def __init__(
        self, user: User, data: Mapping[str, str] | None = None, queryset: QuerySet | None = None
    ) -> None:
        """Without `data` all that waits; `user` is who looks at it."""
        super().__init__(data or {}, SearchRow.objects.all() if queryset is None else queryset)
        self.user = user

        # A function of its own, since forms copy their fields, and bound methods with all of self.
        def assignees() -> Iterator[tuple[str, str]]:
            yield from (("", "anybody"), (ME, "me"), (NOBODY, "nobody"))
            yield from ((str(one.pk), person_name(one)) for one in self.people if one != user)

        self.filters["assigned"].extra["choices"] = assignees

    @cached_property
    def people(self) -> list[User]:
        """Whom articles can be assigned to."""
        return list(reviewers())

    def narrowed(self, rows: QuerySet, *names: str) -> QuerySet:
        """The rows that these filters alone leave."""
        for name in names:
            rows = self.filters[name].filter(rows, self.values.get(name))
        return rows

    def of_assignee(
        self, digests: QuerySet[SearchRow], name: str, assigned: str | User
    ) -> QuerySet[SearchRow]:
        """Whom the articles are assigned to. One's own also are those that anybody may approve."""
        if assigned == NOBODY:
            taken = Article.objects.filter(assigned_to__isnull=False)
            return digests.exclude(article__in=taken.values("pk"))
        person = assigned if isinstance(assigned, User) else self.user
        own = Q(assigned_to=person)
        if assigned == ME and person.has_perm("entities.change_mention"):
            own |= Q(review_status=_Status.APPROVAL, assigned_to=None) & ~Q(done_by=person)
        # Looked up first: joined, the planner would read through the digests of all articles.
        articles = Article.objects.filter(own).order_by()
        return digests.filter(article__in=list(articles.values_list("pk", flat=True)))

    def in_state(self, digests: QuerySet[SearchRow], name: str, state: str) -> QuerySet[SearchRow]:
        if state != WAITING:
            return digests.filter(review_status=state)
        # What one has reviewed oneself waits for others.
        own = Article.objects.filter(review_status=_Status.APPROVAL, done_by=self.user)
        return digests.filter(~Q(review_status=_Status.DONE) & ~Q(article__in=own.values("pk")))

    def of_source(self, digests: QuerySet, name: str, source: Source) -> QuerySet:
        return digests.filter(source=source)

    def of_kind(self, digests: QuerySet, name: str, kind: str) -> QuerySet:
        undecided = Mention.objects.undecided().filter(kind=kind)
        return digests.filter(article__in=undecided.order_by().values("article"))

    def naming(
        self, digests: QuerySet[SearchRow], name: str, entity: Entity
    ) -> QuerySet[SearchRow]:
        return digests.filter(entities__contains=[entity.pk])

    def of_origins(
        self, digests: QuerySet[SearchRow], name: str, counted: str
    ) -> QuerySet[SearchRow]:
        """The earliest of near-copies, whatever has become of its review."""
        return digests.filter(~Exists(earlier_copies()))

    def about_gangs(self, rows: QuerySet, name: str, about: str) -> QuerySet:
        """Of articles that name a gang, or one of the streets; what people rejected is none."""
        gangs = Mention.objects.live().filter(kind=Kind.GANG, article=OuterRef("article"))
        if about == "street":
            gangs = gangs.filter(entity__subtype="street_gang")
        return rows.filter(Exists(gangs))

    def of_article(self, digests: QuerySet, name: str, article: Article) -> QuerySet:
        return digests

    @property
    def doubts(self) -> list[Doubt]:
        return doubts_of(self)

    @cached_property
    def query(self) -> str:
        """As parameters of an address, in one order, without what is not filtered."""
        given = {name: self.values.get(name) for name in self.filters}
        if given["state"] == WAITING:
            del given["state"]
        return urlencode(
            {name: getattr(value, "pk", value) for name, value in given.items() if value}
        )

    @property
    def is_mine(self) -> bool:
        return self.values.get("assigned") == ME

    @property
    def is_set(self) -> bool:
        return bool(self.query or self.doubts)

    @property
    def words(self) -> str:
        """What the queue is called: `my queue`, `the queue, naming MS-13`."""
        assigned = self.values.get("assigned")
        if isinstance(assigned, User):
            name = f"the queue of {person_name(assigned)}"
        else:
            names = {ME: "my queue", NOBODY: "the queue of nobody"}
            name = names.get(assigned or "", "the queue")
        kind = self.values.get("kind")
        narrowed = [
            self.values.get("source"),
            kind and Kind(kind).plural,
            self.values.get("gang"),
            self.values.get("place"),
        ]
        narrowed.append("origins only" if self.values.get("count") else None)
        return ", ".join([name, *(str(one) for one in narrowed if one)])


def earlier_copies() -> QuerySet[SearchRow]:
    """The near-copies of the outer search row that come before it; its origin has none.

    Undated ones come last.
    """
    last = Value(date.max)
    day = Coalesce(OuterRef("published_on"), last)
    near_copies = SearchRow.objects.filter(cluster=OuterRef("cluster"))
    return near_copies.alias(day=Coalesce("published_on", last)).filter(
        Q(day__lt=day) | Q(day=day, article__lt=OuterRef("article"))
    )


class MentionFilters(Filters):
    """The undecided mentions that a person asks for, in no order.

    Gang and place narrow the articles, since a mention names only one thing.
    """

    def __init__(self, user: User, data: Mapping[str, str] | None = None) -> None:
        super().__init__(user, data, Mention.objects.undecided().filter(revision=None))
        self.filters["state"].extra["choices"] = [("", "any"), *_Status.choices]
        self.filters["kind"].label = "Kind"

    def filter_queryset(self, mentions: QuerySet[Mention]) -> QuerySet[Mention]:
        mentions = self.narrowed(mentions, "kind", "article", "source", "about")
        of_articles = [name for name in _OF_ARTICLES if self.values.get(name)]
        # Undecided mentions of articles that are done count as well, unless a state is asked for.
        if self.values.get("state") != WAITING:
            of_articles.append("state")
        if not of_articles:
            return mentions
        found = self.narrowed(SearchRow.objects.all(), *of_articles).order_by()
        articles = found.values_list("article", flat=True)
        few = list(articles[: _FEW + 1])
        return mentions.filter(article__in=few if len(few) <= _FEW else articles)

    def of_source(
        self, mentions: QuerySet[Mention], name: str, source: Source
    ) -> QuerySet[Mention]:
        return mentions.filter(article__source=source)

    def of_kind(self, mentions: QuerySet[Mention], name: str, kind: str) -> QuerySet[Mention]:
        return mentions.filter(kind=kind)

    def of_article(
        self, mentions: QuerySet[Mention], name: str, article: Article
    ) -> QuerySet[Mention]:
        return mentions.filter(article=article)
