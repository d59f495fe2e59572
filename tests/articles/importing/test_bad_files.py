"""Files that are broken, locked, endless or meant to do harm: bounded, one sentence each, and the
rest goes on."""

import io
import stat
import tarfile
import zipfile
from email.message import EmailMessage

import pytest

from articles.importing import office, read_files, unpacking
from articles.importing.parse_document import parse
from articles.importing.readers import (
    LARGEST_ARTICLE,
    e_mail,
    feed,
    outlook_mail,
    pdf_document,
    zip_archive,
)
from articles.importing.records import ArticleError, Failure, Record, Skipped
from tests.articles.importing.made_files import (
    COLUMNS,
    MORE,
    NEWS,
    ROWS,
    RSS,
    TITLE,
    compound_file,
    locked_pdf,
    mail,
    msg,
    open_document,
    pdf,
    scanned_pdf,
    tarred,
    web_archive,
    word,
    workbook,
    zipped,
)
from tests.articles.importing.made_files import (
    outlook_mail as storage_of_mail,
)

BOMB = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "dos ">
{entities}]>""".format(
    entities="".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 12))
)
FETCHED = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'


def found_in(path, content: bytes) -> list[tuple[str, str]]:
    """What becomes of a file: names with their text, or why there is none."""
    path.write_bytes(content)
    return [_said(item, path) for item in read_files.read_files([str(path)])]


def _said(item, path) -> tuple[str, str]:
    name = item.file.removeprefix(f"{path.parent}/")
    if isinstance(item, Failure):
        return name, item.error
    if isinstance(item, Skipped):
        return name, item.reason
    try:
        return name, parse(item).text
    except ArticleError as error:
        return name, str(error)


def reason(path, content: bytes) -> str:
    ((_, said),) = found_in(path, content)
    assert NEWS not in said
    assert said.count("\n") == 0
    assert said.endswith(".")
    return said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (scanned_pdf(), pdf_document.SCAN),
        (pdf([[], []]), pdf_document.BLANK),
        (locked_pdf(), pdf_document.LOCKED),
        (b"%PDF-1.4", pdf_document.BROKEN),
        (pdf([[NEWS]])[:300], pdf_document.BROKEN),
    ],
)
def test_a_pdf_without_a_text_is_refused_with_the_reason(tmp_path, content, expected):
    assert reason(tmp_path / "a.pdf", content) == expected


def test_a_pdf_of_too_many_pages_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_document, "MOST_PAGES", 2)
    assert "more than" in reason(tmp_path / "a.pdf", pdf([[MORE]] * 4))


def test_pages_that_are_pictures_are_named():
    pages = pdf([[NEWS], [MORE]])
    picture = b"/XObject<</I<</Subtype/Image/Width 1/Height 1>>>>"
    assert picture not in pages  # the whole document has a text, so there is nothing to warn of
    assert parse(Record(pages, pdf_document.MEDIA_TYPE, "a.pdf")).warning == ""
    assert pdf_document._warning([1, 4], "are pictures without text") == (
        "Pages of it are pictures without text: 2, 5."
    )


@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "word/styles.xml"])
@pytest.mark.parametrize("head", [BOMB, FETCHED])
def test_no_entity_is_expanded_or_fetched_in_a_word_document(tmp_path, part, head):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(NEWS))) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            raw = before.read(name)
            if name == part:
                raw = head.encode() + raw.partition(b"?>")[2].replace(b"San Miguel", b"&a11;")
            after.writestr(name, raw)
    ((_, said),) = found_in(tmp_path / "a.docx", out.getvalue())
    assert "dos dos" not in said
    assert "root:" not in said
    assert len(said) < 1000


@pytest.mark.parametrize("head", [BOMB, FETCHED])
def test_no_entity_is_expanded_or_fetched_elsewhere(tmp_path, head):
    written = (
        RSS.partition("?>")[2]
        .replace("San Miguel", "&a11;")
        .replace("<![CDATA[", "")
        .replace("]]>", "")
    )
    for name, said in found_in(tmp_path / "a.rss", (head + written).encode()):
        assert name == "a.rss"
        assert "dos dos" not in said
        assert "root:" not in said
    odt = {"mimetype": "application/vnd.oasis.opendocument.text"}
    with zipfile.ZipFile(io.BytesIO(open_document(NEWS))) as archive:
        content = archive.read("content.xml").decode().partition("?>")[2]
    odt["content.xml"] = head + content.replace("San Miguel", "&a11;")
    ((_, said),) = found_in(tmp_path / "a.odt", zipped(odt))
    assert "dos dos" not in said
    assert "root:" not in said


def test_documents_that_grow_too_much_are_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    monkeypatch.setattr(office, "LARGEST_PART", 500_000)
    with zipfile.ZipFile(io.BytesIO(word(NEWS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] += b" " * 600_000
    assert "A part of the document unpacks to" in reason(tmp_path / "a.docx", zipped(parts))
    parts["word/document.xml"] = b""
    parts["word/media/a.png"] = b"\0" * 90_000_000
    assert reason(tmp_path / "a.docx", zipped(parts)) == unpacking.TOO_MUCH
    book = {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * 90_000_000}
    assert reason(tmp_path / "a.xlsx", zipped(book)) == unpacking.TOO_MUCH


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".pptx"])
def test_office_documents_with_a_password_are_told(tmp_path, ending):
    locked = compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 100})
    assert "protected with a password" in reason(tmp_path / f"a{ending}", locked)


def test_an_open_document_with_a_password_is_told(tmp_path):
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": b"\x8f\x02\x11",
        "META-INF/manifest.xml": '<m xmlns:a="urn:x"><a:encryption-data/></m>',
    }
    assert "protected with a password" in reason(tmp_path / "a.odt", zipped(parts))


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".docx", word(NEWS)),
        (".odt", open_document(NEWS)),
        (".xlsx", workbook([COLUMNS, *ROWS])),
        (".zip", zipped({"a.txt": NEWS * 50})),
        (".tar.gz", tarred({"a.txt": NEWS * 50})),
        (".msg", msg(NEWS * 50)),
    ],
)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_file_that_was_cut_off_says_so(tmp_path, ending, content, share):
    found = found_in(tmp_path / f"a{ending}", content[: int(len(content) * share)])
    assert found
    assert all(said.endswith(".") for _, said in found)


def test_macros_are_data_like_any_other(tmp_path):
    with zipfile.ZipFile(io.BytesIO(word(NEWS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 Auto_Open Shell"
    ((_, said),) = found_in(tmp_path / "a.docm", zipped(parts))
    assert NEWS in said
    formulas = workbook([COLUMNS, ["=CALL()", "", "", NEWS, ""]])
    ((_, said),) = found_in(tmp_path / "a.xlsx", formulas)
    assert said == NEWS


def test_names_that_lead_out_of_an_archive_are_refused_and_the_others_read(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../a.txt", "/etc/a.txt", "b/../../a.txt", "C:/a.txt", "..\\a.txt", "ok.txt"):
            archive.writestr(name, NEWS)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    before = {file.name for file in tmp_path.parent.iterdir()}
    *outside, good, linked = found_in(tmp_path / "a.zip", out.getvalue())
    assert {said for _, said in outside} == {unpacking.OUTSIDE}
    assert len(outside) == 5
    assert good == ("a.zip/ok.txt", NEWS)
    assert linked == ("a.zip/link.txt", unpacking.LINK)
    assert {file.name for file in tmp_path.parent.iterdir()} == before


def test_links_and_devices_of_a_tar_archive_are_not_followed(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, kind in (("s", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("d", tarfile.CHRTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "../../etc/passwd"
            archive.addfile(entry)
        entry = tarfile.TarInfo("ok.txt")
        entry.size = len(NEWS)
        archive.addfile(entry, io.BytesIO(NEWS.encode()))
    assert found_in(tmp_path / "a.tgz", out.getvalue()) == [
        ("a.tgz/s", unpacking.LINK),
        ("a.tgz/h", unpacking.LINK),
        ("a.tgz/d", unpacking.NO_FILE),
        ("a.tgz/ok.txt", NEWS),
    ]


def test_bombs_are_bounded_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 2_000_000)
    zeros = b"0" * 40_000_000
    first, bomb, last = found_in(
        tmp_path / "a.zip", zipped({"a.txt": NEWS, "b.txt": zeros, "c.txt": MORE})
    )
    assert (first[1], bomb[1], last[1]) == (NEWS, unpacking.TOO_MUCH, MORE)
    assert found_in(tmp_path / "a.tgz", tarred({"a.txt": NEWS, "b.txt": zeros}))[0][1] == NEWS
    (tmp_path / "b.jsonl").write_bytes(b"")
    inner = zipped({f"{n}.txt": zeros[:1_500_000] for n in range(3)})
    nested = found_in(tmp_path / "b.zip", zipped({"n.zip": inner, "z.txt": NEWS}))
    assert [said for _, said in nested].count(unpacking.TOO_MUCH) >= 2
    assert nested[-1][0] == "b.zip/z.txt"


def test_a_size_that_lies_is_found_while_unpacking(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 500_000)
    raw = zipped({"a.txt": b"0" * 5_000_000})
    lying = raw.replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    ((_, said),) = found_in(tmp_path / "a.zip", lying)
    assert said.endswith(".")
    assert len(said) < 400


def test_archives_in_archives_end_somewhere(tmp_path):
    raw = zipped({"a.txt": NEWS})
    for _ in range(unpacking.DEEPEST - 1):
        raw = zipped({"n.zip": raw})
    ((_, said),) = found_in(tmp_path / "a.zip", raw)
    assert said == NEWS
    ((_, said),) = found_in(tmp_path / "a.zip", zipped({"n.zip": raw}))
    assert said == unpacking.TOO_DEEP


def test_an_encrypted_file_of_an_archive_is_told(tmp_path):
    raw = bytearray(zipped({"a.txt": NEWS}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert reason(tmp_path / "a.zip", bytes(raw)) == zip_archive.ENCRYPTED


def test_an_archive_of_empty_folders_says_so(tmp_path):
    assert reason(tmp_path / "a.zip", zipped({"d/": ""})) == unpacking.EMPTY


def test_five_hundred_attachments_have_a_fate_each(tmp_path):
    attached = {f"{n}.txt": f"{NEWS} {n}".encode() for n in range(500)}
    found = found_in(tmp_path / "a.eml", bytes(mail(MORE, attached=attached)))
    assert len(found) == 501
    assert found[500] == ("a.eml/499.txt", f"{NEWS} 499")


def test_more_attachments_than_any_mail_has_are_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(e_mail, "MOST_ATTACHMENTS", 3)
    attached = {f"{n}.txt": f"{NEWS} {n}".encode() for n in range(5)}
    found = found_in(tmp_path / "a.eml", bytes(mail(MORE, attached=attached)))
    assert len(found) == 5
    assert found[-1] == ("a.eml", e_mail.TOO_MANY)
    monkeypatch.setattr(outlook_mail.e_mail, "MOST_ATTACHMENTS", 3)
    assert len(found_in(tmp_path / "a.msg", msg(MORE, attached=attached))) == 5


def test_a_loop_of_forwards_ends(tmp_path):
    message = mail()
    for number in range(30):
        around = EmailMessage()
        around["Subject"], around["Message-ID"] = TITLE, f"<{number}@example.org>"
        around.set_content(f"{MORE} {number}")
        around.add_attachment(message)
        message = around
    found = found_in(tmp_path / "a.eml", bytes(message))
    assert len(found) == unpacking.DEEPEST + 2
    assert found[-1][1] == unpacking.TOO_DEEP


def test_mails_nested_without_end_are_refused(tmp_path):
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)
    )
    (item,) = found_in(tmp_path / "a.eml", f"MIME-Version: 1.0\n{nested}".encode())
    assert item[1].endswith(".")


def test_a_mail_of_outlook_in_another_one_is_read(tmp_path):
    inner = storage_of_mail({0x0037: "Inner", 0x1000: NEWS, 0x0C1A: "Ana Cruz"}, head=24)
    outer = storage_of_mail({0x0037: TITLE, 0x1000: MORE})
    around = storage_of_mail({}, {"x": b"x"})["__attach_version1.0_#00000000"]
    around["__substg1.0_3701000D"] = inner
    outer["__attach_version1.0_#00000000"] = around
    found = found_in(tmp_path / "a.msg", compound_file(outer))
    assert [name for name, _ in found] == ["a.msg", "a.msg/1.eml"]
    assert found[1][1].strip() == NEWS


def test_a_feed_that_never_ends_an_entry_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(feed, "LARGEST_ARTICLE", 100_000)
    endless = RSS.replace("Short.", "long " * 100_000)
    ((_, said),) = found_in(tmp_path / "a.rss", endless.encode())
    assert said.startswith("The entry has")
    item = RSS[RSS.index("<item>") : RSS.index("</channel>")]
    many = RSS.replace("</channel>", f"{item * 500}</channel>")
    assert len(found_in(tmp_path / "b.rss", many.encode())) == 1002


def test_a_feed_that_lies_about_its_kind_or_breaks_off_gives_what_it_has(tmp_path):
    ((_, said),) = found_in(tmp_path / "a.rss", b"<html><body><p>No feed.</p></body></html>")
    assert said.endswith(".")
    first = found_in(tmp_path / "b.rss", RSS[:-260].encode())[0]
    assert first[1].count(MORE) == 1
    ((_, said),) = found_in(tmp_path / "c.rss", b"<rss><channel></channel></rss>")
    assert said == feed.NO_ENTRY


def test_a_web_archive_that_breaks_off_gives_what_it_has(tmp_path):
    page = f"<html><body><article><p>{NEWS}</p><p>{MORE}</p></article></body></html>".encode()
    raw = web_archive(*((f"https://example.org/{n}", "text/html", page) for n in range(3)))
    found = found_in(tmp_path / "a.warc", raw[:-300])
    assert NEWS in found[0][1]
    assert found[-1][1].endswith(".")


def test_a_row_that_never_closes_its_quotation_marks_is_bounded(tmp_path, monkeypatch):
    from articles.importing.readers import csv_table

    monkeypatch.setattr(csv_table, "LARGEST_ARTICLE", 5_000)
    rows = f'Title,Text\nA,"{NEWS}"\nB,"{"x" * 4000}\n{"y" * 4000}\nC,"{NEWS}"\n'
    found = found_in(tmp_path / "a.csv", rows.encode())
    assert found[0] == ("a.csv", NEWS)
    assert any("quotation mark" in said for _, said in found)


def test_a_document_may_be_larger_than_a_text_but_not_without_end(tmp_path):
    with open(tmp_path / "a.pdf", "wb") as out:
        out.write(b"%PDF-1.7\n")
        out.truncate(LARGEST_ARTICLE * 3)
    (item,) = read_files.read_files([str(tmp_path / "a.pdf")])
    assert item.error == "The file has 60.0 MB; an article may have 50 MB at most."
