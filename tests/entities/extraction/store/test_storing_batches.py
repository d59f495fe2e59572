"""Articles that are stored together: the same comes of it as when they are stored one by one."""

from contextlib import suppress
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.models import Article
from entities.actions.recorder import CorrectionError
from entities.extraction.queue.read_pending import Done, extract
from entities.extraction.store.store_results import Read, store
from entities.kinds import SYMMETRIC, Kind, RelationKind
from entities.models import Entity, Evidence, Extraction, Mention
from entities.relationships import actions
from entities.search.digests import differences
from tests.entities.extraction.store.test_storing_properties import (
    DECISIONS,
    RELATIONS,
    TEXT,
    decide,
    mentions,
    without_overlaps,
)
from tests.entities.result_builders import NoPlaces, found, reading, related
from tests.factories import make_article, make_entity

FOUND = st.tuples(
    st.lists(mentions(), max_size=6).map(without_overlaps), st.lists(RELATIONS, max_size=3)
)


def together(batch: list[Read]) -> None:
    store(batch, version="1")


def one_by_one(batch: list[Read]) -> None:
    for one in batch:
        store([one], version="1")


def everything(articles: list[Article]) -> list:
    """All rows without their keys: an entity is what it is called and where it is named."""
    number = {article.pk: place for place, article in enumerate(articles)}
    what = {}
    for entity in Entity.objects.all():
        where = entity.mentions.values_list("article", "start")
        what[entity.pk] = (
            *(entity.kind, entity.name, entity.gazetteer_key or ""),
            tuple(sorted(entity.aliases.values_list("name", "origin", "status"))),
            tuple(sorted((number[article], start) for article, start in where)),
        )
    named = [
        (
            *(number[one.article_id], one.start, one.end, one.kind, one.status, one.confidence),
            sorted((what[other.entity_id], other.score) for other in one.candidates.all()),
        )
        for one in Mention.objects.order_by("article", "start", "pk")
    ]
    linked = []
    for one in Evidence.objects.select_related("relationship"):
        link = one.relationship
        ends = [what[link.head_id], what[link.child_id]]
        # The older entity comes first, whichever that is.
        ends = sorted(ends) if link.kind in SYMMETRIC else ends
        linked.append((number[one.article_id], one.start, one.end, link.kind, link.status, ends))
    read = Extraction.objects.order_by("article").values_list("mentions", "error")
    return [sorted(what.values()), named, sorted(linked), list(read)]


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    readings=st.lists(FOUND, min_size=2, max_size=4),
    before=st.lists(st.tuples(FOUND, DECISIONS), max_size=2),
)
def test_the_same_comes_of_a_batch_as_of_its_articles_one_by_one(readings, before):
    outcomes = []
    for way in (together, one_by_one):
        with transaction.atomic():
            user = get_user_model().objects.create_user("ana")
            make_entity("MS-13", gazetteer_key="gang:ms-13")
            make_entity("Barrio 18", gazetteer_key="gang:barrio-18")
            articles = [make_article(TEXT) for _ in readings]
            for earlier, decision in before:
                one_by_one([read(articles[0], *earlier)])
                with suppress(CorrectionError):
                    decide(articles[0], user, *decision)
            way([read(*one) for one in zip(articles, *zip(*readings, strict=True), strict=True)])
            outcomes.append(everything(articles))
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]


def read(article: Article, mentions: list, links: list) -> Read:
    relations = [related(article, head, kind, child, quote) for kind, head, child, quote in links]
    return Read(article, reading(mentions, relations), 0)


@pytest.mark.django_db
@pytest.mark.parametrize("way", [together, one_by_one])
def test_a_name_that_one_article_of_a_batch_loses_leads_the_next_one_nowhere(way):
    first, second = make_article(TEXT), make_article(TEXT)
    one_gang = [found(first, words, Kind.GANG, "new:gang:a") for words in ("Cabezas", "Cobra")]
    one_by_one([read(first, one_gang, [])])

    way([read(first, [], []), read(second, [found(second, "Cobra", Kind.GANG, "new:gang:b")], [])])

    assert [entity.name for entity in Entity.objects.all()] == ["Cobra"]


def naming_a_sum(article: Article, **fields) -> Read:
    return Read(article, reading([replace(found(article, "MS-13", Kind.MONEY), **fields)]), 0)


@pytest.mark.django_db
def test_a_batch_costs_as_many_statements_as_an_article(django_assert_max_num_queries):
    batch = [
        Read(one, reading([found(one, "Cobra", Kind.GANG, f"new:gang:{one.pk}")]), 0)
        for one in [make_article(f"{number} {TEXT}") for number in range(20)]
    ]
    with django_assert_max_num_queries(17):
        together(batch)
    assert Mention.objects.count() == 20


@pytest.mark.django_db
def test_the_digest_of_each_article_is_written_once():
    keys = ["gang:ms-13", "new:person:cobra"]
    batch = []
    for article in [make_article(f"{number} {TEXT}") for number in range(3)]:
        named = [found(article, "MS-13", Kind.GANG, keys[0])]
        named.append(found(article, "Cobra", Kind.PERSON, keys[1]))
        batch.append(read(article, named, [(RelationKind.MEMBER_OF, *keys[::-1], "of MS-13")]))
    before = digests_written()
    together(batch)
    assert Evidence.objects.count() == 3
    assert digests_written() == before + 3

    together(batch)
    assert digests_written() == before + 3
    assert list(differences()) == []


def digests_written() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_tuples_updated('entities_digest'::regclass)")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_one_whose_text_changed_or_that_is_gone_is_left_out_and_the_others_are_stored():
    articles = [make_article(TEXT) for _ in range(3)]
    Article.objects.filter(pk=articles[1].pk).update(text=f"{TEXT}!")
    Article.objects.filter(pk=articles[2].pk).delete()
    counts = store([naming_a_sum(article) for article in articles], version="1")
    assert [one and one.mentions for one in counts] == [1, None, None]
    assert Mention.objects.get().article == articles[0]


@pytest.mark.django_db
def test_one_that_cannot_be_stored_is_noted_and_the_others_are_stored():
    articles = [make_article(f"{number} {TEXT}") for number in range(5)]

    class ArticlePage:
        places = NoPlaces()

        def read_many(self, texts):
            for text in texts:
                wrong = text.article_id == articles[3].pk
                article = Article(text=text.text)
                yield naming_a_sum(article, confidence=7.0 if wrong else 0.5).reading

    outcomes = list(extract([article.pk for article in articles], ArticlePage()))
    assert sorted(one.failed for one in outcomes) == [0, 0, 0, 0, 1]
    assert sum(one.mentions for one in outcomes) == Mention.objects.count() == 4
    assert Done(articles=1, failed=1) in outcomes
    (failed,) = Extraction.objects.exclude(error="")
    assert failed.article == articles[3]
    assert "mention_confidence_0_to_1" in failed.error


@pytest.mark.django_db
def test_words_that_a_person_rejected_in_one_article_are_proposed_in_another(analyst):
    make_entity("MS-13", gazetteer_key="gang:ms-13")
    make_entity("Barrio 18", gazetteer_key="gang:barrio-18")
    batch = [
        read(
            article,
            [
                found(article, "MS-13", Kind.GANG, "gang:ms-13"),
                found(article, "Barrio 18", Kind.GANG, "gang:barrio-18"),
            ],
            [(RelationKind.RIVAL_OF, "gang:ms-13", "gang:barrio-18", "met")],
        )
        for article in (make_article(TEXT), make_article(TEXT))
    ]
    one_by_one(batch[:1])
    actions.reject(Evidence.objects.get(), user=analyst)
    together(batch)
    assert [one.status for one in Evidence.objects.order_by("article")] == ["rejected", "proposed"]
