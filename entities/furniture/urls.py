from django.urls import path

from entities.furniture import views

urlpatterns = [
    path("furniture/", views.listing, name="furniture_rules"),
    path("furniture/<int:pk>/end/", views.end, name="furniture_end"),
    path("articles/<int:article_pk>/furniture/", views.preview, name="furniture_preview"),
    path("articles/<int:article_pk>/furniture/say/", views.say, name="furniture_say"),
]
