"""Earlier states of rows, as the database kept them: to be read, never written."""

from typing import Protocol

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest

from articles.admin import ReadOnlyAdmin
from articles.history import old_rows
from entities.models import Alias, Entity, Evidence, Mention, NameRule, Relationship

_TRACKED = (Alias, Entity, Evidence, Mention, NameRule, Relationship)
_SHOWN = 80


class _EarlierState(Protocol):
    """A row of a model that pghistory makes, as `get_queryset` fetches it."""

    pgh_obj_id: int
    username: str | None


class HistoryAdmin(ReadOnlyAdmin):
    """One line for every state that was left behind, with who left it, where that is known."""

    list_display = ["state", "pgh_obj_id", "pgh_label", "pgh_created_at", "changed_by"]
    list_filter = ["pgh_label"]
    search_fields = ["pgh_obj"]
    search_help_text = "the number of the row"
    ordering = ["-pgh_id"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        number = Cast(
            KeyTextTransform("user", OuterRef("pgh_context__metadata")), BigIntegerField()
        )
        users = get_user_model().objects.filter(pk=number).values("username")
        return super().get_queryset(request).annotate(username=Subquery(users))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        number = search_term.strip()
        if not (number.isascii() and number.isdigit()):
            return (queryset.none() if number else queryset), False
        return queryset.filter(pgh_obj=int(number)), False

    @admin.display(description="as it was")
    def state(self, change: _EarlierState) -> str:
        """The row in its own words, as far as it has words without asking for other rows."""
        for field in ("name", "quote", "kind"):
            if words := getattr(change, field, None):
                return words[:_SHOWN]
        return f"number {change.pgh_obj_id}"

    @admin.display(description="changed by")
    def changed_by(self, change: _EarlierState) -> str:
        return change.username or "the machine"


def register_histories() -> None:
    """Register the table of earlier states of every entities model that has one."""
    for model in _TRACKED:
        admin.site.register(old_rows(model).model, HistoryAdmin)
