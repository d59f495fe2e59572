"""The knowledge in the admin: found without asking once a row, corrected only within the rules."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entities.actions import mention_actions
from entities.kinds import Kind, RelationKind, Status
from entities.models import (
    Action,
    Alias,
    Arrival,
    BulkAction,
    Candidate,
    ComparedEntity,
    ContradictionRuling,
    Delivery,
    Duplicate,
    DuplicateDecision,
    Entity,
    Evidence,
    Extraction,
    KnownWord,
    Mention,
    NameList,
    NameRule,
    Note,
    Presence,
    Relationship,
    RelationshipWeight,
    Reliability,
    ReviewerLabels,
    RowChange,
    SavedRequest,
    SavedSearch,
    SearchRow,
    SearchRun,
    SourceHome,
    VocabularyReading,
    WeightDue,
)
from entities.review import actions
from tests.factories import make_article, make_entity, make_evidence, make_mention

MODELS = [
    *(Action, Alias, Candidate, Entity, Evidence, Extraction, Mention),
    *(NameRule, ReviewerLabels, Relationship, Reliability, RowChange, BulkAction),
    ContradictionRuling,
]
CHANGES = {
    Alias: {"weak": True},
    Entity: {"note": "seen"},
    Evidence: {"grade": "A1"},
    Mention: {"reason": "it is listed"},
    NameRule: {"kind": "gang"},
    Relationship: {"status": "confirmed"},
    ContradictionRuling: {"reason": "It is so."},
}
HISTORIES = [model._meta.get_field("changes").related_model for model in CHANGES]
READ_ONLY = [
    *(Action, Candidate, Extraction, ReviewerLabels, Reliability, RowChange, BulkAction),
    ContradictionRuling,
    *HISTORIES,
]


def make_rows(user, number: int) -> None:
    """One more row of every model, each with rows of its own that a list shows."""
    article = make_article(f"Gang {number} leads Clique {number}.", title=f"Title {number}")
    parent = make_entity(f"Region {number}")
    gang = make_entity(f"Gang {number}", parent=parent)
    clique = make_entity(f"Clique {number}")
    mention = make_mention(article, f"Gang {number}", gang, origin=f"rule:{number}")
    Candidate.objects.create(mention=mention, entity=clique, score=0.5)
    Extraction.objects.create(
        article=article, pipeline_version="1", text_hash=article.text_hash, seconds=1
    )
    make_evidence(article, article.text, gang, RelationKind.SUPPLIES, clique)
    ContradictionRuling.objects.create(
        place=gang, claimed_parent=clique, reason="So it is.", user=user
    )
    NameRule.objects.create(
        normalized=f"gang {number}",
        name=f"Gang {number}",
        decision="is",
        entity=gang,
        article=article,
        user=user,
    )
    mention_actions.confirm(mention, user=user)
    actions.finish(article, user=user)
    BulkAction.objects.create(action=Action.objects.first(), total=number)
    for model, change in CHANGES.items():
        newest = model.objects.order_by("-pk").values("pk")[:1]
        model.objects.filter(pk__in=newest).update(**change)


def list_url(model) -> str:
    return reverse(f"admin:entities_{model._meta.model_name}_changelist")


def change_url(row) -> str:
    return reverse(f"admin:entities_{row._meta.model_name}_change", args=[row.pk])


def form_of(response) -> dict:
    """What a browser would send back of the page as it stands."""
    fields = {}
    context = response.context_data
    forms = [context["adminform"].form]
    for one in context["inline_admin_formsets"]:
        forms += [one.formset.management_form, *one.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is True:
                value = "on"
            if value is not None and value is not False:
                fields[bound.html_name] = value
    return fields


@pytest.fixture
def boss(client, analyst):
    client.force_login(analyst)
    return client


def test_every_model_of_the_knowledge_is_in_the_admin():
    # What people search for is their own; tokens of requests, who reads what just now, and what
    # is derived are nobody's knowledge.
    private = {Delivery, NameList, SavedSearch, SearchRun}
    derived = {Arrival, SearchRow, KnownWord, Presence, SavedRequest, VocabularyReading}
    derived |= {RelationshipWeight, WeightDue}
    derived |= {Duplicate, ComparedEntity}
    # What has pages of its own, with its history.
    derived |= {Note, DuplicateDecision}
    derived |= {
        apps.get_model("entities", f"{one}History") for one in ("Note", "DuplicateDecision")
    }
    derived |= {SourceHome, apps.get_model("entities", "SourceHomeHistory")}
    own = set(apps.get_app_config("entities").get_models()) - private - derived
    assert own == {*MODELS, *HISTORIES}
    assert own <= set(admin.site._registry)


@pytest.mark.parametrize("model", [*MODELS, *HISTORIES], ids=lambda model: model.__name__)
def test_a_list_of_20_rows_asks_as_little_as_a_list_of_one(
    boss, analyst, django_assert_num_queries, model
):
    make_rows(analyst, 0)
    boss.get(list_url(model))
    with CaptureQueriesContext(connection) as queries:
        assert boss.get(list_url(model)).status_code == 200
    for number in range(1, 20):
        make_rows(analyst, number)
    with django_assert_num_queries(len(queries)):
        response = boss.get(list_url(model))
    assert response.context_data["cl"].result_count >= 20


@pytest.mark.parametrize("model", [*MODELS, *HISTORIES], ids=lambda model: model.__name__)
def test_lists_are_searched_and_rows_opened(boss, analyst, model):
    make_rows(analyst, 7)
    assert boss.get(list_url(model), {"q": "Gang 7"}).status_code == 200
    assert boss.get(list_url(model), {"q": "“"}).status_code == 200
    assert boss.get(change_url(model.objects.order_by("pk").first())).status_code == 200


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_what_happened_can_only_be_read(boss, analyst, model):
    make_rows(analyst, 1)
    row = model.objects.order_by("pk").first()
    before = model.objects.filter(pk=row.pk).values().get()
    url = change_url(row)
    assert boss.post(url, {"summary": "changed"}).status_code == 403
    assert boss.post(url.replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
    assert boss.get(reverse(f"admin:entities_{model._meta.model_name}_add")).status_code == 403
    assert model.objects.filter(pk=row.pk).values().get() == before


def test_a_history_says_who_changed_the_row(boss, analyst):
    gang = make_entity("Kent Crew")
    form = form_of(boss.get(change_url(gang))) | {"name": "The Kent Crew"}
    assert boss.post(change_url(gang), form).status_code == 302
    page = boss.get(list_url(Entity._meta.get_field("changes").related_model))
    (row,) = page.context_data["cl"].result_list
    assert (row.name, row.username) == ("Kent Crew", "ana")
    page = boss.get(list_url(type(row)), {"q": str(gang.pk)})
    assert list(page.context_data["cl"].result_list) == [row]


@pytest.mark.parametrize("term", ["mara salvatrucha", "MARA-SALVA", "gang:ms"])
def test_an_entity_is_found_by_any_name_and_by_its_key(boss, term):
    make_entity("MS-13", aliases=["Mara Salvatrucha"], gazetteer_key="gang:ms-13")
    make_entity("Barrio 18", aliases=["Mara 18"])
    response = boss.get(list_url(Entity), {"q": term})
    assert [entity.name for entity in response.context_data["cl"].result_list] == ["MS-13"]


def test_what_a_person_sets_is_kept_from_the_gazetteer_and_found_by_its_new_name(boss):
    gang = make_entity("Kent Crew", country="GB", gazetteer_key="gang:kent")
    form = form_of(boss.get(change_url(gang))) | {"name": "The Kent Crew", "country": "IE"}
    assert boss.post(change_url(gang), form).status_code == 302
    gang.refresh_from_db()
    assert (gang.name, gang.country) == ("The Kent Crew", "IE")
    assert gang.edited_fields == ["country", "name"]
    assert {alias.name for alias in gang.aliases.all()} == {"Kent Crew", "The Kent Crew"}


def test_a_name_is_added_and_another_rejected(boss):
    gang = make_entity("Kent Crew", aliases=["KC"])
    form = form_of(boss.get(change_url(gang)))
    (row,) = [key for key, value in form.items() if value == "KC"]
    form[row.replace("-name", "-status")] = "rejected"
    form["aliases-2-name"] = "The Crew"
    assert boss.post(change_url(gang), form).status_code == 302
    assert gang.aliases.get(name="KC").status == Status.REJECTED
    added = gang.aliases.get(name="The Crew")
    assert (added.origin, added.normalized) == ("person", "the crew")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "--"}, "A name needs a letter or a digit"),
        ({"country": "England"}, "at most 2 characters"),
        ({"country": "gb"}, "“entity_country_is_iso” is violated"),
        ({"latitude": "3", "longitude": "4"}, "only_places_have_coordinates” is violated"),
        ({"parent": "{self}"}, "It cannot be part of itself"),
        ({"parent": "{place}"}, "Kent is of another kind"),
        ({"aliases-0-name": "..."}, "A name needs a letter or a digit"),
        ({"aliases-2-name": "KC"}, "duplicate"),
    ],
)
def test_a_rule_that_an_entity_breaks_is_told_in_the_form(boss, changes, words):
    gang = make_entity("Kent Crew", aliases=["KC"])
    place = make_entity("Kent", Kind.LOCATION)
    form = form_of(boss.get(change_url(gang)))
    form |= {key: value.format(self=gang.pk, place=place.pk) for key, value in changes.items()}
    response = boss.post(change_url(gang), form)
    assert response.status_code == 200
    assert words in response.content.decode()
    gang.refresh_from_db()
    assert (gang.name, gang.parent, gang.aliases.count()) == ("Kent Crew", None, 2)


def test_a_rule_that_only_the_database_knows_is_told_too(boss, analyst):
    make_rows(analyst, 1)
    gang = Relationship.objects.get().head
    form = form_of(boss.get(change_url(gang))) | {"kind": "person", "parent": ""}
    response = boss.post(change_url(gang), form, follow=True)
    assert "A relationship of this kind cannot join these two" in response.content.decode()
    gang.refresh_from_db()
    assert gang.kind == Kind.GANG


def test_a_mention_is_pointed_at_an_entity_of_its_kind_only(boss):
    mention = make_mention(make_article("KC fled"), "KC")
    gang, place = make_entity("Kent Crew"), make_entity("Kent", Kind.LOCATION)
    form = form_of(boss.get(change_url(mention)))
    response = boss.post(change_url(mention), form | {"entity": place.pk})
    assert "Kent is of another kind than the mention" in response.content.decode()
    r = boss.post(change_url(mention), form | {"entity": gang.pk})
    if r.status_code == 200:
        print(r.context_data["errors"], form)
    assert r.status_code == 302
    mention.refresh_from_db()
    assert mention.entity == gang


def test_a_value_is_read_or_taken_as_on_its_card(boss):
    mention = make_mention(make_article("KC fled in June 2012."), "June 2012")
    form = form_of(boss.get(change_url(mention)))
    boss.post(change_url(mention), form | {"kind": "date"})
    mention.refresh_from_db()
    assert (mention.kind, mention.value) == ("date", "2012-06")
    response = boss.post(change_url(mention), form | {"kind": "date", "value": "2012-13"})
    assert "No calendar has “2012-13”" in response.content.decode()
    boss.post(change_url(mention), form | {"kind": "date", "value": "July 2012"})
    mention.refresh_from_db()
    assert mention.value == "2012-07"


def test_a_rejected_mention_under_another_cannot_come_back(boss):
    article = make_article("KC fled")
    rejected = make_mention(article, "KC", status=Status.REJECTED)
    Mention.objects.create(article=article, kind="gang", start=0, end=7, name="KC fled", origin="x")
    form = form_of(boss.get(change_url(rejected))) | {"status": "proposed"}
    response = boss.post(change_url(rejected), form, follow=True)
    assert "part of another mention already" in response.content.decode()
    rejected.refresh_from_db()
    assert rejected.status == Status.REJECTED


def test_a_rule_about_a_name_is_made_once_a_scope(boss, analyst):
    url = reverse("admin:entities_namerule_add")
    form = form_of(boss.get(url)) | {"name": "The  Crew", "decision": "never"}
    assert boss.post(url, form).status_code == 302
    rule = NameRule.objects.get()
    assert (rule.normalized, rule.user) == ("the crew", analyst)
    response = boss.post(url, form | {"name": "the crew"})
    assert "“name_rule_once_a_scope” is violated" in response.content.decode()
    response = boss.post(url, form | {"name": "KC", "decision": "is"})
    assert "“name_rule_names_its_entity” is violated" in response.content.decode()
    assert NameRule.objects.count() == 1


def test_a_relationship_shows_its_newest_evidence(boss):
    gang, clique = make_entity("Kent Crew"), make_entity("Boys")
    for number in range(60):
        article = make_article(f"Kent Crew supplies Boys {number}")
        make_evidence(article, article.text, gang, RelationKind.SUPPLIES, clique)
    response = boss.get(change_url(Relationship.objects.get()))
    (inline,) = response.context_data["inline_admin_formsets"]
    assert len(inline.formset.forms) == 50
    assert "Kent Crew supplies Boys 59" in response.content.decode()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_it_is_for_staff_only(client, reader, model):
    client.force_login(reader)
    assert client.get(list_url(model)).status_code == 302


@pytest.mark.parametrize(
    ("before", "now"), [("reading", "reviewerlabels"), ("sweep", "bulkaction")]
)
def test_bookmarks_of_tables_that_were_renamed_still_lead_there(client, analyst, before, now):
    client.force_login(analyst)
    response = client.get(f"/admin/entities/{before}/?o=1")
    assert response.url.startswith(f"/admin/entities/{now}/")
    assert client.get(response.url).status_code == 200
