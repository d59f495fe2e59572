"""Words that take back or weaken what a sentence seems to state."""

import re
from collections.abc import Iterable

# By the names under which the files of rules list what denies their kind of relationship.
DENIALS = {
    # It is not so.
    "negation": re.compile(
        r"\b(?:not|never|no(?! doubt|\.)|den(?:y|ies|ied|ying)|without|neither|nor|refut\w+|n['’]t|"
        r"false(?:ly)?|no evidence|rejected|disputed|cannot|ruled out|acquitted|cleared)\b",
        re.IGNORECASE,
    ),
    # Somebody denies it; kinship stands whatever else is said not to be so.
    "denial": re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE),
    # Who got out is not held.
    "freed": re.compile(r"\b(?:escap\w+|fled|releas\w+|freed|broke out)\b"),
    "attacked outside": re.compile(r"\b(?:killed|shot|murdered|attacked) outside\b"),
    # It may come to be so.
    "unreal": re.compile(
        r"\b(?:could|would|might|may|if|able to|seek\w*|plan(?:s|ned|ning)?|wants?|wanted|trying|"
        r"tried|attempt\w*|hop(?:es?|ed|ing)|needed|looking)\b"
    ),
    # Where somebody is held, tried or born is not yet where the gang is.
    "elsewhere": re.compile(
        r"\b(?:prison|jail|court|trial|extradit\w+|deport\w+|sentenced|imprisoned|born)\b[^⟦]*⟦L\d+⟧$"
    ),
    # It is somebody of the gang who was moved, not the gang.
    "one of the gang": re.compile(
        r"\b(?:leader|boss|head|commander|chief|member|founder|capo|gunman|hitman|don|suspect)s? "
        r"(?:of|for) (?:the )?⟦G\d+⟧[^⟦]*\b(?:moved|transferred|held|arrested|taken|sent|flown|"
        r"born|fled|hiding|missing|escaped|caught|captured)\b"
    ),
    # Who attacks members of a gang is none of them.
    "attack on members": re.compile(
        r"⟦P\d+⟧[^⟦]*\b(?:attack\w*|kill\w*|shoot\w*|shot|murder\w*|ambush\w*|rob\w*|after|"
        r"hunt\w*|target\w*)\b[^⟦]*"
        r"(?:\b(?:members?|leaders?|boss(?:es)?) of|⟦G\d+⟧ (?:members?|leaders?|boss(?:es)?))"
        r"|\bsuppliers?\b"
    ),
    # Who announces that members were charged is none of them.
    "announcement": re.compile(
        r"⟦P\d+⟧[^⟦]*\b(?:announced|said|says|added|testified|noted|told)\b[^⟦]{0,30}\bthat\b[^⟦]*"
        r"\b(?:members?|leaders?|associates?|soldiers?)\b"
    ),
    # What was bought or sold for a fight supplies no enemy.
    "fight": re.compile(r"\b(?:fought|fights?|fighting|against|rivals?|war)\b"),
}
_HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|suspect(?:s|ed)?|possibl[ey]|may|might|could|"
    r"apparent(?:ly)?|"
    r"believed|presumed|claim(?:s|ed)?|accus(?:es?|ed)|thought to|said to|signs of|rumou?red|"
    r"purported(?:ly)?|suggests?|would|potential(?:ly)?|likely|appears?|if|unconfirmed|"
    r"supposed(?:ly)?|"
    r"investigating whether|indications?|probabl[ey]|reputed(?:ly)?)\b",
    re.IGNORECASE,
)


def is_denied(words: str, denied_by: Iterable[str]) -> bool:
    """Whether the words say in one of these ways (names in `DENIALS`) that it is not so."""
    return any(DENIALS[name].search(words) for name in denied_by)


def is_hedged(words: str) -> bool:
    """Whether the words say it as something alleged or possible."""
    return _HEDGE.search(words) is not None
