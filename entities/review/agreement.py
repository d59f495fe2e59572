"""How far two people who read the same article agree, beyond what chance would give."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.contrib.auth.models import User
from django.db.models import Count, Max

from entities.kinds import Kind
from entities.models import ReviewerLabels
from entities.models.review import NOTHING, UNDECIDED

# Only the newest articles that several people read are compared; the page says so.
MOST_ARTICLES = 500
# What a kappa up to each figure is called (Landis and Koch 1977, Biometrics 33: 159–174).
_WORDS = (
    (0.0, "poor"),
    (0.2, "slight"),
    (0.4, "fair"),
    (0.6, "moderate"),
    (0.8, "substantial"),
    (1.0, "almost perfect"),
)
_OTHER = "other"

Pair = tuple[str, str]


def cohen_kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa of two raters: (p_o − p_e) ÷ (1 − p_e), from −1 to 1.

    `pairs` are what the two said of each item. p_o is the share of items of which they said the
    same, p_e what would be expected of two who guess with their own frequencies of each label.
    None where there is no item, or p_e is 1: both gave one and the same label to all, so that
    nothing tells agreement from chance. (Cohen 1960, Educ. Psychol. Meas. 20: 37–46.)
    """
    number = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    # In whole numbers, so that a p_e of 1 is exactly that.
    expected = sum(count * second[label] for label, count in first.items())
    if expected == number * number:
        return None
    agreed = sum(one == other for one, other in pairs)
    return (agreed * number - expected) / (number * number - expected)


@dataclass(frozen=True)
class Agreement:
    """How far two people agree on `items` spans, on all kinds or on one."""

    items: int
    agreed: int
    kappa: float | None

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> "Agreement":
        return cls(len(pairs), sum(one == other for one, other in pairs), cohen_kappa(pairs))

    @property
    def words(self) -> str:
        if not self.items:
            return "nothing to compare"
        if self.kappa is None:
            return "always the same label: nothing to tell from chance"
        return next(words for most, words in _WORDS if self.kappa <= most)


@dataclass(frozen=True)
class Couple:
    """Two people, the articles that both have read, and their agreement in all and by kind."""

    first: User
    second: User
    articles: int
    whole: Agreement
    by_kind: list[tuple[Kind, Agreement]]


def compared(one: Mapping[str, str], other: Mapping[str, str]) -> list[Pair]:
    """What two readings of one text say of each span that either has.

    A span that only one has was nothing to the other. Only the same first and last character
    make the same span. What one of them left undecided is no item.
    """
    pairs = [(one.get(span, NOTHING), other.get(span, NOTHING)) for span in sorted({*one, *other})]
    return [pair for pair in pairs if UNDECIDED not in pair]


def by_kind(pairs: Sequence[Pair]) -> list[tuple[Kind, Agreement]]:
    """For each kind that either said: this kind or not, over all the spans."""
    found = []
    for kind in Kind:
        if not any(kind in pair for pair in pairs):
            continue
        binary = [
            (kind if one == kind else _OTHER, kind if other == kind else _OTHER)
            for one, other in pairs
        ]
        either = [pair for pair in binary if kind in pair]
        agreed = sum(one == other for one, other in either)
        found.append((kind, Agreement(len(either), agreed, cohen_kappa(binary))))
    return found


@dataclass(frozen=True)
class Couples:
    """All pairs of readers; `is_capped` where only the newest articles were compared."""

    pairs: list[Couple]
    is_capped: bool


def couples(user: User | None = None) -> Couples:
    """Everybody who read an article that somebody else read too; those with most first.

    With a `user` only the pairs of this person.
    """
    readings = ReviewerLabels.objects.all()
    if user:
        readings = readings.filter(
            article__in=ReviewerLabels.objects.filter(user=user).values("article")
        )
    shared = (
        readings.values("article", "text_hash")
        .annotate(readers=Count("pk"), newest=Max("finished_at"))
        .filter(readers__gte=2)
        .order_by("-newest")
        .values_list("article", flat=True)[: MOST_ARTICLES + 1]
    )
    articles = list(shared)
    readings = ReviewerLabels.objects.filter(article__in=articles[:MOST_ARTICLES]).select_related(
        "user"
    )
    by_text: dict[tuple[int, str], list[ReviewerLabels]] = defaultdict(list)
    for reading in readings.order_by("user"):
        by_text[reading.article_id, reading.text_hash].append(reading)
    found = _couples(by_text.values())
    if user:
        found = [couple for couple in found if user in (couple.first, couple.second)]
    return Couples(found, len(articles) > MOST_ARTICLES)


def _couples(texts: Iterable[list[ReviewerLabels]]) -> list[Couple]:
    pairs: dict[tuple[User, User], list[Pair]] = defaultdict(list)
    articles: Counter[tuple[User, User]] = Counter()
    for readings in texts:
        for one, other in combinations(readings, 2):
            pairs[one.user, other.user] += compared(one.labels, other.labels)
            articles[one.user, other.user] += 1
    found = [
        Couple(*people, articles[people], Agreement.of(said), by_kind(said))
        for people, said in pairs.items()
    ]
    return sorted(found, key=lambda couple: -couple.articles)
