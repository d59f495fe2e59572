"""Confirmed mentions as material for training."""

import io
import json

import pytest
import spacy
from django.core.management import CommandError, call_command
from spacy.tokens import DocBin

from articles.models import Article
from entities.kinds import Kind, RelationKind, Status
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
TEXT = "Log in\n\nJose Cabezas 😀 leads MS-13. Barrio 18 fled to Leeds on Tuesday."


@pytest.fixture
def article():
    article = make_article(TEXT, body_start=8)
    gang = make_entity("MS-13", gazetteer_key="gang:ms-13")
    person = make_entity("Jose Cabezas", Kind.PERSON)
    confirmed = {"status": Status.CONFIRMED}
    make_mention(article, "Jose Cabezas", person, **confirmed)
    make_mention(article, "MS-13", gang, **confirmed)
    make_mention(article, "Tuesday", kind=Kind.DATE, value="2012-10-23", **confirmed)
    make_mention(article, "Barrio 18")
    make_mention(article, "Leeds", kind=Kind.PERSON, status=Status.REJECTED)
    quote = "Jose Cabezas 😀 leads MS-13."
    make_evidence(article, quote, person, RelationKind.LEADER_OF, gang, **confirmed)
    return article


def run(folder, **options) -> dict:
    out = io.StringIO()
    call_command("export_training", output=folder, json=True, stdout=out, verbosity=0, **options)
    return json.loads(out.getvalue())


def documents(folder) -> list:
    vocabulary = spacy.blank("en").vocab
    return [
        document
        for part in ("train", "dev")
        for document in DocBin().from_disk(folder / f"{part}.spacy").get_docs(vocabulary)
    ]


def lines(folder) -> list[dict]:
    texts = [(folder / f"{part}.jsonl").read_text() for part in ("train", "dev")]
    return [json.loads(line) for text in texts for line in text.splitlines()]


def test_lines_hold_text_spans_entities_and_relationships(article, tmp_path):
    assert run(tmp_path, format="jsonl")["mentions"] == 3
    (line,) = lines(tmp_path)
    assert line["text"] == TEXT and line["body_start"] == 8
    named = [TEXT[one["start"] : one["end"]] for one in line["spans"]]
    assert named == [one["text"] for one in line["spans"]] == ["Jose Cabezas", "MS-13", "Tuesday"]
    assert [one["label"] for one in line["spans"]] == ["PERSON", "GANG", "DATE"]
    assert [one["entity"] for one in line["spans"]][1:] == ["gang:ms-13", "2012-10-23"]
    assert [TEXT[start:end] for start, end in line["undecided"]] == ["Barrio 18"]
    (relation,) = line["relations"]
    assert (relation["label"], relation["child"]) == ("leader_of", "gang:ms-13")
    assert not (tmp_path / "train.spacy").exists()


def test_documents_hold_what_is_decided_and_leave_the_rest_open(article, tmp_path):
    run(tmp_path, format="spacy")
    (document,) = documents(tmp_path)
    assert document.text == TEXT[8:]
    assert [(one.text, one.label_) for one in document.ents] == [
        *(("Jose Cabezas", "PERSON"), ("MS-13", "GANG"), ("Tuesday", "DATE"))
    ]
    said = {token.text: token.ent_iob_ for token in document}
    # Nothing was said of “leads” and “Barrio”; “Leeds” is no name of the kind.
    assert (said["leads"], said["Barrio"], said["Leeds"]) == ("", "", "O")


def test_in_a_reviewed_article_all_the_rest_is_no_name(article, tmp_path):
    Article.objects.update(review_status=Article.ReviewStatus.DONE)
    run(tmp_path)
    (document,) = documents(tmp_path)
    said = {token.text: token.ent_iob_ for token in document}
    assert (said["leads"], said["Barrio"], said["Leeds"]) == ("O", "", "O")
    assert lines(tmp_path)[0]["complete"] is True


def test_a_fifth_goes_into_the_second_part(tmp_path):
    for number in range(40):
        article = make_article(f"{number} MS-13 fled.")
        make_mention(article, "MS-13", status=Status.CONFIRMED)
    assert run(tmp_path)["articles"] == 40
    held_out = (tmp_path / "dev.jsonl").read_text().splitlines()
    assert 2 <= len(held_out) <= 16
    assert len(lines(tmp_path)) == len(documents(tmp_path)) == 40


def test_the_lines_are_gold_that_can_be_evaluated(article, tmp_path):
    run(tmp_path, format="jsonl")
    (full,) = [file for file in tmp_path.iterdir() if file.stat().st_size]
    out = io.StringIO()
    call_command("evaluate_extraction", str(full), json=True, stdout=out)
    assert json.loads(out.getvalue())["micro"]["support"] == 3


def test_without_a_confirmed_mention_there_is_nothing_to_write(tmp_path):
    make_mention(make_article("MS-13 fled."), "MS-13")
    with pytest.raises(CommandError, match="Nobody has confirmed a mention yet"):
        run(tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_cannot_be_written_is_told(article, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="choose another folder"):
        run(tmp_path / "file")
