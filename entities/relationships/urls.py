from django.urls import path

from entities.relationships import review_views

urlpatterns = [
    path("review/relationships/", review_views.relationships, name="relationships_review"),
    path("relationships/<int:pk>/", review_views.relationship, name="relationship_detail"),
    path("relationships/<int:pk>/confirm/", review_views.confirm, name="relationship_confirm"),
    path("relationships/<int:pk>/reject/", review_views.reject, name="relationship_reject"),
    path("relationships/undo/<int:pk>/", review_views.undo, name="relationship_undo"),
    path("evidence/<int:pk>/decide/", review_views.decide, name="evidence_decide"),
    path("review/contradictions/", review_views.contradictions, name="contradictions"),
    path("review/contradictions/dates/", review_views.dates_read, name="contradiction_dates"),
    path(
        "review/contradictions/<int:first_pk>-<int:second_pk>/",
        review_views.resolve_pair,
        name="contradiction_resolve",
    ),
    path(
        "review/contradictions/places/<int:place_pk>-<int:claimed_pk>/",
        review_views.resolve_place,
        name="contradiction_resolve_place",
    ),
]
