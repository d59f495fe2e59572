"""One article is told by its text and its address: where else it appears it is no other one."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.addresses import normalized
from articles.copy_models import Appearance
from articles.importing import mending
from articles.importing.run_import import run
from articles.models import Article
from articles.run_models import Fate, ImportRun
from articles.source_models import Source
from entities.kinds import Status
from entities.models import Mention
from tests.articles.importing.documents import PROSE
from tests.articles.near_copies.made_texts import news
from tests.factories import make_entity, make_mention


@pytest.mark.parametrize(
    "address",
    [
        "https://ex.org/y/a?utm_source=rss&utm_medium=feed",
        "http://www.ex.org/y/a/?fbclid=x",
        "HTTPS://WWW.EX.ORG:443/y/a/#top",
        "https://user:word@ex.org/y/a",
    ],
)
def test_one_page_has_one_address(address):
    assert normalized(address) == "https://ex.org/y/a"


def test_what_tells_pages_apart_stays_in_the_address():
    assert normalized("http://ex.org/a.php?id=7&gclid=x&p=2") == "https://ex.org/a.php?id=7&p=2"
    assert normalized("https://ex.org/A") != normalized("https://ex.org/a")
    assert normalized("https://ex.org:8443/a") == "https://ex.org:8443/a"
    assert [normalized(one) for one in ("", "file:///a", "http://[", "ex.org/a")] == [""] * 4


def lines(folder: Path, *articles: dict) -> ImportRun:
    file = folder / "news.jsonl"
    rows = [{"title": "Leader held", "source": "El Faro", **one} for one in articles]
    file.write_text("\n".join(map(json.dumps, rows)))
    return run([str(file)])


@pytest.mark.django_db
def test_versions_of_a_page_are_one_article_however_its_address_is_written(tmp_path):
    text = "{} version. " + PROSE
    addresses = (
        "https://ex.org/y/a?utm_source=rss",
        "https://ex.org/y/a",
        "http://www.ex.org/y/a/",
    )
    found = lines(
        tmp_path,
        *({"text": text.format(place), "url": url} for place, url in enumerate(addresses)),
    )
    assert (found.created, found.revised) == (1, 2)
    assert Article.objects.get().text.startswith("2 version")


@pytest.mark.django_db
def test_the_same_title_and_news_under_another_date_and_address_appeared_there_too(tmp_path):
    found = lines(
        tmp_path,
        {"text": PROSE, "url": "https://ex.org/a", "date": "2021-03-04"},
        {"text": PROSE, "url": "https://ex.org/b", "date": "2021-03-05"},
        {"text": PROSE, "url": "https://ex.org/c", "title": "Another title"},
        {"text": PROSE, "url": "https://other.org/d", "source": "La Prensa"},
    )
    assert (found.created, found.duplicates) == (3, 1)
    appearance = Appearance.objects.get()
    assert (appearance.url, str(appearance.published_on)) == ("https://ex.org/b", "2021-03-05")
    # A later version from there is one of the same article.
    changed = lines(tmp_path, {"text": f"{PROSE} He denied it.", "url": "https://www.ex.org/b/"})
    assert changed.revised == 1
    assert Article.objects.get(identity="https://ex.org/a").text.endswith("He denied it.")


@pytest.mark.django_db
def test_short_texts_are_never_one(tmp_path):
    short = {"text": "The office is closed on Monday.", "date": "2021-03-04"}
    found = lines(tmp_path, {**short, "id": "1"}, {**short, "id": "2"})
    assert (found.created, found.duplicates) == (2, 0)


def decide(article: Article, words: str) -> None:
    make_mention(article, words, make_entity(words), status=Status.CONFIRMED)


@pytest.mark.django_db
def test_changed_files_of_a_moved_folder_are_revisions_and_all_decisions_are_there(tmp_path):
    names = [f"Gang {letter}{number}" for letter in "AB" for number in range(3)]
    old, new = tmp_path / "old", tmp_path / "moved" / "elsewhere"
    old.mkdir()
    new.mkdir(parents=True)
    for number in range(8):
        (old / f"{number}.txt").write_text(f"{news(number)}\n\n{' met '.join(names)}.\n")
    run([str(old)])
    for article in Article.objects.all():
        for name in names:
            decide(article, name)
    for number in range(8):
        # What was decided is carried over; what was dropped is listed.
        kept = names if number % 2 else names[:-1]
        text = f"{news(number)} He denied it.\n\n{' met '.join(kept)}.\n"
        (new / f"{number}.txt").write_text(text)
    moved = run([str(new)])
    assert (moved.created, moved.revised) == (0, 8)
    assert Mention.objects.live().count() + Mention.objects.unplaced().count() == 48
    assert Mention.objects.unplaced().count() == 4
    # The next version from the new folder is known too.
    (new / "1.txt").write_text(f"{news(99)}\n")
    assert run([str(new)]).revised == 1
    assert Article.objects.count() == 8


@pytest.mark.django_db
def test_files_of_one_name_that_are_not_alike_are_several_articles(tmp_path):
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "index.txt").write_text(news(number))
    assert run([str(tmp_path)]).created == 3


@pytest.mark.django_db
def test_the_same_bytes_in_another_folder_are_the_same_article_there_too(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(PROSE)
    found = run([str(tmp_path)])
    assert (found.created, found.counts[Fate.UNCHANGED]) == (1, 1)
    assert Appearance.objects.get().file.endswith("two/a.txt")
    assert run([str(tmp_path)]).unchanged == 2
    assert Appearance.objects.count() == 1


@pytest.mark.django_db
def test_reimport_shows_the_difference_first_and_keeps_what_people_set(
    tmp_path, monkeypatch, capsys
):
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"Leader held\nMay 4, 2021\n{news(number)}")
    run([str(tmp_path)])
    last = Article.objects.order_by("pk").last()
    Article.objects.filter(pk=last.pk).update(set_by_hand=["title"])
    parse = mending.parse

    def parse_otherwise(record, **given):
        parsed = parse(record, **given)
        object.__setattr__(parsed, "title", "Gang leader held")
        return parsed

    monkeypatch.setattr(mending, "parse", parse_otherwise)
    call_command("reimport", "--dry-run")
    assert "title: Leader held → Gang leader held" in capsys.readouterr().out
    assert not Article.objects.filter(title="Gang leader held").exists()
    call_command("reimport", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["changed"], said["unchanged"], said["kept"]) == (1, 1, True)
    assert [one.title for one in Article.objects.order_by("pk")] == [
        "Gang leader held",
        "Leader held",
    ]
    call_command("reimport", "--json")
    assert json.loads(capsys.readouterr().out)["changed"] == 0


@pytest.mark.django_db
def test_reimport_makes_a_revision_of_another_text(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text(f"Leader held\n\n{news(1)} MS-13 met.")
    run([str(tmp_path)])
    decide(Article.objects.get(), "MS-13")
    parse = mending.parse

    def parse_otherwise(record, **given):
        parsed = parse(record, **given)
        text = f"New line.\n{parsed.text}"
        object.__setattr__(parsed, "text", text)
        object.__setattr__(parsed, "body_end", len(text))
        return parsed

    monkeypatch.setattr(mending, "parse", parse_otherwise)
    call_command("reimport", "--json")
    assert json.loads(capsys.readouterr().out)["texts"] == 1
    article = Article.objects.get()
    mention = Mention.objects.live().get()
    assert article.text[mention.start : mention.end] == "MS-13"
    assert article.revisions.count() == 1
    assert Source.objects.count() == 1
