"""Words of a query once it is known that they are no names."""

from dataclasses import dataclass

from entities.models import Entity
from entities.search.fields.search_field import Meaning
from entities.search.language.tree import Node, Prefix, Word


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
class Beginning(Meaning):
    """Has a word that begins so, in any form; `stems` are those that do not begin so themselves."""

    written: Prefix
    stems: tuple[str, ...] = ()

    @property
    def as_written(self) -> Prefix:
        return self.written
