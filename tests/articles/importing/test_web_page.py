"""Web pages: the article without the page around it, and what the page says about it."""

from datetime import date

import pytest

from articles.importing.parse_document import parse
from articles.importing.readers import web_page
from articles.importing.records import ArticleError, Record

PARAGRAPHS = [
    "La Policía Nacional Civil capturó este miércoles en San Miguel a un cabecilla de la Mara "
    "Salvatrucha, informó la institución en un comunicado difundido en la tarde.",
    "El detenido, de 34 años, es acusado de extorsión y homicidio agravado en perjuicio de "
    "comerciantes del centro de la ciudad, según la Fiscalía General de la República.",
    "Los agentes decomisaron dos fusiles y 3,000 dólares en efectivo durante el operativo que se "
    "realizó en la colonia Milagro de la Paz, uno de los bastiones de la pandilla.",
]
LINKED_DATA = """<script type="application/ld+json">
{"@graph": [{"@type": "WebSite", "name": "El Faro"}, {"@type": "NewsArticle",
 "headline": "Capturan a cabecilla", "datePublished": "2023-04-12T10:30:00-06:00",
 "author": [{"@type": "Person", "name": "Ana Pérez"}, {"name": "Luis Gómez"}],
 "articleSection": ["Seguridad", "Nacional"], "publisher": {"name": "El Faro"}}]}</script>"""
CANONICAL = '<link href="https://elfaro.net/es/a-1#x" rel="canonical">'


def page(*head: str, title: str = "Capturan a cabecilla", body: str = "") -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="es-SV"><head><meta charset="utf-8">
<title>{title} - El Faro</title>{"".join(head)}</head><body>
<nav><a href="/">Inicio</a> <a href="/n">Noticias</a> <a href="/login">Iniciar sesión</a></nav>
<article><h1>{title}</h1>{paragraphs}{body}</article>
<footer>© 2023 El Faro. Todos los derechos reservados. <a href="/p">Política de privacidad</a>
</footer></body></html>"""


def read(html: str, encoding: str = "utf-8"):
    raw = html.encode(encoding)
    return parse(Record(raw, web_page.MEDIA_TYPE, "page.html", path="/news/page.html"))


def test_the_article_is_taken_out_of_the_page():
    article = read(page(LINKED_DATA, CANONICAL))
    assert article.text == "\n\n".join(["Capturan a cabecilla", *PARAGRAPHS])
    assert (article.title, article.title_is_made) == ("Capturan a cabecilla", False)
    assert article.byline == "Ana Pérez, Luis Gómez"
    assert (article.published_on, article.published_precision) == (date(2023, 4, 12), "day")
    assert article.sections == ("Seguridad", "Nacional")
    assert (article.source, article.language) == ("El Faro", "es")
    assert article.identity == article.url == "https://elfaro.net/es/a-1"


def test_open_graph_names_the_source():
    article = read(page('<meta property="og:site_name" content="La Prensa">'))
    assert article.source == "La Prensa"
    assert article.identity == "file:/news/page.html"


@pytest.mark.parametrize(
    "address, source",
    [
        ("https://es.insightcrime.org/a/1", "InSight Crime"),
        ("https://www.diario.example/a/1", "diario.example"),
    ],
)
def test_the_address_names_the_source_where_the_page_does_not(address, source):
    html = page(f'<link rel="canonical" href="{address}">').replace(" - El Faro<", "<")
    assert read(html).source == source


def test_the_date_in_the_address_is_better_than_none():
    canonical = '<link rel="canonical" href="https://diario.example/2019/07/03/a-1">'
    assert read(page(canonical)).published_on == date(2019, 7, 3)


def test_the_date_of_the_copyright_notice_is_not_the_date_of_the_article():
    assert read(page()).published_on is None


def test_the_encoding_that_the_page_names_is_believed():
    html = page(LINKED_DATA).replace("utf-8", "windows-1252")
    assert PARAGRAPHS[0] in read(html, "cp1252").text


def test_broken_linked_data_does_no_harm():
    html = page('<script type="application/ld+json">{"@type": "NewsArticle", oops}</script>')
    assert PARAGRAPHS[0] in read(html).text


def test_links_inside_the_article_are_left_out():
    article = read(page(LINKED_DATA, body=f"<p>Lea también: Un día</p><p>{PARAGRAPHS[0]} Fin.</p>"))
    assert "Lea también" not in article.text
    assert article.text.endswith(f"{PARAGRAPHS[0]} Fin.")


@pytest.mark.parametrize(
    "html", ["", "<html></html>", "<html><body><script>x()</script></body></html>", "<div>" * 5000]
)
def test_a_page_without_an_article_is_refused(html):
    with pytest.raises(ArticleError, match=r"No article was found|no text in it"):
        read(html)
