"""What people say of copies stays, new ones join it, and undo takes it back."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from articles.copy_models import ClusterPlace
from articles.models import Article
from articles.near_copies.clusters import place_due
from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.copies.actions import belongs_to, is_no_copy, take_over
from entities.copies.queries import Copies
from entities.kinds import Kind, RelationKind, Status
from entities.models import Action, Evidence, Mention
from entities.review.actions import finish
from entities.search.digests import differences
from tests.articles.near_copies.made_texts import edited, news
from tests.factories import make_article, make_entity, make_evidence, make_mention
from tests.rolled_back import RolledBack

pytestmark = pytest.mark.django_db


def clusters() -> list[set[int]]:
    found: dict[int, set[int]] = {}
    for place in ClusterPlace.objects.order_by("pk"):
        found.setdefault(place.cluster, set()).add(place.pk)
    return list(found.values())


def made(*texts: str) -> list[Article]:
    articles = [make_article(text) for text in texts]
    place_due()
    return articles


def test_an_article_that_is_no_copy_stays_none_and_undo_makes_it_one_again(analyst):
    first, copy, third = made(news(1), edited(news(1), 0.2), edited(news(1), 0.2, 1))
    is_no_copy(copy, user=analyst)
    assert clusters() == [{first.pk, third.pk}, {copy.pk}]
    (later,) = made(edited(news(1), 0.1, 2))
    assert copy.pk in next(one for one in clusters() if len(one) == 1)
    assert Copies(later).origin == first
    undo_redo.undo(Action.objects.get(), user=analyst)
    place_due()
    assert clusters() == [{first.pk, copy.pk, third.pk, later.pk}]
    with pytest.raises(CorrectionError, match="is a copy of nothing"):
        is_no_copy(made(news(2))[0], user=analyst)


def test_where_the_first_of_all_is_no_copy_the_others_stay_together_with_what_comes(analyst):
    first, copy = made(news(1), edited(news(1), 0.2))
    is_no_copy(first, user=analyst)
    (later,) = made(edited(copy.text, 0.1, 3))
    assert clusters() == [{first.pk}, {copy.pk, later.pk}]
    assert list(differences()) == []


def test_what_belongs_to_an_origin_brings_with_it_what_is_like_it(analyst):
    first, other = made(news(1), news(2))
    belongs_to(other, first, user=analyst)
    (later,) = made(edited(news(2), 0.2))
    assert clusters() == [{first.pk, other.pk, later.pk}]
    with pytest.raises(CorrectionError, match="one origin already"):
        belongs_to(other, first, user=analyst)


def test_the_earliest_is_the_origin_and_what_is_withdrawn_is_none(analyst):
    first, copy = made(news(1), edited(news(1), 0.2))
    Article.objects.filter(pk=copy.pk).update(published_on="2020-01-01", published_precision="day")
    assert Copies(first).origin == copy
    Article.objects.filter(pk=copy.pk).update(
        withdrawn_at="2026-01-01T00:00Z", withdrawn_by=analyst, withdrawn_reason="Not ours"
    )
    assert Copies(first).origin == first
    assert Copies(first).others == 0


def test_decisions_are_taken_over_where_the_same_words_wait(analyst):
    sentence = "The Vice Lords fight the Black Gang in Utica."
    first, copy, done = made(*(f"{edited(news(1), 0.1, seed)} {sentence}" for seed in range(3)))
    gang, other = make_entity("Vice Lords"), make_entity("Black Gang", Kind.GANG)
    wrong = make_entity("Wrong Gang", Kind.GANG)
    for article, entity, status in [
        (first, gang, Status.CONFIRMED),
        (copy, wrong, Status.PROPOSED),
        (done, gang, Status.PROPOSED),
    ]:
        make_mention(article, "Vice Lords", entity, status=status)
        state = Status.REJECTED if article == first else Status.PROPOSED
        make_mention(article, "Utica", None, kind=Kind.LOCATION, status=state)
        make_evidence(article, sentence, gang, RelationKind.RIVAL_OF, other, status=status)
    finish(done, user=analyst)
    action = take_over(first, user=analyst)
    assert action.summary.startswith("Took 3 decisions over to 1 copy")
    states = Mention.objects.filter(article=copy).values_list("name", "entity", "status")
    assert set(states) == {("Vice Lords", gang.pk, "confirmed"), ("Utica", None, "rejected")}
    assert Evidence.objects.get(article=copy).status == Status.CONFIRMED
    assert Evidence.objects.get(article=done).status == Status.PROPOSED
    undo_redo.undo(action, user=analyst)
    assert Mention.objects.get(article=copy, name="Vice Lords").entity == wrong


def test_the_page_of_copies_takes_a_number_or_an_address_and_readers_may_not(
    client, analyst, reader
):
    first, other = made(news(1), news(2))
    client.force_login(analyst)
    join = reverse("entities:article_copies_join", args=[other.pk])
    assert client.post(join, {"origin": "nothing/at/all"}).status_code == 422
    address = f"http://testserver{first.get_absolute_url()}?q=x"
    page = client.post(join, {"origin": address}, follow=True)
    assert "near-copies of one origin" in page.text
    client.force_login(reader)
    part = reverse("entities:article_copies_part", args=[other.pk])
    assert client.post(part).status_code == 403
    assert client.get(reverse("entities:article_copies", args=[other.pk])).status_code == 200


class Corrections(RolledBack):
    """Articles come, people correct and undo: what they said last always holds."""

    def __init__(self) -> None:
        super().__init__()
        self.user = User.objects.get_or_create(username="ana", is_superuser=True)[0]
        self.articles: list[Article] = []

    @rule(seed=st.integers(0, 1), share=st.sampled_from([0.0, 0.1, 0.3]))
    def an_article_comes(self, seed: int, share: float) -> None:
        text = edited(news(seed), share, len(self.articles))
        self.articles += made(f"{text} Number {len(self.articles)}.")

    @precondition(lambda self: len(self.articles) > 1)
    @rule(data=st.data())
    def one_belongs_to_another(self, data: st.DataObject) -> None:
        one, other = data.draw(st.permutations(self.articles))[:2]
        try:
            belongs_to(one, other, user=self.user)
        except CorrectionError:
            return
        place_due()

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def one_is_no_copy(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.articles))
        try:
            is_no_copy(one, user=self.user)
        except CorrectionError:
            return
        cluster = ClusterPlace.objects.get(pk=one.pk).cluster
        assert ClusterPlace.objects.filter(cluster=cluster).count() == 1
        place_due()

    @rule()
    def the_last_act_is_undone(self) -> None:
        last = Action.objects.filter(undone_at=None).first()
        if last is None:
            return
        before = {change.row: change.before for change in last.changes.all()}
        try:
            undo_redo.undo(last, user=self.user)
        except CorrectionError:
            return
        for key, state in before.items():
            if state:
                assert ClusterPlace.objects.get(pk=key).cluster == state["cluster"] or (
                    "cluster" not in state
                )
        place_due()

    @invariant()
    def what_people_said_stands_and_every_cluster_has_a_reference(self) -> None:
        by_hand = {
            change.row: change.after["cluster"]
            for action in Action.objects.filter(undone_at=None).order_by("pk")
            for change in action.changes.all()
            if "cluster" in (change.after or {})
        }
        for key, cluster in by_hand.items():
            assert ClusterPlace.objects.get(pk=key).cluster == cluster
        led = set(ClusterPlace.objects.filter(is_reference=True).values_list("cluster", flat=True))
        assert set(ClusterPlace.objects.values_list("cluster", flat=True)) == led
        assert list(differences()) == []


def test_whatever_people_say_of_copies_stands_until_it_is_undone():
    patient = settings(
        max_examples=6,
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(Corrections, settings=patient)
