"""Mentions, relationships, which articles were read, and how reliable rules are."""

from typing import Protocol

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin import ReadOnlyAdmin
from entities.actions.mention_actions import misread_as
from entities.actions.mention_values import typed_value, value_of
from entities.actions.recorder import CorrectionError
from entities.admin.entities import ExplainingAdmin
from entities.kinds import VALUE_KINDS
from entities.models import Candidate, Evidence, Extraction, Mention, Relationship, Reliability
from entities.models.reliability import LEAST_DECISIONS, Measured
from entities.names import fold


class _Listed(Protocol):
    shown_confidence: float | None


class ShownConfidence(admin.ModelAdmin):
    """For lists of mentions or evidence: a column with the confidence that the pages show."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match and (match.url_name or "").endswith("_changelist"):
            return rows.annotate(shown_confidence=Measured().expression(self.model))
        return rows

    @admin.display(description="confidence", ordering="shown_confidence", empty_value="–")
    def shown_confidence(self, row: _Listed) -> str | None:
        value = row.shown_confidence
        return None if value is None else f"{value:.2f}"


@admin.register(Reliability)
class ReliabilityAdmin(ReadOnlyAdmin):
    list_display = [
        *("rule", "kind", "what", "decisions", "confirmed", "share"),
        *("interval", "stated_confidence", "shown"),
    ]
    list_display_links = None
    list_filter = ["what", "kind"]
    search_fields = ["rule"]
    ordering = ["-decisions", "key"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reliability]:
        return Reliability.objects.with_share().order_by(*self.get_ordering(request))

    @admin.display(description="share confirmed", ordering="share")
    def share(self, row: Reliability) -> str:
        return f"{100 * row.share:.0f} %"

    @admin.display(description="95 % interval of the share")
    def interval(self, row: Reliability) -> str:
        low, high = row.interval
        return f"{100 * low:.0f} to {100 * high:.0f} %"

    @admin.display(description="the rule's own figure", ordering="stated", empty_value="–")
    def stated_confidence(self, row: Reliability) -> str | None:
        return None if row.stated is None else f"{row.stated:.2f}"

    @admin.display(description="confidence that pages show", ordering="decisions")
    def shown(self, row: Reliability) -> str:
        missing = LEAST_DECISIONS - row.decisions
        if missing > 0:
            return f"the rule's own, until {missing} more are decided"
        return f"{row.share:.2f}, as people decided"


# A list of a hundred rows must not fetch a hundred texts.
LONG = ("article__text",)


class MentionForm(forms.ModelForm):
    class Meta:
        model = Mention
        fields = ["kind", "entity", "value", "status", "claimed_parent"]

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        entity = cleaned.get("entity")
        if entity and entity.kind != cleaned.get("kind"):
            raise ValidationError(
                f"{entity} is of another kind than the mention: {entity.get_kind_display()}."
            )
        if entity and entity.merged_into_id:
            raise ValidationError(f"{entity} was merged into another entity: choose that one.")
        if cleaned.get("kind") in VALUE_KINDS and "value" in cleaned:
            self._clean_value(cleaned["kind"], cleaned["value"])
        return cleaned

    def _clean_value(self, kind: str, written: str) -> None:
        """Take what was typed as its card does; else what the words mean as their new kind."""
        try:
            if "value" in self.changed_data:
                self.cleaned_data["value"] = typed_value(self.instance.article, kind, written)
            elif "kind" in self.changed_data:
                self.cleaned_data["value"] = value_of(self.instance, kind)
        except CorrectionError as refusal:
            self.add_error("value", str(refusal))


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


_SHOWN_EVIDENCE = 50
_IN_LINE = ("article", "quote", "status", "confidence", "rule", "hedged", "attributed", "grade")


class EvidenceInline(admin.TabularInline):
    model = Evidence
    fields = _IN_LINE
    readonly_fields = _IN_LINE
    extra = 0
    can_delete = False
    show_change_link = True
    verbose_name_plural = f"evidence (the newest {_SHOWN_EVIDENCE})"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        evidence = super().get_queryset(request)
        match = request.resolver_match
        here = evidence.filter(relationship=match.kwargs.get("object_id") if match else None)
        newest = here.order_by("-pk")[:_SHOWN_EVIDENCE]
        return evidence.filter(pk__in=newest.values("pk")).select_related("article").defer(*LONG)

    def has_add_permission(self, request: HttpRequest, obj: Relationship | None = None) -> bool:
        return False


@admin.register(Relationship)
class RelationshipAdmin(ExplainingAdmin):
    inlines = [EvidenceInline]
    fields = [
        *("kind", "head", "child", "status"),
        *("valid_from", "valid_from_precision", "valid_to", "valid_to_precision"),
        *("is_former", "period_is_read", "note", "created_at"),
    ]
    readonly_fields = ["kind", "head", "child", "created_at"]
    list_display = ["head", "kind", "child", "status", "valid_from", "valid_to"]
    list_filter = ["status", "kind"]
    list_select_related = ["head", "child"]
    search_fields = ["head__name", "child__name"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # it exists only with evidence


_OF_EVIDENCE = (
    *("relationship", "article", "start", "end", "quote", "status", "confidence"),
    *("rule", "hedged", "attributed", "analysis", "grade", "created_at"),
)


@admin.register(Evidence)
class EvidenceAdmin(ShownConfidence, ExplainingAdmin):
    fields = _OF_EVIDENCE
    # Whether the quote holds is decided on the article's page: the relationship follows it there.
    readonly_fields = [name for name in _OF_EVIDENCE if name != "grade"]
    list_display = ["quote", "relationship", "article", "status", "shown_confidence", "rule"]
    list_filter = ["status", "hedged", "relationship__kind"]
    search_fields = ["quote", "=rule"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        ends = ("relationship__head", "relationship__child")
        return super().get_queryset(request).select_related("article", *ends).defer(*LONG)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
