"""The page Import, and the preview of an upload with all that its owner says of it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.clearance import markings_to_give
from articles.requests import Request
from articles.source_models import Source
from articles.upload_models import Upload, UploadItem
from articles.uploads import settle
from articles.uploads.files import UploadError, remove_upload
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.imports.forms import ColumnsForm, ForAllForm, ItemForm, shown_values
from entities.imports.queries import Preview, Row, Run, all_runs, unfinished
from entities.imports.receiving import PERMISSION, may_import, owned
from entities.lists import primary_key

RUNS_SHOWN = 6
MOST_SOURCES = 500
ROWS_CHANGED = "rows-changed"

View = Callable[..., HttpResponse]


def upload_act(view: View) -> View:
    """Decorator: a POST by the owner of an upload; a refusal is answered in one sentence."""

    @action_view(PERMISSION)
    @wraps(view)
    def guarded(request: Request, token: str, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, owned(request, token), *args, **kwargs)
        except UploadError as error:
            raise CorrectionError(str(error)) from None

    return guarded


@require_safe
@may_import
def import_page(request: Request) -> HttpResponse:
    """Drop, choose or paste; what waits for the person, and the last runs."""
    uploads = Upload.objects.of(request.user)
    runs = list(all_runs()[: RUNS_SHOWN + 1])
    context = {
        "uploads": [Preview(upload) for upload in unfinished(uploads)],
        "runs": [Run(run) for run in runs[:RUNS_SHOWN]],
        "more_runs": len(runs) > RUNS_SHOWN,
    }
    return render(request, "entities/imports/import.html", context)


@require_safe
@may_import
def upload_page(request: Request, token: str) -> HttpResponse:
    """What each item would become; one that is taken in is shown by its run."""
    upload = owned(request, token)
    if (run := upload.run) and upload.state in (Upload.State.IMPORTING, Upload.State.DONE):
        return redirect("entities:import_run", run.pk)
    context = _preview(request, upload)
    if (number := primary_key(request.GET.get("item"))) is not None:
        context |= _item(_item_of(upload, number))
    return render(request, "entities/imports/upload.html", context)


@require_safe
@may_import
def state(request: Request, token: str) -> HttpResponse:
    """How far it is, for a page that looks again and again."""
    upload = owned(request, token)
    if (run := upload.run) and upload.state in (Upload.State.IMPORTING, Upload.State.DONE):
        return HttpResponse(headers={"HX-Redirect": reverse("entities:import_run", args=[run.pk])})
    context = _preview(request, upload) | {"is_polled": True}
    return render(request, "entities/imports/_state.html", context)


@require_safe
@may_import
def rows(request: Request, token: str) -> HttpResponse:
    return render(request, "entities/imports/_rows.html", _preview(request, owned(request, token)))


@require_safe
@may_import
def item(request: Request, token: str, number: int) -> HttpResponse:
    """One item with its fields to mend, for the side of the preview."""
    one = _item_of(owned(request, token), number)
    if not request.htmx:
        return redirect(f"{_address(one.upload)}?item={number}")
    return render(request, "entities/imports/_item.html", _item(one))


@upload_act
def mend(request: Request, upload: Upload, number: int) -> HttpResponse:
    one = _item_of(upload, number)
    form = ItemForm(request.POST)
    if not form.is_valid():
        raise UploadError(_first_error(form))
    settle.mend(one, form.values_of(one))
    return _item_changed(request, one)


@upload_act
def leave_out(request: Request, upload: Upload, number: int) -> HttpResponse:
    """Leave an item out, or take it in after all."""
    one = _item_of(upload, number)
    settle.leave_out(one, is_left_out=request.POST.get("leave_out") == "1")
    return _item_changed(request, one)


@upload_act
def look(request: Request, upload: Upload) -> HttpResponse:
    settle.look(upload)
    return redirect(_address(upload))


@upload_act
def set_for_all(request: Request, upload: Upload) -> HttpResponse:
    form = ForAllForm(request.POST)
    if not form.is_valid():
        raise UploadError(_first_error(form))
    settle.set_for_all(upload, **form.cleaned_data)
    return redirect(_address(upload))


@upload_act
def set_columns(request: Request, upload: Upload) -> HttpResponse:
    form = ColumnsForm(Preview(upload).headings, request.POST)
    if not form.is_valid():
        raise UploadError(_first_error(form))
    settle.set_columns(upload, form.columns)
    return redirect(_address(upload))


@upload_act
def take_in(request: Request, upload: Upload) -> HttpResponse:
    settle.take_in(upload)
    return redirect(_address(upload))


@upload_act
def try_again(request: Request, upload: Upload) -> HttpResponse:
    settle.try_again(upload)
    return redirect(_address(upload))


@upload_act
def stop(request: Request, upload: Upload) -> HttpResponse:
    settle.stop(upload)
    return redirect(_address(upload))


@upload_act
def remove(request: Request, upload: Upload) -> HttpResponse:
    if upload.state == Upload.State.IMPORTING:
        raise UploadError(f"“{upload}” is being taken in: stop that first.")
    remove_upload(upload)
    messages.success(request, f"The files of “{upload}” are removed.")
    return redirect("entities:import_page")


def _address(upload: Upload) -> str:
    return reverse("entities:import_upload", args=[upload.token])


def _preview(request: Request, upload: Upload) -> dict[str, object]:
    preview = Preview(upload)
    fate = request.GET.get("fate", "")
    page = preview.page(fate, request.GET.get("page"))
    return {
        "upload": upload,
        "preview": preview,
        "fate": fate,
        "page": page,
        "rows": preview.rows(page),
        "handlings": markings_to_give(),
        "columns": ColumnsForm(preview.headings, initial=_columns(preview)),
        "sources": Source.objects.values_list("name", flat=True)[:MOST_SOURCES],
    }


def _columns(preview: Preview) -> dict[str, str]:
    columns = preview.upload.columns
    return {
        f"column_{number}": columns.get(heading, "")
        for number, heading in enumerate(preview.headings)
    }


def _item_of(upload: Upload, number: int) -> UploadItem:
    items = UploadItem.objects.select_related("upload", "article").defer("article__text")
    return get_object_or_404(items, upload=upload, number=number)


def _item(one: UploadItem) -> dict[str, object]:
    return {
        "upload": one.upload,
        "row": Row(one),
        "item": one,
        "values": shown_values(one),
    }


def _item_changed(request: Request, one: UploadItem) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{_address(one.upload)}?item={one.number}")
    response = render(request, "entities/imports/_item.html", _item(one) | {"is_saved": True})
    response["HX-Trigger"] = ROWS_CHANGED
    return response


def _first_error(form: Form) -> str:
    return str(next(iter(form.errors.values()))[0])
