"""The style sheet of the kinds, made of their rows: a colour and an underline each."""

from functools import cache
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entities.kinds import Kind


@cache
def kind_styles() -> str:
    """`--gang` and its like for whatever is drawn, and `--k` for the kind that an element has."""
    colours = [f"  --{kind.value}: light-dark({', '.join(kind.row.colour)});\n" for kind in Kind]
    return "".join([":root {\n", *colours, "}\n", *map(_of_elements, Kind)])


@cache
def version() -> str:
    """Changes with the sheet, which browsers keep for good under its address."""
    return sha256(kind_styles().encode()).hexdigest()[:12]


@require_safe
@login_not_required
@cache_control(public=True, max_age=31_536_000, immutable=True)
def style_sheet(request: HttpRequest) -> HttpResponse:
    return HttpResponse(kind_styles(), content_type="text/css; charset=utf-8")


def _of_elements(kind: Kind) -> str:
    style, thickness = kind.row.underline.split()
    # Values are quieter than names: no tint.
    tint = "9%" if kind.is_entity else "0%"
    return (
        f'[data-kind="{kind.value}"] {{\n'
        f"  --k: var(--{kind.value});\n"
        f"  --k-style: {style};\n"
        f"  --k-thickness: {thickness};\n"
        f"  --k-tint: {tint};\n"
        "}\n"
    )
