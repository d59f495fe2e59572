"""What the pipeline knows while it reads: names, and what people decided about them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from entities.kinds import Kind


@dataclass(frozen=True, slots=True)
class GazetteerEntity:
    """An entity the pipeline may link to.

    `key` is the same for the same thing: the row's gazetteer key (`gang:ms-13`, `agency:dea`,
    `place:SV`, `place:US-CA`, `place:geonames:3586077`, `place:region:central-america`,
    `place:prison:…`), or `entity:<primary key>` for what people or articles brought in.
    """

    key: str
    kind: Kind
    name: str
    subtype: str = ""
    country: str = ""
    division: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class KnownName:
    """One written form of a known entity. A weak one counts only beside a cue."""

    text: str
    key: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A person's standing decision about a written name (see `NameRule`)."""

    normalized: str
    decision: str
    kind: Kind | None = None
    key: str | None = None
    article: int | None = None
    source: int | None = None


@dataclass(frozen=True)
class Gazetteer:
    """A snapshot that never changes; safe to share between threads and to send to a process.

    `doubted` are names (in normal form) that people rejected again and again as this kind: not
    to be proposed on the language model's word alone.
    """

    entities: dict[str, GazetteerEntity]
    names: tuple[KnownName, ...]
    rules: tuple[Rule, ...] = ()
    doubted: frozenset[tuple[str, Kind]] = frozenset()
    by_normalized: dict[str, tuple[Rule, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        grouped: dict[str, list[Rule]] = {}
        for rule in self.rules:
            grouped.setdefault(rule.normalized, []).append(rule)
        object.__setattr__(
            self, "by_normalized", {name: tuple(rules) for name, rules in grouped.items()}
        )

    def rules_for(
        self, normalized: str, *, article: int | None, source: int | None
    ) -> Iterable[Rule]:
        """Rules on this name that hold in the article, the narrowest scope first."""
        holding = [
            rule
            for rule in self.by_normalized.get(normalized, ())
            if rule.article in (None, article) and rule.source in (None, source)
        ]
        return sorted(holding, key=lambda rule: (rule.article is None, rule.source is None))
