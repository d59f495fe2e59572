"""All addresses of the rooms, in the one namespace `entities`."""

from django.urls import include, path

from entities import kind_styles
from entities.views.searches import search

app_name = "entities"
ROOMS = (
    "actions",
    "name_rules",
    "profiles",
    "reader",
    "relationships",
    "review",
    "saved_searches",
)
urlpatterns = [
    path("kinds.css", kind_styles.style_sheet, name="kind_styles"),
    path("search/", search.page, name="search"),
    path("search/complete/", search.complete, name="complete"),
    path("search/preview/<int:pk>/", search.preview, name="preview"),
    path("search/like/<int:pk>/", search.like, name="like"),
    path("search/export.<str:form>", search.export, name="export"),
    *(path("", include(f"entities.{room}.urls")) for room in ROOMS),
]
