"""What a person says is furniture holds in all texts of the source, until it is taken back."""

import pytest
from django.db import IntegrityError, transaction

from articles.furniture_models import LONGEST_PASSAGE, FurnitureRule
from articles.importing.lessons import Group
from articles.importing.mending import due, mend_due
from articles.postgresql import old_rows
from entities.actions import undo_redo
from entities.actions.history_page import entry_of
from entities.actions.recorder import CorrectionError
from entities.furniture.actions import end_furniture, say_furniture
from entities.furniture.passages import Places, selected
from entities.kinds import Kind, Status
from entities.models import Action
from tests.articles.importing.furniture.sites import COUNTY, pages
from tests.entities.furniture.texts import NOTICE, STORIES, bring, keep, shows, span
from tests.factories import make_entity, make_mention

pytestmark = pytest.mark.django_db
MENU = "Find a Form"
DATED = [
    f"Weekly Bulletin\n\n{title}\n\nMay {day}, 2020\n\n{news}\n\n{end.format('it')}"
    for day, (title, news, end) in enumerate(STORIES, 4)
]


def mend():
    return mend_due(lambda: False)


def say(article, words, user, *, is_furniture=True):
    return say_furniture(article, *span(article, words), is_furniture=is_furniture, user=user)


@pytest.fixture
def articles():
    """Three texts that are mended already, in two of which people would see the notice."""
    kept = bring(notices=(NOTICE, NOTICE.replace("7", "12"), ""))
    mend()
    assert shows(kept[0], NOTICE)
    return kept


def test_a_passage_goes_from_all_texts_of_the_source_and_comes_back_by_undo(articles, analyst):
    rule = say(articles[0], "Desk 7", analyst)
    assert (rule.passage, rule.user, rule.source) == (NOTICE, analyst, articles[0].source)
    assert list(due()) == [Group(source=rule.source_id)]
    assert mend() == 2
    assert not shows(articles[0], NOTICE)
    assert not shows(articles[1], "Desk 12")
    assert shows(articles[0], "Nobody was hurt")
    assert shows(articles[2], "The market opened again")

    undo_redo.undo(undo_redo.last_of(analyst, articles[0]), user=analyst)
    assert not FurnitureRule.objects.exists()
    assert mend() == 2
    assert shows(articles[0], NOTICE)
    assert shows(articles[1], "Desk 12")

    undo_redo.redo(undo_redo.last_undone_of(analyst, articles[0]), user=analyst)
    assert mend() == 2
    assert not shows(articles[0], NOTICE)


def test_a_rule_that_was_ended_holds_no_longer_and_its_end_can_be_undone(articles, analyst):
    rule = say(articles[0], NOTICE, analyst)
    mend()
    ended = end_furniture(rule, analyst)
    assert ended.ended_at
    assert old_rows(FurnitureRule).count() == 1
    mend()
    assert shows(articles[0], NOTICE)
    with pytest.raises(CorrectionError, match="was ended already"):
        end_furniture(rule, analyst)

    undo_redo.undo(Action.objects.first(), user=analyst)
    mend()
    assert not shows(articles[0], NOTICE)


def test_what_a_source_taught_stays_news_where_a_person_says_never(analyst):
    articles = keep(pages(COUNTY), source="Elm County")
    mend()
    assert not any(shows(article, MENU) for article in articles)
    say(articles[0], MENU, analyst, is_furniture=False)
    mend()
    assert all(shows(article, MENU) for article in articles)


def test_the_opposite_rule_replaces_the_first_and_undo_brings_it_back(articles, analyst):
    first = say(articles[0], NOTICE, analyst)
    second = say(articles[1], "Desk 12", analyst, is_furniture=False)
    first.refresh_from_db()
    assert first.ended_at
    assert list(Group.of(articles[0]).rules()) == [second]
    undo_redo.undo(undo_redo.last_of(analyst, articles[1]), user=analyst)
    assert list(Group.of(articles[0]).rules()) == [first]


def test_the_same_rule_is_made_once_whatever_its_numbers(articles, analyst):
    say(articles[0], NOTICE, analyst)
    for article, words in ((articles[0], NOTICE), (articles[1], "Desk 12")):
        with pytest.raises(CorrectionError, match="has said so of these lines"):
            say(article, words, analyst)
    assert Action.objects.count() == 1


def test_what_can_be_no_rule_is_refused_in_one_sentence(articles, analyst):
    article = articles[0]
    with pytest.raises(CorrectionError, match=r"No words of .* are selected"):
        say_furniture(article, 5, 5, is_furniture=True, user=analyst)
    with pytest.raises(CorrectionError, match=r"No words of .* are selected"):
        say_furniture(article, 90_000, 90_010, is_furniture=True, user=analyst)
    with pytest.raises(CorrectionError, match="would be left without any news"):
        say_furniture(article, 0, len(article.text), is_furniture=True, user=analyst)
    article.text = "word " * LONGEST_PASSAGE
    with pytest.raises(CorrectionError, match="The passage has 9,999 characters"):
        selected(article, 0, 20)
    article.text = "Some words.\n\n* * *\n\nMore words."
    with pytest.raises(CorrectionError, match="no letter or digit"):
        selected(article, 14, 17)
    assert not Action.objects.exists()


def test_the_database_refuses_such_rules_too(articles, analyst):
    values = {"source": articles[0].source, "is_furniture": True, "user": analyst}
    FurnitureRule.objects.create(passage="Find a form", **values)
    for passage in ("", "x" * (LONGEST_PASSAGE + 1), "Find a form"):
        with pytest.raises(IntegrityError), transaction.atomic():
            FurnitureRule.objects.create(passage=passage, **values)
    FurnitureRule.objects.create(passage="Щ" * LONGEST_PASSAGE, **values)


def test_who_has_locked_the_article_is_asked_first(articles, analyst, reader):
    articles[0].is_locked, articles[0].assigned_to = True, analyst
    articles[0].save()
    with pytest.raises(CorrectionError, match="is locked for"):
        say(articles[0], NOTICE, reader)


def test_texts_of_an_unknown_source_are_ruled_on_by_their_folder(analyst):
    here, there = bring(source="", folder="/a"), bring(source="", folder="/b")
    rule = say(here[0], NOTICE, analyst)
    assert (rule.source, rule.place) == (None, "/a")
    mend()
    assert not shows(here[0], NOTICE)
    assert Places(Group(place="/b"), NOTICE).count == 3
    assert Group.of(there[0]).rules().count() == 0


def test_places_count_texts_mentions_and_what_people_confirmed(articles):
    desk = make_entity("Elm Valley bureau", Kind.AGENCY)
    make_mention(articles[0], "Elm Valley bureau", desk)
    make_mention(articles[1], "Elm Valley bureau", desk, status=Status.CONFIRMED)
    make_mention(articles[0], "two men", kind=Kind.PERSON)
    places = Places(Group.of(articles[0]), NOTICE)
    assert (places.count, places.exact, places.near, places.of) == (2, 1, 1, 3)
    assert (places.proposed, places.confirmed) == (1, 1)
    assert [place.article for place in places.first] == articles[:2]
    assert places.first[0].words == NOTICE
    assert places.first[0].before.endswith("after a chase along the river.")
    assert (places.mended(True), places.mended(False)) == (0, 2)


def test_confirmed_mentions_stay_when_their_line_becomes_furniture(articles, analyst):
    kept = make_mention(articles[0], "Elm Valley bureau", kind=Kind.AGENCY, status=Status.CONFIRMED)
    say(articles[0], NOTICE, analyst)
    mend()
    kept.refresh_from_db()
    assert kept.status == Status.CONFIRMED


def test_the_history_says_what_was_ruled(articles, analyst):
    say(articles[0], NOTICE, analyst)
    action = Action.objects.get()
    assert action.get_verb_display() == "ruled on furniture of a source"
    assert f"“{NOTICE}” is furniture in all texts of Elm Bulletin (2 texts)" == action.summary
    (line,) = entry_of(action).lines
    assert line.what == "new rule on furniture"
    assert ("lines", "–", NOTICE) in line.fields


def test_what_is_never_furniture_is_read_also_below_the_news(analyst):
    articles = keep(pages(COUNTY), source="Elm County")
    mend()
    last = articles[0].text.rstrip().rpartition("\n")[2]
    assert not shows(articles[0], last)
    say(articles[0], last, analyst, is_furniture=False)
    mend()
    assert shows(articles[0], last)
    assert not shows(articles[0], MENU)
    assert mend() == 0


def test_a_line_that_heads_the_texts_is_no_headline_any_more(analyst):
    # Two texts, which teach nothing by themselves.
    articles = keep(DATED[:2], source="Elm Bulletin")
    assert {article.title for article in articles} == {"Weekly Bulletin"}
    assert all(shows(article, "Weekly Bulletin") for article in articles)
    places = Places(Group.of(articles[0]), "Weekly Bulletin")
    assert (places.headlines, places.dated) == (2, 0)
    say(articles[0], "Weekly Bulletin", analyst)
    assert mend() == 2
    assert not any(shows(article, "Weekly Bulletin") for article in articles)
    assert [article.title for article in articles] == [title for title, *_ in STORIES[:2]]
    assert all(shows(article, article.title) for article in articles)
    undo_redo.undo(undo_redo.last_of(analyst, articles[0]), user=analyst)
    assert mend() == 2
    assert all(shows(article, "Weekly Bulletin") for article in articles)


def test_a_date_line_is_folded_and_the_date_stays(analyst):
    articles = keep(DATED, source="Elm Bulletin")
    assert shows(articles[0], "May 4, 2020")
    assert Places(Group.of(articles[0]), "May 4, 2020").dated == 3
    say(articles[0], "May 4, 2020", analyst)
    mend()
    assert not any(shows(articles[n], f"May {n + 4}, 2020") for n in range(3))
    assert [article.published_on.day for article in articles] == [4, 5, 6]


def test_a_title_that_a_person_set_outlasts_the_rule_on_its_line(analyst):
    articles = keep(DATED[:2], source="Elm Bulletin")
    articles[0].set_by_hand = ["title"]
    articles[0].save()
    assert Places(Group.of(articles[0]), "Weekly Bulletin").headlines == 1
    say(articles[0], "Weekly Bulletin", analyst)
    mend()
    assert not shows(articles[0], "Weekly Bulletin")
    assert articles[0].title == "Weekly Bulletin"
