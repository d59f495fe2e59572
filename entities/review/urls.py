from django.urls import path

from entities.review import name_views, views

urlpatterns = [
    path("review/", views.articles, name="review_articles"),
    path("review/assign/", views.assign, name="review_assign"),
    path("review/names/", name_views.names, name="review_names"),
    path("review/names/places/", name_views.places, name="review_name_places"),
    path("review/names/decide/", name_views.decide, name="review_name_decide"),
    path("review/mentions/", views.mentions, name="review_mentions"),
    path("review/mentions/confirm/", views.confirm_ticked, name="review_mentions_confirm"),
    path("review/mentions/<int:pk>/", views.decide, name="mention_decide"),
    path("review/changed-texts/", views.changed_texts, name="review_changed"),
    path("review/people/", views.people, name="review_people"),
    path("articles/<int:article_pk>/done/", views.finish, name="article_finish"),
    path("articles/<int:article_pk>/approve/", views.approve, name="article_approve"),
    path("articles/<int:article_pk>/send-back/", views.send_back, name="article_send_back"),
    path("articles/<int:article_pk>/reopen/", views.reopen, name="article_reopen"),
    path("articles/<int:article_pk>/lock/", views.lock, name="article_lock"),
    path("articles/<int:article_pk>/unlock/", views.unlock, name="article_unlock"),
    path("articles/<int:article_pk>/next/", views.following, name="review_next"),
]
