"""Stretching, shrinking, splitting, joining; kinds; and who was faster."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from entities.actions import mention_actions, undo_redo
from entities.actions.recorder import ChangedMeanwhile, CorrectionError
from entities.kinds import Kind, Status
from entities.models import Action, Entity, Mention
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db
TEXT = "😀 José Ángel Ruiz of Santa Ana, California, spoke. The Ruiz clan hid."


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def other(db) -> User:
    return User.objects.create_superuser("bo", first_name="Bo", last_name="Lind")


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def live(article) -> list[str]:
    return [one.name for one in article.mentions.live().order_by("start")]


def test_a_mention_is_stretched_and_shrunk(article, analyst):
    mention = make_mention(article, "Ángel Ruiz", make_entity("Ángel Ruiz", kind=Kind.PERSON))
    longer = mention_actions.resize(mention, *place("José Ángel Ruiz"), user=analyst)
    assert (longer.name, longer.status) == ("José Ángel Ruiz", Status.CONFIRMED)
    assert longer.entity == mention.entity
    assert mention_actions.resize(mention, *place("Ruiz"), user=analyst).name == "Ruiz"


@pytest.mark.parametrize("span", [(5, 5), (9, 4), (-1, 3), (0, 5000), (1, 2)])
def test_a_span_of_no_words_is_refused(article, analyst, span):
    mention = make_mention(article, "Santa Ana", kind=Kind.LOCATION)
    with pytest.raises(CorrectionError, match="words of this text"):
        mention_actions.resize(mention, *span, user=analyst)
    assert live(article) == ["Santa Ana"]


def test_stretching_over_another_mention_is_refused_with_the_reason(article, analyst):
    make_mention(article, "California", kind=Kind.LOCATION)
    mention = make_mention(article, "Santa Ana", kind=Kind.LOCATION)
    with pytest.raises(CorrectionError, match="part of another mention"):
        mention_actions.resize(mention, *place("Santa Ana, California"), user=analyst)
    assert live(article) == ["Santa Ana", "California"]


def test_a_mention_is_split_into_two_with_entities_of_their_own(article, analyst):
    california = make_entity("California", kind=Kind.LOCATION)
    mention = make_mention(article, "Santa Ana, California", kind=Kind.LOCATION)
    at = TEXT.index("California")
    first, second = mention_actions.split(mention, at, user=analyst)
    assert live(article) == ["Santa Ana", "California"]
    assert second.entity == california
    assert first.entity.name == "Santa Ana"
    undo_redo.undo(Action.objects.first(), user=analyst)
    assert live(article) == ["Santa Ana, California"]
    assert not Entity.objects.filter(name="Santa Ana").exists()


@pytest.mark.parametrize("at", [0, 9999, TEXT.index("Santa"), TEXT.index("California") + 10])
def test_a_mention_is_split_only_inside(article, analyst, at):
    mention = make_mention(article, "Santa Ana, California", kind=Kind.LOCATION)
    with pytest.raises(CorrectionError, match="cannot be split there"):
        mention_actions.split(mention, at, user=analyst)


def test_two_mentions_are_joined_and_undo_parts_them(article, analyst):
    first = make_mention(article, "José", kind=Kind.PERSON)
    second = make_mention(article, "Ángel Ruiz", kind=Kind.PERSON)
    joined = mention_actions.join(first, second, user=analyst)
    assert live(article) == ["José Ángel Ruiz"]
    assert joined.entity.name == "José Ángel Ruiz"
    undo_redo.undo(Action.objects.first(), user=analyst)
    assert live(article) == ["José", "Ángel Ruiz"]


def test_mentions_of_two_articles_are_not_joined(article, analyst):
    mention = make_mention(article, "José", kind=Kind.PERSON)
    elsewhere = make_mention(make_article("José fled."), "José", kind=Kind.PERSON)
    with pytest.raises(CorrectionError, match="one article"):
        mention_actions.join(mention, elsewhere, user=analyst)


def test_a_kind_is_changed_and_the_entity_follows(article, analyst):
    gang = make_entity("Ruiz clan", kind=Kind.GANG)
    mention = make_mention(article, "Ruiz clan", make_entity("Ruiz clan", kind=Kind.PERSON))
    changed = mention_actions.change_kind(mention, Kind.GANG, user=analyst)
    assert (changed.kind, changed.entity, changed.status) == (Kind.GANG, gang, Status.CONFIRMED)
    dated = mention_actions.change_kind(mention, Kind.DATE, user=analyst)
    assert (dated.kind, dated.entity) == (Kind.DATE, None)


def test_the_same_kind_again_only_confirms(article, analyst):
    gang = make_entity("Ruiz clan")
    mention = make_mention(article, "Ruiz clan", gang)
    changed = mention_actions.change_kind(mention, Kind.GANG, user=analyst)
    assert (changed.entity, changed.status) == (gang, Status.CONFIRMED)


def test_redo_brings_back_what_undo_took(article, analyst):
    mention = mention_actions.add(article, *place("Ruiz clan"), Kind.GANG, user=analyst)
    mention_actions.reject(mention, user=analyst)
    for _ in range(2):
        undo_redo.undo(undo_redo.last_of(analyst, article), user=analyst)
    assert not Mention.objects.exists()
    undo_redo.redo(undo_redo.last_undone_of(analyst, article), user=analyst)
    assert live(article) == ["Ruiz clan"]
    assert Mention.objects.get().entity.name == "Ruiz clan"
    undo_redo.redo(undo_redo.last_undone_of(analyst, article), user=analyst)
    assert live(article) == []
    assert undo_redo.last_undone_of(analyst, article) is None


def test_after_a_new_act_there_is_nothing_to_redo(article, analyst):
    mention = make_mention(article, "Ruiz clan", make_entity("Ruiz clan"))
    mention_actions.reject(mention, user=analyst)
    undo_redo.undo(undo_redo.last_of(analyst, article), user=analyst)
    mention_actions.confirm(mention, user=analyst)
    assert undo_redo.last_undone_of(analyst, article) is None


def test_an_act_that_stands_cannot_be_done_again(article, analyst):
    mention_actions.confirm(make_mention(article, "Ruiz clan", make_entity("x1")), user=analyst)
    with pytest.raises(CorrectionError, match="nothing to do again"):
        undo_redo.redo(Action.objects.get(), user=analyst)


def test_an_earlier_act_is_undone_while_nothing_depends_on_it(article, analyst):
    one = make_mention(article, "Ruiz clan", make_entity("Ruiz clan"))
    two = make_mention(article, "Santa Ana", make_entity("Santa Ana", kind=Kind.LOCATION))
    mention_actions.reject(one, user=analyst)
    first = Action.objects.get()
    mention_actions.reject(two, user=analyst)
    undo_redo.undo(first, user=analyst)
    assert live(article) == ["Ruiz clan"]


def test_the_second_writer_sees_who_was_faster(article, analyst, other):
    mention = make_mention(article, "Ruiz clan", make_entity("Ruiz clan"))
    seen = mention.seen
    mention_actions.reject(mention, user=other, seen=seen)
    with pytest.raises(ChangedMeanwhile, match="Bo Lind changed “Ruiz clan” before you"):
        mention_actions.confirm(mention, user=analyst, seen=seen)
    mention.refresh_from_db()
    assert mention.status == Status.REJECTED
    mention_actions.confirm(mention, user=analyst, seen=mention.seen)


def test_ones_own_earlier_change_is_no_surprise(article, analyst):
    mention = make_mention(article, "Ruiz clan", make_entity("Ruiz clan"))
    seen = mention.seen
    mention_actions.confirm(mention, user=analyst, seen=seen)
    assert mention_actions.reject(mention, user=analyst, seen=seen).status == Status.REJECTED


def test_what_the_pipeline_read_again_is_looked_at_first(article, analyst):
    mention = make_mention(article, "Ruiz clan", make_entity("Ruiz clan"))
    seen = mention.seen
    Mention.objects.filter(pk=mention.pk).update(entity=make_entity("Ruiz gang"))
    with pytest.raises(ChangedMeanwhile, match="read again"):
        mention_actions.confirm(mention, user=analyst, seen=seen)


def test_the_page_answers_the_second_writer_with_what_is_there_now(client, article, analyst, other):
    mention = make_mention(article, "Ruiz clan", make_entity("Ruiz clan"))
    seen = mention.seen
    mention_actions.confirm(mention, user=other, seen=seen)
    client.force_login(analyst)
    answer = client.post(
        f"/mentions/{mention.pk}/reject/", {"seen": seen}, headers={"hx-request": "true"}
    )
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Bo Lind changed" in body
    assert 'data-status="confirmed"' in body


def test_a_request_that_comes_twice_is_carried_out_once(client, article, analyst):
    client.force_login(analyst)
    start, end = place("Ruiz clan")
    data = {"start": start, "end": end, "kind": "gang", "token": str(uuid4())}
    address = f"/articles/{article.pk}/mentions/add/"
    answers = [client.post(address, data, headers={"hx-request": "true"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 204]
    assert Action.objects.count() == 1


def test_a_refused_request_can_be_sent_again(client, article, analyst):
    client.force_login(analyst)
    mention = make_mention(article, "Ruiz", kind=Kind.PERSON)
    start, end = place("Ruiz clan")
    data = {"start": start, "end": end, "kind": "gang", "token": str(uuid4())}
    address = f"/articles/{article.pk}/mentions/add/"
    make_mention(article, "Ruiz clan", kind=Kind.GANG)
    assert client.post(address, data, headers={"hx-request": "true"}).status_code == 422
    Mention.objects.exclude(pk=mention.pk).delete()
    assert client.post(address, data, headers={"hx-request": "true"}).status_code == 200


@pytest.mark.parametrize("token", ["x", "1234", "'; drop"])
def test_a_forged_token_is_refused_in_a_sentence(client, article, analyst, token):
    client.force_login(analyst)
    mention = make_mention(article, "Ruiz", kind=Kind.PERSON)
    answer = client.post(f"/mentions/{mention.pk}/reject/", {"token": token})
    assert answer.status_code == 422
    assert "no valid token" in answer.content.decode()


def test_the_words_are_changed_by_a_plain_form(client, article, analyst):
    client.force_login(analyst)
    mention = make_mention(article, "Santa Ana", make_entity("Santa Ana", kind=Kind.LOCATION))
    address = f"/mentions/{mention.pk}/resize/"
    assert client.post(address, {"words": "Santa Ana, California"}).status_code == 302
    assert live(article) == ["Santa Ana, California"]
    refused = client.post(address, {"words": "Santa Cruz"})
    assert refused.status_code == 422
    assert "does not stand at this place" in refused.content.decode()


def test_the_history_shows_before_and_after_and_undoes(client, article, analyst):
    mention = make_mention(article, "Ruiz clan", make_entity("Ruiz clan", kind=Kind.PERSON))
    mention_actions.change_kind(mention, Kind.GANG, user=analyst)
    client.force_login(analyst)
    for about in (f"article={article.pk}", f"user={analyst.pk}", f"entity={mention.entity_id}"):
        page = client.get(f"/history/?{about}").content.decode()
        assert "<del>person</del> → <ins>gang</ins>" in page
    entity = Mention.objects.get().entity
    profile = client.get(entity.get_absolute_url()).content.decode()
    assert f"/history/?entity={entity.pk}" in profile
    client.post(f"/acts/{Action.objects.get().pk}/undo/")
    mention.refresh_from_db()
    assert mention.kind == Kind.PERSON
    assert "undone by" in client.get("/history/").content.decode()


@pytest.mark.parametrize("query", ["article=x", "entity=999999999", "user=99999999999999999999"])
def test_a_history_of_nothing_is_not_found(client, analyst, query):
    client.force_login(analyst)
    assert client.get(f"/history/?{query}").status_code == 404
