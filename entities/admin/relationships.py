"""Relationships and the words that prove them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from entities.admin.mentions import LONG
from entities.admin.refusals import ExplainingAdmin
from entities.admin.reliability import ShownConfidence
from entities.models import Evidence, Relationship

_SHOWN_EVIDENCE = 50


class EvidenceInline(admin.TabularInline):
    model = Evidence
    fields = ["article", "quote", "status", "confidence", "rule", "hedged", "grade"]
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = True
    verbose_name_plural = f"evidence (the newest {_SHOWN_EVIDENCE})"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        evidence = super().get_queryset(request)
        newest = evidence.filter(
            relationship=request.resolver_match.kwargs.get("object_id")
        ).order_by("-pk")[:_SHOWN_EVIDENCE]
        return evidence.filter(pk__in=newest.values("pk")).select_related("article").defer(*LONG)

    def has_add_permission(self, request: HttpRequest, obj: Relationship | None = None) -> bool:
        return False


@admin.register(Relationship)
class RelationshipAdmin(ExplainingAdmin):
    inlines = [EvidenceInline]
    fields = [
        *("kind", "head", "child", "status"),
        *("valid_from", "valid_from_precision", "valid_to", "valid_to_precision", "created_at"),
    ]
    readonly_fields = ["kind", "head", "child", "created_at"]
    list_display = ["head", "kind", "child", "status", "valid_from", "valid_to"]
    list_filter = ["status", "kind"]
    list_select_related = ["head", "child"]
    search_fields = ["head__name", "child__name"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # it exists only with evidence


@admin.register(Evidence)
class EvidenceAdmin(ShownConfidence, ExplainingAdmin):
    fields = [
        *("relationship", "article", "start", "end", "quote", "status", "confidence"),
        *("rule", "hedged", "grade", "created_at"),
    ]
    # Whether the quote holds is decided on the article's page: the relationship follows it there.
    readonly_fields = [name for name in fields if name != "grade"]
    list_display = ["quote", "relationship", "article", "status", "shown_confidence", "rule"]
    list_filter = ["status", "hedged", "relationship__kind"]
    search_fields = ["quote", "=rule"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        ends = ("relationship__head", "relationship__child")
        return super().get_queryset(request).select_related("article", *ends).defer(*LONG)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
