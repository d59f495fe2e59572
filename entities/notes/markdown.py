"""Notes as HTML: Markdown without HTML, pictures and addresses that could run anything."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from entities.models import Entity

# `[[Barrio 18]]` is the entity of this name.
_NAMED = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
# What an address may begin with: a page of this application or of the web.
_SAFE = re.compile(r"^(?:https?://|mailto:|/(?!/)|#|\?)", re.IGNORECASE)


def rendered(text: str) -> SafeString:
    """The text as HTML that can be shown as it is: every tag in it is one of Markdown's."""
    return rendered_all([text])[0]


def rendered_all(texts: Iterable[str]) -> list[SafeString]:
    """The same of several, with one question for all the entities that they name."""
    texts = list(texts)
    addresses = _addresses({name for text in texts for name in _NAMED.findall(text)})
    env = {"entities": addresses}
    return [mark_safe(_MARKDOWN.render(text, dict(env))) for text in texts]  # noqa: S308


def _addresses(names: Iterable[str]) -> dict[str, str]:
    """The page of each name that one entity alone carries."""
    found = {}
    for name in names:
        entities = list(Entity.objects.named(name)[:2])
        if len(entities) == 1:
            found[name] = entities[0].get_absolute_url()
    return found


def _named_entity(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: `[[name]]` is a link where one entity carries the name, else words."""
    match = _NAMED.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        address = state.env["entities"].get(match[1])
        if address:
            state.push("link_open", "a", 1).attrs = {"href": address}
        state.push("text", "", 0).content = match[1]
        if address:
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _link_open(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    href = str(tokens[index].attrs.get("href", ""))
    leads_out = ' rel="noreferrer nofollow ugc"' if "://" in href else ""
    return f'<a href="{escape(href)}"{leads_out}>'


def _markdown() -> MarkdownIt:
    # This setting takes HTML for mere words.
    markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    markdown.disable("image")
    markdown.inline.ruler.before("link", "named_entity", _named_entity)
    markdown.validateLink = lambda url: bool(_SAFE.match(url.strip()))  # type: ignore[method-assign]
    markdown.add_render_rule("link_open", _link_open)
    return markdown


_MARKDOWN = _markdown()
