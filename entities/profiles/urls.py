from django.urls import path

from entities.profiles import correct_views, views

urlpatterns = [
    path("entities/", views.listing, name="entity_list"),
    path("entities/<int:pk>/", views.detail, name="entity_detail"),
    path("entities/<int:pk>/correct/", correct_views.correct, name="profile_correct"),
    path("entities/<int:pk>/relationships/", views.places_to_state, name="entity_relate"),
    path(
        "entities/<int:entity_pk>/relationships/<int:pk>/",
        views.judge_relationship,
        name="entity_relationship_judge",
    ),
    path(
        "entities/<int:entity_pk>/relationships/<int:pk>/quotes/",
        views.relationship_quotes,
        name="entity_relationship_quotes",
    ),
    path("entities/<int:pk>/names/", views.add_name, name="name_add"),
    path("mentions/<int:pk>/name/", views.add_words, name="mention_name"),
    path("names/<int:pk>/end/", views.end_name, name="name_end"),
]
