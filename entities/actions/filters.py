"""Whose acts the history shows, and on what."""

from collections.abc import Mapping

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404

from articles.models import Article
from entities.list_filters import ChosenFilter, ListFilters, PersonFilter
from entities.models import Action, Entity
from entities.models.decision import ActionQuerySet


class HistoryFilters(ListFilters):
    """The acts, the newest first. Raises `Http404` for an article, entity or person unknown."""

    title = "Acts"

    user = PersonFilter(label="By", empty_label="everybody")
    article = ChosenFilter(
        label="In the article",
        queryset=Article.objects.defer("text"),
        noun="this article",
        method="in_article",
    )
    entity = ChosenFilter(label="On the entity", queryset=Entity.objects.all(), method="on_entity")

    def __init__(self, data: Mapping[str, str]) -> None:
        acts = Action.objects.select_related("user", "undone_by", "article", "bulk_action")
        super().__init__(data, acts.defer("article__text"))

    @property
    def form(self) -> forms.Form:
        for name in self.left_out:
            raise Http404(f"There is no such {name}.")
        return super().form

    @property
    def about(self) -> Article | Entity | User | None:
        values = self.values
        return values.get("article") or values.get("entity") or values.get("user")

    def in_article(self, acts: ActionQuerySet, name: str, article: Article) -> QuerySet[Action]:
        return acts.in_article(article)

    def on_entity(self, acts: QuerySet[Action], name: str, entity: Entity) -> QuerySet[Action]:
        return acts.filter(entities__contains=[entity.pk])
