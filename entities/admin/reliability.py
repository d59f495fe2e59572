"""How far each rule and each label of the language model can be trusted, as people decided."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin import ReadOnlyAdmin
from entities.models import Evidence, Mention, Reliability
from entities.models.reliability import LEAST_DECISIONS, Measured


class ShownConfidence(admin.ModelAdmin):
    """For lists of mentions or evidence: a column with the confidence that the pages show."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        if request.resolver_match.url_name.endswith("_changelist"):
            return rows.annotate(shown_confidence=Measured().expression(self.model))
        return rows

    @admin.display(description="confidence", ordering="shown_confidence", empty_value="–")
    def shown_confidence(self, row: Mention | Evidence) -> str | None:
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
        return super().get_queryset(request).with_share()

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
