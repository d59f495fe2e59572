"""What pages say of themselves, taken apart: site names, names of authors, days by their zones."""

import pytest

from articles.importing.readers.web_page import bylines, headlines, markup, page_dates, site_names
from articles.importing.readers.web_page.page import Page

PROSE = (
    "<p>The leader of the Harbour Firm was arrested in Porthaven on Tuesday with two of his men, "
    "and police seized rifles, cash and a boat from the house on the pier where he had hidden.</p>"
)


def page(head: str = "", above: str = "", lang: str = "en", title: str = "Firm loses its head"):
    return Page(
        markup.parse(
            f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body><h1>{title}</h1>{above}"
            f"{PROSE}</body></html>"
        )
    )


@pytest.mark.parametrize(
    "declared, title",
    [
        ("Firm loses head | El Faro", "Firm loses head"),
        ("Firm loses head - El Faro", "Firm loses head"),
        ("Firm loses head – El Faro – Noticias de la costa", "Firm loses head"),
        ("Firm loses head :: elfaro.example", "Firm loses head"),
        ("Firm loses head – Page 2 of 3 – El Faro", "Firm loses head"),
        ("El Faro: Firm loses head", "Firm loses head"),
        ("El Faro | Firm loses head", "Firm loses head"),
        ("The 77s - ten years on", "The 77s - ten years on"),
        ("The 77s - ten years on - El Faro", "The 77s - ten years on"),
        ("Who lit El Faro?", "Who lit El Faro?"),
        ("El Faro", ""),
    ],
)
def test_the_name_of_the_site_is_cut_from_a_title_and_nothing_else(declared, title):
    site = page("<meta property='og:site_name' content='El Faro'>"
                "<link rel=canonical href='https://elfaro.example/n/1'>")  # fmt: skip
    assert site_names.without_site(declared, site, site_names.names_of_site(site)) == title


@pytest.mark.parametrize(
    "head, source",
    [
        ("<meta property='og:site_name' content='La Ola | Noticias del mar'>", "La Ola"),
        ("<meta property='og:site_name' content='Noticias del mar - La Ola'>", "La Ola"),
        ("<meta name='application-name' content='La Ola'>", "La Ola"),
        ("<meta property='og:site_name' content='laola.example'>", "laola.example"),
        ("<title>Firm loses its head – La Ola</title>", "La Ola"),
        ("<title>La Ola: Firm loses its head</title>", "La Ola"),
        ("", "laola.example"),
    ],
)
def test_the_source_is_the_name_of_the_site_without_its_slogan(head, source):
    site = page(f"{head}<link rel=canonical href='https://www.laola.example/n/1'>")
    assert site_names.source_of(site, "Firm loses its head") == source


@pytest.mark.parametrize(
    "name", ["Noticias | LA PRENSA", "La Prensa de hoy", "laprensagrafica", "La Prensa Gráfica"]
)
def test_a_site_known_by_its_domain_has_one_name(name):
    address = "<link rel=canonical href='https://m.laprensagrafica.com/n/1'>"
    site = page(f"<meta property='og:site_name' content='{name}'>{address}")
    assert site_names.source_of(site, "Firm loses its head") == "La Prensa Gráfica"


@pytest.mark.parametrize(
    "stated, byline",
    [
        ("By Ana Cruz", "Ana Cruz"),
        ("Por: Ana Cruz y Luis Mora", "Ana Cruz, Luis Mora"),
        ("Ana Cruz, Staff Writer", "Ana Cruz"),
        ("Ana Cruz | ana@laola.example | @anacruz", "Ana Cruz"),
        ("Ana Cruz, Ana Cruz", "Ana Cruz"),
        ("José Ortega y Gasset", "José Ortega y Gasset"),
        ("Ana Cruz, La Ola", "Ana Cruz"),
        ("Juan de la Cruz", "Juan de la Cruz"),
        ("https://www.facebook.com/laola", ""),
        ("la noticia como es, sin mordaza", ""),
        ("La Ola", ""),
        ("admin", ""),
        ("Redacción", "Redacción"),
    ],
)
def test_a_byline_is_names_alone(stated, byline):
    assert (
        bylines.read(page(f"<meta name='author' content='{stated}'>"), "", "La Ola", "") == byline
    )


@pytest.mark.parametrize(
    "head, above, lang, published",
    [
        # an evening in Chicago is the day after in UTC
        ("2022-05-04T01:30:00Z", "May 3, 2022, 8:30 p.m.", "en", "2022-05-03"),
        ("2022-05-04T01:30:00Z", "", "en", "2022-05-04"),
        ("2022-05-04T01:30:00-05:00", "May 3, 2022", "en", "2022-05-04"),
        ("", "Published 03/05/2022 10:30 AM EST", "en", "2022-03-05"),
        ("", "03/05/2022", "en-GB", "2022-05-03"),
        ("", "03/05/2022", "en-US", "2022-03-05"),
        ("", "03/05/2022", "pt-BR", "2022-05-03"),
        ("", "03/05/2022 (updated 03/16/2022)", "en", "2022-03-05"),
        ("", "03.05.2022", "de", "2022-05-03"),
        ("", "Actualizado: 7 de abril de 2022</p><p>5 de marzo de 2022", "es", "2022-03-05"),
    ],
)
def test_the_day_is_that_of_the_publisher(head, above, lang, published):
    declared = f"<meta property='article:published_time' content='{head}'>" if head else ""
    found = page_dates.read(page(declared, f"<p>{above}</p>", lang), "Firm loses its head", "")
    assert found.published and found.published.first.isoformat() == published


def test_a_day_that_cannot_be_told_from_a_month_is_kept_as_its_year():
    found = page_dates.read(page("", "<p>03/05/2022</p>"), "Firm loses its head", "")
    assert found.published and found.published.precision == "year"


@pytest.mark.parametrize(
    "head, title",
    [
        ("<meta property='og:title' content='Firm loses …'>", "Firm loses its head"),
        ("<meta property='og:title' content='Boats on sale'>", "Boats on sale"),
        ("<title>Firm loses its head | La Ola</title>", "Firm loses its head"),
        ("<title>Firm loses its head</title>", "Firm loses its head"),
    ],
)
def test_the_headline_is_the_shown_one_where_the_page_confirms_it(head, title):
    shown = "Main menu" if "Boats" in head else "Firm loses its head"
    assert headlines.read(page(head, title=shown), "") == title
