"""People and machines that write in the same article, or name the same thing, at the same time."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection

from entities.actions import mention_actions
from entities.extraction.store import new_entities, store_results
from entities.kinds import Kind, RelationKind, Status
from entities.models import Entity, Evidence, Mention, Relationship
from tests.entities.result_builders import found, reading, related, store
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Jose Cabezas of MS-13 met Los Zetas."


class Beside:
    """Something that happens in a thread of its own; its fault is raised at the end."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.fault: Exception | None = None
        self._act = act
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Beside":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._thread.join()
        if self.fault:
            raise self.fault

    def _run(self) -> None:
        try:
            self._act()
        except Exception as fault:
            self.fault = fault
        finally:
            connection.close()


def wait_until_somebody_waits() -> None:
    """Until another session of the database waits for a lock that is held."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return
        time.sleep(0.05)
    raise AssertionError("Nobody waited.")


@pytest.fixture
def gang():
    return make_entity("MS-13", gazetteer_key="gang:ms-13")


def gang_in(article, **fields):
    return found(article, "MS-13", Kind.GANG, "gang:ms-13", **fields)


def test_a_person_who_decides_and_a_machine_that_reads_queue_up(gang, analyst, monkeypatch):
    article = make_article(TEXT)
    mention = make_mention(article, "MS-13", gang)
    begin_review = mention_actions.begin_review
    holding = threading.Event()

    def slowly(*args):
        holding.set()
        wait_until_somebody_waits()
        begin_review(*args)

    monkeypatch.setattr(mention_actions, "begin_review", slowly)
    monkeypatch.setattr(store_results, "_ATTEMPTS", 1)
    with Beside(lambda: mention_actions.confirm(mention, user=analyst)):
        holding.wait(10)
        store(article, reading([gang_in(article, confidence=0.1)]), seconds=0)
    mention.refresh_from_db()
    assert (mention.status, mention.confidence) == (Status.CONFIRMED, None)


def test_two_that_read_the_same_article_store_it_once(gang, monkeypatch):
    article = make_article(TEXT)
    resolve = store_results.resolve
    holding = threading.Event()

    def slowly(*args):
        if not holding.is_set():
            holding.set()
            wait_until_somebody_waits()
        return resolve(*args)

    monkeypatch.setattr(store_results, "resolve", slowly)
    one = reading([gang_in(article)])
    with Beside(lambda: store(article, one, seconds=0)):
        holding.wait(10)
        store(article, one, seconds=0)
    assert Mention.objects.count() == 1


@pytest.mark.parametrize("most", [0, 1])
def test_two_articles_that_bring_the_same_name_make_one_entity(monkeypatch, most):
    monkeypatch.setattr(new_entities, "_MOST_LOCKS", most)
    first, second = make_article(TEXT), make_article(TEXT)
    create = store_results.store_relations
    holding = threading.Event()

    def slowly(*args):
        if not holding.is_set():
            holding.set()
            wait_until_somebody_waits()
        return create(*args)

    # The first has made the entity and not yet committed when the second comes.
    monkeypatch.setattr(store_results, "store_relations", slowly)
    name = found(first, "Jose Cabezas", Kind.PERSON, "new:person:jc")
    with Beside(lambda: store(first, reading([name]), seconds=0)):
        holding.wait(10)
        store(second, reading([name]), seconds=0)
    assert Entity.objects.get(kind=Kind.PERSON).mentions.count() == 2


def test_an_entity_that_goes_in_the_middle_is_made_again(monkeypatch):
    article = make_article(TEXT)
    entity = make_entity("Jose Cabezas", Kind.PERSON)
    resolve = store_results.resolve

    def then_it_goes(*args):
        resolved = resolve(*args)
        with Beside(lambda: Entity.objects.filter(pk=entity.pk).delete()):
            pass
        return resolved

    monkeypatch.setattr(store_results, "resolve", then_it_goes)
    name = found(article, "Jose Cabezas", Kind.PERSON, "new:person:jc")
    store(article, reading([name]), seconds=0)
    assert article.mentions.get().entity.pk != entity.pk


def test_what_is_refused_again_and_again_is_told(gang, monkeypatch):
    article = make_article(TEXT)
    attempts = []

    def refused(*args):
        attempts.append(args)
        raise IntegrityError("no")

    monkeypatch.setattr(store_results, "resolve", refused)
    with pytest.raises(IntegrityError):
        store(article, reading([gang_in(article)]), seconds=0)
    assert len(attempts) == store_results._ATTEMPTS


def test_the_last_two_pieces_of_evidence_may_go_at_once(gang, monkeypatch):
    zetas = make_entity("Los Zetas", gazetteer_key="gang:los-zetas")
    articles = [make_article(TEXT), make_article(TEXT)]
    for article in articles:
        both = [gang_in(article), found(article, "Los Zetas", Kind.GANG, "gang:los-zetas")]
        link = related(
            article, both[0].key, RelationKind.RIVAL_OF, both[1].key, "MS-13 met Los Zetas"
        )
        store(article, reading(both, [link]), seconds=0)
    assert Relationship.objects.get().head in (gang, zetas)
    leave = store_results.remove_leftovers
    holding = threading.Event()

    def slowly(*args):
        if not holding.is_set():
            holding.set()
            wait_until_somebody_waits()
        leave(*args)

    monkeypatch.setattr(store_results, "remove_leftovers", slowly)
    with Beside(lambda: store(articles[0], reading([]), seconds=0)):
        holding.wait(10)
        store(articles[1], reading([]), seconds=0)
    assert (Evidence.objects.count(), Relationship.objects.count()) == (0, 0)
