"""Markdown to plain text: as a reader of the page would see it, a paragraph a line.

Headings, lists and tables stay lines; what only formats goes.
"""

import html
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Indented paragraphs are no code: news have none, and pasted text is often indented.
PARSER = MarkdownIt("commonmark").enable("table").disable("code")
HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
SIGNS = [
    HEADING,
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?![\w*])"),
    re.compile(r"(?<!!)\[[^\[\]\n]{1,300}\]\((?:https?://|/|mailto:)[^\s()]*\)"),
    re.compile(r"!\[[^\[\]\n]{0,300}\]\([^\s()]+\)"),
    re.compile(r"\\[\[\]#*_]"),
    re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE),
]
SCANNED = 50_000  # characters
COMMENT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
ROW_END = re.compile(r"<br\s*/?>|</(?:p|div|tr|li|h[1-6]|table)\s*>", re.IGNORECASE)
CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def is_markdown(text: str) -> bool:
    """Whether a text is plainly markdown: two kinds of its signs, or a heading as first line."""
    beginning = text[:SCANNED]
    if HEADING.match(beginning.lstrip()):
        return True
    return sum(bool(sign.search(beginning)) for sign in SIGNS) >= 2


def to_text(markdown: str) -> tuple[str, str]:
    """Return the plain text of markdown, and its headline: a heading of the first level on top."""
    tokens = PARSER.parse(markdown)
    headline = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        headline = _inline(tokens[1])
    return "\n\n".join(block for block in _blocks(tokens) if block.strip()), headline


def _blocks(tokens: list[Token]) -> Iterator[str]:
    """Yield the blocks of the text; a list or a table is one block of several lines."""
    lines: list[str] = []  # of the list or table that is open
    cells: list[str] = []
    numbers: list[int | None] = []  # of the open lists: the next number, None where they have none
    mark = ""
    depth = 0
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "list_item_open":
                number = numbers[-1]
                mark = "- " if number is None else f"{number}. "
                if number is not None:
                    numbers[-1] = number + 1
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
                if not numbers:
                    yield "\n".join(lines)
                    lines = []
            case "table_open":
                depth += 1
            case "tr_close":
                lines.append(" | ".join(cells))
                cells = []
            case "table_close":
                depth -= 1
                yield "\n".join(lines)
                lines = []
            case "heading_open" | "paragraph_open":
                pass
            case "inline" | "html_block" | "fence":
                words = _inline(token) if token.type == "inline" else _plain(token)
                if depth:
                    cells.append(words)
                elif numbers:
                    lines.append("  " * (len(numbers) - 1) + mark + words)
                    mark = ""
                else:
                    # "###" is a heading without words, and the end mark of press releases.
                    yield words or ("###" if token.level else "")


def _plain(token: Token) -> str:
    return token.content.rstrip("\n") if token.type == "fence" else _without_tags(token.content)


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline":
                parts.append(child.content)
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case "html_inline":
                parts.append(_without_tags(child.content, inside=True))
    lines = "".join(parts).split("\n")
    return "\n".join(
        " ".join(word for word in line.split(" ") if word).strip() for line in lines
    ).strip()


def _without_tags(written: str, *, inside: bool = False) -> str:
    """Return the words of HTML; `inside` a line a tag alone says nothing but a line break."""
    words = ROW_END.sub("\n", COMMENT.sub("", written))
    if inside:
        return TAG.sub("", words)
    words = html.unescape(TAG.sub("", CELL_END.sub(" | ", words)))
    lines = (" ".join(line.split()).removesuffix("|").strip() for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
