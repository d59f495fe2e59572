"""A sentence whose mentions are typed slots, so that patterns can speak of kinds."""

import re
from dataclasses import dataclass, field

from entities.kinds import Kind

LETTERS = {
    Kind.GANG: "G",
    Kind.PERSON: "P",
    Kind.LOCATION: "L",
    Kind.AGENCY: "A",
    Kind.ORGANIZATION: "O",
}
# Code points in slots; longer ones are lists or tables, not statements.
LONGEST_SENTENCE = 1500
SLOT = re.compile(r"⟦([GPLAO])(\d+)⟧")


@dataclass
class Sentence:
    """One sentence in slots: `slots[number]` is the key of the entity in slot `number`.

    `start` and `end` are its code points in the passage.
    """

    start: int
    end: int
    words: str
    slots: list[str] = field(default_factory=list)

    def key(self, number: str) -> str:
        return self.slots[int(number)]

    def new_slot(self, letter: str, key: str) -> str:
        """A further slot for an entity; it still has to be put among the words."""
        self.slots.append(key)
        return f"⟦{letter}{len(self.slots) - 1}⟧"
