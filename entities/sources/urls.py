from django.urls import path

from entities.sources import bulk_views, views, watched_views

urlpatterns = [
    path("sources/", views.listing, name="source_list"),
    path("sources/<int:pk>/", views.detail, name="source_detail"),
    path("sources/<int:pk>/name/", views.rename, name="source_rename"),
    path("sources/<int:pk>/grade/", views.grade, name="source_set_grade"),
    path("sources/<int:pk>/language/", views.language, name="source_set_language"),
    path("sources/<int:pk>/home/", views.home, name="source_set_home"),
    path("sources/<int:pk>/merge/", views.merge_page, name="source_merge"),
    path("search/change/", bulk_views.page, name="articles_change"),
    path("search/change/do/", bulk_views.change, name="articles_change_do"),
    path("sources/watched/", watched_views.listing, name="watched_list"),
    path("sources/watched/add/", watched_views.add, name="watched_add"),
    path("sources/watched/<int:pk>/pause/", watched_views.pause, name="watched_pause"),
    path("sources/watched/<int:pk>/resume/", watched_views.resume, name="watched_resume"),
    path("sources/watched/<int:pk>/look/", watched_views.look_now, name="watched_look_now"),
    path("sources/watched/<int:pk>/remove/", watched_views.remove, name="watched_remove"),
]
