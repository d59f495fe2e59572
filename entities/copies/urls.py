from django.urls import path

from entities.copies import views

urlpatterns = [
    path("articles/<int:article_pk>/copies/", views.listing, name="article_copies"),
    path("articles/<int:article_pk>/copies/join/", views.join, name="article_copies_join"),
    path("articles/<int:article_pk>/copies/part/", views.part, name="article_copies_part"),
    path(
        "articles/<int:article_pk>/copies/decisions/",
        views.take_over,
        name="article_copies_take_over",
    ),
]
