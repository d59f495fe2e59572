"""The archive in the admin: found, read, corrected where that is allowed, evidence never."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ArticleRevision
from articles.run_models import ImportItem, ImportRun
from articles.source_models import Document, Source
from tests.factories import make_article, make_source

MODELS = [Source, Document, Article, ArticleRevision, ImportItem, ImportRun]


def make_row(user, number: int) -> None:
    """One more row of every model, with rows of its own that the list shows."""
    article = make_article(f"Text {number}.", source=make_source(f"Paper {number}"))
    Document.objects.create(
        raw=f"copy {number}".encode(),
        media_type="text/plain",
        original_name=f"copy {number}.txt",
        same_text_as=article,
    )
    ArticleRevision.objects.create(
        article=article,
        number=1,
        document=article.document,
        title=f"Old title {number}",
        text="Old.",
        body_start=0,
        body_end=4,
    )
    run = ImportRun.objects.create(user=user, paths=[f"/news/{number}"])
    ImportItem.objects.create(run=run, number=1, file="a", fate="duplicates", article=article)


def list_url(model) -> str:
    return reverse(f"admin:articles_{model._meta.model_name}_changelist")


def change_url(row) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def boss(client, analyst):
    client.force_login(analyst)
    return client


def test_every_model_of_the_archive_is_in_the_admin():
    own = {model for model in apps.get_app_config("articles").get_models() if model in MODELS}
    assert own == set(MODELS)
    assert own <= set(admin.site._registry)


@pytest.mark.parametrize("model", MODELS)
def test_a_list_of_20_rows_asks_as_little_as_a_list_of_one(
    boss, analyst, django_assert_num_queries, model
):
    make_row(analyst, 1)
    boss.get(list_url(model))  # fills the caches of content types and sessions
    with CaptureQueriesContext(connection) as one:
        assert boss.get(list_url(model)).status_code == 200
    for number in range(2, 21):
        make_row(analyst, number)
    with django_assert_num_queries(len(one)):
        assert boss.get(list_url(model)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_every_list_can_be_searched(boss, analyst, model):
    make_row(analyst, 7)
    assert boss.get(list_url(model), {"q": "7"}).status_code == 200
    assert boss.get(list_url(model), {"q": "nothing of this kind"}).status_code == 200


def test_a_list_fetches_no_text_and_no_bytes(boss, analyst):
    make_row(analyst, 1)
    for model in (Document, Article, ArticleRevision):
        with CaptureQueriesContext(connection) as queries:
            boss.get(list_url(model))
        asked = " ".join(query["sql"] for query in queries)
        assert '"articles_document"."raw"' not in asked


def test_the_title_can_be_corrected_but_the_text_cannot(boss):
    article = make_article("The text stays.", title="Wrong title")
    page = boss.get(change_url(article))
    assert 'name="text"' not in page.text
    assert "The text stays." in page.text
    form = page.context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {
        "title": "Right title",
        "text": "Another text.",
        "body_end": "3",
        "sections": "Security",
    }
    response = boss.post(change_url(article), data)
    assert response.status_code == 302, response.context["adminform"].form.errors
    article.refresh_from_db()
    assert (article.title, article.text) == ("Right title", "The text stays.")
    assert (article.body_end, article.sections) == (15, ["Security"])


@pytest.mark.parametrize("model", [Document, ArticleRevision, ImportItem, ImportRun])
def test_what_the_machine_recorded_is_only_read(boss, analyst, model):
    make_row(analyst, 1)
    row = model.objects.order_by("pk").first()
    assert boss.get(change_url(row)).status_code == 200
    assert boss.post(change_url(row), {}).status_code == 403
    assert boss.post(change_url(row).replace("change", "delete"), {}).status_code == 403
    assert boss.get(list_url(model) + "add/").status_code == 403


def test_articles_are_neither_added_nor_deleted_by_hand(boss):
    article = make_article()
    assert boss.get(list_url(Article) + "add/").status_code == 403
    assert boss.post(change_url(article).replace("change", "delete"), {}).status_code == 403


def test_a_document_shows_its_hash_and_not_its_bytes(boss):
    document = make_article("Secret words of the file.").document
    document.refresh_from_db()
    page = boss.get(change_url(document)).text
    assert document.sha256 in page
    assert "Secret words of the file." not in page


def test_a_run_shows_what_it_did_not_simply_take_in_as_rows(boss, analyst):
    columns = {"<Headline>": "title"}
    run = ImportRun.objects.create(
        user=analyst, source="The Example", columns=columns, skipped=1, failed=1
    )
    rows = [
        ("a.jsonl", 12, "failed", "This is <not> valid JSON."),
        ("b.pdf", None, "skipped", "This is a PDF document."),
    ]
    for number, (file, position, fate, reason) in enumerate(rows, 1):
        ImportItem.objects.create(
            run=run, number=number, file=file, position=position, fate=fate, reason=reason
        )
    page = boss.get(change_url(run)).text
    cells = "<td>a.jsonl</td><td>12</td><td>failed</td><td>This is &lt;not&gt; valid JSON.</td>"
    assert cells in page
    assert "&lt;Headline&gt; = title" in page
    assert "<td>b.pdf</td><td></td><td>skipped</td>" in page
    all_of_them = f"{list_url(ImportItem)}?run__id__exact={run.pk}"
    assert f'href="{all_of_them}"' in page
    assert "This is a PDF document." in boss.get(all_of_them).text


@pytest.mark.parametrize(
    "state, words",
    [
        ("running", "running at 25%"),
        ("interrupted", "interrupted at 25%"),
        ("stopped", "stopped at 25%"),
        ("finished", "finished"),
    ],
)
def test_the_list_of_runs_shows_how_far_each_came(boss, analyst, state, words):
    ImportRun.objects.create(
        user=analyst,
        state=state,
        finished_at=None if state == "running" else timezone.now(),
        total_bytes=400,
        read_bytes=100,
    )
    page = boss.get(list_url(ImportRun)).text
    assert f'<td class="field-shown_state">{words}</td>' in page


def test_a_run_that_came_to_no_end_says_how_to_go_on(boss, analyst):
    earlier = ImportRun.objects.create(user=analyst, state="stopped", finished_at=timezone.now())
    assert "--resume goes on" in boss.get(change_url(earlier)).text
    later = ImportRun.objects.create(user=analyst, resumes=earlier)
    page = boss.get(change_url(earlier)).text
    assert "--resume goes on" not in page
    assert str(later) in page


def test_the_admin_is_not_for_readers(client, reader):
    client.force_login(reader)
    assert client.get(list_url(Article)).status_code == 302
