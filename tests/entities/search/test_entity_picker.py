"""Choosing an entity: what is found, in which order, and why; names added and ended."""

import pytest
from django.urls import reverse

from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.kinds import Kind, Status
from entities.models import Action, Alias, Entity, Mention
from entities.profiles import actions
from entities.search.entity_picker import lookalikes, options
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def gang():
    return make_entity("MS-13", aliases=["Mara Salvatrucha", "MS13"])


@pytest.fixture
def mention(gang):
    return make_mention(make_article("The Maras met Barrio 18."), "Maras", gang)


def found(query, **options_) -> list[tuple[str, str]]:
    return [(option.entity.name, option.why) for option in options(query, **options_)]


def test_each_entity_is_offered_with_the_reason(gang):
    make_entity("Mara Norte")
    make_entity("Mara")

    assert found("mara") == [
        ("Mara", "this very name"),
        ("Mara Norte", "begins so"),
        ("MS-13", "alias “Mara Salvatrucha”"),
    ]
    assert found("salvatrucha") == [("MS-13", "alias “Mara Salvatrucha”")]
    assert found("norte") == [("Mara Norte", "a word of the name")]


@pytest.mark.parametrize("typed", ["mara salvatruca", "salvatruhca", "Mara Zalvatrucha"])
def test_typing_errors_are_forgiven(gang, typed):
    assert found(typed) == [("MS-13", "similar to alias “Mara Salvatrucha”")]


@pytest.mark.parametrize("typed", ["", "  ", "---", "%", "_", "'; --", "\0", "z" * 400])
def test_what_names_nothing_finds_nothing(gang, typed):
    assert found(typed) == []


def test_the_preferred_kind_comes_first_and_then_the_most_mentioned(mention):
    for kind in (Kind.ORGANIZATION, Kind.PERSON, Kind.GANG):
        make_entity("Eagle", kind, note=kind)
    often = make_entity("Eagle", Kind.GANG, note="often")
    make_mention(mention.article, "Barrio 18", often)

    order = [option.entity.note for option in options("eagle", prefer=Kind.GANG)]

    assert order[:2] == ["often", "gang"]
    assert options("eagle", prefer=Kind.PERSON)[0].entity.note == "person"


def test_merged_entities_and_ended_names_are_not_offered(gang, analyst):
    make_entity("Old Mara", merged_into=gang)
    actions.end_name(gang.aliases.get(name="Mara Salvatrucha"), user=analyst)

    assert found("mara") == []


def test_rejected_mentions_do_not_count(mention):
    Mention.objects.update(status=Status.REJECTED)

    assert options("ms 13")[0].mentions == "0 mentions"


def test_the_search_takes_few_queries(gang, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        options("salvatruca")


def test_a_new_name_is_compared_with_known_ones(gang):
    assert [option.entity for option in lookalikes("Mara Salvatruca", Kind.GANG)] == [gang]
    assert lookalikes("Norteños", Kind.GANG) == []


def pick(client, mention, **data):
    return client.post(reverse("entities:mention_reassign", args=[mention.pk]), data)


def test_a_double_is_made_only_deliberately(client, analyst, mention, gang):
    client.force_login(analyst)
    asked = pick(client, mention, name="Mara Salvatruca", kind="gang")

    page = " ".join(asked.content.decode().split())
    assert asked.status_code == 422
    assert "looks like <strong>MS-13</strong> (gang, similar to alias “Mara Salvatrucha”)" in page
    assert Entity.objects.count() == 1

    made = pick(client, mention, name="Mara Salvatruca", kind="gang", anyway="1")
    assert made.status_code == 302
    mention.refresh_from_db()
    assert mention.entity.name == "Mara Salvatruca"


def test_the_fragment_offers_the_lookalike(client, analyst, mention):
    client.force_login(analyst)
    url = reverse("entities:mention_picker", args=[mention.pk])

    def page() -> str:
        return client.get(url, {"q": "ms-13"}, headers={"HX-Request": "true"}).content.decode()

    assert "looks like" not in page()  # it is what the mention means already
    mention.entity = None
    mention.save()
    assert "looks like <strong>MS-13</strong> (this very name)" in page()
    assert "Make a new one all the same" in page()


def test_a_name_is_added_found_and_undone(gang, analyst):
    actions.add_name(gang, "  La   Trece ", user=analyst)
    alias = gang.aliases.get(name="La Trece")
    assert (alias.status, alias.origin, alias.weak) == ("confirmed", "person", False)
    assert found("la trece") == [("MS-13", "alias “La Trece”")]

    act = Action.objects.get()
    assert (act.summary, act.entities) == ("Added the name “La Trece” to MS-13", [gang.pk])
    undo_redo.undo(act, user=analyst)
    assert found("la trece") == []
    undo_redo.redo(act, user=analyst)
    assert found("la trece") == [("MS-13", "alias “La Trece”")]


def test_an_ended_name_stays_as_a_row_and_comes_back(gang, analyst):
    alias = gang.aliases.get(name="Mara Salvatrucha")
    actions.end_name(alias, user=analyst)
    act = Action.objects.get()
    assert act.entities == [gang.pk]
    assert Alias.objects.get(pk=alias.pk).status == Status.REJECTED

    actions.add_name(gang, "Mara Salvatrucha", user=analyst)
    assert Alias.objects.get(pk=alias.pk).status == Status.CONFIRMED
    with pytest.raises(CorrectionError, match="undo that first"):
        undo_redo.undo(act, user=analyst)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "at least one letter"),
        ("…", "at least one letter"),
        ("x" * 301, "at most 300"),
        ("ms 13", "already, written “MS-13”"),
        ("MS-13", "has the name “MS-13” already:"),
    ],
)
def test_a_faulty_name_is_refused(gang, analyst, name, sentence):
    with pytest.raises(CorrectionError, match=sentence):
        actions.add_name(gang, name, user=analyst)
    assert not Action.objects.exists()


def test_the_name_it_goes_by_cannot_be_ended(gang, analyst):
    with pytest.raises(CorrectionError, match="goes by"):
        actions.end_name(gang.aliases.get(name="MS-13"), user=analyst)


def test_short_names_and_numbers_count_only_beside_a_cue(gang, analyst):
    assert actions.add_name(gang, "M1", user=analyst).weak
    assert actions.add_name(gang, "1313", user=analyst).weak


def test_the_words_of_a_mention_become_a_name(client, analyst, mention, gang):
    client.force_login(analyst)
    url = reverse("entities:mention_name", args=[mention.pk])

    mention.refresh_from_db()
    assert client.post(url, {"seen": mention.seen}).status_code == 302
    assert gang.aliases.get(name="Maras").origin == "person"
    assert Action.objects.get().article == mention.article
    assert client.post(url).status_code == 422


def test_the_words_of_a_mention_without_entity_name_nothing(analyst, mention):
    Mention.objects.update(entity=None)
    with pytest.raises(CorrectionError, match="choose the entity first"):
        actions.name_by_mention(mention, user=analyst)


def test_names_are_corrected_on_the_page_of_the_entity(client, analyst, reader, gang):
    url = reverse("entities:name_add", args=[gang.pk])
    client.force_login(reader)
    assert client.post(url, {"name": "La Trece"}).status_code == 403
    assert "Add a name" not in client.get(gang.get_absolute_url()).content.decode()

    client.force_login(analyst)
    page = client.post(url, {"name": "La Trece"}, follow=True).content.decode()
    assert "now found as “La Trece” too" in page
    alias = gang.aliases.get(name="La Trece")
    page = client.post(reverse("entities:name_end", args=[alias.pk]), follow=True).content.decode()
    assert "is no name of MS-13 any more" in page
    assert client.get(reverse("entities:name_end", args=[alias.pk])).status_code == 405
