"""What a source says in its analysis is kept apart from what it reports."""

import pytest
from django.urls import reverse

from articles.models import Article
from entities.extraction.queue.read_pending import extract
from entities.models import Evidence
from entities.relationships import actions
from entities.relationships.actions import Statement
from tests.entities.pipeline_helpers import pipeline, read
from tests.factories import make_article

REPORTED = "Police said that Barrio 18 is a rival of MS-13 in the capital of El Salvador."
ANALYSED = "Los Zetas is a rival of the Gulf Cartel, and the truce has made both of them stronger."
TEXT = f"{REPORTED}\n\nAnálisis de El Puerto\n\n{ANALYSED}"


def flags(reading):
    return {one.quote: one.analysis for one in reading.relations}


def test_relationships_below_such_a_heading_are_the_analysis_of_the_source():
    article = Article(text=TEXT, body_start=0, body_end=len(TEXT))
    assert flags(read(TEXT, analysis=article.analysis())) == {REPORTED: False, ANALYSED: True}
    # Offsets count in the text, not in the body that is read.
    moved = [(start + 6, end + 6) for start, end in article.analysis()]
    read_behind = read(f"Share\n{TEXT}", body=(6, len(TEXT) + 6), analysis=moved)
    assert flags(read_behind) == {REPORTED: False, ANALYSED: True}


@pytest.mark.django_db
def test_evidence_says_where_it_is_from_the_analysis(client, reader, analyst):
    article = make_article(TEXT)
    list(extract([article.pk], pipeline()))
    stored = {one.quote: one for one in Evidence.objects.select_related("relationship")}
    assert {quote: one.analysis for quote, one in stored.items()} == {
        REPORTED: False,
        ANALYSED: True,
    }
    client.force_login(reader)
    detail = reverse("entities:relationship_detail", args=[stored[ANALYSED].relationship_id])
    for page in (article.get_absolute_url(), detail):
        assert "the source’s analysis" in client.get(page).content.decode()
    head = stored[ANALYSED].relationship.head
    assert ">analysis</span>" in client.get(head.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_what_a_person_states_from_the_analysis_is_marked_too(analyst):
    article = make_article(TEXT)
    list(extract([article.pk], pipeline()))
    relationship = Evidence.objects.get(quote=ANALYSED).relationship
    Evidence.objects.all().delete()
    for quote in (REPORTED, ANALYSED):
        start = TEXT.index(quote)
        ends = relationship.head, relationship.child
        statement = Statement(relationship.kind, *ends, start, start + len(quote))
        actions.state(article, statement, user=analyst)
    assert {one.quote: one.analysis for one in Evidence.objects.all()} == {
        REPORTED: False,
        ANALYSED: True,
    }
