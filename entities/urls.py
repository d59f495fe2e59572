"""All addresses of the rooms, in the one namespace `entities`."""

from django.urls import include, path

from entities import kind_styles

app_name = "entities"
ROOMS = (
    "actions",
    "copies",
    "duplicates",
    "exports",
    "furniture",
    "imports",
    "name_rules",
    "notes",
    "profiles",
    "reader",
    "relationships",
    "review",
    "saved_searches",
    "search",
    "sources",
    "withdrawals",
)
urlpatterns = [
    path("kinds.css", kind_styles.style_sheet, name="kind_styles"),
    *(path("", include(f"entities.{room}.urls")) for room in ROOMS),
]
