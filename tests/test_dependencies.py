"""What pyproject.toml asks for is used, and what is used is asked for there."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SHIPPED = ("gangintel", "articles", "entities")
# Used without an import, and by which word one finds where.
USED_BY_OTHERS = {
    "argon2-cffi": "Argon2PasswordHasher",
    "lxml-html-clean": "trafilatura",
}
# What another dependency stands on, and speaks of in what it asks of us.
BROUGHT = {"django-pgtrigger": "django-pghistory", "lxml": "trafilatura", "thinc": "spacy"}
# The libraries that the design of GangIntel stands on.
FOUNDATIONS = ("django", "django-filter", "psycopg", "whitenoise", "spacy", "pytest-django")


def canonical(name: str) -> str:
    """The name of a distribution as the index of packages compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(*extras: str) -> set[str]:
    """The distributions that pyproject.toml names, with those of the extras."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {canonical(re.match(r"[\w.-]+", line)[0]) for line in lines} - {"gangintel"}


@cache
def owners() -> dict[str, set[str]]:
    """The installed distributions that bring a module, by its name at the top."""
    return {
        module: {canonical(name) for name in names}
        for module, names in packages_distributions().items()
    }


def modules_of(distribution: str) -> set[str]:
    """The modules at the top that an installed distribution brings."""
    return {module for module, names in owners().items() if distribution in names}


def imports(source: str) -> Iterator[str]:
    """The first name of every module that the source imports from outside its own package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def names(source: str) -> Iterator[str]:
    """The first name of every string that may name a module, as settings do."""
    for node in ast.walk(ast.parse(source)):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and re.fullmatch(r"[A-Za-z_]\w*(\.\w+)*", value):
            yield value.partition(".")[0]


def sources(*folders: str) -> list[str]:
    return [
        file.read_text(encoding="utf-8")
        for folder in folders
        for file in sorted((PROJECT / folder).rglob("*.py"))
    ]


def unused(distributions: Iterable[str], texts: Iterable[str]) -> set[str]:
    """The distributions of which no text imports a module, or names one as settings do."""
    used = {name for text in texts for name in (*imports(text), *names(text))}
    return {name for name in distributions if not modules_of(name) & used}


def test_every_dependency_is_used():
    assert unused(required("train"), sources(*SHIPPED)) == USED_BY_OTHERS.keys()


def test_the_words_by_which_others_use_a_dependency_are_there():
    everything = "\n".join([*sources(*SHIPPED), *required()])
    assert [word for word in USED_BY_OTHERS.values() if word not in everything] == []


def test_every_library_that_is_imported_is_a_dependency():
    own = {*SHIPPED, *sys.stdlib_module_names}
    imported = {name for text in sources(*SHIPPED) for name in imports(text)} - own
    asked = {*required("train"), *BROUGHT}
    assert {name for name in imported if not owners().get(name, set()) & asked} == set()
    assert set(BROUGHT.values()) <= required()


@pytest.mark.parametrize("name", FOUNDATIONS)
def test_what_the_design_stands_on_is_a_dependency_and_imported(name):
    imported = {module for text in sources(*SHIPPED, "tests") for module in imports(text)}
    assert name in required("test")
    assert modules_of(name) & imported


def test_a_dependency_that_nothing_uses_is_seen():
    texts = ["import psutil\nfrom django.db import models", 'APPS = ["axes.backends"]']
    assert unused(["django", "psutil", "django-axes", "granian"], texts) == {"granian"}
