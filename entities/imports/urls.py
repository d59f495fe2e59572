from django.urls import path

from entities.imports import receiving, run_views, views

UPLOAD = "import/uploads/<uuid:token>/"
urlpatterns = [
    path("import/", views.import_page, name="import_page"),
    path("import/uploads/", receiving.begin, name="import_begin"),
    path("import/form/", receiving.form, name="import_form"),
    path(UPLOAD, views.upload_page, name="import_upload"),
    path(f"{UPLOAD}state/", views.state, name="import_state"),
    path(f"{UPLOAD}rows/", views.rows, name="import_rows"),
    path(f"{UPLOAD}files/", receiving.files, name="import_files"),
    path(f"{UPLOAD}look/", views.look, name="import_look"),
    path(f"{UPLOAD}all/", views.set_for_all, name="import_set_for_all"),
    path(f"{UPLOAD}columns/", views.set_columns, name="import_columns"),
    path(f"{UPLOAD}take-in/", views.take_in, name="import_take_in"),
    path(f"{UPLOAD}try-again/", views.try_again, name="import_try_again"),
    path(f"{UPLOAD}stop/", views.stop, name="import_stop"),
    path(f"{UPLOAD}remove/", views.remove, name="import_remove"),
    path(f"{UPLOAD}items/<int:number>/", views.item, name="import_item"),
    path(f"{UPLOAD}items/<int:number>/mend/", views.mend, name="import_mend"),
    path(f"{UPLOAD}items/<int:number>/leave-out/", views.leave_out, name="import_leave_out"),
    path("import/runs/", run_views.listing, name="import_runs"),
    path("import/runs/of-article/<int:pk>/", run_views.of_article, name="import_of_article"),
    path("import/runs/<int:pk>/", run_views.run_page, name="import_run"),
    path("import/runs/<int:pk>/state/", run_views.state, name="import_run_state"),
]
