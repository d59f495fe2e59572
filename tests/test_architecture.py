"""The arrows between the parts run one way: gangintel → entities → articles.

So do those between the rooms of `entities`. A dotted string that names a part, such as in
`import_string("entities.tasks.rescue")` or in a list of settings, is an arrow like an import.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
# Each part may import itself and those after it.
PARTS = ("gangintel", "entities", "articles")
SPACY_ONLY_IN = "entities/nlp/"
# Imported only where they are used, since they take long to load and most work needs none of them.
LATE = {
    ("articles/importing/language.py", "py3langid.langid"),
    ("entities/nlp/model.py", "spacy"),
    ("entities/nlp/model.py", "thinc.api"),
    ("entities/nlp/fine_tuning.py", "spacy.training"),
    ("entities/nlp/fine_tuning.py", "spacy.util"),
    ("entities/nlp/model.py", "spacy.tokens"),
    ("entities/nlp/model.py", "spacy.util"),
}
# Whom each room, a folder or a module of `entities`, may import beside itself. One that is not a
# key is not held to anything.
_BASE = {"kinds", "models", "names", "periods", "quantities", "values"}
_READING = {"extraction", "gazetteer", "nlp"}
ROOMS: dict[str, set[str]] = {
    "kinds": set(),
    "names": set(),
    "quantities": set(),
    "values": {"quantities"},
    "periods": set(),
    "lists": {"models"},
    "typed_dates": set(),
    "kind_styles": {"kinds"},
    "models": {"kinds", "names", "values"},
    "weights": _BASE,
    "gazetteer": _BASE,
    "nlp": set(),
    "extraction": _BASE | {"gazetteer", "nlp"},
    "training": _BASE | _READING,
    "search": _BASE | {"extraction", "gazetteer", "lists", "weights"},
    "actions": _BASE | {"lists", "extraction", "gazetteer", "weights"},
    "review": _BASE | {"lists", "actions", "extraction", "search"},
    "sources": _BASE | {"actions", "gazetteer", "lists", "search", "typed_dates"},
    "reader": _BASE
    | {"actions", "copies", "extraction", "lists", "relationships", "review", "search", "sources"}
    | {"typed_dates", "weights"},
    "relationships": _BASE | {"actions", "lists", "review", "weights"},
    "name_rules": _BASE | {"lists", "actions", "extraction", "gazetteer", "reader", "search"},
    "furniture": _BASE | {"actions", "lists"},
    "imports": _BASE | {"actions", "lists", "typed_dates"},
    "copies": _BASE | {"actions", "lists", "weights"},
    "withdrawals": _BASE | {"actions", "lists"},
    "exports": _BASE | {"search", "weights"},
    "saved_searches": _BASE | {"lists", "exports", "gazetteer", "search"},
    "profiles": _BASE
    | {"lists", "actions", "extraction", "gazetteer", "reader", "relationships", "review"}
    | {"saved_searches", "search", "typed_dates", "weights"},
    "duplicates": _BASE | {"actions", "extraction", "gazetteer", "lists", "profiles", "search"},
    "notes": _BASE | {"actions", "extraction", "lists"},
    "first_steps": _BASE,
    "home": _BASE | {"extraction", "first_steps", "lists", "notes", "review", "saved_searches"},
    "palette": _BASE | {"search"},
    "admin": _BASE | {"actions"},
    "templatetags": _BASE
    | {"actions", "duplicates", "exports", "gazetteer", "kind_styles", "notes", "review"}
    | {"search"},
    "management": _BASE | _READING | {"duplicates", "exports", "search", "training", "weights"},
    "urls": {"kind_styles"},
    "apps": {"extraction", "notes"},
}
# Functions that take the dotted name of what they import.
IMPORTERS = {"import_string", "import_module"}
DOTTED = re.compile(rf"(?:{'|'.join(PARTS)}|tests)(?:\.[A-Za-z_]\w*)+")
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
                if base == "entities":  # what is imported from it are rooms
                    yield from ((f"{base}.{alias.name}", child, inside) for alias in child.names)
                else:
                    yield base, child, inside
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from walk(child, inside or is_function)

    yield from walk(ast.parse(source), False)


def named(source: str) -> Iterator[tuple[str, ast.AST]]:
    """Every dotted name in a string that stands for a module or for something in one."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if DOTTED.fullmatch(node.value):
                yield node.value, node
        elif isinstance(node, ast.Call) and node.args:
            function, name = node.func, node.args[0]
            called = getattr(function, "attr", getattr(function, "id", ""))
            is_string = isinstance(name, ast.Constant) and isinstance(name.value, str)
            if called in IMPORTERS and is_string and not DOTTED.fullmatch(name.value):
                yield name.value, node


def room_of(module: str) -> str:
    """`reader` for `entities.reader.page`; nothing for what is in no room of `entities`."""
    part, _, rest = module.partition(".")
    return rest.partition(".")[0] if part == "entities" else ""


def arrows(files: Mapping[str, str], *, strings: bool) -> dict[str, dict[str, str]]:
    """For each room whom it imports at the top of a module, or also names, and one place where."""
    found: dict[str, dict[str, str]] = {}
    rooms = {room_of(_module_of(name)) for name in files}
    for name, source in files.items():
        room = room_of(_module_of(name))
        package = ".".join(Path(name).parent.parts)
        known: Iterable[tuple[str, ast.AST]] = [
            (module, node) for module, node, inside in imported(source, package) if not inside
        ]
        if strings:
            known = [*known, *named(source)]
        for module, node in known:
            other = room_of(module)
            # A name of no room: a model or a right, such as in `entities.change_mention`.
            if room and other in rooms - {room, ""}:
                found.setdefault(room, {}).setdefault(other, f"{name}:{node.lineno}")
    return found


def _module_of(name: str) -> str:
    return ".".join(Path(name).with_suffix("").parts).removesuffix(".__init__")


def circle(found: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Rooms of which each imports the next one, with the place where, if there are any."""
    try:
        TopologicalSorter({room: set(others) for room, others in found.items()}).prepare()
    except CycleError as error:
        way = error.args[1][::-1]
        return [f"{found[room][other]}: {room} imports {other}" for room, other in pairwise(way)]
    return []


def trespasses(
    found: Mapping[str, Mapping[str, str]], table: Mapping[str, set[str]]
) -> Iterator[str]:
    """What rooms do that the table does not allow."""
    for room, others in found.items():
        for other in sorted(others.keys() - table.get(room, others.keys())):
            yield f"{others[other]}: {room} must not know {other}"


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
    for module, node in named(source):
        top = module.partition(".")[0]
        if top in {*forbidden, "tests", "spacy"}:
            found.append(f"{name}:{node.lineno} names {module}, but must not know {top}")
    return found


def rooms() -> dict[str, str]:
    """The source of each file of `entities`, by its name relative to the project."""
    names = {file.relative_to(PROJECT).as_posix(): file for file in sources()}
    return {
        name: file.read_text(encoding="utf-8")
        for name, file in names.items()
        if name.startswith("entities/")
    }


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
        ("articles/apps.py", 'import_string("entities.extraction.store.carry_over.carry_over")'),
        ("articles/models.py", 'models.ForeignKey("entities.Mention", models.CASCADE)'),
        ("entities/tasks.py", 'def f():\n    app.configure_task("gangintel.tasks.f").defer()'),
        ("entities/tasks.py", 'import_module("spacy.tokens")'),
        ("gangintel/settings.py", 'MIDDLEWARE = ["django.x", "tests.factories.Middleware"]'),
        ("articles/importing/read_files.py", "def f():\n    import trafilatura"),
        ("articles/importing/readers/web_page.py", "def f():\n    import articles.models"),
    ],
)
def test_an_arrow_that_runs_back_is_seen(name, source):
    assert len(faults(name, source)) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("gangintel/urls.py", "from entities.home import home\nimport articles.models"),
        ("entities/models/entity.py", "from articles.models import Article\nfrom . import mention"),
        ("entities/nlp/model.py", "def model():\n    import spacy"),
        ("articles/importing/readers/web_page.py", "def f():\n    import trafilatura"),
        ("articles/search.py", "from .models import Article\nimport entities_of_another_project"),
        ("articles/search.py", '"""Knows nothing of entities. See gangintel.settings."""'),
        ("articles/models.py", 'import_string("articles.text.clean")\nX = "entities"'),
        ("gangintel/settings.py", 'BUILTINS = ["entities.templatetags.entities"]'),
    ],
)
def test_what_is_allowed_is_not_complained_about(name, source):
    assert faults(name, source) == []


FOUR_ROOMS = {
    "entities/kinds.py": "import enum",
    "entities/models/entity.py": "from entities.kinds import Kind\nfrom . import mention",
    "entities/search/page.py": "from ..models import entity\nfrom entities import kinds",
    "entities/tasks.py": 'def f():\n    import_string("entities.search.page.learn")()',
}


def test_arrows_between_rooms_are_found():
    assert arrows(FOUR_ROOMS, strings=False) == {
        "models": {"kinds": "entities/models/entity.py:1"},
        "search": {"models": "entities/search/page.py:1", "kinds": "entities/search/page.py:2"},
    }
    assert arrows(FOUR_ROOMS, strings=True)["tasks"] == {"search": "entities/tasks.py:2"}


def test_a_model_or_a_right_is_no_room():
    files = FOUR_ROOMS | {"entities/kinds.py": 'X = "entities.Mention", "entities.add_mention"'}
    assert "kinds" not in arrows(files, strings=True)


def test_a_circle_of_rooms_is_told_with_its_places():
    assert circle(arrows(FOUR_ROOMS, strings=False)) == []
    files = FOUR_ROOMS | {"entities/kinds.py": "\nif True:\n    from entities.search import page"}
    told = circle(arrows(files, strings=False))
    assert "entities/kinds.py:3: kinds imports search" in told
    assert len(told) in (2, 3)  # by way of the models, or at once


def test_a_room_imports_only_those_that_the_table_names():
    table = {"search": {"kinds"}, "models": {"kinds", "gazetteer"}}
    assert list(trespasses(arrows(FOUR_ROOMS, strings=False), table)) == [
        "entities/search/page.py:1: search must not know models"
    ]


def test_no_rooms_of_entities_import_each_other_in_a_circle():
    assert circle(arrows(rooms(), strings=False)) == []


def test_the_rooms_of_entities_import_only_those_that_the_table_names():
    assert list(trespasses(arrows(rooms(), strings=True), ROOMS)) == []


def test_the_table_names_every_room_of_entities():
    assert {room_of(_module_of(name)) for name in rooms()} - {""} == ROOMS.keys()
