"""All addresses of the rooms, in the one namespace `entities`."""

from django.urls import include, path

app_name = "entities"
ROOMS = (
    "actions",
    "exports",
    "name_rules",
    "profiles",
    "reader",
    "relationships",
    "review",
    "saved_searches",
    "search",
)
urlpatterns = [
    *(path("", include(f"entities.{room}.urls")) for room in ROOMS),
]
