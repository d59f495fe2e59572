"""The conditions of a query once the names in it have been looked up.

`understanding.understand` gives the tree of `language.syntax` with these in the place of names
and bare words: `Words`, `Beginning`, `Mentions`, `Sources`, `Linked` and `NearPlaces`. `And`,
`Or`, `Not`, `Phrase`, `OfKind`, `Reviewed`, `Graded`, `Handled`, `Published`, `Around`, `Box` and
`Mentioning` stay as they are. `Word`, `Prefix`, `Named`, `PublishedBy`, `Related` and `Near` are
gone.
"""

from dataclasses import dataclass

from articles.models import Source
from entities.kinds import RelationKind
from entities.models import Entity
from entities.search.language.tree import (
    Named,
    Near,
    Node,
    Phrase,
    Prefix,
    PublishedBy,
    Related,
    Word,
)


@dataclass(frozen=True)
class Words(Node):
    """Bare words that name nothing: all of them, in any form and order.

    Words that stand in one `And` are one condition, wherever they stand in it, since words
    without meaning (“the”) must not count by themselves. Where all are such, they exclude nothing.
    `offered` are some of the words side by side with the entities that carry them as a weak name,
    one that is an ordinary word too (“contras”): they are not searched for, only shown.
    """

    words: tuple[Word, ...]
    offered: tuple[tuple[tuple[Word, ...], tuple[Entity, ...]], ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Beginning(Node):
    """Has a word that begins so, in any form; `stems` are those that do not begin so themselves."""

    written: Prefix
    stems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mentions(Node):
    """Mentions one of `entities`, places with all that lies inside them; or has the words.

    `written` is what was typed: words, a phrase, or a name after a field. With a field only
    mentions count, and `words` is None; without, an article that has the `words` side by side is
    a hit as well. `others` carry the name too but are not meant, since one place around or above
    them is. `offered` share a name that was typed without a field: they are not searched for, only
    shown to choose from.
    """

    written: Named | Phrase | tuple[Word, ...]
    entities: tuple[Entity, ...] = ()
    others: tuple[Entity, ...] = ()
    offered: tuple[Entity, ...] = ()
    words: Phrase | None = None

    @property
    def text(self) -> str:
        """The name as it was typed."""
        match self.written:
            case Named():
                return self.written.name.text
            case Phrase():
                return self.written.text
            case _:
                return " ".join(word.text for word in self.written)


@dataclass(frozen=True)
class Sources(Node):
    """Of one of these sources; none: the name is unknown, and nothing is found."""

    written: PublishedBy
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Linked(Node):
    """Has live evidence of a relationship of one of `kinds` between the ends.

    `ends` has as many members as names were written: none; one, at either end; or head and child.
    Each is the entities that its name can mean; an empty one finds nothing. `leader_of` is among
    the kinds where `member_of` was asked for.
    """

    written: Related
    kinds: tuple[RelationKind, ...]
    ends: tuple[tuple[Entity, ...], ...] = ()


@dataclass(frozen=True)
class NearPlaces(Node):
    """Mentions a place within `kilometres` of one of `places`; those without coordinates find
    nothing."""

    written: Near
    places: tuple[Entity, ...]
    kilometres: int
