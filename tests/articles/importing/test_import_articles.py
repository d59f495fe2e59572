"""`import_articles` as people and programs use it: real files, real errors, one summary."""

import json
import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from articles.importing import readers
from articles.models import Article
from articles.run_models import ImportItem, ImportRun
from articles.source_models import Document, Source

pytestmark = pytest.mark.django_db

NEWS = "Police held three men in the capital on Monday, the authorities said in a statement."
HTML = (
    f"<!DOCTYPE html><html><body><article><p>{NEWS}</p><p>{NEWS} More.</p></article></body></html>"
)


def run(*args, **options) -> dict:
    """Run the command with --json; the report, and whether it ended well."""
    out = StringIO()
    try:
        call_command("import_articles", *map(str, args), json=True, stdout=out, **options)
        ended_well = True
    except CommandError:
        ended_well = False
    report = json.loads(out.getvalue())
    assert list(report) == ["created", "unchanged", "revised", "duplicates", "skipped", "failed"]
    assert ended_well == (not report["failed"])
    return report


def counts(report: dict) -> tuple[int, int, int, int]:
    return tuple(report[name] for name in ("created", "unchanged", "revised", "duplicates"))


def test_the_seeds_are_imported_and_a_second_time_nothing_changes(settings):
    assert counts(run(settings.GANGINTEL_SEEDS_DIR)) == (2, 0, 0, 0)
    before = list(Article.objects.order_by("pk").values())
    assert counts(run(settings.GANGINTEL_SEEDS_DIR)) == (0, 2, 0, 0)
    assert list(Article.objects.order_by("pk").values()) == before
    assert set(Article.objects.values_list("source__name", flat=True)) == {
        "LIGNET",
        "InSight Crime",
    }


def test_a_folder_gives_its_articles_in_every_format_sorted_and_without_hidden_files(tmp_path):
    for folder in ("sub", "more", "an archive"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(f"Text of {folder}.")
    (tmp_path / ".git").mkdir()
    (tmp_path / "b.txt").write_text("Text b.")
    (tmp_path / "a.html").write_text(HTML)
    (tmp_path / "sub/c.jsonl").write_text('{"text": "One."}\n\n{"text": "Two."}\n')
    (tmp_path / "notes").write_text("Text without an ending.")
    (tmp_path / ".hidden.txt").write_text("Hidden.")
    (tmp_path / ".git/d.txt").write_text("Hidden too.")
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    report = run(tmp_path)
    assert (counts(report), report["failed"]) == ((8, 0, 0, 0), [])
    names = Document.objects.order_by("pk").values_list("original_name", flat=True)
    assert [name.removeprefix(f"{tmp_path}/") for name in names] == [
        *("a.html", "b.txt", "notes", "an archive/x.txt", "more/x.txt"),
        *("sub/c.jsonl:1", "sub/c.jsonl:3", "sub/x.txt"),
    ]
    assert Document.objects.get(original_name__endswith=":3").media_type == "application/json"


def test_every_bad_file_is_reported_and_every_good_one_kept(tmp_path):
    bad = {
        "empty.txt": (b"", "no text in it"),
        "blank.txt": (b" \n\t\xc2\xa0\n", "no text in it"),
        "broken.txt": ("José Peña, José".encode()[:-1], "broken UTF-8 at byte 16"),
        "page.html": (b"<html><body></body></html>", "No article was found"),
        "empty.jsonl": (b"", "empty"),
        "wide.jsonl": ('{"text": "x"}'.encode("utf-16"), "must be UTF-8"),
    }
    for name, (raw, _) in bad.items():
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(NEWS)
    report = run(tmp_path)
    assert counts(report) == (1, 0, 0, 0)
    failed = {os.path.basename(failure["file"]): failure for failure in report["failed"]}
    assert failed.keys() == bad.keys()
    for name, (_, reason) in bad.items():
        assert reason in failed[name]["error"]
        assert failed[name]["line"] is None


def test_bad_lines_are_reported_with_their_number_and_the_others_kept(tmp_path):
    lines = [b'{"text": "One."}', b"{oops", b"", b"[]", b'{"title": "x"}', b'{"text": "caf\xe9"}']
    file = tmp_path / "news.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join([*lines, b'{"text": "Two."}']))
    report = run(file)
    assert counts(report) == (2, 0, 0, 0)
    assert [(failure["file"], failure["line"]) for failure in report["failed"]] == [
        (str(file), number) for number in (2, 4, 5, 6)
    ]


def test_a_line_of_50_megabytes_is_refused_and_the_next_one_imported(tmp_path):
    file = tmp_path / "news.jsonl"
    with open(file, "wb") as out:
        out.write(b'{"text": "One."}\n{"text": "')
        for _ in range(50):
            out.write(b"a" * 1_000_000)
        out.write(b'"}\n{"text": "Three."}\n')
    report = run(file)
    assert counts(report) == (2, 0, 0, 0)
    (failure,) = report["failed"]
    assert (failure["line"], failure["error"]) == (
        2,
        "The line has 50.0 MB; an article may have 20 MB at most.",
    )


def test_a_text_file_that_is_too_large_is_refused(tmp_path):
    with open(tmp_path / "a.txt", "wb") as out:
        out.truncate(readers.LARGEST_ARTICLE + 1)
    assert "20.0 MB" in run(tmp_path / "a.txt")["failed"][0]["error"]


def test_a_text_that_the_search_index_cannot_hold_fails_alone(tmp_path):
    words = " ".join(f"word{number}" for number in range(150_000))
    (tmp_path / "a.txt").write_text(words)
    (tmp_path / "b.txt").write_text(NEWS)
    report = run(tmp_path)
    assert counts(report) == (1, 0, 0, 0)
    assert "too many different words" in report["failed"][0]["error"]


@pytest.mark.parametrize(
    "make, reason",
    [
        (lambda path: None, "no such file or folder"),
        (lambda path: path.mkdir(), "no files in this folder"),
        (lambda path: path.symlink_to("nowhere"), "no such file or folder"),
        (lambda path: os.mkfifo(path), "neither a file nor a folder"),
        (lambda path: path.write_bytes(b"GIF89a\0\0"), "a picture"),
        (lambda path: path.write_bytes(b""), "no text in it"),
    ],
)
def test_a_named_path_without_an_article_is_an_error(tmp_path, make, reason):
    make(tmp_path / "thing")
    report = run(tmp_path / "thing")
    assert reason in report["failed"][0]["error"]
    assert counts(report) == (0, 0, 0, 0)


def test_a_file_name_that_is_no_utf8_does_no_harm(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w") as file:
        file.write(NEWS)
    assert counts(run(tmp_path)) == (1, 0, 0, 0)
    assert Document.objects.get().original_name.endswith("caf\\xe9.txt")


def test_the_format_can_be_told_by_content_or_given(tmp_path):
    (tmp_path / "page").write_text(HTML)
    (tmp_path / "lines").write_text('{"text": "One."}\n')
    (tmp_path / "object.json").write_text('{\n "text": "Two."\n}\n')
    (tmp_path / "lines.json").write_text('{"text": "Three."}\n{"text": "Four."}\n')
    assert counts(run(tmp_path)) == (5, 0, 0, 0)
    assert Document.objects.filter(media_type="text/html").count() == 1
    (tmp_path / "odd.dat").write_text('{"text": "Five."}\n')
    assert counts(run(tmp_path / "odd.dat", format="text")) == (1, 0, 0, 0)
    assert Article.objects.latest("pk").text == '{"text": "Five."}\n'


def test_a_changed_file_is_revised_and_a_line_with_a_known_address_too(tmp_path):
    text, lines = tmp_path / "a.txt", tmp_path / "b.jsonl"
    text.write_text("The first text.")
    lines.write_text('{"text": "First.", "url": "https://example.org/1"}\n')
    assert counts(run(tmp_path)) == (2, 0, 0, 0)
    text.write_text("The second text.")
    lines.write_text('{"text": "Second.", "url": "https://example.org/1"}\n')
    assert counts(run(tmp_path)) == (0, 0, 2, 0)
    assert counts(run(tmp_path)) == (0, 2, 0, 0)


def test_the_source_can_be_given(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS)
    run(tmp_path, source="  La Prensa\n Gráfica ")
    assert Article.objects.get().source.name == "La Prensa Gráfica"


def page(number: int, name: str, domain: str = "www.portlibre.example") -> str:
    return (
        f'<!DOCTYPE html><html><head><link rel="canonical" href="https://{domain}/news/{number}">'
        f'<meta property="og:site_name" content="{name}"></head><body><article>'
        f"<h1>Harbour gang number {number} is tried</h1><p>{NEWS}</p><p>{NEWS} Day {number}.</p>"
        "</article></body></html>"
    )


def test_a_site_has_one_source_whatever_its_pages_call_it(tmp_path):
    names = ["El Puerto Libre", "Puerto Libre - Noticias", "Diario El Puerto Libre", "PL"]
    for number, name in enumerate(names):
        (tmp_path / f"{number}.html").write_text(page(number, name))
    (tmp_path / "other.html").write_text(page(9, "El Faro del Sur", "faro.example"))
    run(tmp_path)
    assert set(Source.objects.values_list("name", flat=True)) == {names[0], "El Faro del Sur"}

    # In another import too, also where somebody has given the source another name meanwhile.
    Source.objects.filter(name=names[0]).update(name="Puerto Libre S.A.")
    (tmp_path / "5.html").write_text(page(5, "Libre", "portlibre.example"))
    (tmp_path / "6.html").write_text(page(6, "Libre"))
    run(tmp_path / "5.html")
    run(tmp_path / "6.html", source="Mirror")
    sources = Article.objects.order_by("pk").values_list("source__name", flat=True)
    assert list(sources)[-2:] == ["Puerto Libre S.A.", "Mirror"]


def test_lines_that_state_their_source_keep_it_on_one_domain(tmp_path):
    lines = [
        {"text": f"{NEWS} {n}", "url": f"https://archive.example/{n}", "source": f"Paper {n}"}
        for n in range(2)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    run(tmp_path)
    assert set(Source.objects.values_list("name", flat=True)) == {"Paper 0", "Paper 1"}


def test_a_dry_run_reports_the_same_and_keeps_nothing(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Text.")
    (tmp_path / "b.txt").write_text("Text.\r")
    (tmp_path / "c.txt").write_bytes(b"{\\rtf1")
    call_command("import_articles", str(tmp_path), dry_run=True)
    tried = capsys.readouterr()
    for model in (Article, Document, Source, ImportRun, ImportItem):
        assert not model.objects.exists()
    call_command("import_articles", str(tmp_path))
    done = capsys.readouterr()
    assert tried.out == done.out.replace("Imported", "Would import")
    assert tried.err == done.err
    assert "3 found: 2 new, 0 changed, 0 unchanged" in done.out


def test_the_run_is_recorded_with_its_user_and_every_error(tmp_path, analyst):
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.jsonl").write_text("{oops\n")
    run(tmp_path, user="ana", source="The Example")
    record = ImportRun.objects.get()
    assert (record.user, record.paths, record.created) == (analyst, [str(tmp_path)], 1)
    assert (record.state, record.source, record.format) == ("finished", "The Example", "auto")
    assert record.started_at <= record.progress_at <= record.finished_at
    assert record.total_bytes == len(NEWS) + len("{oops\n")
    item = record.items.get()
    assert (item.file, item.position) == (str(tmp_path / "b.jsonl"), 1)
    assert (item.number, item.fate, item.article) == (2, "failed", None)
    assert "not valid JSON" in item.reason


def test_an_unknown_user_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no account named nobody"):
        call_command("import_articles", str(tmp_path), user="nobody")
    assert not ImportRun.objects.exists()


def test_people_get_a_summary_and_the_reasons(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.jsonl").write_text("{oops\n")
    with pytest.raises(CommandError, match=r"1 article\(s\) or file\(s\) failed"):
        call_command("import_articles", str(tmp_path))
    shown = capsys.readouterr()
    assert "1 new, 0 changed, 0 unchanged" in shown.out
    assert f"{tmp_path}/b.jsonl:1: This is not valid JSON" in shown.err


@pytest.mark.django_db(transaction=True)
def test_programs_get_one_json_object_and_an_exit_status(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(NEWS)
    command = ["manage.py", "import_articles", "--json", str(tmp_path / "a.txt")]
    execute_from_command_line(command)
    assert json.loads(capsys.readouterr().out)["created"] == 1
    with pytest.raises(SystemExit) as ending:
        execute_from_command_line([*command, str(tmp_path / "missing")])
    shown = capsys.readouterr()
    assert ending.value.code == 1
    report = json.loads(shown.out)
    assert report["failed"][0]["error"] == "There is no such file or folder."
    assert "1 article(s) or file(s) failed" in shown.err
