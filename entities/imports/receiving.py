"""Files on their way here: in pieces from the script of the page, or at once from a plain form."""

from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from articles.requests import Request
from articles.upload_models import Upload
from articles.uploads.files import (
    Piece,
    UploadError,
    add_text,
    begin_upload,
    receive,
    remove_upload,
)
from articles.uploads.settle import look
from entities.actions.answers import refused
from entities.actions.recorder import CorrectionError
from entities.imports.forms import PasteForm

PERMISSION = "articles.add_importrun"
may_import = permission_required(PERMISSION, raise_exception=True)
PASTED = "Pasted text"
_NOT_WHOLE = "This request is none of the page Import: reload it and try again."


def owned(request: Request, token: str) -> Upload:
    """The upload, if it is the person's own and its files are still here; else there is none."""
    return get_object_or_404(Upload.objects.of(request.user), token=token)


@require_POST
@may_import
def begin(request: Request) -> HttpResponse:
    """Begin to receive what was dropped; answers a script with where to send it."""
    try:
        upload = begin_upload(request.user, request.POST.get("name", ""))
    except UploadError as error:
        return _refusal(error)
    addresses = {"files": "import_files", "look": "import_look", "page": "import_upload"}
    return JsonResponse(
        {name: reverse(f"entities:{view}", args=[upload.token]) for name, view in addresses.items()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def files(request: Request, token: str) -> HttpResponse:
    """How many bytes of each file are here; with pieces of files, after keeping these."""
    upload = owned(request, token)
    if request.method != "POST":
        return JsonResponse({"received": dict(upload.files.values_list("name", "received"))})
    try:
        return JsonResponse({"received": receive(upload, _pieces(request))})
    except UploadError as error:
        return _refusal(error)


def _pieces(request: Request) -> list[Piece]:
    """The pieces of a request: as many names, sizes and offsets as pieces, in the same order."""
    said = [request.POST.getlist(name) for name in ("name", "size", "offset")]
    try:
        return [
            Piece(name, int(size), int(offset), file.chunks())
            for name, size, offset, file in zip(*said, request.FILES.getlist("piece"), strict=True)
        ]
    except ValueError:
        raise UploadError(_NOT_WHOLE) from None


def _refusal(error: UploadError) -> JsonResponse:
    return JsonResponse({"error": str(error)}, status=422)


@require_POST
@may_import
def form(request: Request) -> HttpResponse:
    """Take files or a pasted text from a form, and have them looked at."""
    pasted = PasteForm(request.POST)
    try:
        if not pasted.is_valid():
            raise UploadError(next(iter(pasted.errors.values()))[0])
        chosen = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
        text = pasted.cleaned_data["text"]
        if not chosen and not text:
            raise UploadError("Nothing was chosen: choose files, or paste a text.")
        upload = begin_upload(request.user, _name_of(chosen))
        try:
            if text:
                add_text(upload, pasted.cleaned_data["name"] or PASTED, text)
            receive(upload, _numbered(chosen))
            look(upload)
        except UploadError:
            remove_upload(upload)
            raise
    except UploadError as error:
        return refused(request, CorrectionError(str(error)))
    return redirect("entities:import_upload", upload.token)


def _name_of(chosen: list[UploadedFile]) -> str:
    if not chosen:
        return PASTED
    return str(chosen[0].name) if len(chosen) == 1 else f"{len(chosen)} files"


def _numbered(chosen: list[UploadedFile]) -> list[Piece]:
    """Whole files; a form says nothing of their folders, so that two may have one name."""
    names: dict[str, int] = {}
    pieces = []
    for file in chosen:
        name = file.name or ""
        names[name] = names.get(name, 0) + 1
        stem, dot, ending = name.rpartition(".")
        if names[name] > 1:
            name = f"{stem} ({names[name]}){dot}{ending}" if dot else f"{name} ({names[name]})"
        pieces.append(Piece(name, file.size or 0, 0, file.chunks()))
    return pieces
