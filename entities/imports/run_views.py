"""The history of runs, and one run: live while it goes on, with every item that it kept."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter

from articles.models import Article
from articles.requests import Request
from articles.run_models import ImportRun
from articles.upload_models import Upload
from entities.imports.queries import Run, all_runs, run_that_brought
from entities.imports.receiving import may_import
from entities.lists import ListFilters, PersonFilter, TextFilter, page_of

RUNS_A_PAGE = 30
LIVE = 8


class RunFilters(ListFilters):
    title = "Runs"

    q = TextFilter(label="From", method="from_path")
    user = PersonFilter(label="By", empty_label="anybody")
    state = ChoiceFilter(label="State", choices=ImportRun.State.choices, empty_label="any")

    def from_path(self, runs: QuerySet, name: str, words: str) -> QuerySet[ImportRun]:
        return runs.filter(paths__icontains=words) | runs.filter(source__icontains=words)


@require_safe
@may_import
def listing(request: Request) -> HttpResponse:
    filters = RunFilters(request.GET, all_runs())
    page = page_of(filters.qs, request.GET.get("page"), RUNS_A_PAGE)
    context = {"filters": filters, "page": page, "runs": [Run(run) for run in page]}
    return render(request, "entities/imports/runs.html", context)


@require_safe
@may_import
def run_page(request: Request, pk: int) -> HttpResponse:
    return render(request, "entities/imports/run.html", _run(request, pk))


@require_safe
@may_import
def state(request: Request, pk: int) -> HttpResponse:
    """How far it is, for a page that looks again and again; one that has ended is shown anew."""
    context = _run(request, pk)
    response = render(request, "entities/imports/_run_state.html", context)
    if not context["is_at_work"]:
        response["HX-Refresh"] = "true"
    return response


@require_safe
@may_import
def of_article(request: Request, pk: int) -> HttpResponse:
    """The run that brought an article."""
    article = get_object_or_404(Article.objects.defer("text"), pk=pk)
    if run := run_that_brought(article):
        return redirect("entities:import_run", run.pk)
    messages.info(request, f"Several imports ran when “{article}” came, and none has kept it.")
    return redirect("entities:import_runs")


def _run(request: Request, pk: int) -> dict[str, object]:
    run = Run(get_object_or_404(all_runs(), pk=pk))
    upload = _own_upload(request, run.run)
    fate = request.GET.get("fate", "")
    page = run.page(fate, request.GET.get("page"))
    # A job that goes on with a run begins another one.
    waits = bool(upload and upload.state == Upload.State.IMPORTING)
    return {
        "run": run,
        "upload": upload,
        "is_at_work": run.is_running or waits,
        "fate": fate,
        "page": page,
        "rows": run.rows(page),
        "latest": run.latest(LIVE) if run.is_running else [],
    }


def _own_upload(request: Request, run: ImportRun) -> Upload | None:
    """What the run took in, where the person dropped it and its files are still here.

    Only the last run of it can be gone on with.
    """
    upload = Upload.objects.of(request.user).filter(runs__run=run).first()
    return upload if upload and upload.run == run else None
