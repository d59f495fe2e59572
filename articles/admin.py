"""The archive in Django's admin: sources and what is known about articles can be corrected.

Nothing here changes a text or its bytes: those are evidence, and only an import brings new ones.
"""

from datetime import timedelta

from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.models import Article, ArticleRevision
from articles.run_models import Fate, ImportItem, ImportRun
from articles.source_models import Document, Source

SHOWN_ITEMS = 200
# What is typed without a scheme is meant to be https.
WEB_ADDRESSES: dict[type[models.Field], dict[str, object]] = {
    models.URLField: {"assume_scheme": "https", "widget": AdminURLFieldWidget}
}


class ReadOnlyAdmin(admin.ModelAdmin):
    """For rows that only the machine makes and nobody may touch."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    formfield_overrides = WEB_ADDRESSES
    list_display = ["name", "reliability", "needs_approval", "homepage"]
    list_filter = ["reliability", "needs_approval"]
    search_fields = ["name", "homepage", "note"]
    actions = ["switch_on", "switch_off"]

    @admin.action(
        permissions=["change"],
        description="Let a second person approve the reviews of the chosen sources",
    )
    def switch_on(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self._switch(request, sources, needs_approval=True)

    @admin.action(
        permissions=["change"], description="Let one person review the chosen sources alone"
    )
    def switch_off(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self._switch(request, sources, needs_approval=False)

    def _switch(
        self, request: HttpRequest, sources: QuerySet[Source], *, needs_approval: bool
    ) -> None:
        count = sources.exclude(needs_approval=needs_approval).update(needs_approval=needs_approval)
        how = "by a second person" if needs_approval else "by nobody any more"
        self.message_user(
            request,
            f"Reviews of {count} more source{pluralize(count)} are approved {how}. "
            "Articles that wait for approval already stay as they are.",
        )


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    fields = ["original_name", "media_type", "size", "sha256", "captured_at", "same_text_as"]
    list_display = ["original_name", "media_type", "size", "captured_at", "same_text_as"]
    list_filter = ["media_type", ("same_text_as", admin.EmptyFieldListFilter)]
    list_select_related = ["same_text_as"]
    search_fields = ["original_name", "sha256"]
    date_hierarchy = "captured_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        # The bytes may be many megabytes a row, and the text of a copy too.
        long = ("raw", "same_text_as__text")
        return super().get_queryset(request).defer(*long)


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    formfield_overrides = WEB_ADDRESSES
    list_display = ["title", "source", "published_on", "review_status", "handling", "imported_at"]
    list_filter = [
        *("review_status", "handling", "credibility", "published_precision", "language"),
        *("title_is_made", "source"),
    ]
    list_select_related = ["source"]
    search_fields = ["title", "byline", "url", "identity", "source__name"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["source"]
    evidence = (
        *("document", "identity", "imported_at", "text_hash", "length"),
        *("body_start", "body_end", "furniture", "text", "set_by_hand"),
        *("import_run", "withdrawn_at", "withdrawn_by", "withdrawn_reason"),
    )
    # Decided on the article's page, where it can be undone.
    review = (
        *("review_status", "assigned_to", "done_by", "done_at"),
        *("approved_by", "approved_at", "review_note"),
    )
    readonly_fields = [*evidence, *review]
    fieldsets = [
        (None, {"fields": ["title", "title_is_made", "source", "byline"]}),
        ("Published", {"fields": ["published_on", "published_precision", "dateline", "url"]}),
        ("Kind", {"fields": ["language", "sections"]}),
        ("Assessment", {"fields": ["handling", "credibility"]}),
        ("Review", {"fields": review}),
        ("Evidence, never changed", {"fields": evidence}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        rows = super().get_queryset(request).select_related("source", "document")
        return rows.defer("document__raw")

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        obj.set_by_hand = sorted({*obj.set_by_hand, *form.changed_data})
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # articles come by import, with their bytes

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False  # evidence stays


@admin.register(ArticleRevision)
class ArticleRevisionAdmin(ReadOnlyAdmin):
    fields = [
        *("article", "number", "title", "replaced_at", "document"),
        *("body_start", "body_end", "furniture", "text"),
    ]
    list_display = ["title", "number", "article", "replaced_at"]
    list_select_related = ["article"]
    search_fields = ["title", "article__title"]
    date_hierarchy = "replaced_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleRevision]:
        rows = super().get_queryset(request).select_related("article", "document")
        return rows.defer("article__text", "document__raw")


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    fields = [
        *("shown_state", "started_at", "finished_at", "duration", "user"),
        *("resumes", "shown_resumption"),
        *("shown_paths", "watched", "source", "format", "shown_columns", "found"),
        *Fate.values,
        "shown_items",
    ]
    list_display = [
        *("started_at", "shown_state", "duration", "user", "source", "shown_paths", "found"),
        *Fate.values,
    ]
    list_filter = ["state", ("user", admin.RelatedOnlyFieldListFilter), "started_at"]
    list_select_related = ["user"]
    search_fields = ["paths", "source"]
    date_hierarchy = "started_at"

    @admin.display(description="state", ordering="state")
    def shown_state(self, run: ImportRun) -> str:
        """The state, with how far a run is that has not come to its end."""
        if run.state == ImportRun.State.FINISHED or not run.total_bytes:
            return run.state
        return f"{run.state} at {min(run.read_bytes / run.total_bytes, 1):.0%}"

    @admin.display(description="gone on with by")
    def shown_resumption(self, run: ImportRun) -> str:
        if run.state in (ImportRun.State.RUNNING, ImportRun.State.FINISHED):
            return "not needed"
        later = ImportRun.objects.filter(resumes=run).first()
        if later:
            return str(later)
        if hasattr(run, "of_upload"):
            return "nobody yet; the one who dropped it can, under Import"
        return "nobody yet; manage.py import_articles --resume goes on"

    @admin.display(description="duration")
    def duration(self, run: ImportRun) -> str:
        return str(timedelta(seconds=round(run.seconds)))

    @admin.display(description="paths")
    def shown_paths(self, run: ImportRun) -> str:
        return format_html_join("", "{}<br>", ((path,) for path in run.paths))

    @admin.display(description="columns")
    def shown_columns(self, run: ImportRun) -> str:
        """What the headings of its tables mean, as somebody stated it."""
        rows = ((heading, field) for heading, field in run.columns.items())
        return format_html_join("", "{} = {}<br>", rows) or "as the headings say"

    @admin.display(description="not simply taken in")
    def shown_items(self, run: ImportRun) -> str:
        items = list(run.items.all()[:SHOWN_ITEMS])
        if not items:
            return "none"
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            (
                (
                    item.file,
                    "" if item.position is None else item.position,
                    item.get_fate_display(),
                    item.reason,
                )
                for item in items
            ),
        )
        return format_html(
            "<table><thead><tr><th>File</th><th>Line</th><th>Fate</th><th>Reason</th></tr></thead>"
            '<tbody>{}</tbody></table><a href="{}?run__id__exact={}">All of them</a>',
            rows,
            reverse("admin:articles_importitem_changelist"),
            run.pk,
        )


@admin.register(ImportItem)
class ImportItemAdmin(ReadOnlyAdmin):
    fields = ["run", "number", "file", "position", "fate", "reason", "article"]
    list_display = ["file", "position", "fate", "reason", "article", "run"]
    list_filter = ["fate", "run__state"]
    list_select_related = ["article", "run"]
    search_fields = ["file", "reason"]
    show_full_result_count = False  # one run may have a million

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportItem]:
        return super().get_queryset(request).defer("article__text")
