"""Words that take back or weaken what a sentence seems to state."""

import re

from entities.extraction.relations.sentence import Sentence
from entities.kinds import RelationKind

_NEGATION = re.compile(
    r"\b(?:not|never|no(?! doubt|\.)|den(?:y|ies|ied|ying)|without|neither|nor|refut\w+|n['’]t|"
    r"false(?:ly)?|no evidence|rejected|disputed|cannot|ruled out|acquitted|cleared)\b",
    re.IGNORECASE,
)
_FREED = re.compile(r"\b(?:escap\w+|fled|releas\w+|freed|broke out)\b")
_HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|suspect(?:s|ed)?|possibl[ey]|may|might|could|"
    r"apparent(?:ly)?|"
    r"believed|presumed|claim(?:s|ed)?|accus(?:es?|ed)|thought to|said to|signs of|rumou?red|"
    r"purported(?:ly)?|suggests?|would|potential(?:ly)?|likely|appears?|if|unconfirmed|"
    r"supposed(?:ly)?|"
    r"investigating whether|indications?|probabl[ey]|reputed(?:ly)?)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:could|would|might|may|if|able to|seek\w*|plan(?:s|ned|ning)?|wants?|wanted|trying|tried|"
    r"attempt\w*|hop(?:es?|ed|ing)|needed|looking)\b"
)
# Where somebody is held, tried or born is not yet where the gang is.
_ELSEWHERE = re.compile(
    r"\b(?:prison|jail|court|trial|extradit\w+|deport\w+|sentenced|imprisoned|born)\b[^⟦]*⟦L\d+⟧$"
)


_OUTSIDE = re.compile(r"\b(?:killed|shot|murdered|attacked) outside\b")
# Who announces that members were charged is none of them.
_TOLD_THAT = re.compile(
    r"⟦P\d+⟧[^⟦]*\b(?:announced|said|says|added|testified|noted|told)\b[^⟦]{0,30}\bthat\b[^⟦]*"
    r"\b(?:members?|leaders?|associates?|soldiers?)\b"
)
_AGAINST = re.compile(r"\b(?:fought|fights?|fighting|against|rivals?|war)\b")
_DENIED = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
# Who attacks members of a gang is none of them.
_VICTIMS = re.compile(
    r"⟦P\d+⟧[^⟦]*\b(?:attack\w*|kill\w*|shoot\w*|shot|murder\w*|ambush\w*|rob\w*|after|hunt\w*|target\w*)\b[^⟦]*"
    r"(?:\b(?:members?|leaders?|boss(?:es)?) of|⟦G\d+⟧ (?:members?|leaders?|boss(?:es)?))"
    r"|\bsuppliers?\b"
)
# It is somebody of the gang who was moved, not the gang.
_ONE_OF_GANG = re.compile(
    r"\b(?:leader|boss|head|commander|chief|member|founder|capo|gunman|hitman|don|suspect)s? "
    r"(?:of|for) (?:the )?⟦G\d+⟧[^⟦]*\b(?:moved|transferred|held|arrested|taken|sent|flown|born|"
    r"fled|hiding|missing|escaped|caught|captured)\b"
)


def told(sentence: Sentence, start: int, end: int) -> str:
    """Words `[start, end)` of a sentence in slots, with those before up to the last sign or slot.

    A word that denies or weakens stands there.
    """
    left = max(sentence.words.rfind(sign, 0, start) for sign in ".;:,⟧")
    return sentence.words[left + 1 : end]


def is_denied(kind: RelationKind, words: str) -> bool:
    """Whether the words say that it is not so; kinship stands whatever else is denied."""
    if kind == RelationKind.IMPRISONED_IN and (_FREED.search(words) or _OUTSIDE.search(words)):
        return True
    if kind == RelationKind.OPERATES_IN and (_UNREAL.search(words) or _ELSEWHERE.search(words)):
        return True
    if kind == RelationKind.OPERATES_IN and _ONE_OF_GANG.search(words):
        return True
    if kind in (RelationKind.MEMBER_OF, RelationKind.LEADER_OF) and (
        _VICTIMS.search(words) or _TOLD_THAT.search(words)
    ):
        return True
    if kind == RelationKind.SUPPLIES and _AGAINST.search(words):
        return True
    if kind == RelationKind.FAMILY_OF:
        return _DENIED.search(words) is not None
    return _NEGATION.search(words) is not None


def is_hedged(words: str) -> bool:
    """Whether the words say it as something alleged or possible."""
    return _HEDGE.search(words) is not None
