"""The arrows between the parts run one way: gangintel → entities → articles."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
# Each part may import itself and those after it.
PARTS = ("gangintel", "entities", "articles")
SPACY_ONLY_IN = "entities/nlp/"
# Imported only where they are used, since they take long to load and most work needs none of them.
LATE = {
    ("entities/nlp/model.py", "spacy"),
    ("entities/nlp/model.py", "thinc.api"),
    ("entities/nlp/training.py", "spacy.training"),
    ("entities/nlp/training.py", "spacy.util"),
    ("entities/nlp/documents.py", "spacy"),
    ("entities/nlp/documents.py", "spacy.tokens"),
    ("entities/nlp/documents.py", "spacy.util"),
}
# A reader may so import the libraries of its format.
READERS = "articles/importing/readers/"


def imported(source: str, package: str = "") -> Iterator[tuple[str, ast.stmt, bool]]:
    """Every module that the source imports, the statement, and whether it is in a function.

    `package` is what relative imports are relative to.
    """

    def walk(node: ast.AST, inside: bool) -> Iterator[tuple[str, ast.stmt, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from ((alias.name, child, inside) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = child.module or ""
                if child.level:
                    around = package.split(".")[: len(package.split(".")) - child.level + 1]
                    base = ".".join([*around, *filter(None, [base])])
                yield base, child, inside
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from walk(child, inside or is_function)

    yield from walk(ast.parse(source), False)


def sources() -> list[Path]:
    return [
        file
        for part in PARTS
        for file in sorted((PROJECT / part).rglob("*.py"))
        if "migrations" not in file.relative_to(PROJECT).parts
    ]


def faults(name: str, source: str) -> list[str]:
    """What the file of this name, relative to the project, does that it must not."""
    part, *_ = Path(name).parts
    forbidden = PARTS[: PARTS.index(part)]
    found = []
    for module, statement, inside in imported(source, ".".join(Path(name).parent.parts)):
        top = module.partition(".")[0]
        where = f"{name}:{statement.lineno} imports {module}"
        if top in forbidden:
            found.append(f"{where}, but {part} must not know {top}")
        if top == "spacy" and not name.startswith(SPACY_ONLY_IN):
            found.append(f"{where}, which only {SPACY_ONLY_IN} may")
        if top == "tests":
            found.append(f"{where}, which are not shipped")
        is_late = (name, module) in LATE or (name.startswith(READERS) and top not in PARTS)
        if inside and not is_late:
            found.append(f"{where} inside a function: import at the top")
    return found


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(PROJECT)))
def test_imports_go_one_way(file):
    assert faults(file.relative_to(PROJECT).as_posix(), file.read_text(encoding="utf-8")) == []


def test_there_are_files_to_walk():
    walked = {file.relative_to(PROJECT).as_posix() for file in sources()}
    assert {"gangintel/settings.py", "entities/kinds.py", "articles/models.py"} <= walked


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("articles/models.py", "import entities.models"),
        ("articles/models.py", "from entities import models"),
        ("articles/importing/text.py", "from gangintel.settings import BASE_DIR"),
        ("articles/importing/text.py", "from ...entities import models"),
        ("entities/kinds.py", "if True:\n    from gangintel import urls"),
        ("entities/extraction/pipeline.py", "import spacy"),
        ("entities/extraction/pipeline.py", "from spacy.tokens import Doc"),
        ("entities/nlp.py", "import spacy"),
        ("entities/nlp/model.py", "def f():\n    import json"),
        ("entities/kinds.py", "def f():\n    import json"),
        ("entities/kinds.py", "class C:\n    async def f(self):\n        import json"),
        ("entities/kinds.py", "from tests import factories"),
        ("articles/importing/read_files.py", "def f():\n    import trafilatura"),
        ("articles/importing/readers/web_page.py", "def f():\n    import articles.models"),
    ],
)
def test_an_arrow_that_runs_back_is_seen(name, source):
    assert len(faults(name, source)) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("gangintel/urls.py", "from entities.views.home import home\nimport articles.models"),
        ("entities/models/entity.py", "from articles.models import Article\nfrom . import mention"),
        ("entities/nlp/model.py", "def model():\n    import spacy"),
        ("articles/importing/readers/web_page.py", "def f():\n    import trafilatura"),
        ("articles/search.py", "from .models import Article\nimport entities_of_another_project"),
    ],
)
def test_what_is_allowed_is_not_complained_about(name, source):
    assert faults(name, source) == []
