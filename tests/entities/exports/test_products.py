"""What is taken away, opened by the programs of others."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import igraph
import openpyxl
import pypdf
import pytest
from django.http import QueryDict
from docx import Document

from articles.article_choices import Handling
from entities.exports.formats import FORMATS
from entities.exports.product import Product
from entities.kinds import Kind, RelationKind, Status
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
# What a spreadsheet, a typesetter, a browser or a program for literature could take for its own.
NASTY = "=1+1 #{x} $y$ <b>&{\\} “q” \u202e\u05d0 😀 @cmd"


@pytest.fixture
def archive():
    gang, rival = make_entity("MS-13", aliases=["=MS"]), make_entity("＝Barrio 18")
    town = make_entity("Kent", Kind.LOCATION, country="GB", latitude=51.2, longitude=0.7)
    for number, handling in enumerate([Handling.CLEAR, Handling.AMBER]):
        article = make_article(
            f"MS-13 fought Barrio 18 in Kent {number}.", title=NASTY, handling=handling
        )
        make_mention(article, "MS-13", gang, status=Status.CONFIRMED)
        make_mention(article, "Barrio 18", rival)
        make_mention(article, "Kent", town)
        quote = f"MS-13 fought Barrio 18 in Kent {number}."
        one = make_evidence(article, quote, gang, RelationKind.RIVAL_OF, rival)
        make_evidence(article, quote, gang, RelationKind.OPERATES_IN, town)
    one.relationship.status = Status.CONFIRMED
    one.relationship.save()
    make_article("Nothing of it.", handling=Handling.RED)


def product(query: str = "gang:MS-13", **fields) -> Product:
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    search = Search(SearchRequest.from_parameters(parameters))
    at = datetime(2026, 1, 2, 3, 4, 6, tzinfo=UTC)
    return Product(search, by="Ana", at=at, **fields)


def taken(form: str, query: str = "gang:MS-13", **fields) -> bytes:
    return b"".join(FORMATS[form].pieces(product(query, **fields)))


NOTHING = {
    "html": lambda file: b"0 articles of 0 origins." in file,
    "pdf": lambda file: (
        "0 articles of 0 origins." in pypdf.PdfReader(file_of(file)).pages[0].extract_text()
    ),
    "docx": lambda file: any(
        "0 articles of 0" in one.text for one in Document(file_of(file)).paragraphs
    ),
    "csv": lambda file: file.count(b"\n") == 1,
    "xlsx": lambda file: openpyxl.load_workbook(file_of(file))["articles"].max_row == 1,
    "tables": lambda file: zipfile.ZipFile(file_of(file)).read("mentions.csv").count(b"\n") == 1,
    "json": lambda file: json.loads(file) == [],
    "jsonl": lambda file: file == b"",
    "geojson": lambda file: json.loads(file)["features"] == [],
    "graphml": lambda file: b"</graphml>" in file and b"<node" not in file,
    "bibtex": lambda file: b"Articles: 0 of 3" in file and b"@article" not in file,
    "ris": lambda file: file == b"",
}


def file_of(written: bytes) -> io.BytesIO:
    return io.BytesIO(written)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_can_be_taken_away_too(archive, form):
    assert NOTHING[form](taken(form, "truce"))


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_is_in_memory_as_a_whole_is_bounded(archive, client, analyst, monkeypatch, form):
    monkeypatch.setitem(FORMATS, form, replace(FORMATS[form], most=1))
    client.force_login(analyst)
    answer = client.get(f"/search/export.{form}", {"q": "gang:MS-13"})
    assert answer.status_code == 400
    assert "holds at most 1 articles and this search finds 2: narrow it" in answer.content.decode()
    assert client.get("/search/export.html", {"q": "gang:MS-13"}).status_code == 200


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "docx"])
def test_the_same_again_is_the_same_to_the_byte(archive, form):
    assert taken(form) == taken(form)


def test_the_tables_fit_together_and_no_cell_is_a_formula(archive):
    with zipfile.ZipFile(io.BytesIO(taken("tables"))) as files:
        assert files.testzip() is None
        about = files.read("about.txt").decode()
        tables = {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(files.read(name).decode(), newline=""))
            )
            for name in files.namelist()
            if name.endswith(".csv")
        }
    assert "Articles: 2 of 3" in about and "TLP:AMBER" in about and "by Ana" in about
    assert {name: len(rows) for name, rows in tables.items()} == {
        "articles": 2,
        "mentions": 6,
        "entities": 3,
        "relationships": 2,
        "evidence": 4,
    }
    entities = {row["id"]: row for row in tables["entities"]}
    articles = {row["id"] for row in tables["articles"]}
    assert all(row["article"] in articles for row in tables["mentions"] + tables["evidence"])
    assert all(row["entity"] in entities for row in tables["mentions"])
    assert {row["title"] for row in tables["articles"]} == {f"'{NASTY}"}
    assert {row["name"] for row in entities.values()} == {"MS-13", "'＝Barrio 18", "Kent"}
    assert {row["status"] for row in tables["relationships"]} == {"proposed", "confirmed"}
    assert all(len(row["sha256"]) == 64 for row in tables["evidence"])


def test_excel_opens_the_workbook_with_numbers_dates_and_text(archive):
    book = openpyxl.load_workbook(io.BytesIO(taken("xlsx")))
    assert book.sheetnames == [
        *("about", "articles", "mentions", "entities", "relationships", "evidence")
    ]
    sheet = book["articles"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
    assert "TLP:AMBER" in sheet.oddHeader.left.text and "&P" in sheet.oddFooter.right.text
    title = sheet.cell(2, [cell.value for cell in sheet[1]].index("title") + 1)
    assert (title.value, title.data_type) == (NASTY, "s")
    assert isinstance(sheet.cell(2, 1).value, int)


def test_programs_read_lines_places_and_the_network(archive, tmp_path):
    lines = [json.loads(line) for line in taken("jsonl").splitlines()]
    assert len(lines) == 2
    for line in lines:
        assert [line["text"][one["start"] : one["end"]] for one in line["mentions"]] == [
            one["words"] for one in line["mentions"]
        ]
        assert {one["kind"] for one in line["relationships"]} == {"rival_of", "operates_in"}
    places = json.loads(taken("geojson"))
    (kent,) = places["features"]
    assert kent["geometry"]["coordinates"] == [0.7, 51.2]
    assert (kent["properties"]["name"], kent["properties"]["articles"]) == ("Kent", 2)
    path = tmp_path / "graph.graphml"
    path.write_bytes(taken("graphml"))
    graph = igraph.Graph.Read_GraphML(str(path))
    assert sorted(graph.vs["name"]) == ["Kent", "MS-13", "＝Barrio 18"]
    assert sorted(graph.es["status"]) == ["confirmed", "proposed"]
    assert graph.es["articles"] == [2, 2]


def test_references_keep_every_sign_as_text(archive):
    bibtex = taken("bibtex").decode()
    assert bibtex.count("@article{gangintel-") == 2
    assert r"=1+1 \#\{x\} \$y\$ <b>\&\{\textbackslash{}\}" in bibtex
    ris = taken("ris").decode()
    assert ris.count("TY  - NEWS\r\n") == 2 and ris.count("ER  - ") == 2
    assert f"TI  - {NASTY}\r\n" in ris


def test_a_pdf_is_tagged_marked_on_every_page_and_holds_what_people_confirmed(archive):
    reader = pypdf.PdfReader(io.BytesIO(taken("pdf")))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [one.title for one in reader.outline if not isinstance(one, list)] == [
        "Articles on MS-13"
    ]
    pages = [page.extract_text() for page in reader.pages]
    assert all(text.count("TLP:AMBER") >= 2 for text in pages)
    assert f"1 of {len(pages)}" in pages[0]
    whole = " ".join(" ".join(pages).split())
    assert "rival of" in whole and "operates in" not in whole
    assert "1 more relationship is proposed by the machine and not checked" in whole
    assert "#{x} $y$ <b>&{\\}" in whole and "SHA-256" in whole
    with_proposals = pypdf.PdfReader(io.BytesIO(taken("pdf", with_proposals=True)))
    whole = " ".join(" ".join(page.extract_text() for page in with_proposals.pages).split())
    assert "operates in" in whole and "machine, not checked" in whole


def test_word_opens_the_report_with_headings_table_and_endnotes(archive):
    written = taken("docx")
    document = Document(io.BytesIO(written))
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert headings[:2] == ["Articles on MS-13", "Most often named"]
    assert "How this was made" in headings
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells][:3] == ["MS-13", "rival of", "＝Barrio 18"]
    for part in (document.sections[0].header, document.sections[0].footer):
        assert "TLP:AMBER" in part.paragraphs[0].text
        assert "NUMPAGES" in part._element.xml
    with zipfile.ZipFile(io.BytesIO(written)) as files:
        notes = files.read("word/endnotes.xml").decode()
        body = files.read("word/document.xml").decode()
    assert notes.count("<w:endnoteRef/>") == body.count("w:endnoteReference") == 2


def test_a_file_is_named_after_its_search_and_day(archive):
    assert FORMATS["tables"].file_name(product("gang:MS-13 truce")) == (
        "gangintel-gang-ms-13-truce-2026-01-02.zip"
    )
    assert FORMATS["csv"].file_name(product("")) == "gangintel-all-articles-2026-01-02.csv"
