from django.urls import path

from entities.reader import article_views, statement_views, views

urlpatterns = [
    path("mentions/<int:pk>/", views.card, name="mention_card"),
    path("mentions/<int:pk>/confirm/", views.confirm, name="mention_confirm"),
    path("mentions/<int:pk>/reject/", views.reject, name="mention_reject"),
    path("mentions/<int:pk>/reassign/", views.reassign, name="mention_reassign"),
    path("mentions/<int:pk>/kind/", views.change_kind, name="mention_kind"),
    path("mentions/<int:pk>/value/", views.set_value, name="mention_value"),
    path("mentions/<int:pk>/resize/", views.resize, name="mention_resize"),
    path("mentions/<int:pk>/split/", views.split, name="mention_split"),
    path("mentions/<int:pk>/join/", views.join, name="mention_join"),
    path("mentions/<int:pk>/entities/", views.picker, name="mention_picker"),
    path("articles/<int:article_pk>/mentions/add/", views.add, name="mention_add"),
    path("relationships/add/", statement_views.add, name="relationship_add"),
    path("relationships/ends/", statement_views.ends, name="relationship_ends"),
    path("relationships/<int:pk>/change/", statement_views.change, name="relationship_change"),
    path("evidence/<int:pk>/confirm/", statement_views.confirm, name="evidence_confirm"),
    path("evidence/<int:pk>/reject/", statement_views.reject, name="evidence_reject"),
    path(
        "articles/<int:article_pk>/relationships/",
        statement_views.listed,
        name="article_relationships",
    ),
    path("articles/<int:article_pk>/details/", article_views.describe, name="article_details"),
    path("articles/<int:article_pk>/source/", article_views.grade_source, name="source_grade"),
    path("articles/<int:article_pk>/presence/", article_views.beat, name="article_presence"),
    path("articles/<int:article_pk>/anew/", article_views.anew, name="article_refresh"),
    path(
        "articles/<int:article_pk>/confirm/",
        article_views.confirm_on_screen,
        name="article_confirm_shown",
    ),
    path("articles/<int:article_pk>/undo/", article_views.undo, name="article_undo"),
    path("articles/<int:article_pk>/redo/", article_views.redo, name="article_redo"),
    path("articles/<int:article_pk>/panel/", article_views.panel, name="article_panel"),
    path("acts/<int:pk>/undo/", article_views.undo_one, name="action_undo"),
    path("acts/<int:pk>/redo/", article_views.redo_one, name="action_redo"),
]
