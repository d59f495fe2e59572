from django.urls import path

from entities.duplicates import views

urlpatterns = [
    path("entities/duplicates/", views.listing, name="duplicates"),
    path(
        "entities/duplicates/<int:first_pk>-<int:second_pk>/",
        views.decide,
        name="duplicate_decide",
    ),
    path("entities/<int:pk>/merge/", views.merge_page, name="entity_merge"),
    path("entities/<int:pk>/split/", views.split_page, name="entity_split"),
]
