"""Import in the browser: drop a folder, mend a title, take it in, find it read."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.models import Article
from articles.run_models import ImportRun
from articles.upload_models import Upload
from articles.uploads import settle
from articles.uploads.files import path_of
from articles.uploads.work import work_on
from tests.articles.importing import made_files
from tests.browser.test_pages import SIZES, faults
from tests.entities.imports.uploads import NEWS, dropped, take_in
from tests.factories import make_entity

LONG = "Movimiento-Revolucionario-Internacional-" * 7


@pytest.fixture
def at_once(monkeypatch, transactional_db):
    """Do what a worker would when it is asked for: in the request, after it is answered."""
    asked = []
    monkeypatch.setattr(settle, "ask_for_work", lambda upload: asked.append(upload.pk))
    return lambda: [work_on(asked.pop(0), lambda: False) for _ in list(asked)]


@pytest.fixture
def case_folder(tmp_path):
    """One file of each of eight formats, and one that is none."""
    folder = tmp_path / "case-folder"
    (folder / "deep").mkdir(parents=True)
    page = f"<html><head><title>On the web</title></head><body><p>{NEWS} A page.</p></body></html>"
    rows = [["Nota", "Titular"], [f"{NEWS} In a table.", "In a table"]]
    for name, content in {
        "a.txt": f"Three held\n\n{NEWS}".encode(),
        "b.md": f"# In markdown\n\n{NEWS} Marked down.\n".encode(),
        "c.html": page.encode(),
        "d.pdf": made_files.pdf([["On paper", "", NEWS, "On paper."]], Title="On paper"),
        "e.docx": made_files.word(f"{NEWS} In Word.", title="In Word"),
        "f.jsonl": json.dumps({"title": "In JSON", "text": f"{NEWS} In JSON."}).encode(),
        "deep/g.csv": made_files.table(rows),
        "deep/h.zip": made_files.zipped({"i.txt": f"Packed\n\n{NEWS} Packed."}),
        "deep/photo.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    }.items():
        (folder / name).write_bytes(content)
    return folder


def test_a_folder_is_dropped_mended_taken_in_and_read(
    page_as, analyst, live_server, case_folder, at_once
):
    make_entity("MS-13", aliases=["Mara Salvatrucha"])
    page = page_as(analyst)
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/import/")
    page.locator('[data-input="folder"]').set_input_files(case_folder)
    page.wait_for_url("**/import/uploads/**")
    at_once()
    expect(page.locator("#rows tbody tr")).to_have_count(9)
    expect(page.locator("#state .fates")).to_contain_text("7 new")

    page.select_option("#id_column_0", "text")
    page.select_option("#id_column_1", "title")
    page.get_by_role("button", name="Read the tables so").click()
    page.wait_for_load_state()
    at_once()
    expect(page.locator("#state .fates")).to_contain_text("8 new")

    page.get_by_role("link", name="Three held").click()
    title = page.locator("#item [name=title]")
    expect(title).to_have_value("Three held")
    title.fill("Three men held in San Miguel")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#rows .mended")).to_contain_text("Three men held in San Miguel")

    page.get_by_role("button", name="Take in 8").click()
    page.wait_for_load_state()
    at_once()
    page.wait_for_url("**/import/runs/*/")
    expect(page.locator("#state .fates")).to_contain_text("8 new")
    expect(page.locator("#state .fates")).to_contain_text("1 left out")
    call_command("extract_entities", verbosity=0)
    page.get_by_role("link", name="Search these 8 articles").click()
    expect(page.get_by_text("8 articles")).to_be_visible()
    # They are copies of one text, so that one hit stands for all of them.
    page.locator(".hit h2 a").first.click()
    expect(page.get_by_role("link", name="MS-13 Mara Salvatrucha")).to_be_visible()
    page.locator("#panel-tabs a", has_text="Details").click()
    page.get_by_role("link", name="by this import").click()
    page.wait_for_url(f"**/import/runs/{ImportRun.objects.get().pk}/")
    assert Article.objects.count() == 8


def test_what_breaks_off_is_gone_on_with(
    page_as, analyst, live_server, case_folder, at_once, complaints
):
    large = f"Large\n\n{NEWS} " + "And so on, said the police. " * 90_000
    (case_folder / "z.txt").write_text(large)
    page = page_as(analyst)
    page.goto("/import/")
    requests = []

    def second_fails(route):
        requests.append(route.request)
        if len(requests) == 3:
            route.fulfill(status=422, json={"error": "The disk of the server is full."})
        else:
            route.continue_()

    page.route("**/files/", second_fails)
    page.locator('[data-input="folder"]').set_input_files(case_folder)
    expect(page.locator("#notice")).to_contain_text("The disk of the server is full.")
    upload = Upload.objects.get()
    partly = upload.files.get(name="case-folder/z.txt")
    assert 0 < partly.received < partly.size

    page.get_by_role("button", name="Try again").click()
    page.wait_for_url("**/import/uploads/**")
    partly.refresh_from_db()
    assert partly.received == partly.size == len(large)
    assert Path(path_of(partly)).read_text() == large
    assert complaints.pop().endswith("422 (Unprocessable Entity)")
    assert not complaints


def test_the_pages_of_the_import_bar_nobody_and_fit(page_as, client, analyst, live_server):
    client.force_login(analyst)
    taken = take_in(
        client, dropped(client, {f"{LONG}.txt": f"{LONG}\n\n{NEWS}", "b.pdf": b"%PDF-1.5"}, LONG)
    )
    upload = dropped(
        client,
        {
            f"{LONG}/a.txt": f"{LONG} held\n\n{NEWS} A.",
            "b.csv": f"Nota,Titular {LONG}\n{NEWS},x\n",
            "c.pdf": made_files.scanned_pdf(),
        },
        LONG,
    )
    page = page_as(analyst)
    for address in (
        "/import/",
        f"/import/uploads/{upload.token}/?item=1",
        f"/import/runs/{taken.run.pk}/",
        "/import/runs/",
    ):
        for scheme, (width, height) in zip(("light", "dark"), SIZES, strict=True):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            assert faults(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
