"""Runs of lines that together are furniture: menus, contacts for the press, links to articles."""

from collections.abc import Collection, Iterator, Sequence

from articles.importing.furniture.lines import LONG, Line, Look
from articles.text import Span

_SHORTEST_MENU = 4  # lines
_LONGEST_MENU_LINE = 50  # characters
_MOST_MENU_WORDS = 5
_SHORTEST_HEADLINE = 20
_ENOUGH = 4  # known items that prove a menu of any length
_FEWEST_TEASERS = 2
_LONGEST_TEASER = 4  # lines from one date to the next
_SHORTEST_PIECE = 12  # characters of a wrapped headline
_ABOVE_NUMBER = 3  # lines of name and post above a telephone number


def runs(places: Collection[int], length: int) -> Iterator[range]:
    """Yield the runs of neighbours among these places."""
    first = None
    for place in range(length + 1):
        if place < length and place in places:
            first = place if first is None else first
        elif first is not None:
            yield range(first, place)
            first = None


def menus(lines: Sequence[Line], free: Collection[int], recurring: Collection[int]) -> set[int]:
    """Return the lines of menus: runs of short lines of which several name parts of a site."""
    found: set[int] = set()
    short = {
        place
        for place in free
        if len(lines[place].words) <= _LONGEST_MENU_LINE
        and (lines[place].words.count(" ") < _MOST_MENU_WORDS or place in recurring)
        and lines[place].look not in (Look.DATE, Look.END, Look.NUMBER, Look.PROSE)
        and lines[place].words[-1] not in ".,;:"
        and not lines[place].is_reachable
    }
    for run in runs(short, len(lines)):
        known = [
            place
            for place in run
            if lines[place].is_menu or lines[place].look is Look.FURNITURE or lines[place].kinds
        ]
        if len(run) >= _SHORTEST_MENU and len(known) >= max(2, min(len(run) // 6, _ENOUGH)):
            # What stands before the first known item, or last above the news, may be a headline.
            stop = run.stop if len(known) * 3 >= len(run) else known[-1] + 1
            if stop < len(lines) and stop - 1 not in known and " " in lines[stop - 1].words:
                stop -= 1
            found |= set(range(known[0], stop))
    return found


def contacts(lines: Sequence[Line], free: Collection[int]) -> set[int]:
    """Return the lines of blocks that say whom journalists may ask and how."""
    found: set[int] = set()
    for place in sorted(free):
        line = lines[place]
        if line.is_contact and not line.is_sentence:
            found |= _below_label(lines, place, free)
        elif line.is_reachable and place not in found:
            found |= _around_number(lines, place, free)
    return found


def _below_label(lines: Sequence[Line], place: int, free: Collection[int]) -> set[int]:
    """The label and the names, posts and numbers below it; none without a number or name."""
    block = {place}
    following = place + 1
    while following in free and following - place <= 12 and _may_be_contact(lines[following]):
        block.add(following)
        following += 1
    while len(block) > 1 and not _ends_contact(lines[max(block)]):
        block.remove(max(block))
    reached = any(lines[each].is_reachable for each in block)
    return block if reached else {place}


def _around_number(lines: Sequence[Line], place: int, free: Collection[int]) -> set[int]:
    block = {place}
    above = place - 1
    while above in free and place - above <= _ABOVE_NUMBER and _names_somebody(lines[above]):
        block.add(above)
        above -= 1
    below = place + 1
    while below in free and lines[below].is_reachable:
        block.add(below)
        below += 1
    return block


def _names_somebody(line: Line) -> bool:
    return (
        line.look in (Look.SHORT, Look.SIGNAL)
        and line.is_name
        and len(line.words) <= 60
        and (not line.words.isupper() or len(line.words.split()) <= 3)
    )


def _may_be_contact(line: Line) -> bool:
    return line.is_reachable or line.look is Look.DEBRIS or _names_somebody(line)


def _ends_contact(line: Line) -> bool:
    return line.is_reachable or line.is_job or line.look is Look.DEBRIS


def teasers(lines: Sequence[Line], free: Collection[int], own: Collection[int]) -> set[int]:
    """Return the lines that lead to other articles: headline and date, again and again.

    `own` are the places of the page's own headline.
    """
    found: set[int] = set()
    for group in _date_groups(lines, free):
        before = _headline(lines, group[0] - 1, free, own)
        after = _headline(lines, group[0] + 1, free, own)
        if not before and not after:
            continue
        first = group[0] - 1 if before else group[0]
        last = group[-1]
        # What follows the last date goes the way it went after the date before.
        step = group[-1] - group[-2]
        stop = last + (1 if before and step == 2 else step)
        while last + 1 < stop and last + 1 in free and last + 1 not in own:
            last += 1
        found |= {place for place in range(first, last + 1) if place not in own or before}
    return found


def _date_groups(lines: Sequence[Line], free: Collection[int]) -> Iterator[list[int]]:
    """Yield the places of dates that follow each other closely and differ."""
    dates = [place for place in sorted(free) if lines[place].look is Look.DATE]
    group: list[int] = []
    for place in [*dates, len(lines) + _LONGEST_TEASER + 1]:
        near = group and place - group[-1] <= _LONGEST_TEASER
        if near and all(each in free for each in range(group[-1], place)):
            group.append(place)
            continue
        headed = sum(
            any(
                each in free
                and lines[each].look in (Look.SHORT, Look.PROSE)
                and len(lines[each].words) >= _SHORTEST_HEADLINE
                for each in (date - 1, date + 1)
            )
            for date in group
        )
        differ = len({lines[each].words for each in group})
        if min(len(group), differ, headed) >= _FEWEST_TEASERS:
            yield group
        group = [place]


def _headline(
    lines: Sequence[Line], place: int, free: Collection[int], own: Collection[int]
) -> bool:
    return (
        place in free
        and place not in own
        and len(lines[place].words) >= _SHORTEST_HEADLINE
        and not lines[place].is_contact
        and lines[place].look in (Look.SHORT, Look.PROSE, Look.SIGNAL)
    )


def linked(lines: Sequence[Line]) -> set[int]:
    """Return the lines that repeat what a "Link to: …" above them leads to."""
    found: set[int] = set()
    target = ""
    for place, line in enumerate(lines):
        if line.words.lower().startswith("link to:"):
            target = line.words[8:].strip()
            found.add(place)
        elif target and target.startswith(line.words.rstrip("….").strip()):
            found.add(place)
            target = ""
        else:
            target = ""
    return found


def is_piece(line: Line, headline: str) -> bool:
    """Whether the line is a piece of a headline: wrapped, or cut short by dots.

    `headline` is a signature.
    """
    if len(line.words) > 2 * len(headline) + LONG:
        return False
    return len(line.signature) >= _SHORTEST_PIECE and line.signature in headline


def merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the spans in order, joined where they overlap or only white space parts them."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)
