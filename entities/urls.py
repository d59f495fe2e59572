from django.urls import path

from entities.views import entities, evidence, mentions, review, search

app_name = "entities"
urlpatterns = [
    path("search/", search.page, name="search"),
    path("search/export.<str:form>", search.export, name="export"),
    path("entities/", entities.listing, name="list"),
    path("entities/<int:pk>/", entities.detail, name="detail"),
    path("mentions/<int:pk>/", mentions.card, name="mention_card"),
    path("mentions/<int:pk>/confirm/", mentions.confirm, name="mention_confirm"),
    path("mentions/<int:pk>/reject/", mentions.reject, name="mention_reject"),
    path("mentions/<int:pk>/reassign/", mentions.reassign, name="mention_reassign"),
    path("mentions/<int:pk>/entities/", mentions.picker, name="picker"),
    path("evidence/<int:pk>/confirm/", evidence.confirm, name="evidence_confirm"),
    path("evidence/<int:pk>/reject/", evidence.reject, name="evidence_reject"),
    path("articles/<int:article_pk>/mentions/add/", mentions.add, name="mention_add"),
    path("articles/<int:article_pk>/review/", review.set_status, name="review"),
    path("articles/<int:article_pk>/undo/", review.undo, name="undo"),
]
