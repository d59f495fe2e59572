"""What dates, sums and quantities mean that people mark or type, by the rules of the pipeline."""

from django.db.models import Count, Min

from articles.models import Article
from entities.actions.recorder import CorrectionError
from entities.extraction.values.read_value import Setting, value_of_typed, value_of_words
from entities.kinds import VALUE_KINDS, Kind
from entities.models import Mention
from entities.values import FaultyValue


def read_value(article: Article, kind: str, start: int, end: int, *, earlier: str = "") -> str:
    """What the words `text[start:end]` (code points) mean as the kind; empty where nobody knows.

    `earlier` is the text that has the words, where it is not the article's present one.
    """
    if kind not in VALUE_KINDS:
        return ""
    text = earlier or article.text
    return value_of_words(Kind(kind), text, (start, end), _setting(article, kind))


def value_of(mention: Mention, kind: str) -> str:
    """What the words of the mention mean as the kind."""
    earlier = mention.revision.text if mention.revision else ""
    return read_value(mention.article, kind, mention.start, mention.end, earlier=earlier)


def typed_value(article: Article, kind: str, written: str) -> str:
    """What somebody typed as the value, in the form that is kept. Raises `CorrectionError`."""
    try:
        return value_of_typed(Kind(kind), written, _setting(article, kind))
    except FaultyValue as fault:
        raise CorrectionError(str(fault)) from fault


def _setting(article: Article, kind: str) -> Setting:
    return Setting(
        published=article.published_on,
        precision=article.published_precision,
        country=_country(article) if kind == Kind.MONEY else "",
    )


def _country(article: Article) -> str:
    """The country of most places that the article names, the first among equals.

    Whose pesos are meant; the pipeline weighs more, but keeps none of it.
    """
    places = Mention.objects.live().filter(article=article, entity__country__gt="")
    named = places.filter(kind=Kind.LOCATION).values_list("entity__country").order_by()
    counted = named.annotate(times=Count("pk"), first=Min("start")).order_by("-times", "first")
    return next((country for country, _, _ in counted[:1]), "")
