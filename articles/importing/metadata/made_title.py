"""A title for a text that has none: its first sentence, cut where a reader would pause."""

import re

from articles.text import words

LONGEST_MADE_TITLE = 110  # characters
SHORTEST_MADE_TITLE = 25
ABBREVIATIONS = words(
    "mr mrs ms dr sr sra st gen col lt maj capt cmdr sgt adm msgr rev hon gov sen rep pres prof"
    " no vs jr dept ave inc ltd co corp etc eg ie approx"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[¿¡]*[^\Wa-zß-ÿ])")
CLAUSE_END = re.compile(r"[,;:]\s|\s[–—-]+\s|\s\(")
# A title does not end in these.
DANGLING = words(
    "a an the and or but nor of in on at to for from by with as that which who whom whose when"
    " where while because if after before during into over under between against about than its his"
    " her their this these those has have had is are was were be been will would could may might"
    " not de la el los las y e o en del con por para que un una"
)


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
