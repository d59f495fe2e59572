"""What a search asks for, in words for people who do not know its language."""

from entities.search.fields.entity_names import written
from entities.search.page.tokens import Joint, Token, named_in, tokens
from entities.search.results.engine import Search


def in_words(search: Search) -> str:
    """`MS-13, published 2012, not “truce”`; empty for a search that asks for everything."""
    pieces = tokens(search.request.tree, search.understood, written(named_in(search.understood)))
    said = ""
    for number, piece in enumerate(pieces):
        if isinstance(piece, Joint):
            said += f" {piece.text} " if piece.text in ("or", "not") else piece.text
            continue
        follows = number and isinstance(pieces[number - 1], Token)
        said += (", " if follows else "") + _token(piece)
    return " ".join(said.split())


def _token(token: Token) -> str:
    names = " or ".join(entity.name for entity in token.entities)
    return ("not " if token.is_negated else "") + (names or token.text)
