"""From the text of a query to its tree.

Words and conditions that stand side by side must all hold, and bind tighter than OR:
`gang truce OR peace` is `(gang truce) OR peace`. AND, OR and NOT are operators in capital letters
only, and a minus only at the beginning of a term: `MS-13` is a word.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from entities.search.language.field import (
    Field,
    Value,
    bare,
    cleaned,
    has_letters,
    is_sign,
    read,
    tidy,
)
from entities.search.language.tree import (
    And,
    Fault,
    Name,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    QueryError,
    Span,
    Word,
    to_text,
    together,
)

LONGEST_QUERY = 2000
MOST_CONDITIONS = 60
DEEPEST = 8
SHORTEST_PREFIX = 3
MOST_DISTANCE = 50
USUAL_DISTANCE = 5
# Faults that are repaired one after the other before a repaired query is given up.
_MOST_REPAIRS = 20

_OPERATOR = re.compile(r'(AND|OR|NOT)(?=[\s"()]|$)')
_RAW = re.compile(r'[^\s"()]+')
_VALUE = re.compile(r'(?:[<>=≤≥]+\s*)?[^\s"()]+')
# A name in brackets runs to the next OR, or to the comma.
_PIECE = re.compile(r'(?:(?!(?<=\s)OR(?=[\s"()]))[^"()])+')
_BEFORE_NAMES = re.compile(r'[^\s"(),]+')
_ARGUMENT = re.compile(r'[^"(),]+')
_UNKNOWN_FIELD = re.compile(r'([a-z_]{2,30}):(?=[\w"<>=(])', re.IGNORECASE)
_DISTANCE = re.compile(r'~[^\s"()]*')
_TAIL = re.compile(r'[~#][^\s"(),]*')
_PUNCTUATION = ",;:!?…"


class Parser:
    """Reads queries in which these fields may stand."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = fields
        self.by_word = {word: one for one in fields for word in (one.name, *one.others)}
        self.field = re.compile(rf"({'|'.join(self.by_word)}):\s*", re.IGNORECASE)
        self._tried = {word: one for one in fields for word in one.tried}

    def parse(self, query: str) -> Node:
        """Return the tree of the query; `And(())` where it asks for nothing.

        Raises `QueryError`; the repaired query that it may carry can be parsed.
        """
        try:
            return self._parse(query)
        except Fault as fault:
            raise QueryError(
                str(fault), fault.start, fault.end, repaired=self._repaired(query, fault)
            ) from None

    def nearest(self, word: str) -> Field | None:
        """The field that was probably meant by a word that is none."""
        if word in self._tried:
            return self._tried[word]
        found = get_close_matches(word, self.by_word, 1, 0.72)
        return self.by_word[found[0]] if found else None

    def _repaired(self, query: str, fault: Fault) -> str:
        """The query after repairing one fault after the other, tidied; empty where one cannot be.

        Where nothing is left of it, the example that the first fault gives.
        """
        example = fault.example
        for _ in range(_MOST_REPAIRS):
            query = fault.repair(query) or ""
            if not query:
                return example
            try:
                return to_text(self._parse(query)) or example
            except Fault as another:
                fault = another
        return ""

    def _parse(self, query: str) -> Node:
        if len(query) > LONGEST_QUERY:
            raise Fault(
                f"The search has {len(query):,} characters, and at most {LONGEST_QUERY:,} can be "
                "searched for: shorten it.",
                max(0, query.rfind(" ", 0, LONGEST_QUERY)),
                len(query),
                "",
            )
        return _Reader(cleaned(query), self).everything()


class _Reader:
    """Reads one query from left to right; `at` is the place reached."""

    def __init__(self, query: str, parser: Parser) -> None:
        self.query = query
        self.parser = parser
        self.at = 0
        self.depth = 0
        self.count = 0

    def everything(self) -> Node:
        node = self._either()
        if self.at < len(self.query):
            raise Fault(
                f"The bracket at character {self.at + 1} closes none that was opened: remove it.",
                self.at,
                self.at + 1,
                " ",
            )
        return node or And()

    def _either(self) -> Node | None:
        """What stands between brackets, or everything: alternatives joined by OR."""
        found = [self._all()]
        operators = []
        while operator := self._operator("OR"):
            operators.append(operator)
            found.append(self._all())
        if operators and None in found:
            raise self._lone(operators[max(0, found.index(None) - 1)])
        return together([part for part in found if part], Or) if operators else found[0]

    def _all(self) -> Node | None:
        """Terms up to an OR, a closing bracket or the end."""
        parts: list[Node] = []
        joint: Span | None = None
        while not self._ends():
            if operator := self._operator("AND"):
                if joint or not parts:
                    raise self._lone(operator)
                joint = operator
            elif part := self._term():
                parts.append(part)
                joint = None
        if joint:
            raise self._lone(joint)
        return together(parts) if parts else None

    def _ends(self) -> bool:
        self._skip()
        if self.at == len(self.query) or self.query[self.at] == ")":
            return True
        operator = _OPERATOR.match(self.query, self.at)
        return operator is not None and operator[1] == "OR"

    def _operator(self, word: str) -> Span | None:
        match = _OPERATOR.match(self.query, self.at)
        if not match or match[1] != word:
            return None
        self.at = match.end()
        return Span(*match.span())

    def _lone(self, operator: Span) -> Fault:
        word = self.query[operator.start : operator.end]
        sides = "something after it" if word == "NOT" else "something on both sides"
        return Fault(
            f"{word} at character {operator.start + 1} needs {sides}: add it, or write "
            f"“{word.lower()}” for the word.",
            *operator,
            "",
        )

    def _term(self) -> Node | None:
        """One condition with its minus; None where there were only signs."""
        start, is_negated, lone = self.at, False, None
        while True:
            if operator := self._operator("NOT"):
                lone = operator
                self._skip()
            elif self.query.startswith("-", self.at) and self._dashes():
                pass
            else:
                break
            is_negated = not is_negated
        has_nothing = lone and (self._ends() or _OPERATOR.match(self.query, self.at))
        node = None if has_nothing else self._one()
        if lone and node is None:
            raise self._lone(lone)
        if node is None:
            return None
        if not is_negated:
            return node
        return node.part if isinstance(node, Not) else Not(node, span=Span(start, self.at))

    def _dashes(self) -> bool:
        """Pass the dashes here; False where no term follows them."""
        after = len(self.query) - len(self.query[self.at :].lstrip("-"))
        if after == len(self.query) or self.query[after].isspace() or self.query[after] == ")":
            return False
        self.at = after
        return True

    def _one(self) -> Node | None:
        while self.at < len(self.query) and self._is_ornament(self.query[self.at]):
            self.at += 1
        if self.at == len(self.query) or self.query[self.at].isspace():
            return None
        match self.query[self.at]:
            case "(":
                return self._group()
            case ")":
                return None
            case '"':
                return self._phrase()
        if match := self.parser.field.match(self.query, self.at):
            return self._condition(match)
        if match := _UNKNOWN_FIELD.match(self.query, self.at):
            raise self._unknown_field(match)
        return self._word()

    @staticmethod
    def _is_ornament(sign: str) -> bool:
        return sign not in '"()*' and not sign.isspace() and is_sign(sign)

    def _group(self) -> Node | None:
        opened = self.at
        self.at += 1
        self.depth += 1
        if self.depth > DEEPEST:
            raise Fault(
                f"The bracket at character {opened + 1} is the {DEEPEST + 1}th inside another, "
                f"and {DEEPEST} are possible: write it with fewer.",
                opened,
                opened + 1,
                " ",
            )
        node = self._either()
        self._close(opened)
        self.depth -= 1
        return node

    def _close(self, opened: int) -> None:
        self._skip()
        if not self.query.startswith(")", self.at):
            raise Fault(
                f"The bracket at character {opened + 1} is never closed: add one or remove it.",
                opened,
                opened + 1,
                ")",
                there=(len(self.query), len(self.query)),
            )
        self.at += 1

    def _phrase(self) -> Node | None:
        start = self.at
        text = self._quoted()
        distance = self._distance()
        if not has_letters(text):
            return None
        return self._counted(Phrase(text, distance, span=Span(start, self.at)))

    def _quoted(self) -> str:
        """The text up to the closing quotation mark, which is passed."""
        opened = self.at
        closed = self.query.find('"', opened + 1)
        if closed < 0:
            rest = self.query[opened + 1 :]
            raise Fault(
                f"The quotation mark at character {opened + 1} has no partner: add one or remove "
                "it.",
                opened,
                opened + 1,
                f'"{rest}"' if has_letters(rest) else rest,
                there=(opened, len(self.query)),
            )
        self.at = closed + 1
        return tidy(self.query[opened + 1 : closed])

    def _distance(self) -> int | None:
        match = _DISTANCE.match(self.query, self.at)
        if not match:
            return None
        number = match[0].strip("~").rstrip(_PUNCTUATION + ".")
        if not (number.isascii() and number.isdecimal() and 0 < int(number[:9]) <= MOST_DISTANCE):
            raise Fault(
                f"“{match[0]}” at character {match.start() + 1} is no number of words from 1 to "
                f"{MOST_DISTANCE}: write ~{USUAL_DISTANCE}.",
                *match.span(),
                f"~{USUAL_DISTANCE}",
            )
        self.at = match.end()
        return int(number)

    def _word(self) -> Node | None:
        match = _RAW.match(self.query, self.at)
        if not match:
            return None
        raw, span = match[0], Span(*match.span())
        self.at = match.end()
        if "*" in raw:
            return self._prefix(raw, span)
        text = bare(tidy(raw))
        if not has_letters(text):
            return None
        if fuzzy := re.search(r"~\d+$", text):
            raise Fault(
                f"“{fuzzy[0]}” at character {span.end - len(fuzzy[0]) + 1} can stand only after "
                'words in quotation marks, such as "gang truce"~5.',
                *span,
                text[: fuzzy.start()],
            )
        self._check_visible(text, span)
        # Beside other signs they are words, and are written as such.
        text = text.lower() if _OPERATOR.fullmatch(text) else text
        has_comma = raw.endswith(",") or self.query[self.at :].lstrip().startswith(",")
        return self._counted(Word(text, has_comma=has_comma, span=span))

    def _check_visible(self, text: str, span: Span) -> None:
        """Raise `Fault` for a field that only an invisible sign keeps from being one."""
        if self.parser.field.match(text) or _UNKNOWN_FIELD.match(text):
            raise Fault(
                f"“{text}” at character {span.start + 1} has a sign in it that cannot be seen: "
                "write it anew.",
                *span,
                text,
            )

    def _prefix(self, raw: str, span: Span) -> Node | None:
        first, _, rest = raw.partition("*")
        text = bare(tidy(first))
        if has_letters(rest):
            raise Fault(
                f"The asterisk at character {span.start + raw.index('*') + 1} can stand only at "
                "the end of a word.",
                *span,
                f"{text}*" if _letters(text) >= SHORTEST_PREFIX else raw.replace("*", ""),
            )
        if not has_letters(text):
            return None
        if _letters(text) < SHORTEST_PREFIX:
            raise Fault(
                f"“{text}*” at character {span.start + 1} begins too many words: write at least "
                f"{SHORTEST_PREFIX} letters before the asterisk.",
                *span,
                text,
            )
        self._check_visible(text, span)
        return self._counted(Prefix(text, span=span))

    def _condition(self, match: re.Match[str]) -> Node:
        field = self.parser.by_word[match[1].lower()]
        self.at = match.end()
        if field.condition.takes_names:
            return self._counted(read(field, self._value_with_names(field, match.start())))
        if self.query.startswith("(", self.at):
            return self._values(field)
        value = self._value(field, match.start(), _VALUE)
        return self._counted(read(field, value))

    def _value(self, field: Field, field_start: int, pattern: re.Pattern[str]) -> Value:
        start = self.at
        if self.query.startswith('"', start):
            text = self._quoted()
            behind = _TAIL.match(self.query, self.at)
            self.at = behind.end() if behind else self.at
            tail = behind[0].rstrip(_PUNCTUATION) if behind else ""
            value = Value(text, start, self.at, field_start, tail, True)
        else:
            match = pattern.match(self.query, start)
            text = match[0].rstrip() if match else ""
            self.at = start + len(text)
            text = tidy(text).rstrip(_PUNCTUATION)
            value = Value(text, start, self.at, field_start)
        if not value.text:
            raise value.empty(field)
        return value

    def _values(self, field: Field) -> Node:
        """Alternatives in brackets after a field: `gang:(MS-13 OR "Barrio 18")`."""
        opened = self.at
        self.at += 1
        found = []
        while True:
            self._skip()
            value = self._value(field, self.at, _PIECE)
            found.append(self._counted(read(field, value)))
            self._skip()
            if not self._operator("OR"):
                break
        if self.at < len(self.query) and self.query[self.at] != ")":
            raise Fault(
                f"At character {self.at + 1} an OR is missing between what stands in the brackets "
                f"after “{field.name}:”.",
                self.at,
                self.at + 1,
                " OR ",
                there=(self.at, self.at + (self.query[self.at] == "(")),
            )
        self._close(opened)
        return together(found, Or)

    def _value_with_names(self, field: Field, field_start: int) -> Value:
        """A value and the names in brackets behind it; the field says whether it may be empty."""
        start = self.at
        text = self._quoted() if self.query.startswith('"', start) else self._bare_value()
        end = self.at
        names = tuple(self._names(field)) if self.query.startswith("(", end) else ()
        return Value(text, start, end, field_start, names=names, closed=self.at)

    def _bare_value(self) -> str:
        match = _BEFORE_NAMES.match(self.query, self.at)
        self.at = match.end() if match else self.at
        return match[0] if match else ""

    def _names(self, field: Field) -> Iterator[Name]:
        """The names in the brackets after a value; empty places are passed over."""
        opened = self.at
        self.at += 1
        while True:
            self._skip()
            if self.at < len(self.query) and self.query[self.at] not in ",)(":
                yield self._value(field, self.at, _ARGUMENT).name(field)
                self._skip()
            if not self.query.startswith(",", self.at):
                break
            self.at += 1
        if self.at < len(self.query) and self.query[self.at] != ")":
            raise Fault(
                f"At character {self.at + 1} a comma is missing between the two names.",
                self.at,
                self.at + 1,
                ", ",
                there=(self.at, self.at + (self.query[self.at] == "(")),
            )
        self._close(opened)

    def _unknown_field(self, match: re.Match[str]) -> Fault:
        nearest = self.parser.nearest(match[1].lower())
        names = ", ".join(f"{field.name}:" for field in self.parser.fields)
        meant = f"did you mean “{nearest.name}:”?" if nearest else f"there are {names}."
        return Fault(
            f"“{match[1]}:” at character {match.start() + 1} is not known: {meant}",
            *match.span(),
            f"{nearest.name}:" if nearest else f"{match[1]} ",
        )

    def _counted(self, node: Node) -> Node:
        self.count += 1
        if self.count > MOST_CONDITIONS:
            raise Fault(
                f"The search has more than {MOST_CONDITIONS} parts, the first too many at "
                f"character {node.span.start + 1}: shorten it.",
                node.span.start,
                len(self.query),
                "",
            )
        return node

    def _skip(self) -> None:
        while self.at < len(self.query) and self.query[self.at].isspace():
            self.at += 1


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)
