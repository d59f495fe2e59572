"""The headline of a text: told from menus and site names, found again where it is repeated.

Where a text has none, its first sentence makes a title.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from articles.importing.metadata import labels, publishers
from articles.text import Span, words

LONGEST_TITLE = 300
SHORTEST_COPY = 12  # letters and digits of a part of a headline
LONG_PIECE = 25  # of one that does not begin or go on with it
SHORTEST_SLUG = 16  # of a headline in a file's name
SLUG_ALIKE = 88  # per cent
LONGEST_SLUG = 60  # letters and digits of one that is surely whole
SHORTEST_MENU = 3  # lines
ALIKE = 92  # per cent of two headlines that differ in a word
MOST_LINES = 5
JOINT = re.compile(r"\s+[-–—|•·»:]{1,2}\s+|\s+/\s+|\s*\|\s*")
EDGES = " -–—|•·»›:"
TRAIL = re.compile(r"\s+(?:>|»|›|/|\||::)\s+")
HOMES = words("home inicio início accueil startseite portada here:") | {"you are here:"}
SENTENCE = labels.SENTENCE
SIGNS = re.compile(r"^(?:#{1,6}\s+|\*{1,3}(?=\S)|_{1,2}(?=\S))|(?<=\S)(?:\*{1,3}|_{2}|#{1,6})\s*$")
# A title does not end in these.
DANGLING = words(
    "a an the and or but nor of in on at to for from by with as that which who whom whose when"
    " where while because if after before during into over under between against about than its his"
    " her their this these those has have had is are was were be been will would could may might"
    " not de la el los las y e o en del con por para que un una"
)
# A line that goes on with the headline above begins so.
GOES_ON = DANGLING | words("who whose that following amid across including thanks")
ORDINAL = words("st nd rd th")
KICKERS = words(
    "news world politics crime security americas opinion analysis business national international"
    " justice investigation investigations report reports breaking exclusive nacional nacionales"
    " internacional internacionales mundo país sociedad sucesos judicial noticias portada política"
    " seguridad economía latinoamérica mexico guatemala honduras colombia us u.s. newsroom press"
    " media releases release update updates local actualidad policial polícia segurança brasil"
    " cidades actualités monde société politik panorama nachrichten cronaca notizie politica home"
) | {
    *("the americas", "latin america", "central america", "el salvador", "news flash"),
    *("breaking news", "news briefs", "top stories", "press release", "news release"),
}


def folded(words: str) -> str:
    """Only letters and digits, in small letters: how copies of a headline are compared."""
    return re.sub(r"[\W_]+", "", words.casefold())


def without_signs(line: str) -> str:
    """Return the line without the signs of markdown around it."""
    return SIGNS.sub("", line).strip()


def copies(lines: Sequence[str], title: str) -> set[int]:
    """Tell which of the lines repeat the headline, whole or in pieces one below the other.

    `lines` are folded and without what every release could bear.
    """
    wanted = folded(title)
    found: set[int] = set()
    reached = 0  # how much of the headline the lines above repeat
    for place, written in enumerate(lines):
        if not written:
            continue
        goes_on = reached and wanted[reached:].startswith(written)
        begins = wanted.startswith(written) and len(written) >= min(SHORTEST_COPY, len(wanted))
        if goes_on or begins or _is_alike(written, wanted):
            found.add(place)
            reached = reached + len(written) if goes_on else len(written) if begins else 0
        elif len(written) >= LONG_PIECE and _is_piece(written, wanted):
            found.add(place)
            reached = wanted.find(written) + len(written) if written in wanted else 0
        else:
            reached = 0
    return found


def _is_alike(written: str, wanted: str) -> bool:
    """Whether a line is the headline but for a word, or with a few more words."""
    if len(wanted) >= SHORTEST_COPY and written.startswith(wanted):
        return len(written) <= 1.5 * len(wanted)
    return (
        0.8 * len(wanted) <= len(written) <= 1.25 * len(wanted)
        and len(wanted) >= SHORTEST_COPY
        and fuzz.ratio(written, wanted) >= ALIKE
    )


def _is_piece(written: str, wanted: str) -> bool:
    return len(written) <= len(wanted) and fuzz.partial_ratio(written, wanted) >= ALIKE


def without_site(
    line: str, following: Sequence[str], *, site: str = "", affix: Span | None = None
) -> tuple[str, str]:
    """Part the first line of a page into headline and name of the site, empty where it has none.

    What is cut off must prove to be no part of the headline: the rest stands again as a line or
    several of its own, or it is the `affix` that the texts of the group share, or it names a
    publisher, such as the `site` that is known already.
    """
    if affix:
        title, name = line[: affix[0]] + line[affix[1] :], line[slice(*affix)]
        return title.strip(EDGES), name.strip(EDGES)
    joints = list(JOINT.finditer(line)) if len(line) <= 2 * LONGEST_TITLE else []
    again = [folded(one) for one in following]
    for joint in reversed(joints):
        for title, name in (
            (line[: joint.start()], line[joint.end() :]),
            (line[joint.end() :], line[: joint.start()]),
        ):
            if not title or not name or len(name) > 100:
                continue
            if publishers.is_name(name, site) and not publishers.is_name(title, site):
                return title, name
    for joint in joints[::-1]:
        before, after = line[: joint.start()], line[joint.end() :]
        for title, name in ((before, after), (after, before)):
            if len(folded(title)) >= SHORTEST_COPY and len(name) <= 100 and _stands(title, again):
                return title, name
    return line, ""


def _stands(title: str, lines: Sequence[str]) -> bool:
    """Whether the headline stands in these folded lines, on one or on several in a row."""
    wanted = folded(title)
    for place, line in enumerate(lines):
        if line == wanted or (len(line) > len(wanted) and line.endswith(wanted)):
            return True
        joined = line
        for other in lines[place + 1 : place + MOST_LINES]:
            if not wanted.startswith(joined) or not joined:
                break
            joined += other
            if joined == wanted:
                return True
    return False


def named_like(file: str, lines: Mapping[int, str]) -> int | None:
    """Return the place of the line after which a file is named, as those from the web are."""
    slug = folded(re.sub(r"^[\d_-]+", "", file))
    if len(slug) < SHORTEST_SLUG:
        return None
    for place, line in lines.items():
        written = folded(labels.without_release(line))
        if len(written) >= SHORTEST_SLUG and fuzz.partial_ratio(slug, written) >= SLUG_ALIKE:
            return place
    return None


def in_file_name(file: str, lines: Iterable[str]) -> str:
    """Return the line that a file is named by, wherever on its page it stands; else nothing.

    So it is where only a list of all headlines has that of the page ("Newsroom_two-men-held").
    """
    slug = folded(file.rpartition("_")[2])
    if len(slug) < LONG_PIECE:
        return ""
    for line in lines:
        written = folded(line)
        # Long names of files are cut.
        is_begun = len(slug) > LONGEST_SLUG and written.startswith(slug)
        if is_begun or (len(line) <= LONGEST_TITLE and fuzz.ratio(slug, written) >= ALIKE):
            return line
    return ""


def without_menu(lines: Mapping[int, str]) -> list[int]:
    """Return the places of the lines without rows of short ones, where something is left."""
    runs: list[list[int]] = []
    for place in (place for place, line in lines.items() if len(line.split()) <= 3):
        if runs and place - runs[-1][-1] <= 2:
            runs[-1].append(place)
        else:
            runs.append([place])
    menu = {place for run in runs if len(run) >= SHORTEST_MENU for place in run}
    return [place for place in lines if place not in menu] or list(lines)


def is_title(line: str) -> bool:
    return (
        len(line) <= LONGEST_TITLE
        and not SENTENCE.search(line)
        and sum(map(str.isalpha, line)) >= 2
    )


def is_capitalized(line: str) -> bool:
    """Whether most long words begin with a capital, as they do in English headlines."""
    long_words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) >= 4]
    return sum(word[0].isupper() for word in long_words) >= 0.65 * len(long_words)


def is_kicker(line: str) -> bool:
    """Whether the line only names a section, such as "World News"."""
    line = line.lower().strip(" :")
    return line in KICKERS or all(word in KICKERS for word in line.split())


def goes_on(above: str, line: str) -> bool:
    """Whether a line goes on with the headline that the line above begins."""
    first, last = line.split()[0].strip("\"'“‘("), above.split()[-1].lower().strip("\"'”’),")
    if line.split()[0] in ORDINAL and above[-1:].isdigit():
        return True
    return (
        above.endswith((",", "-", "&", ";", "–", "—", ":"))
        or last in DANGLING
        or first[:1].islower()
        or first.lower() in GOES_ON
        or (above.isupper() and line.isupper() and len(above) > 15)
    )


def joined(lines: Sequence[str]) -> str:
    """Join the lines of a headline; the raised letters of "11th" stand on a line of their own."""
    title = ""
    for line in lines:
        tight = line in ORDINAL and title[-1:].isdigit()
        title += line if tight or not title else f" {line}"
    return title


def trail(line: str) -> list[str]:
    """The parts of a breadcrumb, such as "Home > News > El Salvador"; none of another line."""
    line = re.sub(r"^you are here:?\s*", "", line, flags=re.IGNORECASE)
    if len(line) > labels.LONGEST_LINE:
        return []
    parts = [part for part in TRAIL.split(line.rstrip(" >/»›")) if part.strip()]
    if len(parts) < 2 or not all(len(part.split()) <= 7 for part in parts):
        return []
    return parts


def offset_in(words: str, title: str) -> int:
    """Where the headline begins in its line: behind a "FOR IMMEDIATE RELEASE:" or a "#"."""
    at = words.casefold().find(title[:20].casefold())
    return max(at, 0)


LONGEST_MADE_TITLE = 110  # characters
SHORTEST_MADE_TITLE = 25
ABBREVIATIONS = words(
    "mr mrs ms dr sr sra st gen col lt maj capt cmdr sgt adm msgr rev hon gov sen rep pres prof"
    " no vs jr dept ave inc ltd co corp etc eg ie approx"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[¿¡]*[^\Wa-zß-ÿ])")
CLAUSE_END = re.compile(r"[,;:]\s|\s[–—-]+\s|\s\(")


def title_from_prose(text: str) -> str:
    """Return a title for a text that has none: its first sentence, cut where a reader would pause.

    It has at most `LONGEST_MADE_TITLE` characters.
    """
    opening = " ".join(text[:1000].split())
    sentence = _first_sentence(opening)
    if len(sentence) > LONGEST_MADE_TITLE:
        sentence = _shortened(sentence)
    title = sentence.rstrip(" .,;:–—-")
    if title.startswith(('"', "“")) and title.count('"') % 2 + title.count("“") - title.count("”"):
        title = title[1:].lstrip()  # the quotation goes on after the title
    return title or sentence or opening[:LONGEST_MADE_TITLE]


def _first_sentence(text: str) -> str:
    """Return the first sentence, together with the next one when it is only an exclamation."""
    for match in SENTENCE_END.finditer(text):
        before = text[: match.start()].rsplit(maxsplit=1)
        last = before[-1].lstrip("(\"'“‘[").lower() if before else ""
        initial = len(last) == 1 or "." in last
        if match[0].startswith(".") and (initial or last in ABBREVIATIONS):
            continue
        if match.end() >= SHORTEST_MADE_TITLE:
            return text[: match.end()]
    return text


def _shortened(sentence: str) -> str:
    """Cut at the last pause that leaves a fair title, else after the last word that fits."""
    pauses = [match.start() for match in CLAUSE_END.finditer(sentence[: LONGEST_MADE_TITLE + 2])]
    if pauses and LONGEST_MADE_TITLE * 0.6 <= pauses[-1] <= LONGEST_MADE_TITLE:
        return sentence[: pauses[-1]]
    kept = sentence[: LONGEST_MADE_TITLE + 1].rsplit(maxsplit=1)[0][:LONGEST_MADE_TITLE].split()
    while len(kept) > 3 and kept[-1].lower().strip(",;:\"'“”") in DANGLING:
        kept.pop()
    return _without_open_bracket(" ".join(kept))


def _without_open_bracket(title: str) -> str:
    """Drop a bracket that the cut left open."""
    for opening, closing in (("(", ")"), ("[", "]")):
        at = title.rfind(opening)
        if at > SHORTEST_MADE_TITLE and closing not in title[at:]:
            title = title[:at].rstrip()
    return title
