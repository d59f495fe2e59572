from django.urls import path

from entities.saved_searches import views

urlpatterns = [
    path("searches/", views.listing, name="saved_searches"),
    path("searches/save/", views.save, name="saved_search_add"),
    path("searches/<int:pk>/new/", views.new, name="saved_search_new"),
    path("searches/<int:pk>/looked/", views.looked, name="saved_search_looked"),
    path("searches/<int:pk>/change/", views.change, name="saved_search_change"),
    path("searches/<int:pk>/remove/", views.remove, name="saved_search_remove"),
    path("searches/ran/", views.ran, name="search_ran"),
    path("searches/history/", views.history, name="search_history"),
    path("searches/history/forget/", views.forget, name="search_history_forget"),
    path("searches/log/", views.log, name="search_log"),
    path("searches/names/", views.lists, name="name_lists"),
    path("searches/names/<int:pk>/", views.table, name="name_list"),
    path("searches/names/<int:pk>/names.csv", views.export, name="name_list_export"),
    path("entities/<int:pk>/watch/", views.watch_entity, name="entity_watch"),
]
