from django.urls import path

from entities.notes import views

urlpatterns = [
    path("notes/", views.listing, name="notes"),
    path("entities/<int:pk>/notes/", views.note_entity, name="entity_note"),
    path("relationships/<int:pk>/notes/", views.note_relationship, name="relationship_note"),
    path("articles/<int:article_pk>/comments/", views.comment, name="article_comment"),
    path("notes/<int:pk>/answer/", views.answer, name="note_answer"),
    path("notes/<int:pk>/change/", views.change, name="note_change"),
    path("notes/<int:pk>/remove/", views.remove, name="note_remove"),
]
