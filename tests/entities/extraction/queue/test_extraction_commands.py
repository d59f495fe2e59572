import json
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

GOLD = "tests/gold/seeds.jsonl"

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_evaluation_prints_every_score_for_programs():
    summary = json.loads(run("evaluate_extraction", GOLD, "--json"))
    wanted = "labels micro names pairs linking places relations"
    assert set(summary) == set(wanted.split())
    assert set(summary["labels"]["GANG"]) == {"precision", "recall", "f1", "support"}
    assert summary["labels"]["GANG"]["support"] == 24


def test_evaluation_prints_a_table_for_people():
    table = run("evaluate_extraction", GOLD)
    assert "GANG" in table
    assert "relations" in table


def test_text_files_are_shown_as_one_object_a_line(tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("MS-13 fled to San Salvador, El Salvador.\n", encoding="utf-8")
    second.write_text("Nothing happened there.\n", encoding="utf-8")
    lines = run("extract_text", str(first), str(second), "--json").splitlines()
    shown, empty = map(json.loads, lines)
    assert shown["file"] == str(first)
    gang, town, _ = shown["spans"]
    assert (gang["text"], gang["label"], gang["entity"]) == ("MS-13", "GANG", "gang:ms-13")
    assert (town["country"], town["division"]) == ("SV", "SV-SS")
    assert empty["spans"] == empty["relations"] == []


def test_relations_are_shown_with_their_quote(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("MS-13 is led by Edwin Rivas.\n", encoding="utf-8")
    (relation,) = json.loads(run("extract_text", str(file), "--json"))["relations"]
    assert relation["label"] == "leader_of"
    assert relation["child"] == "gang:ms-13"
    assert relation["quote"] == "MS-13 is led by Edwin Rivas."


def test_furniture_of_the_seeds_is_left_out():
    shown = json.loads(run("extract_text", "seeds/000_4fed6caf8488dc5a.txt", "--json"))
    assert not any("CIA" in one["text"] for one in shown["spans"])


@pytest.mark.parametrize(
    "content, words", [(None, "no such file"), (b"", "no text"), (b"\x7fELF\0\1", "a program")]
)
def test_files_that_hold_no_text_are_refused_in_a_sentence(tmp_path, content, words):
    file = tmp_path / "a.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run("extract_text", str(file), "--json")


def test_the_other_files_are_shown_where_one_fails(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("MS-13 fled.", encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("extract_text", str(tmp_path / "none"), str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["spans"][0]["text"] == "MS-13"


@pytest.mark.parametrize(
    "content, words", [(None, "no file"), ("", "no annotated"), ("{}", "line 1"), ("[1", "line 1")]
)
def test_a_gold_file_that_is_none_is_refused_in_a_sentence(tmp_path, content, words):
    file = tmp_path / "gold.jsonl"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CommandError, match=words):
        run("evaluate_extraction", str(file))


def test_evaluation_lists_every_disagreement(tmp_path):
    text = "Police say MS-13 trains a group that nobody had heard of before."
    start = text.index("a group")
    span = {"start": start, "end": start + 7, "label": "GANG", "entity": "group"}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "one", "text": text, "spans": [span]}))
    printed = run("evaluate_extraction", str(gold), "--errors")
    assert "one: wrong GANG MS-13\n" in printed
    assert "one: missed GANG a group\n" in printed
    assert "    1  missed GANG a group\n" in printed
    assert "annotated / read    GANG     –\n" in printed
    told = json.loads(run("evaluate_extraction", str(gold), "--errors", "--json"))
    assert {"annotated": "GANG", "read": "–", "spans": 1} in told["confusion"]
    assert {"texts": 1, "what": "missed", "detail": "GANG a group"} in told["most_frequent"]


READ = "Menu\nPolice say MS-13 fled."


def standoff(folder, name):
    """A file in `folder` with annotations of READ, whose text the file `name` holds."""
    spans = [{"start": 16, "end": 21, "label": "GANG", "entity": "ms-13"}]
    one = {"id": "one", "file": name, "sha256": sha256(READ.encode()).hexdigest()}
    gold = folder / "gold"
    gold.write_text(json.dumps(one | {"furniture": [[0, 4]], "spans": spans, "relations": []}))
    return str(gold)


@pytest.mark.parametrize(
    "name, stored",
    [
        ("page.txt", READ),
        ("page.md", "---\ntitle: One\n---\n\n**Menu**\nPolice say [MS-13](https://a.org) fled.\n"),
        ("wire.jsonl:2", "\n".join(json.dumps({"text": text}) for text in ("", READ))),
    ],
)
def test_annotations_are_measured_on_texts_that_lie_elsewhere(tmp_path, name, stored):
    (tmp_path / name.partition(":")[0]).write_text(stored)
    gold = standoff(tmp_path, name)
    summary = json.loads(run("evaluate_extraction", gold, "--texts", str(tmp_path), "--json"))
    assert summary["labels"]["GANG"]["f1"] == 1


@pytest.mark.parametrize(
    "stored, words", [(None, "no text page.txt"), ("MS-13 fled twice.", "not the text")]
)
def test_annotations_without_their_text_are_refused_in_a_sentence(tmp_path, stored, words):
    if stored is not None:
        (tmp_path / "page.txt").write_text(stored)
    gold = standoff(tmp_path, "page.txt")
    with pytest.raises(CommandError, match=words):
        run("evaluate_extraction", gold, "--texts", str(tmp_path))
    with pytest.raises(CommandError, match="--texts"):
        run("evaluate_extraction", gold)


def test_furniture_that_people_marked_is_left_out_where_it_is_asked_for(tmp_path):
    text = "Links\nMS-13 wins a prize\nBarrio 18 fled to the hills before the police came."
    span = {"start": text.index("Barrio"), "end": text.index(" fled"), "label": "GANG"}
    gold = tmp_path / "gold.jsonl"
    row = {"text": text, "spans": [{**span, "entity": "b"}], "furniture": [[0, 24]]}
    gold.write_text(json.dumps(row))
    read = json.loads(run("evaluate_extraction", str(gold), "--json"))
    assert read["labels"]["GANG"]["precision"] == 0.5
    left = json.loads(run("evaluate_extraction", str(gold), "--furniture", "given", "--json"))
    assert left["labels"]["GANG"]["precision"] == 1
    assert "furniture" not in left


def test_furniture_is_learned_beside_the_gold_and_what_is_found_and_lost_is_counted(tmp_path):
    beside = tmp_path / "beside"
    (beside / "elm").mkdir(parents=True)
    frame = "Our Herd\nFind a Form\n"
    for name in ("Ash", "Birch"):
        (beside / "elm" / f"{name}.txt").write_text(
            f"{frame}{name} was sentenced to nine years for the robbery of a bakery on Main Street."
        )
    text = f"{frame}MS-13 fled to the hills before the police came with forty officers and dogs."
    gold = tmp_path / "gold.jsonl"
    row = {"group": "elm", "text": text, "spans": [], "furniture": [[0, len(frame)]]}
    gold.write_text(json.dumps(row))
    alone = json.loads(run("evaluate_extraction", str(gold), "--furniture", "found", "--json"))
    assert alone["furniture"]["all"]["found"] == 0
    arguments = ("--furniture", "found", "--beside", str(beside))
    summary = json.loads(run("evaluate_extraction", str(gold), *arguments, "--json"))
    for group in ("elm", "all"):
        counted = summary["furniture"][group]
        assert counted["found"] == counted["furniture"] == len("OurHerdFindaForm")
        assert (counted["lost"], counted["found_share"], counted["lost_share"]) == (0, 1, 0)
    assert "100.00%" in run("evaluate_extraction", str(gold), *arguments)


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="no folder"):
        run("evaluate_extraction", GOLD, "--furniture", "found", "--beside", str(tmp_path / "no"))
