"""What the pipeline hands back for one text, and the version of its rules. No database here."""

from dataclasses import dataclass, field, replace

from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind, RelationKind
from entities.nlp import versions
from entities.periods import NO_PERIOD, Period


@dataclass(frozen=True, slots=True)
class FoundMention:
    """One span `[start, end)` in code points.

    `key` leads to `ExtractionResult.entities`; it is empty for values, for names that match
    nothing, and where several entities fit equally well: then `candidates` lists them with their
    scores 0–1.
    """

    start: int
    end: int
    text: str
    kind: Kind
    key: str = ""
    value: str = ""
    confidence: float = 1.0
    origin: str = ""
    reason: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    claimed_parent: str = ""


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """A relationship stated by the quote `[start, end)`; `head` and `child` are keys.

    `attributed`: the words say who claims it. `analysis`: it stands in what the source itself
    calls its analysis. `period` is what the words say of the time.
    """

    kind: RelationKind
    head: str
    child: str
    start: int
    end: int
    quote: str
    confidence: float
    rule: str
    hedged: bool = False
    attributed: bool = False
    analysis: bool = False
    period: Period = NO_PERIOD


@dataclass(frozen=True)
class ExtractionResult:
    """Everything found in one text.

    `entities` describes every key used. A key that starts with `new:` is of something that the
    gazetteer does not have (`new:person:jose-cabezas`); it means one thing within this text.
    `names` lists, for such keys, every written form that was joined under them.
    """

    mentions: tuple[FoundMention, ...]
    relations: tuple[FoundRelation, ...]
    entities: dict[str, GazetteerEntity]
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def meant_by(self, mention: FoundMention) -> GazetteerEntity | None:
        """What it names; of an ambiguous place the country and division that all candidates share.

        None for values and for names that match nothing.
        """
        keys = [mention.key] if mention.key else [key for key, _ in mention.candidates]
        options = [self.entities[key] for key in keys if key in self.entities]
        if not options:
            return None
        countries = {option.country for option in options}
        divisions = {option.division for option in options}
        return replace(
            options[0],
            country=options[0].country if len(countries) == 1 else "",
            division=options[0].division if len(divisions) == 1 else "",
        )


# Changes with every change of the rules or of the gazetteer's files.
PIPELINE_VERSION = "12"


def pipeline_version() -> str:
    """The version of the rules, and of the language model when it was trained here."""
    trained = versions.in_use()
    return PIPELINE_VERSION if trained == versions.ORIGINAL else f"{PIPELINE_VERSION}+{trained}"
