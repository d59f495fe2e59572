"""What people decided and what changed, to look at."""

from typing import Protocol

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.forms import ModelForm
from django.http import HttpRequest

from articles.admin import ReadOnlyAdmin
from articles.postgresql import old_rows
from entities.admin.entities import ExplainingAdmin, NameForm
from entities.models import (
    Action,
    Alias,
    BulkAction,
    ContradictionRuling,
    Entity,
    Evidence,
    Mention,
    NameRule,
    Relationship,
    ReviewerLabels,
    RowChange,
)
from entities.names import fold


class NameRuleForm(NameForm):
    class Meta:
        model = NameRule
        fields = ["name", "decision", "kind", "entity", "article", "source", "ended_at"]

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        self.instance.normalized = fold(cleaned.get("name", ""))
        entity = cleaned.get("entity")
        if entity and cleaned.get("kind") and entity.kind != cleaned["kind"]:
            raise ValidationError(f"{entity} is of another kind: {entity.get_kind_display()}.")
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The normal form is no field of the form, but the rule “once a scope” is about it.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc] # no stub
        return excluded - {"normalized"} if self.instance.normalized else excluded


@admin.register(NameRule)
class NameRuleAdmin(ExplainingAdmin):
    form = NameRuleForm
    list_display = [
        *("name", "decision", "kind", "entity", "article", "source", "user", "ended_at")
    ]
    list_filter = ["decision", "kind", ("ended_at", admin.EmptyFieldListFilter)]
    list_select_related = ["entity", "article", "source", "user"]
    search_fields = ["name", "normalized"]
    autocomplete_fields = ["entity", "source"]
    raw_id_fields = ["article"]
    readonly_fields = ["user", "created_at"]

    def save_model(
        self, request: HttpRequest, obj: NameRule, form: ModelForm, change: bool
    ) -> None:
        if not change and isinstance(request.user, User):
            obj.user = request.user
        super().save_model(request, obj, form, change)


@admin.register(Action)
class ActionAdmin(ReadOnlyAdmin):
    list_display = ["summary", "verb", "user", "article", "acted_at", "undone_at"]
    list_filter = [
        "verb",
        ("undone_at", admin.EmptyFieldListFilter),
        ("user", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["user", "article"]
    search_fields = ["summary", "=user__username"]
    date_hierarchy = "acted_at"
    show_full_result_count = False


@admin.register(RowChange)
class RowChangeAdmin(ReadOnlyAdmin):
    list_display = ["action", "model", "row", "article", "is_left"]
    list_filter = ["model", "is_left"]
    list_select_related = ["action", "article"]
    search_fields = ["=row", "action__summary"]
    show_full_result_count = False


@admin.register(BulkAction)
class BulkActionAdmin(ReadOnlyAdmin):
    list_display = ["action", "reached", "total", "forward", "failure", "moved_at"]
    list_filter = ["forward", ("failure", admin.EmptyFieldListFilter)]
    list_select_related = ["action"]
    search_fields = ["action__summary"]


@admin.register(ReviewerLabels)
class ReviewerLabelsAdmin(ReadOnlyAdmin):
    list_display = ["article", "user", "finished_at"]
    list_filter = [("user", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["article", "user"]
    search_fields = ["article__title", "=user__username"]
    date_hierarchy = "finished_at"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewerLabels]:
        rows = super().get_queryset(request).select_related("article", "user")
        return rows.defer("article__text")


@admin.register(ContradictionRuling)
class ContradictionRulingAdmin(ReadOnlyAdmin):
    """What people ruled on is taken back by undoing the act."""

    list_display = ["first", "second", "place", "claimed_parent", "reason", "user", "created_at"]
    list_select_related = [
        *("first__head", "first__child", "second__head", "second__child"),
        *("place", "claimed_parent", "user"),
    ]
    list_filter = [("user", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["reason", "place__name", "first__head__name", "first__child__name"]
    date_hierarchy = "created_at"
    show_full_result_count = False


_TRACKED = (Alias, ContradictionRuling, Entity, Evidence, Mention, NameRule, Relationship)
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
