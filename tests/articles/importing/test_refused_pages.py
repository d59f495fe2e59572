"""Bot walls, error pages, log-ins, consent and mere lists are refused; articles on them are not."""

import pytest

from articles.importing import refused_pages
from articles.importing.records import ArticleError
from tests.articles.importing.documents import PROSE, parse_text

WALLS = {
    "robot": [
        "Just a moment...\nChecking your browser before accessing example.org.\nRay ID: 7f3a",
        "Pardon Our Interruption\nAs you were browsing something about your browser made us think "
        "you were a bot. There are a few reasons this might happen:\nYou've disabled JavaScript.\n"
        "To regain access, please make sure that cookies and JavaScript are enabled before "
        "reloading the page.",
        "Attention Required! | Cloudflare\nPlease complete the security check to access the site",
        "Verificación de seguridad\nConfirme que no es usted un robot\nCompruebe el captcha",
    ],
    "JavaScript": [
        "Please enable JavaScript to view this page.",
        "Example News\nJavaScript is disabled\nYour browser does not support JavaScript.",
        "Active JavaScript para continuar",
    ],
    "error page": [
        "404 Not Found\nnginx",
        "Access Denied\nYou don't have permission to access this page on this server.\n"
        "Reference #18.2f3c",
        "Page not found | The Daily Example\nThe page you are looking for may have been moved.",
        "Página no encontrada\nLa página que busca no existe.\nVolver al inicio",
        "Service Unavailable\nThe server is temporarily unable to service your request.",
        "Seite nicht gefunden",
        "Accès refusé",
        "503 Service Temporarily Unavailable",
    ],
    "log in": [
        "Log in\nYour password\nForgot your password?\nRemember me",
        "Subscribe to continue reading\nAlready a subscriber? Log in to continue\nSubscribe now",
        "Contenido exclusivo para suscriptores\n¿Ya eres suscriptor?\nInicia sesión",
        "Réservé aux abonnés\nDéjà abonné ? Connectez-vous",
    ],
    "consent": [
        "Before you continue to Example\nWe use cookies\nAccept all\nReject all\nPrivacy policy",
        "Su privacidad es importante\nUtilizamos cookies\nAceptar todo\nRechazar todo",
    ],
}


@pytest.mark.parametrize(
    "kind, page", [(kind, page) for kind, pages in WALLS.items() for page in pages]
)
def test_a_page_that_keeps_the_article_back_is_refused_with_the_reason(kind, page):
    with pytest.raises(ArticleError, match=kind):
        parse_text(page)


@pytest.mark.parametrize("heading", ["Access denied", "404", "Log in", "We use cookies", "Login"])
def test_an_article_about_such_things_stays(heading):
    text = f"{heading}\n\n{PROSE}\n\nHackers had put up a captcha, the police said. {PROSE}"
    assert not refused_pages.reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "Access denied to prison, families say",
        "Police held three men.",
        "Forbidden love\n\nThe two had met in the gang.",
        f"{PROSE}\n\nLog in\nForgot your password?\nSubscribe now\nWe use cookies\nAccept all",
        "Wanted\nJohn Doe, 33\nAlan Poe, 21\nLast seen at the harbor\nHeight 180 cm\nBrown hair\n"
        "Blue coat\nNo shoes\nArmed\nDangerous\nReward\nCall the police\nAny time",
    ],
)
def test_what_is_short_or_has_prompts_below_is_no_wall(text):
    assert not refused_pages.reason(text)


def test_a_page_of_links_is_refused():
    links = "\n".join(f"Gang leader held in town {number}" for number in range(12))
    with pytest.raises(ArticleError, match="no text of its own"):
        parse_text(f"News\nSkip to main content\nHome\nSearch\n{links}\nContact us\nSite map")


def test_a_page_of_teasers_is_refused():
    sentence = "Police in the capital arrested three alleged leaders of the gang, they said on {}."
    teasers = "\n".join(
        f"Leaders held\n{sentence.format(f'day {number} of the raids')}\nRead more..."
        for number in range(4)
    )
    with pytest.raises(ArticleError, match="beginnings of other articles"):
        parse_text(f"Newsroom\n{teasers}\n")
