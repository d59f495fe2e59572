"""Articles of a group are mended when more is known of its furniture; persons come first."""

import pytest
from django.db import transaction

from articles.furniture_models import ArticleTraces, ChangedGroup, FurnitureRule, MendedGroup
from articles.importing.lessons import Group, Lessons, learned_of, place_of
from articles.importing.mending import due, mend, mend_due
from articles.importing.metadata.publishers import UNKNOWN
from articles.importing.parse_document import parse
from articles.importing.run_import import run
from articles.importing.store_articles import store
from articles.models import Article
from articles.postgresql import old_rows
from articles.run_models import ImportRun
from articles.source_models import Source
from articles.tasks import mend_articles
from entities.actions import undo_redo
from entities.extraction.queue.read_pending import pending
from entities.extraction.result import pipeline_version
from entities.kinds import Status
from entities.models import Extraction
from entities.reader.actions import describe
from tests.articles.importing.documents import text_record
from tests.articles.importing.furniture.sites import COUNTY, DIARIO, GAZETTE, STORIES, pages
from tests.factories import make_mention

pytestmark = pytest.mark.django_db
MENU = "Find a Form"


def bring(texts: list[str], *, source: str = "Elm County", folder: str = "/news") -> list[Article]:
    """Keep texts as an import does that has learned nothing yet."""
    kept = []
    for number, text in enumerate(texts):
        record = text_record(text.encode(), f"{folder}/{number}.txt", f"{folder}/{number}.txt")
        store([(record, parse(record, source=source))])
        kept.append(Article.objects.select_related("source", "document").latest("pk"))
    return kept


def mark_read(article: Article) -> None:
    Extraction.objects.create(
        article=article,
        pipeline_version=pipeline_version(),
        text_hash=article.text_hash,
        seconds=0.1,
    )


def shows(article: Article, words: str) -> bool:
    """Whether words of the article are news."""
    article.refresh_from_db()
    start = article.text.index(words)
    return article.is_news(start, start + len(words))


def furniture(article: Article) -> str:
    article.refresh_from_db()
    return "\n".join(article.text[start:end] for start, end in article.furniture)


def test_two_documents_are_left_alone_and_the_third_mends_them():
    first, second = bring(pages(COUNTY)[:2])
    assert list(due()) == []
    third = bring(pages(COUNTY)[2:3], folder="/more")[0]
    assert MENU not in furniture(first)
    assert mend_due(lambda: False) == 3
    for article in (first, second, third):
        assert MENU in furniture(article)
        assert shows(article, "ELM CITY")
    assert list(due()) == []
    assert mend_due(lambda: False) == 0


def test_each_import_of_more_mends_those_before_it_again():
    bring(pages(COUNTY)[:3])
    mend_due(lambda: False)
    bring(pages(COUNTY)[3:], folder="/more")
    assert list(due()) == [Group.of(Article.objects.select_related("source").first())]


def test_the_history_keeps_what_was_before_and_the_text_stays():
    articles = bring(pages(COUNTY))
    texts = [article.text for article in articles]
    mend_due(lambda: False)
    old = old_rows(Article).filter(pgh_obj=articles[0].pk)
    assert [row.furniture for row in old] == [articles[0].furniture]
    assert list(Article.objects.order_by("pk").values_list("text", flat=True)) == texts


def test_mended_articles_are_read_again_and_decisions_stand():
    articles = bring(pages(COUNTY))
    mention = make_mention(articles[0], "Willow Street Crew", status=Status.CONFIRMED)
    for article in articles:
        mark_read(article)
    mend_due(lambda: False)
    assert {article.pk for article in pending()} == {article.pk for article in articles}
    mention.refresh_from_db()
    assert (mention.status, mention.name) == (Status.CONFIRMED, "Willow Street Crew")


def test_what_changed_in_nothing_stays_read():
    plain = [news for _, news in STORIES[COUNTY][:3]]
    articles = bring(plain)
    for article in articles:
        mark_read(article)
    assert mend_due(lambda: False) == 0
    assert not pending().exists()


def test_limits_that_a_person_has_set_stay(analyst):
    articles = bring(pages(COUNTY))
    article = articles[0]
    shown = {
        name: getattr(article, name)
        for name in (
            *("title", "published_on", "published_precision", "byline", "language"),
            *("body_start", "body_end", "credibility", "handling"),
        )
    } | {"source": article.source_id}
    start = article.text.index("ELM CITY")
    describe(article, {**shown, "body_start": start}, user=analyst, shown=shown)
    article.refresh_from_db()
    assert article.set_by_hand == ["body_start"]
    mend_due(lambda: False)
    article.refresh_from_db()
    assert article.body_start == start
    assert MENU in furniture(article)  # which nobody has set

    undo_redo.undo(undo_redo.last_of(analyst, article), user=analyst)
    article.refresh_from_db()
    assert article.set_by_hand == []


def test_a_rule_of_a_person_is_due_and_so_is_its_end(analyst):
    articles = bring(pages(COUNTY)[:1])
    words = "“Nobody was hurt, and that is what counts,” said the prosecutor."
    rule = FurnitureRule.objects.create(
        source=articles[0].source, passage=words, is_furniture=True, user=analyst
    )
    assert mend_due(lambda: False) == 1
    assert not shows(articles[0], words)
    assert list(due()) == []
    FurnitureRule.objects.update(ended_at=rule.made_at)
    assert mend_due(lambda: False) == 1
    assert shows(articles[0], words)


def test_sources_do_not_learn_from_each_other():
    bring(pages(COUNTY)[:2])
    bring(pages(DIARIO)[:2], source="El Faro del Valle", folder="/diario")
    assert list(due()) == []


def test_articles_of_an_unknown_source_are_grouped_by_domain_then_folder():
    bring(pages(GAZETTE)[:3], source="", folder="/a")
    bring(pages(GAZETTE)[3:], source="", folder="/b")
    assert list(due()) == [Group(place="/a")]
    assert place_of("https://www.elm.example/news/1", "/a/1.txt") == "elm.example"
    assert place_of("", "/a/1.txt") == "/a"


def test_whoever_gives_an_article_its_source_moves_it_to_another_group():
    articles = bring(pages(GAZETTE)[:3], source="", folder="/a")
    other = bring(pages(COUNTY)[3:])[0]
    Article.objects.filter(pk=articles[0].pk).update(source=other.source)
    assert learned_of(Group(place="/a")).documents == 2
    assert learned_of(Group(source=other.source_id)).documents == 2


def test_mending_stops_when_it_is_asked_to_and_goes_on_another_time():
    bring(pages(COUNTY))
    group = next(due())
    assert mend(group, stop=lambda: True).stopped
    assert MendedGroup.objects.get().mended_at is None
    assert list(due()) == [group]


def test_what_earlier_rules_have_read_is_read_again_once(analyst):
    """Traces, language and header of articles that came before the rules of today."""
    articles = bring(pages(COUNTY))
    mend_due(lambda: False)
    ArticleTraces.objects.update(numbers=[])
    Article.objects.update(language="fr")
    news = "Dos detenidos\n\nLa policía detuvo a dos hombres el lunes."
    other = bring([news], source="Otro", folder="/otro")[0]
    list(due())
    Article.objects.filter(pk=other.pk).update(language="en")
    corrected = Article.objects.get(pk=articles[1].pk)
    corrected.set_by_hand = ["language"]
    corrected.save()
    assert mend_due(lambda: False) == 0
    MendedGroup.objects.update(version=0)
    changed = mend_due(lambda: False)
    languages = Article.objects.order_by("pk").values_list("language", flat=True)
    assert list(languages) == ["en", "fr", "en", "en", "es"]
    assert changed == 4
    assert learned_of(Group.of(articles[0])).counts
    assert list(due()) == []
    assert mend_due(lambda: False) == 0


def test_an_article_in_another_language_is_read_for_names_again():
    articles = bring(pages(COUNTY)[:1])
    list(due())
    Article.objects.update(language="fr")
    mark_read(articles[0])
    MendedGroup.objects.update(version=0)
    mend_due(lambda: False)
    assert [article.pk for article in pending()] == [articles[0].pk]


def test_what_is_due_is_told_by_what_changed_and_not_by_counting_all(
    django_assert_num_queries,
):
    for number in range(4):
        bring(pages(COUNTY), source=f"Elm County {number}", folder=f"/{number}")
    mend_due(lambda: False)
    with django_assert_num_queries(5) as looking:  # two are those of a transaction
        assert list(due()) == []
    asked = " ".join(query["sql"] for query in looking.captured_queries)
    assert '"articles_article"' not in asked and "articletraces" not in asked


def test_groups_are_due_again_when_documents_go_move_or_their_source_is_told():
    articles = bring(pages(COUNTY))
    news = [news for site in (GAZETTE, DIARIO) for _, news in STORIES[site]]
    others = bring(news, source="", folder="/a")
    mend_due(lambda: False)
    county, here = Group.of(articles[0]), Group(place="/a")
    ArticleTraces.objects.filter(pk=articles[0].pk).delete()
    assert list(due()) == [county]
    mend_due(lambda: False)
    Article.objects.filter(pk=others[0].pk).update(source=articles[0].source)
    assert set(due()) == {county, here}
    mend_due(lambda: False)
    assert list(due()) == []
    Source.objects.filter(name=UNKNOWN).update(name="Elm Gazette")
    told = Group(source=others[1].source_id)
    assert list(due()) == [told]
    mend_due(lambda: False)
    assert learned_of(told).documents == len(others) - 1


def test_the_note_on_a_source_that_is_gone_harms_nothing():
    ChangedGroup.objects.create(source_id=1_000_000_000, documents=4)
    assert list(due()) == []
    assert not ChangedGroup.objects.exists()


def test_inside_a_transaction_that_is_rolled_back_nothing_is_mended():
    articles = bring(pages(COUNTY))
    with transaction.atomic():
        assert len(mend(next(due())).changed) == 4
        transaction.set_rollback(True)
    assert MENU not in furniture(articles[0])
    assert not MendedGroup.objects.exists()


def test_a_document_is_read_with_what_those_before_it_taught():
    lessons = Lessons()
    parsed = [
        lessons.parse(text_record(text.encode(), f"/a/{n}.txt"), source="Elm County")
        for n, text in enumerate(pages(COUNTY))
    ]
    last = parsed[-1]
    assert MENU not in [parsed[0].text[slice(*span)] for span in parsed[0].furniture]
    assert any(MENU in last.text[slice(*span)] for span in last.furniture)


def test_an_import_keeps_what_each_text_teaches(tmp_path):
    for number, text in enumerate(pages(COUNTY)):
        (tmp_path / f"{number}.txt").write_text(text)
    run([str(tmp_path)], ImportRun(source="Elm County"))
    assert ArticleTraces.objects.count() == 4
    group = Group.of(Article.objects.select_related("source", "document").first())
    assert learned_of(group).documents == 4
    mend(group)
    (tmp_path / "0.txt").write_text(f"{pages(COUNTY)[0]}\nMore")
    run([str(tmp_path)], ImportRun(source="Elm County"))
    assert ArticleTraces.objects.count() == 4


def test_the_job_mends_what_is_due():
    bring(pages(COUNTY))

    class Context:
        @staticmethod
        def should_abort() -> bool:
            return False

    mend_articles.func(Context, 0)
    assert list(due()) == []
