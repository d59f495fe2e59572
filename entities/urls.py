from django.urls import path

from entities.views import (
    entities,
    evidence,
    history,
    mentions,
    metadata,
    naming,
    presence,
    review,
    search,
)
from entities.views.reviewing import acts as reviewing
from entities.views.reviewing import pages

app_name = "entities"
urlpatterns = [
    path("search/", search.page, name="search"),
    path("search/export.<str:form>", search.export, name="export"),
    path("entities/", entities.listing, name="list"),
    path("entities/<int:pk>/", entities.detail, name="detail"),
    path("entities/<int:pk>/names/", naming.add, name="name_add"),
    path("names/<int:pk>/end/", naming.end, name="name_end"),
    path("mentions/<int:pk>/", mentions.card, name="mention_card"),
    path("mentions/<int:pk>/confirm/", mentions.confirm, name="mention_confirm"),
    path("mentions/<int:pk>/reject/", mentions.reject, name="mention_reject"),
    path("mentions/<int:pk>/reassign/", mentions.reassign, name="mention_reassign"),
    path("mentions/<int:pk>/kind/", mentions.change_kind, name="mention_kind"),
    path("mentions/<int:pk>/resize/", mentions.resize, name="mention_resize"),
    path("mentions/<int:pk>/split/", mentions.split, name="mention_split"),
    path("mentions/<int:pk>/join/", mentions.join, name="mention_join"),
    path("mentions/<int:pk>/entities/", mentions.picker, name="picker"),
    path("mentions/<int:pk>/name/", naming.add_words, name="mention_name"),
    path("evidence/<int:pk>/confirm/", evidence.confirm, name="evidence_confirm"),
    path("evidence/<int:pk>/reject/", evidence.reject, name="evidence_reject"),
    path("articles/<int:article_pk>/mentions/add/", mentions.add, name="mention_add"),
    path("articles/<int:article_pk>/details/", metadata.describe, name="describe"),
    path("articles/<int:article_pk>/source/", metadata.grade_source, name="grade_source"),
    path("articles/<int:article_pk>/presence/", presence.beat, name="presence"),
    path("articles/<int:article_pk>/anew/", presence.anew, name="anew"),
    path("articles/<int:article_pk>/done/", reviewing.finish, name="finish"),
    path("articles/<int:article_pk>/approve/", reviewing.approve, name="approve"),
    path("articles/<int:article_pk>/send-back/", reviewing.send_back, name="send_back"),
    path("articles/<int:article_pk>/reopen/", reviewing.reopen, name="reopen"),
    path("articles/<int:article_pk>/next/", pages.following, name="next"),
    path(
        "articles/<int:article_pk>/confirm/", reviewing.confirm_on_screen, name="confirm_on_screen"
    ),
    path("review/", pages.articles, name="review"),
    path("review/assign/", reviewing.assign, name="assign"),
    path("review/mentions/", pages.mentions, name="review_mentions"),
    path("review/mentions/confirm/", reviewing.confirm_ticked, name="confirm_ticked"),
    path("review/mentions/<int:pk>/", reviewing.decide, name="decide"),
    path("review/people/", pages.people, name="review_people"),
    path("review/undo/<int:pk>/", reviewing.undo_listed, name="undo_listed"),
    path("articles/<int:article_pk>/undo/", review.undo, name="undo"),
    path("articles/<int:article_pk>/redo/", review.redo, name="redo"),
    path("articles/<int:article_pk>/panel/", review.panel, name="panel"),
    path("history/", history.page, name="history"),
    path("acts/<int:pk>/undo/", review.undo_one, name="undo_one"),
    path("acts/<int:pk>/redo/", review.redo_one, name="redo_one"),
]
