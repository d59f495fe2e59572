"""What holds no article is told by its content, and said in one sentence; news is never taken
for it."""

import pytest

from articles.importing.file_kinds import ENDINGS
from articles.importing.read_files import Skipped, read_files
from articles.importing.records import Failure, Record
from tests.articles.importing.other_files import NEWS, OTHER_FILES

KEPT = [
    NEWS,
    f"FROM: Office of the Prosecutor\nTO: All media\nSUBJECT: Three held\nDATE: May 4\n\n{NEWS}",
    f"---\ntitle: Three held\ndate: 2012-10-25\n---\n\n{NEWS}",
    f"+++\ntitle = 'Three held'\n+++\n\n{NEWS}",
    f"[TEXT] {NEWS}",
    f"[1] {NEWS}",
    f"{{Embargoed}} {NEWS}",
    f"<DOC>\n<DOCNO> 17 </DOCNO>\n<TEXT>\n{NEWS}\n</TEXT>\n</DOC>",
    f"<p>{NEWS}</p>",
    "Roses, red\nViolets, blue\nSugar, sweet\nAnd so, you\n",
    "Santa Ana, Calif.\nSan Miguel, Mexico\nSan Diego, Calif.\nEl Paso, Texas\n",
    f"| Name | Age |\n|---|---|\n| Roe | 34 |\n| Doe | 27 |\n\n{NEWS}",
    f"Home\nNews\nContact\n\n{NEWS}",
    f"From now on: police\n\n{NEWS}",
    f"{'A' * 300}\n",
    "MZ is a street gang.",
    "BM, a gang, ended.",
]


@pytest.mark.parametrize("name, ending, content", OTHER_FILES)
def test_it_is_skipped_in_a_folder_and_fails_when_it_is_named(tmp_path, name, ending, content):
    # The ending of a text says that it is one: bytes that no program claims fail when it is read.
    endings = {ending, "", ".dat"} | (set() if name == "binary data" else {".txt", ".md"})
    for file in (f"a{one}" for one in endings):
        (tmp_path / file).write_bytes(content)
        (named,) = read_files([str(tmp_path / file)])
        assert isinstance(named, Failure)
        assert named.error.startswith(f"This is {name}")
        assert named.error.count(".") - named.error.count(" .") == 1
    skipped = list(read_files([str(tmp_path)]))
    assert [type(item) for item in skipped] == [Skipped] * len(endings)
    assert {item.size for item in skipped} == {len(content)}


@pytest.mark.parametrize("text", KEPT)
def test_news_is_read_whatever_it_looks_like(tmp_path, text):
    for file in ("a.txt", "b", "c.md"):
        (tmp_path / file).write_text(text)
    assert [type(item) for item in read_files([str(tmp_path)])] == [Record] * 3


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_an_ending_of_data_is_no_article_unless_somebody_says_that_it_is(tmp_path, ending):
    (tmp_path / f"a{ending}").write_text(NEWS)
    (skipped,) = read_files([str(tmp_path)])
    assert isinstance(skipped, Skipped)
    assert skipped.reason == ENDINGS[ending].sentence
    (read,) = read_files([str(tmp_path)], "text")
    assert isinstance(read, Record)


def test_a_given_format_reads_no_pictures(tmp_path):
    (tmp_path / "page.htm").write_text(f"<p>{NEWS}</p>")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    picture, page = read_files([str(tmp_path)], "html")
    assert isinstance(picture, Skipped)
    assert isinstance(page, Record)


def test_json_lines_whose_first_line_is_long_are_no_array(tmp_path):
    lines = "".join(f'{{"text": "{word * 2000}"}}\n' for word in ("one ", "two "))
    for file in ("a.json", "b.jsonl", "c"):
        (tmp_path / file).write_text(lines)
    assert [type(item) for item in read_files([str(tmp_path)])] == [Record] * 6
