"""New, unchanged, changed, or here already: what storing decides, and what it never touches."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.parse_document import parse
from articles.importing.records import ArticleError
from articles.importing.run_import import run
from articles.importing.store_articles import store
from articles.models import Article, ArticleRevision, Document, Fate, Source
from tests.articles.importing.documents import text_record

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
    bring("One line.\n", source="The Example")
    assert bring("One line.\r\n", "/news/b.txt", source="the example") == Fate.DUPLICATE
    assert bring("One line.\r", "/news/c.txt", source="Another") == Fate.CREATED
    assert Article.objects.count() == 2
    assert Document.objects.get(same_text_as__isnull=False).original_name == "/news/b.txt"


def test_one_batch_may_hold_versions_and_copies_of_the_same_article():
    pairs = [("First text.", "/a"), ("Other text.", "/b"), ("Second text.", "/a")]
    pairs += [("Other text.\r", "/c"), ("First text.", "/d"), ("Other text.\n", "/e")]
    records = [text_record(text.encode(), path, path) for text, path in pairs]
    batch = [(record, parse(record)) for record in records]
    assert fates(batch) == ["created", "created", "revised", "created", "unchanged", "duplicates"]
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
