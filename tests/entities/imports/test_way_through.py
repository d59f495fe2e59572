"""What is dropped is looked at, mended and taken in: each item with the fate it was shown with."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.article_choices import Origin
from articles.importing.record_run import to_resume
from articles.importing.run_import import run
from articles.models import Article
from articles.run_models import Fate, ImportItem, ImportRun
from articles.upload_models import Upload
from articles.uploads.work import work_on
from tests.articles.importing import made_files
from tests.entities.imports.uploads import NEWS, address, dropped, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


def fates(upload: Upload) -> dict[str, str]:
    return {str(item): item.fate for item in upload.items.all()}


def test_a_preview_keeps_nothing_and_says_what_the_import_then_does(ana):
    upload = dropped(
        ana,
        {
            "case/a.txt": f"Three held\n\n{NEWS}",
            "case/copy of a.txt": f"Three held\r\n\r\n{NEWS}",
            "case/same.txt": f"Three held\n\n{NEWS}",
            "case/photo.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
            "case/scan.pdf": made_files.scanned_pdf(),
            "case/.hidden": "x",
            "case/rows.csv": "text,title\n" + f'"{NEWS} One.",First\n"{NEWS} Two.",Second\n',
        },
    )
    assert upload.state == Upload.State.READY
    assert not Article.objects.exists()
    assert not ImportRun.objects.exists()
    expected = {
        "case/a.txt": Fate.CREATED,
        "case/copy of a.txt": Fate.DUPLICATE,
        "case/same.txt": Fate.UNCHANGED,
        "case/photo.png": Fate.SKIPPED,
        "case/scan.pdf": Fate.FAILED,
        "case/.hidden": Fate.SKIPPED,
        "case/rows.csv:2": Fate.CREATED,
        "case/rows.csv:3": Fate.CREATED,
    }
    assert fates(upload) == expected

    take_in(ana, upload)
    run = upload.run
    assert {str(item): item.fate for item in run.items.all()} == expected
    assert (run.found, run.created, run.state) == (8, 3, "finished")
    assert run.paths == ["case-folder"]


def test_what_a_person_mends_wins_over_what_was_read_and_is_kept(ana):
    upload = dropped(ana, {"a.txt": f"Three held\n\n{NEWS}", "b.txt": f"Four held\n\n{NEWS} B."})
    mended = {
        "title": "Three held in San Miguel",
        "published": "2012-06",
        "source": "The Daily Example",
        "byline": "Ana Cruz",
        "url": "https://example.org/news/1",
    }
    assert ana.post(address("import_mend", upload, 1), mended).status_code == 302
    assert ana.post(address("import_leave_out", upload, 2), {"leave_out": "1"}).status_code == 302
    ana.post(address("import_set_for_all", upload), {"handling": "AMBER", "published": "2010"})

    take_in(ana, upload)
    article = Article.objects.get()
    assert (article.title, article.byline, article.url) == tuple(
        mended[name] for name in ("title", "byline", "url")
    )
    assert (str(article.published_on), article.published_precision) == ("2012-06-01", "month")
    assert (article.source.name, article.source_from) == ("The Daily Example", "")
    assert (article.handling, article.identity) == ("AMBER", "https://example.org/news/1")
    assert {"title", "published_on", "source", "byline", "url", "handling"} <= set(
        article.set_by_hand
    )
    left_out = ImportItem.objects.get(fate=Fate.SKIPPED)
    assert (left_out.file, left_out.reason) == (
        "b.txt",
        "Left out by the person who imported it.",
    )


def test_what_is_said_of_all_is_for_all(ana):
    upload = dropped(ana, {"a.txt": f"Three held\n\n{NEWS}", "b.txt": f"Four held\n\n{NEWS} B."})
    said = {"source": "The Daily Example", "published": "2012-06-19", "handling": "GREEN"}
    ana.post(address("import_set_for_all", upload), said)
    upload.refresh_from_db()
    assert upload.state == Upload.State.LOOKING  # another source may make copies of them
    take_in(ana, upload)
    for article in Article.objects.all():
        assert (str(article.published_on), article.handling) == ("2012-06-19", "GREEN")
        assert (article.source.name, article.source_from) == ("The Daily Example", Origin.GIVEN)


def test_another_source_makes_a_copy_a_text_of_its_own(ana):
    upload = dropped(ana, {"a.txt": f"Three held\n\n{NEWS}", "b.txt": f"Three held\r\n\r\n{NEWS}"})
    second = upload.items.get(number=2)
    assert (second.fate, second.reason) == (Fate.DUPLICATE, "The same text as a.txt.")
    form = {"title": second.title, "published": "", "source": "Another Paper"}
    ana.post(address("import_mend", upload, 1), form | {"source": "The Example"})
    ana.post(address("import_mend", upload, 2), form)
    second.refresh_from_db()
    assert (second.fate, second.reason, second.values) == (
        Fate.CREATED,
        "",
        {"source": "Another Paper"},
    )
    take_in(ana, upload)
    assert Article.objects.count() == 2


def test_columns_are_said_and_what_was_said_of_other_items_stays(ana):
    table = f'Nota,Titular de hoy\n"{NEWS} One.",First\n"{NEWS} Two.",Second\n'
    upload = dropped(ana, {"rows.csv": table, "z.txt": f"Three held\n\n{NEWS}"})
    refused = upload.items.get(file="rows.csv")
    assert (refused.fate, refused.headings) == (Fate.SKIPPED, ["Nota", "Titular de hoy"])
    ana.post(address("import_mend", upload, 2), {"title": "Mended", "source": "X"})

    answer = ana.post(address("import_columns", upload), {"column_1": "title"})
    assert answer.status_code == 422
    assert "Say which column holds the text" in answer.content.decode()
    ana.post(address("import_columns", upload), {"column_0": "text", "column_1": "title"})
    take_in(ana, upload)
    assert set(Article.objects.values_list("title", flat=True)) == {"First", "Second", "Mended"}


def test_a_paste_is_an_upload_of_one_text(ana):
    answer = ana.post("/import/form/", {"text": f"Three held\n\n{NEWS}"}, follow=True)
    upload = Upload.objects.get()
    assert answer.redirect_chain == [(address("import_upload", upload), 302)]
    assert "Looking at file" in answer.content.decode()
    take_in(ana, upload)
    article = Article.objects.get()
    assert (article.title, article.document.original_name) == ("Three held", "Pasted text")
    assert article.published_on is None


def test_a_refused_file_is_tried_again_alone(ana):
    upload = dropped(ana, {"a.txt": f"Three held\n\n{NEWS}", "scan.pdf": made_files.scanned_pdf()})
    take_in(ana, upload)
    first = upload.run
    page = ana.get(f"/import/runs/{first.pk}/").content.decode()
    assert "Try the 1 refused again" in page
    assert "/search/?q=run%3A" in page
    ana.post(address("import_try_again", upload))
    work_on(upload.pk, lambda: False)
    again = upload.run
    assert (again.found, again.failed, again.resumes) == (1, 1, None)


def test_an_import_that_a_worker_leaves_is_gone_on_with_by_another(ana, monkeypatch):
    upload = dropped(ana, {f"{n}.txt": f"Held {n}\n\n{NEWS} Number {n}." for n in range(6)})
    monkeypatch.setattr("articles.uploads.take_in.BATCH", 2)
    ana.post(address("import_take_in", upload))
    answers = iter([False, False, True, True])
    assert not work_on(upload.pk, lambda: next(answers))
    left = upload.run
    assert (left.state, left.created) == ("interrupted", 4)
    assert work_on(upload.pk, lambda: False)
    run = upload.run
    assert (run.resumes, run.unchanged, run.created, run.state) == (left, 4, 2, "finished")


def test_what_is_left_out_is_no_text_that_others_repeat(ana):
    text = f"Three held\n\n{NEWS}"
    upload = dropped(
        ana, {"a.txt": text, "b.txt": text.replace("\n", "\r\n"), "c.txt": text, "d.txt": "x"}
    )
    assert [*fates(upload).values()][:3] == [Fate.CREATED, Fate.DUPLICATE, Fate.UNCHANGED]
    ana.post(address("import_leave_out", upload, 1), {"leave_out": "1"})
    assert [*fates(upload).values()][1:3] == [Fate.CREATED, Fate.DUPLICATE]
    take_in(ana, upload)
    assert upload.run.items.get(number=2).fate == Fate.CREATED
    assert upload.run.items.get(number=3).fate == Fate.DUPLICATE


def test_a_plain_form_takes_files_too_of_one_name(ana):
    files = [
        SimpleUploadedFile("a.txt", f"Held {number}\n\n{NEWS} Number {number}.".encode())
        for number in range(2)
    ]
    ana.post("/import/form/", {"files": files})
    upload = Upload.objects.get()
    assert upload.name == "2 files"
    assert [*upload.files.values_list("name", flat=True)] == ["a.txt", "a (2).txt"]
    take_in(ana, upload)
    assert Article.objects.count() == 2
    assert ana.post("/import/form/", {"text": "  "}).status_code == 422


def test_an_article_leads_to_the_import_that_brought_it(ana, tmp_path):
    upload = take_in(ana, dropped(ana, {"a.txt": f"Three held\n\n{NEWS}"}))
    article = Article.objects.get()
    answer = ana.get(reverse("entities:import_of_article", args=[article.pk]))
    assert answer.url == f"/import/runs/{upload.run.pk}/"
    found = ana.get("/search/", {"q": f"run:{upload.run.pk}"}).content.decode()
    assert "Three held" in found
    assert "Three held" not in ana.get("/search/", {"q": "run:999"}).content.decode()

    (tmp_path / "b.txt").write_text(f"Four held\n\n{NEWS} B.")
    by_command = run([str(tmp_path)])
    other = Article.objects.latest("pk")
    # Its time tells, which in a transaction stands still.
    Article.objects.filter(pk=other.pk).update(imported_at=by_command.started_at)
    ImportRun.objects.filter(pk=upload.run.pk).update(
        started_at=by_command.started_at - timedelta(hours=1),
        finished_at=by_command.started_at - timedelta(minutes=1),
    )
    answer = ana.get(reverse("entities:import_of_article", args=[other.pk]))
    assert answer.url == f"/import/runs/{by_command.pk}/"


def test_a_command_does_not_go_on_with_what_was_dropped(ana):
    upload = take_in(ana, dropped(ana, {"a.txt": f"Three held\n\n{NEWS}"}))
    ImportRun.objects.filter(pk=upload.run.pk).update(state="interrupted")
    assert to_resume() is None
    page = ana.get(f"/import/runs/{upload.run.pk}/").content.decode()
    assert "Go on" in page


def test_stopped_by_its_owner_it_is_gone_on_with_when_they_say_so(ana, monkeypatch):
    upload = dropped(ana, {f"{n}.txt": f"Held {n}\n\n{NEWS} Number {n}." for n in range(4)})
    monkeypatch.setattr("articles.uploads.take_in.BATCH", 2)
    ana.post(address("import_take_in", upload))
    ana.post(address("import_stop", upload))
    assert work_on(upload.pk, lambda: False)
    stopped = upload.run
    assert (stopped.state, stopped.created) == ("stopped", 2)
    take_in(ana, upload)
    assert (upload.run.resumes, upload.run.created, upload.run.unchanged) == (stopped, 2, 2)
