from django.urls import path

from entities.search import views

urlpatterns = [
    path("search/", views.page, name="search"),
    path("search/complete/", views.complete, name="search_complete"),
    path("search/preview/<int:pk>/", views.preview, name="search_preview"),
    path("search/hits/<int:pk>/step/", views.step, name="search_step"),
    path("search/like/<int:pk>/", views.like, name="search_like"),
]
