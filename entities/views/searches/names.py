"""Many names at once: the form, the table with its progress, and the table to take away."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from entities.models import NameList
from entities.tasks import look_up_names
from entities.watching import names
from entities.watching.names import NamesError

_ROWS_A_PAGE = 200
_MOST_LISTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """The form, and the user's lists so far; a posted list is looked up."""
    context = {
        "lists": NameList.objects.filter(user=request.user)
        .order_by("-pk")
        .defer("rows")[:_MOST_LISTS],
        "most": names.MOST_NAMES,
        "typed": request.POST.get("names", ""),
    }
    if request.method != "POST":
        return render(request, "entities/watching/name_lists.html", context)
    try:
        given = names.read_names(context["typed"] + "\n" + _uploaded(request))
    except NamesError as error:
        context["refusal"] = str(error)
        return render(request, "entities/watching/name_lists.html", context, status=400)
    begun = names.begin(given, user=request.user)
    if len(given) <= names.AT_ONCE:
        names.look_up(begun.pk, lambda: False)
    else:
        look_up_names.defer(key=begun.pk)
    return redirect("entities:name_list", begun.pk)


@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Every name with who carries it; while they are looked up, how far that is."""
    found = get_object_or_404(NameList, pk=pk, user=request.user)
    outcome = request.GET.get("outcome", "")
    rows = [row for row in found.rows if outcome in ("", row[1])]
    counts = Counter(row[1] for row in found.rows)
    context = {
        "list": found,
        "total": len(found.names),
        "is_done": found.done == len(found.names),
        "outcome": outcome,
        "tabs": [(one, label, counts[one]) for one, label in names.OUTCOMES.items()],
        "page": Paginator(rows, _ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    template = "_name_table.html" if request.htmx else "name_list.html"
    return render(request, f"entities/watching/{template}", context)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(NameList, pk=pk, user=request.user)
    return StreamingHttpResponse(
        names.as_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="gangintel-names.csv"'},
    )


def _uploaded(request: HttpRequest) -> str:
    """The names in the uploaded file, one a line. Raises `NamesError`."""
    file = request.FILES.get("file")
    if file is None:
        return ""
    if file.size > names.MOST_BYTES:
        raise NamesError("The file is larger than 4 MB: divide it.")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NamesError(
            "The file is no text in UTF-8: save it as “CSV UTF-8” or plain text and try again."
        ) from None
    return names.first_column(text) if file.name.lower().endswith(".csv") else text
