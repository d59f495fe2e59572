"""Two recipes of CONTRIBUTING.md carried out in a copy of the project: a kind of entity, with its
gazetteer, and a kind of relationship, with its rule.

Nothing else of the copy is touched, so whatever does not follow from the rows fails here.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo
from pytest_django import DjangoDbBlocker

from entities.kinds import LETTERS, Kind

PROJECT = Path(__file__).resolve().parents[1]
PARTS = ("articles", "entities", "gangintel", "static", "templates")

# What the kinds that there are have left.
KEY = next(key for key in "123456789" if all(kind.row.key != key for kind in Kind))
LETTER = next(one for one in "VWXYZ" if one not in LETTERS.values())
FACET = max(kind.row.facet for kind in Kind) + 1

KIND = f"""
    VESSEL = KindRow(
        "vessel",
        "vessel",
        "Vessels",
        gold="VESSEL",
        icon="ship",
        colour=("#0f6674", "#6fd0df"),
        underline="dashed 1px",
        key="{KEY}",
        field="vessel",
        says="mentions this vessel",
        example='"Calder Star"',
        facet={FACET},
        tried=("boat",),
        letter="{LETTER}",
        gazetteer=("vessels",),
    )
    DATE = KindRow(
"""
RELATION = """
    OWNS = RelationRow("owns", _GANG, (Kind.VESSEL,), "owner of", "owned by")

    def __new__(cls, row: Any) -> "RelationKind":
"""
RULES = f"""
[[rule]]
name = "bought-vessel"
pattern = '<head:G> (bought|purchased) <child:{LETTER}>'
needs = ["bought|purchased"]
confidence = 0.9
example = "In May the [head G:Calder Boys] bought the [child {LETTER}:Marlow Queen] in Veracruz."
counter = "In May the [head G:Calder Boys] painted the [child {LETTER}:Marlow Queen] in Veracruz."
"""
VESSELS = """\
key\tname\taliases\tsource
calder-star\tCalder Star\tCalderina\tinvented
"""
GANGS = """\
key\tname\tsource
quarry-road\tQuarry Road Gang\tinvented
"""
TEXT = """\
Ferry seized in Veracruz

The Quarry Road Gang bought the Calderina in March, customs officers said on Monday.
"""
# Run in the copy: what a person gets of the new kinds, through the pages themselves.
DRIVER = """
import json, sys
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from articles.models import Article
from entities.kinds import Kind
client = Client(headers={"host": "127.0.0.1"})
client.force_login(User.objects.create_superuser("ana"))
article = Article.objects.get()
mention = article.mentions.get(kind="vessel")
addresses = {
    "article": article.get_absolute_url(),
    "card": reverse("entities:mention_card", args=[mention.pk]),
    "found": reverse("entities:search") + "?q=vessel%3A%22Calder+Star%22",
    "related": reverse("entities:search") + "?q=rel%3Aowns(%22Quarry+Road+Gang%22)",
    "field": reverse("entities:search_complete") + "?head=ves",
    "name": reverse("entities:search_complete") + "?head=vessel%3Acalderi",
    "profile": mention.entity.get_absolute_url(),
    "listing": reverse("entities:entity_list") + "?kind=vessel",
    "styles": reverse("entities:kind_styles"),
}
pages = {}
for name, address in addresses.items():
    response = client.get(address)
    assert response.status_code == 200, (name, response.status_code)
    pages[name] = b"".join(response).decode()
print(json.dumps(pages))
"""


def insert_before(file: Path, line: str, rows: str) -> None:
    """Put rows where this line stands, once in the file, which `rows` ends with."""
    text = file.read_text()
    whole = f"\n{line}\n"
    assert text.count(whole) == 1
    file.write_text(text.replace(whole, rows))


class Copy:
    """The project with the two kinds, over a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        for part in PARTS:
            shutil.copytree(PROJECT / part, folder / part)
        for file in ("manage.py", "CHANGELOG.md", "pyproject.toml"):
            shutil.copy(PROJECT / file, folder)
        self._environment = os.environ | {
            "DATABASE_URL": database,
            "GANGINTEL_DATA_DIR": str(folder / "var"),
            "PYTHONPATH": str(folder),
        }

    def carry_out_the_recipes(self) -> None:
        kinds = self.folder / "entities" / "kinds.py"
        insert_before(kinds, "    DATE = KindRow(", KIND)
        insert_before(kinds, '    def __new__(cls, row: Any) -> "RelationKind":', RELATION)
        (self.folder / "entities" / "data" / "vessels.tsv").write_text(VESSELS)
        rules = self.folder / "entities" / "extraction" / "relations" / "rules" / "owns.toml"
        rules.write_text(RULES)
        self.manage("makemigrations", "entities", "--name", "vessels")

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def copy(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory
) -> Iterator[Copy]:
    with django_db_blocker.unblock():
        given = connection.get_connection_params()
    where = {name: given[name] for name in ("host", "port", "user", "password") if name in given}
    name = f"{given['dbname']}_recipes"
    with psycopg.connect(**where, dbname=given["dbname"], autocommit=True) as own:
        own.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        own.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        try:
            made = Copy(tmp_path_factory.mktemp("recipes"), make_conninfo(**where, dbname=name))
            made.carry_out_the_recipes()
            made.manage("migrate", "--verbosity=0")
            made.manage("collectstatic", "--no-input", "--verbosity=0")
            yield made
        finally:
            own.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_kind_of_entity_and_one_of_relationship_are_known_everywhere(copy):
    for name, text in {"vessels.tsv": VESSELS, "gangs.tsv": GANGS, "ferry.txt": TEXT}.items():
        (copy.folder / name).write_text(text)
    copy.manage("load_gazetteer", "vessels.tsv", "gangs.tsv")
    copy.manage("import_articles", "ferry.txt", "--source", "El Faro")
    read = json.loads(copy.manage("extract_entities", "--json"))
    assert (read["articles"], read["relationships"], read["failed"]) == (1, 1, 0)

    found = json.loads(copy.manage("search", 'vessel:"Calder Star"', "--json"))
    assert found["total"]["value"] == 1
    assert found["hits"][0]["matched_by"] == ["matched Calder Star by its alias Calderina"]
    assert [one["name"] for one in found["facets"]["vessel"]] == ["Calder Star"]

    copy.manage("export_report", "--query", "vessel:calderina", "--output", "found.csv")
    with (copy.folder / "found.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["vessels"] for row in csv.DictReader(file)] == ["Calder Star"]

    pages = json.loads(copy.manage("shell", "--command", DRIVER).splitlines()[-1])
    assert "Quarry Road Gang owner of Calder Star" in pages["article"]  # the label of a button
    assert 'value="vessel"' in pages["card"]
    assert "Calder Star" in pages["found"]
    assert "Ferry seized in Veracruz" in pages["related"]
    assert "mentions this vessel" in pages["field"]
    assert "Calder Star" in pages["name"]
    assert "Calderina" in pages["profile"]
    assert "Calder Star" in pages["listing"]
    assert "#0f6674" in pages["styles"]
