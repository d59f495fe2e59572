"""What people made of articles when they had read them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin import ReadOnlyAdmin
from entities.models import ReviewerLabels


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
