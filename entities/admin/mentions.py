"""Mentions, what they may name, and which articles were read."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin import ReadOnlyAdmin
from entities.acts.correction import misread_as
from entities.admin.refusals import ExplainingAdmin
from entities.admin.reliability import ShownConfidence
from entities.models import Candidate, Extraction, Mention
from entities.names import fold

# A list of a hundred rows must not fetch a hundred texts.
LONG = ("article__text",)


class MentionForm(forms.ModelForm):
    class Meta:
        model = Mention
        fields = ["kind", "entity", "value", "status", "claimed_parent"]

    def clean(self) -> dict:
        cleaned = super().clean()
        entity = cleaned.get("entity")
        if entity and entity.kind != cleaned.get("kind"):
            raise ValidationError(
                f"{entity} is of another kind than the mention: {entity.get_kind_display()}."
            )
        if entity and entity.merged_into_id:
            raise ValidationError(f"{entity} was merged into another entity: choose that one.")
        return cleaned


class CandidateInline(admin.TabularInline):
    model = Candidate
    fields = ["entity", "score"]
    readonly_fields = ["entity", "score"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Mention | None = None) -> bool:
        return False


@admin.register(Mention)
class MentionAdmin(ShownConfidence, ExplainingAdmin):
    form = MentionForm
    inlines = [CandidateInline]
    list_display = [
        *("name", "kind", "entity", "value", "status", "shown_confidence", "origin", "article")
    ]
    list_filter = ["status", "kind", ("entity", admin.EmptyFieldListFilter)]
    search_fields = ["name"]
    search_help_text = "the whole name, in any spelling"
    autocomplete_fields = ["entity", "claimed_parent"]
    readonly_fields = [
        *("article", "name", "start", "end", "confidence", "origin", "reason", "misread_as"),
        "created_at",
    ]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return super().get_queryset(request).select_related("article", "entity").defer(*LONG)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Mention], search_term: str
    ) -> tuple[QuerySet[Mention], bool]:
        normalized = fold(search_term)
        return queryset.filter(normalized=normalized) if normalized else queryset, False

    def save_model(
        self, request: HttpRequest, obj: Mention, form: forms.ModelForm, change: bool
    ) -> None:
        if {"kind", "entity"} & set(form.changed_data):
            before = Mention.objects.get(pk=obj.pk)
            obj.misread_as = misread_as(before, obj.kind, obj.entity_id)
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # words are marked in the text


@admin.register(Candidate)
class CandidateAdmin(ReadOnlyAdmin):
    list_display = ["mention", "entity", "score"]
    list_filter = ["mention__kind", "mention__status"]
    list_select_related = ["mention", "entity"]
    search_fields = ["=mention__normalized"]
    show_full_result_count = False


@admin.register(Extraction)
class ExtractionAdmin(ReadOnlyAdmin):
    list_display = [
        *("article", "pipeline_version", "extracted_at", "seconds", "mentions", "error")
    ]
    list_filter = [("error", admin.EmptyFieldListFilter), "pipeline_version"]
    search_fields = ["article__title", "error"]
    date_hierarchy = "extracted_at"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Extraction]:
        return super().get_queryset(request).select_related("article").defer(*LONG)
