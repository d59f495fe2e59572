"""Given names of many languages and who bears them; made by `manage.py make_first_names`."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "first_names.tsv"
LEFT_OUT = FILE.with_name("first_names_left_out.txt")


@cache
def given_names() -> frozenset[str]:
    """Folded given names of many languages."""
    return frozenset(genders())


@cache
def genders() -> dict[str, str]:
    """Folded given names with who bears them: `f`, `m`, `fm` for both, empty where unknown."""
    _, *lines = FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def given_names_left_out() -> frozenset[str]:
    """Folded given names that mean something else so often that they make no name a person's."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
