"""Every format by a real file of it, imported by the real command: what each item becomes."""

import io
import json
import zipfile
from io import StringIO

import docx
import pytest
from django.core.management import CommandError, call_command

from articles.importing import fields, readers
from articles.importing.readers import feed
from articles.models import Article
from articles.run_models import ImportRun
from articles.source_models import Document
from tests.articles.importing.made_files import (
    ATOM,
    COLUMNS,
    MORE,
    NEWS,
    PAGE,
    RDF,
    ROWS,
    RSS,
    TITLE,
    jsons,
    mail,
    mailbox_of,
    msg,
    open_document,
    pdf,
    table,
    tarred,
    web_archive,
    word,
    workbook,
    zipped,
)

pytestmark = pytest.mark.django_db

LETTER = [TITLE, "By Ana Cruz", "October 25, 2012", NEWS]


def items(path, **options) -> list[dict]:
    """Dry-run the command on the path: an object for each item, without the folder in its name."""
    out = StringIO()
    try:
        call_command("import_articles", str(path), dry_run=True, json=True, stdout=out, **options)
    except CommandError as error:
        assert "failed" in str(error)
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    for item in found:
        item["file"] = item["file"].removeprefix(f"{path.parent}/")
    return found


def one(path, content: bytes, **options) -> dict:
    path.write_bytes(content)
    (item,) = items(path, **options)
    assert item["fate"] == "created", item["reason"]
    return item


def places(found: list[dict]) -> list[tuple]:
    return [(item["file"], item["position"], item["fate"]) for item in found]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf([LETTER, [MORE]])),
        ("a.docx", word("By Ana Cruz", "October 25, 2012", NEWS, MORE)),
        ("a.odt", open_document("By Ana Cruz", "October 25, 2012", NEWS, MORE)),
        ("a.eml", bytes(mail(f"{NEWS}\n\n{MORE}"))),
        ("page.eml", bytes(mail("In the page.", page=PAGE))),
        ("a.mbox", mailbox_of(mail(f"{NEWS}\n\n{MORE}"))),
        ("a.rdf", RDF.replace("</description>", f" {MORE}</description>").encode()),
        ("a.warc", web_archive(("https://example.org/1", "text/html", PAGE.encode()))),
        ("a.csv", table([COLUMNS, ROWS[0]])),
        ("a.xlsx", workbook([COLUMNS, ROWS[0]])),
        ("a.json", jsons({"headline": TITLE, "body": f"{NEWS} {MORE}", "author": "Ana Cruz",
                          "date": "2012-10-25"})),
    ],
)  # fmt: skip
def test_what_a_document_says_of_itself_is_found_whatever_its_format(tmp_path, name, content):
    for file in (name, "without an ending"):
        item = one(tmp_path / file, content)
        assert (item["title"], item["byline"]) == (TITLE, "Ana Cruz")
        assert (item["published"], item["precision"]) == ("2012-10-25", "day")
        assert "San Miguel on Monday, the authorities said" in " ".join(item["text"].split())
        assert "to a prison in Zacatecoluca." in " ".join(item["text"].split())


def test_a_mail_of_outlook_says_the_same(tmp_path):
    item = one(tmp_path / "a.msg", msg())
    assert (item["title"], item["byline"]) == (TITLE, "Ana Cruz")
    assert (item["published"], item["source"]) == ("2012-10-26", "example.org")  # the day of UTC


def test_a_place_in_a_pdf_is_on_a_page(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf([LETTER, [], ["Annual report", MORE]]))
    call_command("import_articles", str(tmp_path), stdout=StringIO())
    article = Article.objects.get()
    at = article.text.index
    assert len(article.page_starts) == 3
    assert article.page_at(0) == article.page_at(at("San Miguel")) == 1
    assert article.page_at(at("Annual report")) == article.page_at(article.length - 1) == 3
    (tmp_path / "a.pdf").write_bytes(pdf([[MORE, NEWS]]))
    call_command("import_articles", str(tmp_path), stdout=StringIO())
    article.refresh_from_db()
    assert (article.page_starts, article.revisions.get().page_starts[0]) == ([0], 0)


def test_a_feed_that_is_cut_off_says_so(tmp_path):
    (tmp_path / "a.rss").write_text(RSS[: RSS.rindex("</item>")])

    *taken, cut = items(tmp_path / "a.rss")

    assert [item["fate"] for item in taken] == ["created"] * (RSS.count("<item>") - 1)
    assert (cut["fate"], cut["reason"]) == ("failed", feed.ENDS_EARLY)


def test_a_word_document_is_read_with_its_notes_and_each_cell_once(tmp_path):
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = MORE + " " + NEWS
    cell.add_table(1, 1).cell(0, 0).text = "Inside a table of a table."
    out = io.BytesIO()
    document.save(out)
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:endnotes xmlns:w="{namespace}"><w:endnote><w:p><w:r><w:t>An endnote.</w:t></w:r>'
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/endnotes.xml", f"{note}</w:p></w:endnote></w:endnotes>")
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    of_word = {name: raw.replace(namespace.encode(), strict) for name, raw in parts.items()}

    for content in (out.getvalue(), zipped(of_word)):
        text = one(tmp_path / "a.docx", content)["text"]
        assert text.count("Inside a table of a table.") == 1
        assert text.endswith("An endnote.")


def test_a_text_without_pages_has_none(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS)
    call_command("import_articles", str(tmp_path), stdout=StringIO())
    assert Article.objects.get().page_at(5) is None


def test_each_attachment_is_a_document_of_its_own(tmp_path):
    forwarded = mail(
        "Here it is.", attached={"report.pdf": pdf([[MORE]]), "a.png": b"\x89PNG\r\n\x1a\n"}
    )
    forwarded.add_attachment(mail(id="<2@example.org>"))
    (tmp_path / "a.eml").write_bytes(bytes(forwarded))
    found = items(tmp_path / "a.eml")
    assert places(found) == [
        ("a.eml", None, "created"),
        ("a.eml/report.pdf", None, "created"),
        ("a.eml/a.png", None, "skipped"),
        ("a.eml/3.eml", None, "created"),
    ]
    assert (found[1]["text"], found[3]["title"]) == (MORE, TITLE)
    (tmp_path / "a.msg").write_bytes(msg("Here it is.", attached={"b/report.txt": MORE.encode()}))
    assert places(items(tmp_path / "a.msg")) == [
        ("a.msg", None, "created"),
        ("a.msg/report.txt", None, "created"),
    ]


def test_every_mail_of_a_mailbox_has_its_place(tmp_path):
    quoting = mail(
        f"{NEWS}\n\nFrom March on they hid.",
        id="<2@example.org>",
        attached={"a.txt": MORE.encode()},
    )
    box = mailbox_of(mail(MORE), quoting)
    (tmp_path / "box").write_bytes(box)
    found = items(tmp_path / "box")
    assert places(found) == [
        ("box", 1, "created"),
        ("box", 2, "created"),
        ("box/2/a.txt", None, "created"),
    ]
    assert "\n\nFrom March on they hid." in found[1]["text"]


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_every_entry_of_a_feed_has_its_place_and_its_markup_is_read(tmp_path, feed):
    (tmp_path / "a.xml").write_text(feed)
    first, second = items(tmp_path / "a.xml")
    assert [first["position"], second["position"]] == [1, 2]
    assert first["title"].startswith(TITLE)
    assert (first["byline"], first["url"]) == ("Ana Cruz", "https://example.org/1")
    assert (first["published"], first["sections"]) == ("2012-10-25", ["Gangs"])
    assert f"{NEWS}\n\n{MORE}" in first["text"]
    assert second["title"] == "Four held"
    assert second["source"] == first["source"] in ("El Ejemplo", "The Example")


def test_a_web_archive_gives_pages_and_documents_and_says_what_else_is_there(tmp_path):
    answers = [
        ("https://example.org/1", "text/html; charset=utf-8", PAGE.encode()),
        ("https://example.org/a.css", "text/css", b"p {}"),
        ("https://example.org/files/r.pdf", "application/pdf", pdf([[MORE]])),
    ]
    for name, packed in (("a.warc", False), ("a.warc.gz", True)):
        (tmp_path / name).write_bytes(web_archive(*answers, packed=packed))
        page, style, report = items(tmp_path / name)
        assert (page["position"], page["url"]) == (2, "https://example.org/1")
        assert (style["position"], style["fate"]) == (3, "skipped")
        assert (report["file"], report["text"]) == (f"{name}/4/r.pdf", MORE)


def test_what_a_server_did_not_find_is_no_article(tmp_path):
    answer = ("https://example.org/1", "text/html", PAGE.encode())
    (tmp_path / "a.warc").write_bytes(web_archive(answer, status="404 Not Found"))
    (item,) = items(tmp_path / "a.warc")
    assert (item["fate"], item["reason"]) == (
        "skipped",
        "The server answered 404 instead of a page.",
    )


@pytest.mark.parametrize(
    ("headings", "date"),
    [
        ("Headline,Date,Author,Body,Publisher", "2012-10-25"),
        ("Titular;Fecha de publicación;Autor;Texto;Medio", "25/10/2012"),
        ("Título;Data;Autora;Conteúdo;Fonte", "05/11/2012"),
        ("Titre\tDate de publication\tAuteur\tTexte\tJournal", "25/10/2012"),
        ("title|publish_date|authors|content|source", "2012-10-25T22:00:00"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-8-sig"])
def test_columns_are_told_from_their_headings(tmp_path, headings, date, encoding):
    delimiter = next(sign for sign in ";\t|," if sign in headings)
    cells = [TITLE, date, "Ana Cruz", f'"{NEWS}\nPolicía dijo."', "The Example"]
    item = one(tmp_path / "a.csv", f"{headings}\n{delimiter.join(cells)}\n".encode(encoding))
    assert (item["position"], item["title"], item["byline"]) == (2, TITLE, "Ana Cruz")
    day = "2012-11-05" if date.startswith("05") else "2012-10-25"
    assert (item["published"], item["source"]) == (day, "The Example")
    assert item["text"] == f"{NEWS}\nPolicía dijo."


def test_somebody_can_say_what_a_column_means(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(table([["What", "Title", "Wording"], [TITLE, "Reporter", NEWS]]))
    (refused,) = items(file)
    assert refused["reason"].startswith("This is a table (CSV) without a column")
    assert "(What, Title, Wording)" in refused["reason"]
    item = one(file, file.read_bytes(), columns=["what=title", "Wording=text"])
    assert (item["title"], item["text"]) == (TITLE, NEWS)
    lines = tmp_path / "a.jsonl"
    item = one(lines, json.dumps({"Wording": NEWS}).encode(), columns=["Wording=text"])
    assert item["text"] == NEWS


def test_what_was_said_of_columns_holds_when_the_run_is_resumed(tmp_path):
    (tmp_path / "a.csv").write_bytes(table([["What", "Wording"], [TITLE, NEWS]]))
    call_command(
        "import_articles", str(tmp_path), columns=["Wording=text", "What=title"], stdout=StringIO()
    )
    ImportRun.objects.update(state="stopped")
    call_command("import_articles", resume=True, stdout=StringIO())
    resumed = ImportRun.objects.latest("pk")
    assert resumed.columns == {"Wording": "text", "What": "title"}
    assert (resumed.unchanged, resumed.failed, Article.objects.get().title) == (1, 0, TITLE)


@pytest.mark.parametrize("written", ["Headline", "=title", "Headline=headline", "title="])
def test_a_column_is_named_with_a_field_that_there_is(tmp_path, written):
    with pytest.raises(CommandError, match="is not HEADING=FIELD"):
        call_command("import_articles", str(tmp_path), columns=[written])


def test_rows_of_every_sheet_have_their_place_and_faulty_ones_a_reason(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(
        workbook([["The list of 2012"], COLUMNS, *ROWS], [["x"], [1]])
    )
    assert places(items(tmp_path / "a.xlsx")) == [
        ("a.xlsx/Sheet 1", 3, "created"),
        ("a.xlsx/Sheet 1", 4, "created"),
    ]
    (tmp_path / "a.csv").write_bytes(
        table([COLUMNS, ROWS[0], [], [*ROWS[1], "more"], ["", "x"], ROWS[1]])
    )
    found = items(tmp_path / "a.csv")
    assert [(item["position"], item["fate"]) for item in found] == [
        *((2, "created"), (4, "failed"), (5, "failed"), (6, "created"))
    ]
    assert found[1]["reason"] == "The row has 6 cells below 5 headings."
    assert found[2]["reason"] == "The row has no text."


def test_headings_are_known_by_their_letters():
    for heading in ("Fecha de Publicación", "fecha_de_publicacion", "FECHA DE PUBLICACIÓN "):
        assert fields.meaning(heading) == "published"
    assert fields.meaning("Gang") == ""


ANSWERS = {
    "NewsAPI": {"status": "ok", "articles": [
        {"source": {"id": None, "name": "The Example"}, "author": "Ana Cruz", "title": TITLE,
         "url": "https://example.org/1", "publishedAt": "2012-10-25T22:30:00Z", "content": NEWS}]},
    "Guardian": {"response": {"status": "ok", "results": [
        {"webTitle": TITLE, "webPublicationDate": "2012-10-25T22:30:00Z",
         "webUrl": "https://example.org/1",
         "fields": {"bodyText": NEWS, "byline": "Ana Cruz", "publication": "The Example"}}]}},
    "WordPress": [
        {"id": 7, "date": "2012-10-25T22:30:00", "date_gmt": "2012-10-26T04:30:00", "slug": "x",
         "link": "https://example.org/1", "title": {"rendered": TITLE}, "author": 3,
         "content": {"rendered": f"<p>{NEWS}</p>\n", "protected": False}, "source": "The Example",
         "_embedded": {"author": [{"id": 3, "name": "Ana Cruz"}]}}],
    "Elasticsearch": {"hits": {"total": 1, "hits": [
        {"_id": "x", "_source": {"headline": TITLE, "text": NEWS, "byline": "Ana Cruz",
         "date": "2012-10-25", "url": "https://example.org/1", "publisher": "The Example"}}]}},
    "Aleph": [
        {"id": "a1", "schema": "Article", "properties": {"title": [TITLE], "bodyText": [NEWS],
         "publishedAt": ["2012-10-25"], "author": ["Ana Cruz"], "publisher": ["The Example"],
         "sourceUrl": ["https://example.org/1"]}}],
    "doccano": [
        {"id": 2, "data": NEWS, "label": [[0, 6, "AGENCY"]],
         "meta": {"title": TITLE, "author": "Ana Cruz", "date": "2012-10-25",
                  "url": "https://example.org/1", "source": "The Example"}}],
    "JSON Feed": {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [
        {"id": "1", "url": "https://example.org/1", "title": TITLE, "content_html": f"<p>{NEWS}",
         "date_published": "2012-10-25T22:30:00-06:00", "authors": [{"name": "Ana Cruz"}],
         "source": "The Example"}]},
}  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("service", ANSWERS)
def test_the_answers_of_services_are_read(tmp_path, service, indent):
    raw = json.dumps(ANSWERS[service], indent=indent).encode()
    for name in ("a.json", "a", "a.jsonl"):
        item = one(tmp_path / name, raw)
        assert (item["title"], item["byline"], item["published"]) == (
            TITLE,
            "Ana Cruz",
            "2012-10-25",
        )
        assert (item["source"], item["url"]) == ("The Example", "https://example.org/1")
        assert NEWS in item["text"]
        assert "<p>" not in item["text"]
        assert item["position"] == 1


def test_an_array_that_is_cut_off_or_holds_an_article_that_is_too_large_gives_the_others(
    tmp_path, monkeypatch
):
    raw = jsons({"text": NEWS}, {"text": "x" * 3000}, {"text": MORE}, {"text": NEWS})
    (tmp_path / "a.json").write_bytes(raw[:-10])
    monkeypatch.setattr(readers.json_documents, "LARGEST_ARTICLE", 2000)
    found = items(tmp_path / "a.json")
    assert [item["fate"] for item in found] == ["created", "failed", "created", "failed"]
    assert found[1]["reason"].startswith("The article has 0.0 MB")
    assert "ends before this article does" in found[3]["reason"]
    assert [item["position"] for item in found] == [1, 2, 3, 4]


def test_objects_over_many_lines_may_follow_each_other(tmp_path):
    pieces = [
        json.dumps({"text": text, "results": [{"a": "}"}]}, indent=1) for text in (NEWS, MORE)
    ]
    (tmp_path / "a.json").write_text("\n".join(pieces))
    assert [item["text"] for item in items(tmp_path / "a.json")] == [NEWS, MORE]


FILES = {"d/a.txt": NEWS, "d/b.jsonl": '{"text": "One."}\n{oops\n', "c.docx": word(MORE)}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped(FILES)),
        ("a.tar.gz", tarred(FILES)),
        ("a.tar.xz", tarred(FILES, "w:xz")),
        ("a.tar", tarred(FILES, "w")),
        ("a", tarred(FILES, "w:bz2")),
    ],
)
def test_an_archive_is_read_like_a_folder(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert places(items(tmp_path / name)) == [
        (f"{name}/d/a.txt", None, "created"),
        (f"{name}/d/b.jsonl", 1, "created"),
        (f"{name}/d/b.jsonl", 2, "failed"),
        (f"{name}/c.docx", None, "created"),
    ]


def test_a_changed_file_of_an_archive_is_a_revision_and_a_second_import_changes_nothing(tmp_path):
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({"a.txt": NEWS, "n.zip": zipped({"b.txt": MORE})}))
    for _ in range(2):
        call_command("import_articles", str(file), stdout=StringIO())
    first, second = ImportRun.objects.order_by("pk")
    assert (first.created, second.unchanged) == (2, 2)
    file.write_bytes(
        zipped({"a.txt": f"{NEWS} More.", "n.zip": zipped({"b.txt": f"{MORE} More."})})
    )
    call_command("import_articles", str(file), stdout=StringIO())
    assert ImportRun.objects.latest("pk").revised == 2
    assert {*Document.objects.values_list("original_name", flat=True)} == {
        f"{file}/a.txt",
        f"{file}/n.zip/b.txt",
    }


def test_a_given_format_is_that_of_the_files_in_an_archive(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"a.eml": f"Subject: x\n\n{NEWS}"}))
    (item,) = items(tmp_path / "a.zip", format="text")
    assert item["text"].startswith("Subject: x")


def test_words_that_editors_change_keep_their_place_in_a_word_document(tmp_path):
    import zipfile

    raw = word("The %INS%man%DEL% of %TAG%.", title="")
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = "</w:t></w:r>{}<w:r><w:t xml:space='preserve'>"
    marks = {
        "%INS%": run.format(
            f"<w:ins {w}><w:r><w:t xml:space='preserve'>young </w:t></w:r></w:ins>"
        ),
        "%DEL%": run.format(f"<w:del {w}><w:r><w:delText>x</w:delText></w:r></w:del>"),
        "%TAG%": run.format(f"<w:smartTag {w}><w:r><w:t>San Miguel</w:t></w:r></w:smartTag>"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                written = part.decode()
                for mark, xml in marks.items():
                    written = written.replace(mark, xml)
                part = written.encode()
            after.writestr(name, part)
    assert one(tmp_path / "a.docx", out.getvalue())["text"] == "The young man of San Miguel."


def test_rows_of_short_cells_are_lines(tmp_path):
    rows = [("Name", "Age"), ("José Peña", "34")]
    assert one(tmp_path / "a.docx", word(NEWS, rows=rows))["text"].endswith(
        "Name\tAge\n\nJosé Peña\t34"
    )
