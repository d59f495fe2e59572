import pytest

from entities.actions.undo_redo import undo
from entities.extraction.result import pipeline_version
from entities.extraction.store.store_results import note_failure
from entities.kinds import Kind, Status
from entities.models import Action, Alias, Candidate, Entity, Extraction, Mention
from entities.relationships.rulings import let_claim_stand, let_gazetteer_stand
from tests.entities.result_builders import found, reading, store
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db

TEXT = "Jose Cabezas of MS-13 fled to Ciudad Barrios. Cobra and Jose Cabezas of MS13 stayed."
CITY = "place:geonames:3586983"


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def gang():
    return make_entity("MS-13", aliases=["Mara Salvatrucha"], gazetteer_key="gang:ms-13")


def gangs(article, **fields):
    """Both names of the gang."""
    return [
        found(article, "MS-13", Kind.GANG, "gang:ms-13", **fields),
        found(article, "MS13", Kind.GANG, "gang:ms-13", **fields),
    ]


def rows(article):
    return list(article.mentions.order_by("start").values())


def test_it_stores_what_was_found_and_notes_that_the_article_was_read(article, gang):
    counts = store(article, reading(gangs(article, reason="it is listed")), seconds=0.5)
    first = article.mentions.order_by("start").first()
    assert (first.name, first.entity, first.status) == ("MS-13", gang, "proposed")
    assert (first.confidence, first.origin, first.reason) == (0.9, "test", "it is listed")
    extraction = Extraction.objects.get()
    assert (extraction.mentions, extraction.error, extraction.seconds) == (2, "", 0.5)
    assert (extraction.text_hash, counts.mentions) == (article.text_hash, 2)


def test_the_same_reading_again_changes_no_row(article, gang):
    one = reading([*gangs(article), found(article, "Jose Cabezas", Kind.PERSON, "new:person:jc")])
    store(article, one, seconds=0)
    before = (rows(article), list(Entity.objects.values()), list(Alias.objects.values()))
    store(article, one, seconds=0)
    assert (rows(article), list(Entity.objects.values()), list(Alias.objects.values())) == before
    assert Mention.changes.rel.related_model.objects.count() == 0
    assert Extraction.objects.count() == 1


def test_another_reading_keeps_the_rows_that_are_found_again(article, gang):
    store(article, reading(gangs(article)), seconds=0)
    keys = {row["name"]: row["id"] for row in rows(article)}
    store(article, reading(gangs(article, confidence=0.4)[:1]), seconds=0)
    assert [(row["id"], row["confidence"]) for row in rows(article)] == [(keys["MS-13"], 0.4)]


def test_values_have_no_entity(article):
    store(article, reading([found(article, "13", Kind.MONEY, value="USD 13")]), seconds=0)
    mention = article.mentions.get()
    assert (mention.value, mention.entity) == ("USD 13", None)


def test_a_confirmed_mention_stands_and_nothing_is_proposed_over_it(article, gang):
    other = make_entity("Los Cobras")
    make_mention(article, "of MS-13", other, status=Status.CONFIRMED)
    before = rows(article)
    store(article, reading(gangs(article)), seconds=0)
    assert rows(article)[0] == before[0]
    assert [row["name"] for row in rows(article)] == ["of MS-13", "MS13"]


def test_a_mention_that_a_person_added_stands(article, gang):
    added = make_mention(article, "Cobra", gang, origin="person")
    store(article, reading(gangs(article)), seconds=0)
    store(article, reading([]), seconds=0)
    assert list(article.mentions.all()) == [added]


@pytest.mark.parametrize(
    ("words", "kind", "key", "proposed"),
    [
        pytest.param("MS-13", Kind.GANG, "gang:ms-13", False, id="the same again"),
        pytest.param("MS-13", Kind.GANG, "new:gang:ms", False, id="another of the kind"),
        pytest.param("of MS-13", Kind.GANG, "gang:ms-13", False, id="the same, more words"),
        pytest.param("of MS-13", Kind.GANG, "new:gang:ms", True, id="other words, another gang"),
        pytest.param("MS-13", Kind.PERSON, "new:person:ms", True, id="another kind"),
    ],
)
def test_what_a_person_rejected_is_not_proposed_again(article, gang, words, kind, key, proposed):
    make_mention(article, "MS-13", gang, status=Status.REJECTED)
    store(article, reading([found(article, words, kind, key)]), seconds=0)
    assert article.mentions.undecided().exists() == proposed


def test_a_rejection_outlives_the_merge_of_its_entity(article, gang):
    old = make_entity("Salvatrucha", merged_into=gang)
    make_mention(article, "MS-13", old, status=Status.REJECTED)
    store(article, reading([found(article, "of MS-13", Kind.GANG, "gang:ms-13")]), seconds=0)
    assert not article.mentions.undecided().exists()


def test_a_mention_follows_the_merge_of_its_entity(article, gang):
    winner = make_entity("The MS-13")
    middle = make_entity("MS", merged_into=winner)
    Entity.objects.filter(pk=gang.pk).update(merged_into=middle)
    store(article, reading(gangs(article)), seconds=0)
    assert {mention.entity for mention in article.mentions.all()} == {winner}


def test_a_mention_has_the_kind_that_a_person_gave_its_entity(article, gang):
    Entity.objects.filter(pk=gang.pk).update(kind=Kind.ORGANIZATION)
    store(article, reading(gangs(article)), seconds=0)
    assert {mention.kind for mention in article.mentions.all()} == {Kind.ORGANIZATION}


def test_furniture_is_left_out(gang):
    article = make_article(TEXT, body_end=TEXT.index("Cobra"), furniture=[(0, 12)])
    mentions = [*gangs(article), found(article, "Jose Cabezas", Kind.PERSON, "new:person:jc")]
    store(article, reading(mentions), seconds=0)
    assert [row["name"] for row in rows(article)] == ["MS-13"]


def test_of_findings_that_overlap_the_first_is_stored(article, gang):
    mentions = [found(article, "of MS-13", Kind.GANG, "new:gang:of"), *gangs(article)]
    store(article, reading(mentions), seconds=0)
    assert [row["name"] for row in rows(article)] == ["of MS-13", "MS13"]


def test_a_text_that_changed_meanwhile_waits_for_its_own_reading(article, gang):
    one = reading(gangs(article))
    type(article).objects.filter(pk=article.pk).update(text=TEXT.replace("fled", "went"))
    assert store(article, one, seconds=0) is None
    assert (Mention.objects.count(), Extraction.objects.count()) == (0, 0)


def test_words_that_do_not_stand_there_are_refused(article, gang):
    one = reading(gangs(article))
    article.text = article.text.upper().replace("13", "31")
    with pytest.raises(ValueError, match="“MS-13” does not stand at 16"):
        store(article, one, seconds=0)
    assert Mention.objects.count() == 0


def test_a_failure_is_noted_and_a_success_takes_its_place(article, gang):
    note_failure(article, ValueError("too\0 long"), seconds=1, version=pipeline_version())
    assert Extraction.objects.get().error == "ValueError: too long"
    store(article, reading(gangs(article)), seconds=0)
    assert Extraction.objects.get().error == ""


def test_an_ambiguous_mention_has_candidates_and_no_entity(article, gang):
    other = make_entity("MS", gazetteer_key="gang:ms")

    def ambiguous(*candidates):
        return reading([found(article, "MS-13", Kind.GANG, candidates=candidates)])

    store(article, ambiguous(("gang:ms-13", 0.6), ("gang:ms", 0.4)), seconds=0)
    mention = article.mentions.get()
    assert mention.entity is None
    assert [(one.entity, one.score) for one in mention.candidates.all()] == [
        (gang, 0.6),
        (other, 0.4),
    ]
    store(article, ambiguous(("gang:ms-13", 0.7)), seconds=0)
    assert [(one.entity, one.score) for one in mention.candidates.all()] == [(gang, 0.7)]
    store(article, reading(gangs(article)[:1]), seconds=0)
    mention.refresh_from_db()
    assert (mention.entity, Candidate.objects.count()) == (gang, 0)


def test_a_place_brings_the_places_it_lies_in(article):
    mention = found(article, "Ciudad Barrios", Kind.LOCATION, CITY, claimed_parent="place:SV-UN")
    store(article, reading([mention]), seconds=0)
    city = article.mentions.get().entity
    chain = [city, city.parent, city.parent.parent, city.parent.parent.parent]
    assert [place.gazetteer_key for place in chain] == [
        CITY,
        "place:SV-SM",
        "place:SV",
        "place:region:central-america",
    ]
    assert (city.country, city.division, round(city.latitude)) == ("SV", "SV-SM", 14)
    assert article.mentions.get().claimed_parent.name == "La Unión"
    assert city.aliases.get().name == "Ciudad Barrios"


def test_a_claim_that_a_person_refuted_is_stored_no_more(article, analyst):
    mention = found(article, "Ciudad Barrios", Kind.LOCATION, CITY, claimed_parent="place:SV-UN")
    store(article, reading([mention]), seconds=0)
    one = article.mentions.get()
    let_gazetteer_stand(one.entity, one.claimed_parent, user=analyst)

    store(article, reading([mention]), seconds=0)
    one.refresh_from_db()
    assert one.claimed_parent is None

    undo(Action.objects.get(), user=analyst)
    store(article, reading([mention]), seconds=0)
    one.refresh_from_db()
    assert one.claimed_parent.name == "La Unión"


def test_a_claim_that_may_stand_stays(article, analyst):
    mention = found(article, "Ciudad Barrios", Kind.LOCATION, CITY, claimed_parent="place:SV-UN")
    store(article, reading([mention]), seconds=0)
    one = article.mentions.get()
    let_claim_stand(one.entity, one.claimed_parent, "It is told so.", user=analyst)

    store(article, reading([mention]), seconds=0)
    one.refresh_from_db()
    assert one.claimed_parent.name == "La Unión"


def test_a_place_that_nothing_matches_stays_words(article):
    mention = found(article, "Barrios", Kind.LOCATION, "new:location:barrios")
    store(article, reading([mention]), seconds=0)
    assert (article.mentions.get().entity, Entity.objects.count()) == (None, 0)


def test_a_key_that_is_gone_leaves_the_mention_without_entity(article):
    mentions = [
        found(article, "MS-13", Kind.GANG, "gang:no-such-gang"),
        found(article, "Cobra", Kind.PERSON, "entity:4711"),
    ]
    store(article, reading(mentions), seconds=0)
    assert [row["entity_id"] for row in rows(article)] == [None, None]


def test_an_entity_that_people_brought_in_is_found_by_its_own_key(article):
    cobra = make_entity("Cobra", Kind.PERSON)
    mention = found(article, "Cobra", Kind.PERSON, f"entity:{cobra.pk}")
    store(article, reading([mention]), seconds=0)
    assert article.mentions.get().entity == cobra
