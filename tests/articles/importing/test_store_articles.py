"""New, unchanged, changed, or here already: what storing decides, and what it never touches."""

import threading
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing import lessons
from articles.importing.parse_document import parse
from articles.importing.records import ArticleError
from articles.importing.run_import import run
from articles.importing.store_articles import store
from articles.models import Article, ArticleRevision
from articles.run_models import Fate, ImportRun
from articles.source_models import Document, Source
from tests.articles.importing.documents import PROSE, text_record

pytestmark = pytest.mark.django_db


def bring(text: str, path: str = "/news/a.txt", *, source: str = "The Example") -> Fate:
    record = text_record(text.encode(), path, path)
    return fates([(record, parse(record, source=source))])[0]


def fates(batch) -> list[Fate]:
    return [kept.fate for kept in store(batch)]


def test_the_bytes_are_kept_as_they_came_beside_the_clean_text():
    raw = b"Jose\xcc\x81 spoke.\r\nHe left.\0 \r\n"
    record = text_record(raw, "a.txt", "/news/a.txt")
    store([(record, parse(record))])
    article = Article.objects.get()
    assert bytes(article.document.raw) == raw
    assert article.document.sha256 == record.sha256
    assert (article.document.media_type, article.document.original_name) == ("text/plain", "a.txt")
    assert article.text == "José spoke.\nHe left.  \n"
    assert article.identity == "file:/news/a.txt"


def test_the_same_bytes_again_change_nothing():
    assert bring("Text.") == Fate.CREATED
    assert bring("Text.") == Fate.UNCHANGED
    assert bring("Text.", "/elsewhere/b.txt") == Fate.UNCHANGED
    assert (Article.objects.count(), Document.objects.count()) == (1, 1)


def test_a_changed_file_makes_a_revision_and_keeps_the_earlier_text():
    bring("Three held\nOctober 25, 2012\nPolice held three men in the capital. SEE.")
    first = Article.objects.get()
    assert bring("Four held\nOctober 26, 2012\nPolice held four men.") == Fate.REVISED
    article = Article.objects.get()
    assert article.pk == first.pk
    assert article.text.startswith("Four held")
    assert (article.title, article.published_on) == ("Four held", date(2012, 10, 26))
    revision = article.revisions.get()
    assert (revision.number, revision.title, revision.text) == (1, "Three held", first.text)
    assert (revision.document, revision.body_end) == (first.document, first.body_end)
    assert bring("Five held\nPolice held five men in the capital on Monday.") == Fate.REVISED
    assert list(ArticleRevision.objects.values_list("number", flat=True)) == [1, 2]


def test_what_a_person_corrected_outlives_a_revision():
    bring("Three held\nBy Jane Doe\nOctober 25, 2012\nPolice held three men.")
    better = Source.objects.create(name="Better name")
    Article.objects.update(title="A better title", source=better, published_on=date(2012, 10, 24))
    bring("Four held\nBy John Roe\nOctober 26, 2012\nPolice held four men.")
    article = Article.objects.get()
    assert (article.title, article.source) == ("A better title", better)
    assert article.published_on == date(2012, 10, 24)
    assert article.byline == "John Roe"


def test_bytes_of_an_earlier_version_do_not_bring_it_back():
    bring("The first text.")
    bring("The second text.")
    assert bring("The first text.") == Fate.UNCHANGED
    assert Article.objects.get().text == "The second text."


def test_other_bytes_with_the_same_text_are_kept_as_a_copy():
    bring("One line.\n")
    assert bring("One line.\r\n") == Fate.UNCHANGED
    copy = Document.objects.get(same_text_as__isnull=False)
    assert (copy.same_text_as, Article.objects.count()) == (Article.objects.get(), 1)


def test_the_same_text_of_the_same_source_is_a_duplicate_wherever_it_lies():
    bring(f"{PROSE}\n", source="The Example")
    assert bring(f"{PROSE}\r\n", "/news/b.txt", source="the example") == Fate.DUPLICATE
    assert bring(f"{PROSE}\r", "/news/c.txt", source="Another") == Fate.CREATED
    assert Article.objects.count() == 2
    assert Document.objects.get(same_text_as__isnull=False).original_name == "/news/b.txt"


def test_one_batch_may_hold_versions_and_copies_of_the_same_article():
    pairs = [("First text.", "/a"), (PROSE, "/b"), ("Second text.", "/a")]
    pairs += [(f"{PROSE}\r", "/c"), ("First text.", "/d"), (f"{PROSE}\n", "/e")]
    records = [text_record(text.encode(), path, path) for text, path in pairs]
    batch = [(record, parse(record)) for record in records]
    assert fates(batch) == [
        "created",
        "created",
        "revised",
        "duplicates",
        "unchanged",
        "duplicates",
    ]
    assert fates(batch) == ["unchanged"] * 6


def test_a_batch_is_kept_whole_or_not_at_all():
    good = text_record(b"Good text.", "a", "/a")
    bad = text_record(b"Bad text.", "b", "/b")
    parsed = parse(bad)
    object.__setattr__(parsed, "body_end", 10_000)  # the database must refuse this
    with pytest.raises(IntegrityError, match="article_body_within_text"):
        store([(good, parse(good)), (bad, parsed)])
    assert Article.objects.count() == Document.objects.count() == 0


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=40, deadline=None)
def test_importing_any_text_twice_changes_nothing(text):
    record = text_record(text.encode(), "a.txt", "/a.txt")
    try:
        parsed = parse(record)
    except ArticleError:
        return
    with transaction.atomic():
        assert fates([(record, parsed)]) == [Fate.CREATED]
        before = Article.objects.values().get()
        assert fates([(record, parsed)]) == [Fate.UNCHANGED]
        assert Article.objects.values().get() == before
        assert before["text"] == parsed.text
        transaction.set_rollback(True)


def state(folder: Path, source: str) -> ImportRun:
    """Import the folder again, and say who published what is in it."""
    return run([str(folder)], ImportRun(source=source))


def sources() -> list[str]:
    return list(Article.objects.order_by("pk").values_list("source__name", flat=True))


def test_a_source_that_is_stated_later_replaces_one_that_was_unknown_or_guessed(tmp_path):
    (tmp_path / "a.txt").write_text("Police held three men.")
    (tmp_path / "b.jsonl").write_text('{"text": "Four held.", "source": "Guessed", "id": "4"}')
    run([str(tmp_path)])
    assert sources() == ["Unknown source", "Guessed"]
    first = state(tmp_path, "The Example")
    assert (first.revised, first.unchanged) == (2, 0)
    assert sources() == ["The Example"] * 2
    reasons = list(first.items.values_list("reason", flat=True))
    assert reasons[0] == "Its source was Unknown source, and is The Example now."
    assert not ArticleRevision.objects.exists()  # the text is the same
    again = state(tmp_path, "the example")
    assert (again.revised, again.unchanged, again.items.count()) == (0, 2, 0)


def test_a_changed_version_is_known_after_its_source_was_stated(tmp_path):
    def write(number: str) -> None:
        (tmp_path / "a.txt").write_text(f"{number} held.")
        (tmp_path / "b.jsonl").write_text(f'{{"text": "{number} sought.", "id": "4"}}')

    write("Three")
    run([str(tmp_path)])
    state(tmp_path, "The Example")
    write("Four")
    assert state(tmp_path, "The Example").revised == 2
    assert Article.objects.count() == 2


def test_other_bytes_of_the_same_text_state_the_source_too(tmp_path):
    (tmp_path / "a.txt").write_text("Police held three men.\n")
    run([str(tmp_path)])
    (tmp_path / "a.txt").write_text("Police held three men.\r\n", newline="")
    assert state(tmp_path, "The Example").revised == 1
    assert sources() == ["The Example"]


@pytest.mark.parametrize("by", ["a person", "an import"])
def test_a_source_that_somebody_stated_or_corrected_stays_and_it_is_said(tmp_path, by):
    (tmp_path / "a.txt").write_text("Police held three men.")
    run([str(tmp_path)], ImportRun(source="" if by == "a person" else "Better name"))
    if by == "a person":
        Article.objects.update(source=Source.objects.create(name="Better name"))
    again = state(tmp_path, "The Example")
    assert (again.revised, again.unchanged) == (0, 1)
    reason = "Its source stays Better name, which somebody has stated or corrected."
    assert again.items.get().reason == reason
    assert sources() == ["Better name"]


def test_a_document_that_the_rules_of_today_refuse_keeps_its_source(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Police held three men.")
    run([str(tmp_path)])

    def refuse(record, **given):
        raise ArticleError("This is a bot wall.")

    monkeypatch.setattr(lessons, "parse", refuse)
    again = state(tmp_path, "The Example")
    assert (again.unchanged, again.failed) == (1, 0)
    assert again.items.get().reason == "Its source stays Unknown source: This is a bot wall."


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_bring_every_article_once(tmp_path):
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(f"Text {number}.")
    start = threading.Barrier(2)
    outcomes = []

    def work():
        start.wait()
        outcomes.append(run([str(tmp_path)]).counts)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    created, unchanged = (
        sum(counts[fate] for counts in outcomes) for fate in (Fate.CREATED, Fate.UNCHANGED)
    )
    assert (created, unchanged) == (60, 60)
    assert Article.objects.count() == Document.objects.count() == 60
