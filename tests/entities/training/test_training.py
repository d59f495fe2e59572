"""The language model learns from reviewed articles, is kept when better, and can go back."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from entities.extraction.queue.read_pending import pending
from entities.extraction.result import PIPELINE_VERSION, pipeline_version
from entities.kinds import Kind, Status
from entities.models import Extraction
from entities.nlp import model, names_in, versions
from entities.training import retrain
from entities.training.examples import read, reviewed_articles, with_confirmed_mentions
from tests.entities.result_builders import reading, store
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db
PLACES = ("Leeds", "Hull", "York", "Derby", "Bath", "Truro", "Luton", "Derry", "Cork", "Ripon")
# A name that the model does not take for a body before it is told so.
TEXT = "{number} people fled when the MS-13 came to {place}, a witness said."


@pytest.fixture(autouse=True)
def models(tmp_path, monkeypatch):
    """A folder of models of this test alone."""
    monkeypatch.setattr(versions, "_folder", lambda: tmp_path / "models")
    yield tmp_path / "models"
    model._kept.cache_clear()


def review(text, names, *, status=Status.CONFIRMED) -> Article:
    article = make_article(text)
    for words, kind in names:
        make_mention(article, words, kind=kind, status=status)
    return article


def make_reviewed(number: int) -> list[Article]:
    made = []
    for one in range(number):
        place = PLACES[one % len(PLACES)]
        text = TEXT.format(number=one + 3, place=place)
        made.append(review(text, [("MS-13", Kind.GANG), (place, Kind.LOCATION)]))
    return made


def run(**options) -> dict:
    out = io.StringIO()
    call_command("train_ner", json=True, stdout=out, verbosity=0, **options)
    return json.loads(out.getvalue())


def bodies(text: str) -> list[str]:
    (named,) = names_in([text])
    return [text[one.start : one.end] for one in named if one.label == "ORG"]


def make_version(f1: float = 0.9) -> str:
    score = {"micro": {"precision": f1, "recall": f1, "f1": f1, "support": 9}}
    figures = {"before": score, "after": score, "articles": 9, "held_out": 3}
    return versions.keep(lambda folder: (folder / "cfg").write_text("x"), figures)


def test_it_says_when_there_is_too_little_to_learn_from():
    make_reviewed(3)
    with pytest.raises(CommandError, match=r"People have reviewed 3 articles .* 20 are needed"):
        run()


def test_a_better_model_is_kept_used_and_read_with(models):
    articles = make_reviewed(30)
    for article in articles:
        store(article, reading([]), seconds=0)
    other = make_article("The Home Office in London said nothing on Tuesday.")
    store(other, reading([]), seconds=0)
    assert not pending().exists()
    text = TEXT.format(number=99, place="Dover")
    assert bodies(text) == []

    result = run()

    assert result["kept"] and result["version"] == result["in_use"] == versions.in_use()
    assert result["after"]["micro"]["f1"] > result["before"]["micro"]["f1"]
    assert result["articles"] + result["held_out"] == 30
    # What it could do before it still can, and in this process without a restart.
    assert bodies(text) == ["MS-13"]
    assert "Home Office" in bodies("The Home Office said nothing.")[0]
    figures = json.loads((models / result["version"] / "figures.json").read_text())
    assert figures["after"] == result["after"] and figures["articles"] == result["articles"]
    assert pipeline_version() == f"{PIPELINE_VERSION}+{result['version']}"
    assert pending().count() == 31

    assert run(back=True) == {"in_use": versions.ORIGINAL}
    assert bodies(text) == [] and pipeline_version() == PIPELINE_VERSION
    assert not pending().exists()


def test_a_model_that_is_no_better_is_not_kept(monkeypatch, models):
    make_reviewed(30)
    monkeypatch.setattr(retrain, "evaluate", lambda pipeline, held_out: Perfect())
    result = run()
    assert (result["kept"], result["version"]) == (False, "")
    assert versions.in_use() == versions.ORIGINAL
    assert not models.exists() or not [*models.iterdir()]


class Perfect:
    f1 = 1.0

    def summary(self):
        return {group: {"f1": 1.0} for group in ("people", "places", "bodies", "micro")}


def test_what_is_held_out_is_told_by_the_text_alone():
    make_reviewed(30)
    first = {one.article.text: one.is_held_out for one in read(reviewed_articles())}
    assert 0 < sum(first.values()) < 15
    Article.objects.update(review_status=Article.ReviewStatus.DONE)
    assert {one.article.text: one.is_held_out for one in read(reviewed_articles())} == first


def test_reviewed_is_what_people_went_through_as_a_whole():
    (whole,) = make_reviewed(1)
    part = review("MS-13 and Barrio 18 fled.", [("MS-13", Kind.GANG)])
    make_mention(part, "Barrio 18")
    done = review("Tuesday saw MS-13.", [("MS-13", Kind.GANG)])
    make_mention(done, "Tuesday", kind=Kind.DATE)
    Article.objects.filter(pk=done.pk).update(review_status=Article.ReviewStatus.DONE)
    review("It was Monday.", [("Monday", Kind.DATE)])
    review("Nobody knew MS-13.", [("MS-13", Kind.GANG)], status=Status.REJECTED)
    assert set(reviewed_articles()) == {whole, done}
    assert part in with_confirmed_mentions()


def test_the_model_is_told_what_it_reads_with_labels_that_it_knows():
    prison = make_entity("La Tuna", Kind.LOCATION, subtype="prison")
    article = make_article("Ads\n\nANN LEE OF MS-13 SAT IN LA TUNA WITH BOB.", body_start=5)
    make_mention(article, "ANN LEE", kind=Kind.PERSON, status=Status.CONFIRMED)
    make_mention(article, "MS-13", status=Status.CONFIRMED)
    make_mention(article, "LA TUNA", prison, status=Status.CONFIRMED)
    make_mention(article, "BOB", kind=Kind.PERSON)
    Article.objects.update(review_status=Article.ReviewStatus.DONE)
    (one,) = read(reviewed_articles())
    told = one.for_model()
    shown = {(told.text[start:end].upper(), label) for start, end, label in told.spans}
    assert shown == {("ANN LEE", "PERSON"), ("MS-13", "ORG"), ("LA TUNA", "FAC")}
    assert [told.text[slice(*span)].upper() for span in told.unknown] == ["BOB"]
    assert told.text != told.text.upper()


def test_versions_are_listed_used_and_left_again():
    first, second = make_version(0.8), make_version(0.9)
    run(use=first)
    assert run(use=second) == {"in_use": second}
    listed = run(list=True)
    assert [one["version"] for one in listed["versions"]] == [first, second]
    assert listed["in_use"] == second
    assert run(back=True) == {"in_use": first}
    assert run(use="original") == {"in_use": "original"}
    assert run(back=True) == {"in_use": first}
    assert run(back=True) == {"in_use": "original"}
    with pytest.raises(CommandError, match="nothing to go back to"):
        run(back=True)


@pytest.mark.parametrize("name", ["ner-2020-01-01-1", "../models"])
def test_a_version_that_is_not_there_is_refused(name):
    make_version()
    with pytest.raises(CommandError, match="There is no version"):
        run(use=name)
    assert versions.in_use() == "original"


def test_a_version_of_another_model_is_refused_and_not_used(settings):
    version = make_version()
    versions.use(version)
    settings.GANGINTEL_SPACY_MODEL = "en_core_web_trf"
    assert versions.in_use() == "original"
    with pytest.raises(CommandError, match="trained from another model than en_core_web_trf"):
        run(use=version)


def test_half_a_version_leaves_nothing_behind(models):
    def fail(folder):
        (folder / "half").write_text("x")
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        versions.keep(fail, {})
    assert [*models.iterdir()] == []


def test_a_reading_that_a_switch_overtook_is_made_again():
    """The version is asked for before the reading, not when it is stored."""
    article = make_article("MS-13 fled.")
    before = pipeline_version()
    versions.use(make_version())
    store(article, reading([]), seconds=0, version=before)
    assert Extraction.objects.get().pipeline_version == before
    assert pending().exists()
