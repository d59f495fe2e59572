"""*As known on* a past day: from what was recorded until then, in the state that it had then."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article
from entities.kinds import Kind, RelationKind, Status
from entities.models import Entity, Evidence, Mention, Relationship
from entities.profiles import corrections
from entities.profiles.actions import merge
from entities.profiles.past_profile import PastProfile
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 2)


@pytest.fixture
def gang():
    gang = make_entity("MS-13")
    Entity.objects.filter(pk=gang.pk).update(created_at=at(FIRST))
    return gang


def at(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)


def recorded(day: date, *rows) -> None:
    """Let the rows have been recorded on that day, and what became of rows until now with them."""
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(created_at=at(day))


def changed(day: date) -> None:
    """Let what was changed just now have been changed on that day."""
    with connection.cursor() as cursor:
        for name in ("entity", "relationship", "evidence", "mention"):
            cursor.execute(
                f"UPDATE entities_{name}history SET pgh_created_at = %s"  # noqa: S608
                " WHERE pgh_created_at >= now() - interval '1 hour'",
                [at(day)],
            )


def state(gang, rival, day: date, kind=RelationKind.RIVAL_OF) -> Relationship:
    text = f"{gang.name} and {rival.name} on {day}."
    article = make_article(text, published_on=day, published_precision="day")
    quote = make_evidence(article, text, gang, kind, rival)
    mention = make_mention(article, gang.name, gang)
    recorded(day, quote, quote.relationship, mention)
    return quote.relationship


def known(gang, day: date) -> dict[str, list[tuple[str, str, int]]]:
    return {
        group.heading: [
            (line.other.name, line.status, line.counts.articles) for line in group.lines
        ]
        for group in PastProfile(gang, day).groups
    }


@pytest.fixture
def append_only(settings):
    """Histories can be written for a moment, so that a test can say when something happened."""
    tables = ("entity", "relationship", "evidence", "mention")
    with connection.cursor() as cursor:
        for name in tables:
            cursor.execute(f"ALTER TABLE entities_{name}history DISABLE TRIGGER USER")


def test_relationships_are_those_recorded_by_then_in_the_state_of_then(gang, append_only):
    rival, crew = make_entity("Barrio 18"), make_entity("Crew")
    link = state(gang, rival, FIRST)
    changed(FIRST - timedelta(days=9))
    state(gang, crew, SECOND, RelationKind.ALLIED_WITH)
    Evidence.objects.filter(relationship=link).update(status=Status.CONFIRMED)
    Relationship.objects.filter(pk=link.pk).update(status=Status.CONFIRMED)
    changed(SECOND)

    assert known(gang, FIRST) == {"Rivals": [("Barrio 18", "proposed", 1)]}
    assert known(gang, SECOND) == {
        "Allies": [("Crew", "proposed", 1)],
        "Rivals": [("Barrio 18", "confirmed", 1)],
    }
    assert PastProfile(gang, FIRST).seen.articles == 1
    assert PastProfile(gang, SECOND).seen.articles == 2


def test_what_was_rejected_or_taken_away_since_is_known_then(gang, append_only):
    link = state(gang, make_entity("Barrio 18"), FIRST)
    changed(FIRST - timedelta(days=9))
    Evidence.objects.filter(relationship=link).delete()
    link.delete()
    Mention.objects.all().delete()
    changed(SECOND)

    assert known(gang, FIRST) == {"Rivals": [("Barrio 18", "proposed", 1)]}
    assert known(gang, SECOND) == {}
    past = PastProfile(gang, FIRST)
    assert (past.seen.mentions, past.reach.origins) == (1, 1)


def test_an_entity_is_as_it_was_called_then_also_where_it_was_merged_since(
    client, analyst, reader, gang, append_only
):
    winner = make_entity("Mara")
    Entity.objects.filter(pk=gang.pk).update(subtype="street_gang")
    changed(FIRST - timedelta(days=9))
    corrections.rename(gang, "MS 13", user=analyst)
    merge(Entity.objects.get(pk=gang.pk), winner, user=analyst)
    changed(SECOND)
    client.force_login(reader)

    page = client.get(gang.get_absolute_url(), {"known": "2026-03-01"}).content.decode()
    assert "<h1>MS-13</h1>" in page and "As known on 1 March 2026" in page
    assert 'method="post"' not in page[page.index("<main") :]
    answer = client.get(gang.get_absolute_url(), {"known": "2026-03-02"})
    assert answer.url == f"{winner.get_absolute_url()}?known=2026-03-02"
    before = client.get(gang.get_absolute_url(), {"known": "2026-02-28"}).content.decode()
    assert "was not known yet" in before


@pytest.mark.parametrize("written", ["yesterday", "2026-13-01", "9999-01-01", "1600", "0000-00-00"])
def test_what_is_no_past_day_is_said_and_the_present_is_shown(client, reader, gang, written):
    client.force_login(reader)
    answer = client.get(gang.get_absolute_url(), {"known": written})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'role="alert"' in page and "Shown is what is known now." in page


def test_today_is_what_is_known_now(client, reader, gang):
    city = make_entity("Lima", Kind.LOCATION, latitude=-12, longitude=-77)
    state(gang, city, FIRST, RelationKind.OPERATES_IN)
    client.force_login(reader)
    today = timezone.localdate().isoformat()
    page = client.get(gang.get_absolute_url(), {"known": today}).content.decode()
    assert "Lima" in page and "1 Mar 2026" in page


def test_nobody_is_told_of_what_only_marked_articles_state(client, reader, gang):
    state(gang, make_entity("Barrio 18"), FIRST)
    secret = state(gang, make_entity("Torvlad"), FIRST)
    Article.objects.filter(evidence__relationship=secret).update(handling="RED")
    client.force_login(reader)

    for given in ({}, {"known": timezone.localdate().isoformat()}):
        page = " ".join(client.get(gang.get_absolute_url(), given).content.decode().split())
        assert "Barrio 18" in page and "Torvlad" not in page
        assert '<dt>Articles</dt><dd class="num">1</dd>' in page
        assert 'Rivals <span class="num soft">1</span>' in page
