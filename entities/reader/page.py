"""What the reader shows beside the text: the entities of one article, and their review."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.contrib.auth.models import User

from articles.models import Article
from entities.actions import undo_redo
from entities.kinds import Kind, Status
from entities.models import Action, Entity, Evidence, Extraction, Mention
from entities.models.entity import around
from entities.models.reliability import Measured, Shown
from entities.names import fold, plain
from entities.reader.card import Card
from entities.reader.details import Details
from entities.reader.markup import Paragraph, annotate

# More dots than this do not fit into the panel; then a fraction is shown.
MOST_DOTS = 10


@dataclass
class Row:
    """One entity (or written value) of the article, its mentions in the order of the text."""

    name: str
    kind: str
    entity: Entity | None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.mentions)

    @property
    def decided(self) -> int:
        return sum(mention.status == Status.CONFIRMED for mention in self.mentions)

    @property
    def dots(self) -> tuple[str, str]:
        return "●" * self.decided, "○" * (self.count - self.decided)

    @property
    def fits_dots(self) -> bool:
        return self.count <= MOST_DOTS

    @property
    def detail(self) -> str:
        """What tells this row from others of like name: other spellings, or the place around."""
        if self.entity and self.kind == Kind.LOCATION:
            return ", ".join(place.name for place in around(self.entity)[1:])
        spellings = {
            plain(mention.name): " ".join(mention.name.split()) for mention in self.mentions
        }
        shown = plain(self.name)
        return ", ".join(words for key, words in sorted(spellings.items()) if key not in shown)

    @property
    def unlinked(self) -> bool:
        return self.entity is None and Kind(self.kind).is_entity


@dataclass
class Group:
    kind: Kind
    rows: list[Row]


class Reader:
    """Everything the article page needs to know of entities, each fetched once."""

    def __init__(
        self,
        article: Article,
        user: User,
        *,
        chosen: int | Mention | None = None,
        carried: str = "",
    ) -> None:
        """`carried` are parameters of the page's address that its links keep (the queue)."""
        self.article = article
        self.user = user
        self.chosen_pk = chosen.pk if isinstance(chosen, Mention) else chosen
        self.carried = carried
        if isinstance(chosen, Mention):
            self.chosen = chosen

    @cached_property
    def mentions(self) -> list[Mention]:
        return list(Mention.objects.filter(article=self.article).for_reading())

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return annotate(self.article, self.mentions, self.carried)

    @property
    def blocks(self) -> list[tuple[bool, list[Paragraph]]]:
        """Runs of paragraphs: (is furniture, paragraphs)."""
        return [
            (furniture, list(run))
            for furniture, run in groupby(self.paragraphs, key=lambda one: one.is_furniture)
        ]

    @property
    def shows_title(self) -> bool:
        """Whether the page must print the title, since the text does not begin with it."""
        return not any(paragraph.role == "headline" for paragraph in self.paragraphs)

    @cached_property
    def chosen(self) -> Mention | None:
        """The mention whose card is open; also one that was rejected, so that it can come back."""
        if self.chosen_pk is None:
            return None
        loaded = self.__dict__.get("mentions", ())
        found = next((one for one in loaded if one.pk == self.chosen_pk), None)
        rows = Mention.objects.filter(article=self.article, pk=self.chosen_pk)
        found = found or rows.with_places().first()
        if found:
            found.article = self.article
        return found

    @cached_property
    def groups(self) -> list[Group]:
        return group(self.mentions)

    @property
    def kinds(self) -> type[Kind]:
        """What can be marked."""
        return Kind

    @cached_property
    def decided(self) -> int:
        return sum(mention.status == Status.CONFIRMED for mention in self.mentions)

    @property
    def undecided(self) -> int:
        return len(self.mentions) - self.decided

    @property
    def percent(self) -> int:
        return round(100 * self.decided / len(self.mentions)) if self.mentions else 0

    @cached_property
    def evidence(self) -> list[Evidence]:
        return list(
            Evidence.objects.filter(article=self.article)
            .exclude(status=Status.REJECTED)
            .select_related("relationship__head", "relationship__child")
            .order_by("start", "end", "pk")
        )

    @cached_property
    def unplaced(self) -> list[Mention]:
        """What people decided on words that an earlier text had and this one has not."""
        return list(
            Mention.objects.filter(article=self.article)
            .unplaced()
            .select_related("entity", "revision")
            .order_by("start")
        )

    @property
    def claims(self) -> list[tuple[str, list[tuple[Evidence, Shown | None]]]]:
        """Each quoted sentence with all that it states, and the confidence to show beside that."""
        by_span = groupby(self.evidence, key=lambda one: (one.start, one.end, one.quote))
        return [
            (quote, [(one, self._measured.confidence(one)) for one in evidence])
            for (_, _, quote), evidence in by_span
        ]

    @cached_property
    def _measured(self) -> Measured:
        """Asked for once, by the card and by every statement."""
        return Measured()

    @cached_property
    def card(self) -> Card | None:
        return Card(self.chosen, self._measured) if self.chosen else None

    @property
    def details(self) -> Details:
        """What the form that corrects the article's details is drawn with."""
        return Details(self.article)

    @cached_property
    def extraction(self) -> Extraction | None:
        return Extraction.objects.filter(article=self.article).order_by("-pk").first()

    @cached_property
    def history(self) -> Sequence[Action]:
        acts = Action.objects.in_article(self.article)
        return list(acts.select_related("user", "undone_by", "bulk_action")[:20])

    @cached_property
    def undoable(self) -> Action | None:
        return undo_redo.last_of(self.user, self.article)

    @cached_property
    def redoable(self) -> Action | None:
        return undo_redo.last_undone_of(self.user, self.article)


def group(mentions: Iterable[Mention]) -> list[Group]:
    """Rows by kind in the order of the domain, the most mentioned first."""
    rows: dict[tuple[str, int | str], Row] = {}
    for mention in mentions:
        what: int | str
        if mention.entity:
            what, name = mention.entity.pk, mention.entity.name
        else:
            name = " ".join(mention.name.split())
            what = mention.value or fold(name)
        row = Row(name, mention.kind, mention.entity)
        rows.setdefault((mention.kind, what), row).mentions.append(mention)
    by_kind = defaultdict(list)
    for row in rows.values():
        by_kind[row.kind].append(row)
    return [
        Group(kind, sorted(by_kind[kind], key=lambda row: (-row.count, row.name)))
        for kind in Kind
        if by_kind[kind]
    ]
