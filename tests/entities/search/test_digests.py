"""The digests follow everything that they are derived from, whoever changes it."""

import datetime
import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from articles.copy_models import ClusterPlace
from articles.models import Article
from entities.kinds import Kind, RelationKind, Status
from entities.models import Entity, Evidence, Mention, Relationship, SearchRow
from entities.search.digests import differences
from tests.factories import make_article, make_entity, make_evidence, make_mention, make_source

TEXT = "Ana met Bea in Cusco, and Dan told Eva in Lima about Fia of Peru, Gus and Hal."
NAMES = ("Ana", "Bea", "Cusco", "Dan", "Eva", "Lima", "Fia", "Peru", "Gus", "Hal")


def digest(article: Article) -> SearchRow:
    return SearchRow.objects.get(article=article)


def put_off() -> None:
    """Have the digests brought up to date at the end of the transaction."""
    run("SET LOCAL gangintel.digests TO late; SET CONSTRAINTS digest_due DEFERRED")


def at_once() -> None:
    """Bring them up to date, and from now on after every statement."""
    run("SET LOCAL gangintel.digests TO DEFAULT; SET CONSTRAINTS digest_due IMMEDIATE")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def written() -> int:
    """How often a digest was written in this transaction, once it was there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_tuples_updated('entities_digest'::regclass)")
        return cursor.fetchone()[0]


def due() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entities_digest_due")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_place_counts_for_every_place_around_it():
    peru = make_entity("Peru", Kind.LOCATION)
    lima = make_entity("Lima", Kind.LOCATION, parent=peru)
    article = make_article(TEXT)
    for name, place in (("Lima", lima), ("Peru", peru)):
        make_mention(article, name, place, confidence=0.75)

    kept = digest(article)
    assert dict(zip(kept.entities, kept.counts, strict=True)) == {peru.pk: 2, lima.pk: 1}
    assert (kept.mentions, kept.undecided, kept.doubt) == (2, 2, 0.25)
    assert kept.kinds == {Kind.LOCATION: 2}


@pytest.mark.django_db
def test_the_gang_that_a_faction_belongs_to_is_not_thereby_mentioned():
    people = make_entity("People Nation")
    lords = make_entity("Vice Lords", parent=people)
    article = make_article("The Vice Lords fled.")
    make_mention(article, "Vice Lords", lords)

    assert digest(article).entities == [lords.pk]


@pytest.mark.django_db
def test_a_place_that_moves_takes_its_articles_along():
    peru, chile = (make_entity(name, Kind.LOCATION) for name in ("Peru", "Chile"))
    arica = make_entity("Arica", Kind.LOCATION, parent=peru)
    article = make_article("Calm in Arica.")
    make_mention(article, "Arica", arica)

    Entity.objects.filter(pk=arica.pk).update(parent=chile)

    assert digest(article).entities == sorted([chile.pk, arica.pk])


@pytest.mark.django_db
def test_places_that_lie_in_each_other_do_not_hang():
    """As in collections from before the database refused that."""
    one, other = (make_entity(name, Kind.LOCATION) for name in ("One", "Other"))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE entities_entity DISABLE TRIGGER refuse_circles")
    Entity.objects.filter(pk=one.pk).update(parent=other)
    Entity.objects.filter(pk=other.pk).update(parent=one)
    article = make_article("Calm in One.")
    make_mention(article, "One", one)

    assert digest(article).entities == [one.pk, other.pk]
    assert list(differences()) == []


@pytest.mark.django_db
def test_a_digest_has_the_cluster_of_its_article():
    one, other = make_article(TEXT), make_article(TEXT)
    ClusterPlace.objects.filter(article=one).update(cluster=other.place.cluster)
    assert digest(one).cluster == digest(other).cluster
    assert list(differences()) == []


@pytest.mark.django_db
def test_what_is_wrong_with_a_digest_is_named():
    article = make_article(TEXT)
    SearchRow.objects.filter(article=article).update(mentions=7, handling="RED")
    lost = make_article(TEXT)
    SearchRow.objects.filter(article=lost).delete()

    assert [str(one) for one in differences()] == [
        f"The digest of article {article.pk} is wrong in: mentions, handling.",
        f"Article {lost.pk} has no digest.",
    ]


@pytest.mark.django_db
def test_a_bulk_load_is_followed():
    gang = make_entity("Ana")
    articles = [make_article(TEXT) for _ in range(20)]
    columns = 'article_id, entity_id, kind, start, "end", name, normalized, origin'
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY entities_mention ({columns}) FROM STDIN") as copy,
    ):
        for article in articles:
            copy.write_row((article.pk, gang.pk, "gang", 0, 3, "Ana", "ana", "gazetteer"))

    assert SearchRow.objects.filter(entities__contains=[gang.pk]).count() == 20
    assert list(differences()) == []


@pytest.mark.django_db
def test_digests_that_are_put_off_are_written_once():
    gangs = [make_entity(name) for name in ("Ana", "Bea")]
    articles = [make_article(TEXT) for _ in range(3)]
    before = written()
    put_off()
    for article in articles:
        make_mention(article, "Ana", gangs[0])
        make_mention(article, "Bea", gangs[1])
        make_evidence(article, "Ana met Bea", gangs[0], RelationKind.RIVAL_OF, gangs[1])
    assert [digest(article).mentions for article in articles] == [0, 0, 0]
    assert written() == before

    at_once()
    assert written() == before + 3
    assert list(differences()) == []
    assert due() == 0


@pytest.mark.django_db
def test_what_is_taken_back_is_not_due_any_more():
    article = make_article(TEXT)
    put_off()
    make_mention(article, "Ana", make_entity("Ana"))
    with pytest.raises(InterruptedError), transaction.atomic():
        make_mention(article, "Bea", make_entity("Bea"))
        raise InterruptedError
    make_mention(article, "Dan", make_entity("Dan"))

    at_once()
    assert digest(article).mentions == 2
    assert list(differences()) == []


@pytest.mark.django_db
def test_a_change_that_no_digest_speaks_of_writes_none():
    article = make_article(TEXT)
    gangs = [make_entity(name) for name in ("Ana", "Bea")]
    mention = make_mention(article, "Ana", gangs[0])
    evidence = make_evidence(article, "Ana met Bea", gangs[0], RelationKind.RIVAL_OF, gangs[1])
    put_off()
    Mention.objects.filter(pk=mention.pk).update(reason="for another reason", origin="rule")
    Evidence.objects.filter(pk=evidence.pk).update(grade="A1", hedged=True)
    assert due() == 0

    Evidence.objects.filter(pk=evidence.pk).update(status="rejected")
    assert due() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_put_off_is_done_when_the_transaction_ends():
    article = make_article(TEXT)
    gang = make_entity("Ana")
    with transaction.atomic():
        put_off()
        make_mention(article, "Ana", gang)

    assert digest(article).entities == [gang.pk]
    assert due() == 0


@pytest.mark.parametrize("when", [at_once, put_off])
@pytest.mark.django_db(transaction=True)
def test_two_people_who_change_one_article_at_once_are_both_followed(when):
    article = make_article(TEXT)
    gangs = [make_entity(name) for name in ("Ana", "Bea")]
    changed = threading.Event()

    def change_later() -> None:
        try:
            changed.set()
            make_mention(article, "Bea", gangs[1])  # may wait for the digest that is locked below
        finally:
            connection.close()

    other = threading.Thread(target=change_later)
    with transaction.atomic():
        when()
        make_mention(article, "Ana", gangs[0])
        other.start()
        changed.wait()
        other.join(0.3)
    other.join()

    assert digest(article).entities == [gang.pk for gang in gangs]


@pytest.mark.django_db(transaction=True)
def test_a_place_that_moves_while_a_digest_is_put_off_is_followed():
    peru, chile = (make_entity(name, Kind.LOCATION) for name in ("Peru", "Chile"))
    arica = make_entity("Arica", Kind.LOCATION, parent=peru)
    article = make_article("Calm in Arica.")

    def move() -> None:
        try:
            Entity.objects.filter(pk=arica.pk).update(parent=chile)
        finally:
            connection.close()

    other = threading.Thread(target=move)
    with transaction.atomic():
        put_off()
        make_mention(article, "Arica", arica)
        other.start()
        other.join()

    assert digest(article).entities == sorted([chile.pk, arica.pk])


@pytest.mark.django_db(transaction=True)
def test_a_mention_of_a_place_that_moves_meanwhile_counts_where_it_lies_then():
    peru, chile = (make_entity(name, Kind.LOCATION) for name in ("Peru", "Chile"))
    arica = make_entity("Arica", Kind.LOCATION, parent=peru)
    article = make_article("Calm in Arica.")
    begun = threading.Event()

    def mention() -> None:
        try:
            begun.set()
            make_mention(article, "Arica", arica)
        finally:
            connection.close()

    other = threading.Thread(target=mention)
    with transaction.atomic():
        Entity.objects.filter(pk=arica.pk).update(parent=chile)
        other.start()
        begun.wait()
        other.join(0.3)
    other.join()

    assert digest(article).entities == sorted([chile.pk, arica.pk])


class Acts(RuleBasedStateMachine):
    """Whatever is done in whatever order, the digests are what they would be computed anew."""

    def __init__(self) -> None:
        super().__init__()
        self.gangs = [make_entity(name) for name in NAMES[:3]]
        self.places = [make_entity(name, Kind.LOCATION) for name in ("Lima", "Peru", "South")]
        self.sources = [make_source(name) for name in ("One", "Two")]
        self.articles = [make_article(TEXT)]

    def any(self, data, rows):
        return data.draw(st.sampled_from(sorted(rows, key=lambda row: row.pk))) if rows else None

    def of_articles(self, model):
        """Not of those that an earlier run left behind."""
        return model.objects.filter(article__in=self.articles)

    @rule(when=st.sampled_from([put_off, at_once]))
    def change_when(self, when) -> None:
        when()

    @rule()
    def store(self) -> None:
        self.articles.append(make_article(TEXT))

    @rule(data=st.data(), name=st.sampled_from(NAMES), sure=st.sampled_from([None, 0.25, 0.9]))
    def mention(self, data, name: str, sure: float | None) -> None:
        article = self.any(data, self.articles)
        entity = data.draw(st.sampled_from([*self.gangs, *self.places]))
        if article and not article.mentions.filter(name=name).exists():
            make_mention(Article.objects.get(pk=article.pk), name, entity, confidence=sure)

    @rule(data=st.data(), status=st.sampled_from(["confirmed", "rejected"]))
    def judge(self, data, status: str) -> None:
        if mention := self.any(data, self.of_articles(Mention).live()):
            mention.status = status
            mention.save()

    @rule(data=st.data())
    def forget(self, data) -> None:
        if mention := self.any(data, self.of_articles(Mention)):
            mention.delete()

    @rule(data=st.data())
    def merge(self, data) -> None:
        loser, winner = (data.draw(st.sampled_from(self.gangs)) for _ in range(2))
        Mention.objects.filter(entity=loser).update(entity=winner)

    @rule(data=st.data())
    def move(self, data) -> None:
        place, around = (data.draw(st.sampled_from([*self.places, None])) for _ in range(2))
        if place and place != around:
            Entity.objects.filter(pk=place.pk).update(parent=around)

    @rule(data=st.data())
    def relate(self, data) -> None:
        article = self.any(data, self.articles)
        head, child = (data.draw(st.sampled_from(self.gangs)) for _ in range(2))
        if article and head != child and not article.evidence.exists():
            make_evidence(article, "Ana met Bea", head, RelationKind.RIVAL_OF, child)

    @rule(data=st.data(), status=st.sampled_from(Status.values))
    def judge_evidence(self, data, status: str) -> None:
        if evidence := self.any(data, self.of_articles(Evidence)):
            Evidence.objects.filter(pk=evidence.pk).update(status=status)

    @rule(
        data=st.data(),
        status=st.sampled_from(Status.values),
        kind=st.sampled_from([RelationKind.RIVAL_OF, RelationKind.ALLIED_WITH]),
    )
    def judge_relationship(self, data, status: str, kind: RelationKind) -> None:
        if relationship := self.any(data, Relationship.objects.filter(head__in=self.gangs)):
            Relationship.objects.filter(pk=relationship.pk).update(status=status, kind=kind)

    @rule(data=st.data())
    def drop_relationship(self, data) -> None:
        if relationship := self.any(data, Relationship.objects.filter(head__in=self.gangs)):
            relationship.delete()

    @rule(data=st.data(), day=st.none() | st.dates(datetime.date(2000, 1, 1)))
    def describe(self, data, day: datetime.date | None) -> None:
        if article := self.any(data, self.articles):
            Article.objects.filter(pk=article.pk).update(
                source=data.draw(st.sampled_from(self.sources)),
                published_on=day,
                published_precision="day" if day else "",
                review_status=data.draw(st.sampled_from(["not_begun", "in_review", "done"])),
                handling=data.draw(st.sampled_from(["CLEAR", "RED"])),
                credibility=data.draw(st.sampled_from("126")),
            )

    @rule(data=st.data(), title=st.sampled_from(["Truce", "Word " * 60]), end=st.integers(0, 78))
    def rewrite(self, data, title: str, end: int) -> None:
        if article := self.any(data, self.articles):
            Article.objects.filter(pk=article.pk).update(title=title, body_end=end)

    @rule(data=st.data())
    def delete(self, data) -> None:
        if article := self.any(data, self.articles):
            self.articles.remove(article)
            article.delete()

    def teardown(self) -> None:
        at_once()
        assert list(differences()) == []
        assert SearchRow.objects.count() == Article.objects.count()


class TestActs(TestCase):
    def test_any_sequence_of_acts(self) -> None:
        patient = settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(Acts, settings=patient)
