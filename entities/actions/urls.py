from django.urls import path

from entities.actions import views

urlpatterns = [
    path("history/", views.history_page, name="history"),
    path("acts/take-back/", views.take_back, name="action_take_back"),
    path("acts/do-again/", views.do_again, name="action_do_again"),
    path("acts/<int:pk>/", views.act_page, name="action_detail"),
    path("acts/<int:pk>/undo-rest/", views.undo_rest, name="action_undo_rest"),
    path("acts/<int:pk>/try-again/", views.try_again, name="action_try_again"),
]
