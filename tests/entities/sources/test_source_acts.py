"""What people change about sources, and that an undo takes it back."""

import pytest

from articles.furniture_models import FurnitureRule
from articles.importing.lessons import Lessons
from articles.importing.records import Record
from articles.importing.store_articles import store
from articles.models import Article
from articles.source_models import Source
from entities.actions import bulk, undo_redo
from entities.actions.recorder import CorrectionError
from entities.extraction.places.resolve_places import Home
from entities.extraction.queue.homes import Homes
from entities.models import Action, BulkAction, Extraction, NameRule, SourceHome
from entities.sources import actions, merging
from entities.sources.places import Place, places_named
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db
NEWS = "Police in Elm said on Monday that two men were held after a shooting near the bridge."


def bring(name: str, text: str = NEWS, file: str = "/in/a.txt") -> Article:
    """Import a text that states its source."""
    record = Record(text.encode(), "text/plain", file, path=file)
    (kept,) = store([(record, Lessons().parse(record, source=name))])
    return Article.objects.get(pk=kept.article)


def undo(user) -> None:
    undo_redo.undo(Action.objects.filter(undone_at=None).first(), user=user)


def test_a_renamed_source_is_still_meant_by_its_earlier_name(analyst):
    article = bring("elm.example")
    source = actions.rename(article.source, " Elm   Gazette", user=analyst, shown="elm.example")
    assert source.name == "Elm Gazette"
    assert bring("ELM.example", f"{NEWS} They were freed.", "/in/b.txt").source == source
    undo(analyst)
    assert list(Source.objects.values_list("name", "merged_into")) == [("elm.example", None)]


def test_a_source_goes_back_to_its_earlier_name_by_hand(analyst):
    source = make_source("Elm")
    actions.rename(source, "Elm Gazette", user=analyst, shown="Elm")
    actions.rename(source, "Elm", user=analyst, shown="Elm Gazette")
    assert source.former_names.get().name == "Elm Gazette"
    undo(analyst)
    assert source.former_names.get().name == "Elm"


@pytest.mark.parametrize(
    ("name", "shown", "says"),
    [
        ("  ", "Elm", "A source has a name"),
        ("x" * 201, "Elm", "at most 200 characters"),
        ("Elm", "Elm", "is called Elm already"),
        ("the oak post", "Elm", "named The Oak Post exists already"),
        ("Old Oak", "Elm", "is another name of The Oak Post"),
        ("Elm Times", "Elm News", "is Elm by now"),
    ],
)
def test_a_name_that_cannot_be_is_refused(analyst, name, shown, says):
    oak = make_source("The Oak Post")
    Source.objects.create(name="Old Oak", merged_into=oak)
    with pytest.raises(CorrectionError, match=says):
        actions.rename(make_source("Elm"), name, user=analyst, shown=shown)
    assert not Action.objects.exists()


def test_a_grade_is_refused_that_somebody_else_has_changed(analyst):
    source = make_source("Elm", reliability="C")
    with pytest.raises(CorrectionError, match="is C by now"):
        actions.grade_source(source, "B", user=analyst, shown="F")
    actions.grade_source(source, "B", user=analyst, shown="C")
    undo(analyst)
    source.refresh_from_db()
    assert source.reliability == "C"


def test_a_stated_language_counts_where_a_text_does_not_tell(analyst):
    source = make_source("El Olmo")
    actions.set_language(source, "Spanish", user=analyst, shown="")
    assert bring("El Olmo", "MARTÍNEZ, PÉREZ, LÓPEZ", "/in/names.txt").language == "es"
    assert bring("El Olmo").language == "en"
    with pytest.raises(CorrectionError, match="is no language"):
        actions.set_language(source, "Elvish", user=analyst, shown="es")


def test_a_stated_home_counts_before_all_else_and_has_the_articles_read_again(analyst):
    article = make_article(source=make_source("Elm"))
    Extraction.objects.create(
        article=article, pipeline_version="1", text_hash=article.text_hash, seconds=0
    )
    learned = SourceHome.KnownFrom.LEARNED
    SourceHome.objects.create(source=article.source, country="US", known_from=learned)
    paris = next(one for one in places_named("Paris, Texas") if one.town)
    actions.set_home(article.source, paris, user=analyst, shown="United States")
    assert not Extraction.objects.exists()
    assert Homes(None).of(article.source_id) == Home("US", "US-TX", paris.latitude, paris.longitude)
    undo(analyst)
    assert SourceHome.objects.get().known_from == learned
    with pytest.raises(CorrectionError, match="is United States by now"):
        actions.set_home(article.source, Place("FR"), user=analyst, shown="")


def test_places_are_told_apart_by_what_lies_around_them():
    assert {str(place) for place in places_named("springfield, il")} == {
        "Springfield, Illinois, United States"
    }
    assert places_named("Springfield, Peru") == places_named(" , ") == []


@pytest.fixture
def pair(analyst):
    """Two sources, the first with an article, a former name, rules and a stated home."""
    elm, oak = make_source("Elm", language="es"), make_source("Oak")
    Source.objects.create(name="Old Elm", merged_into=elm)
    make_article(source=elm)
    rule = {"is_furniture": True, "user": analyst}
    FurnitureRule.objects.create(source=elm, passage="Follow us", **rule)
    FurnitureRule.objects.create(source=elm, passage="Share", **rule)
    FurnitureRule.objects.create(source=oak, passage="Share", **rule)
    NameRule.objects.create(
        normalized="elm", name="Elm", decision="never", source=elm, user=analyst
    )
    SourceHome.objects.create(source=elm, country="PE", known_from=SourceHome.KnownFrom.PERSON)
    return elm, oak


def state() -> list:
    """All rows that a merge changes."""
    return [
        list(rows)
        for rows in (
            Source.objects.order_by("pk").values(),
            Article.objects.order_by("pk").values_list("pk", "source"),
            FurnitureRule.objects.order_by("pk").values(),
            NameRule.objects.order_by("pk").values(),
            SourceHome.objects.order_by("pk").values(),
        )
    ]


def test_a_merge_takes_all_along_and_an_undo_restores_it(analyst, pair):
    elm, oak = pair
    before = state()
    action = merging.merge(elm, oak, user=analyst)
    assert set(Article.objects.values_list("source__name", flat=True)) == {"Oak"}
    assert {one.name for one in oak.former_names.all()} == {"Elm", "Old Elm"}
    standing = FurnitureRule.objects.filter(source=oak, ended_at=None)
    assert sorted(standing.values_list("passage", flat=True)) == ["Follow us", "Share"]
    assert NameRule.objects.get().source == SourceHome.objects.get(country="PE", pk=oak.pk).source
    oak.refresh_from_db()
    assert oak.language == "es"
    assert bring("Old Elm").source == oak

    Article.objects.order_by("-pk").first().delete()
    undo_redo.undo(action, user=analyst)
    assert state() == before
    undo_redo.redo(action, user=analyst)
    assert set(Article.objects.values_list("source__name", flat=True)) == {"Oak"}


def test_many_articles_move_piece_by_piece_and_come_back(analyst, pair, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(bulk, "_A_PIECE", 2)
    elm, oak = pair
    for _ in range(3):
        make_article(source=elm)
    action = merging.merge(elm, oak, user=analyst)
    assert Article.objects.filter(source=elm).count() == 4
    bulk.carry_out()
    assert not Article.objects.filter(source=elm).exists()
    undo_redo.undo(action, user=analyst)
    bulk.carry_out()
    assert BulkAction.objects.get().is_done
    assert Article.objects.filter(source=elm).count() == 4
    elm.refresh_from_db()
    assert elm.merged_into is None


def test_what_cannot_be_merged_is_refused_in_a_sentence(analyst, pair):
    elm, oak = pair
    with pytest.raises(CorrectionError, match="into itself"):
        merging.merge(elm, elm, user=analyst)
    with pytest.raises(CorrectionError, match="stands for many sources"):
        merging.merge(elm, make_source("Unknown source"), user=analyst)
    merging.merge(elm, oak, user=analyst)
    with pytest.raises(CorrectionError, match="was merged into Oak already"):
        merging.merge(elm, make_source("Ash"), user=analyst)
    with pytest.raises(CorrectionError, match="is part of Oak by now"):
        actions.grade_source(elm, "A", user=analyst, shown="F")
