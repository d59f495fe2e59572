"""How furniture reads: the phrases by which web pages ask, offer, link and warn."""

import re


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Match any of the alternatives; `^` stands for the start of a paragraph."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


# Each kind counts once, however many phrases of it a text holds.
SIGNALS = {
    "account": pattern(
        r"^(?:log|sign)[ -]?in\b",
        r"\bto log in\b",
        r"\bcreate (?:a |an |your )?(?:new )?account\b",
        r"^already (?:a |have )",
        r"^(?:register|join)(?: now| here| today| us| free|$)",
        r"^forgot (?:your )?password",
        r"^iniciar sesi[óo]n",
        r"^reg[íi]str[ae]te",
        r"^upgrade (?:now|to)\b",
        r"^my account$",
    ),
    "newsletter": pattern(
        r"^(?:sign|signing) up\b",
        r"^subscri(?:be|ption)\b",
        r"^suscr[íi]b",
        r"\bour (?:free )?newsletter",
        r"^(?:get|receive) (?:the |our |your )?(?:latest|free|daily|weekly|best)\b",
        r"\byour inbox\b",
        r"^(?:your )?e-?mail(?: address)?:?$",
        r"^(?:free )?newsletter",
        r"\bbolet[íi]n(?:es)?$",
        r"^start your (?:free )?(?:trial|subscription)",
        r"^support (?:our|independent) (?:work|journalism)",
        r"^donate(?: now| today|$)",
    ),
    "comments": pattern(
        r"^comments? or questions\b",
        r"^(?:leave|post|write|add) a (?:comment|reply)",
        r"^(?:view |show |read )?(?:all )?(?:\d+ )?comments?(?: \(\d+\)|:)?$",
        r"^join the (?:conversation|discussion)",
        r"^deja (?:un|tu) comentario",
        r"^comentarios\b",
        r"^comments are closed",
    ),
    "click": pattern(
        r"^(?:click|tap) here\b",
        r"\bclick here to\b",
        r"^contact us\b",
        r"^(?:haga|haz) clic",
        r"\bclic aqu[íi]\b",
        r"^back to top",
        r"^skip to (?:main )?content",
    ),
    "share": pattern(
        r"^share(?: this| on| via| the| article|:|$)",
        r"^(?:tweet|print|e-?mail|save|copy link)(?: this\b.*)?$",
        r"^(?:follow|like|find) (?:us|me)\b",
        r"^follow @",
        r"^compart(?:e|ir)\b",
        r"^s[íi]gu[ea]nos\b",
        r"^(?:facebook|twitter|x|whatsapp|linkedin|telegram|instagram|reddit|youtube)$",
    ),
    "related": pattern(
        r"^(?:see|read|watch) also\b",
        r"^also read\b",
        r"^(?:read|learn|see) (?:more|next)\b",
        r"^related(?: (?:stor|article|content|coverage|news|reading|link|post|topic)\w*)?"
        r"\s*(?::|$)",
        r"^more (?:from|stories|on this|news|in)\b",
        r"^you (?:may|might) (?:also )?(?:like|be interested)",
        r"^recommended\b",
        r"^most (?:read|popular|viewed)",
        r"^(?:trending|don.t miss|editor.?s.? picks?)\b",
        r"^(?:previous|next) (?:article|story|post)",
        r"^(?:lea|vea|ver|leer) (?:tambi[ée]n|m[áa]s)\b",
        r"^(?:te puede interesar|noticias relacionadas|m[áa]s noticias)",
        r"^latest (?:news|stories)",
    ),
    "copyright": pattern(
        r"^©",
        r"^(?:\(c\)|copyright)\W+(?:©\s*)?(?:19|20)\d\d\b",
        r"^copyright ©",
        r"©\s*(?:19|20)\d\d\b",
    ),
    "rights": pattern(
        r"\ball rights reserved\b",
        r"\bmay not be (?:published|reproduced|republished)\b",
        r"\btodos los derechos reservados\b",
    ),
    "mark": pattern(
        r"\bis registered in the .{0,40}(?:patent|trademark)",
        r"\b(?:registered )?trademarks? of\b",
        r"\bis a registered trademark\b",
    ),
    "legal": pattern(
        r"\b(?:this|our) (?:web)?site uses cookies\b",
        r"\bwe use cookies\b",
        r"^(?:accept|manage|reject)(?: all)? cookies",
        r"\buse of cookies\b",
        r"^cookie (?:policy|settings|preferences|notice)",
        r"\bprivacy policy\b",
        r"\bterms (?:of (?:use|service)|(?:and|&) conditions)\b",
        r"\bpol[íi]tica de (?:privacidad|cookies)\b",
        r"^aviso legal",
        r"^(?:about|advertise with) us\b",
    ),
    "maker": pattern(
        r"^powered by\b", r"^(?:web)?site (?:by|designed by)\b", r"^designed (?:and built )?by\b"
    ),
    "advertisement": pattern(
        r"^advertise(?:ment|ments)$",
        r"^(?:sponsored(?: content)?|publicidad|anuncio)$",
        r"^(?:story|article|content) continues (?:below|after)",
    ),
}
# Notices that may be long paragraphs; every other signal needs a short one.
LONG_NOTICES = ("copyright", "rights", "mark", "legal")
# Addressed to the reader, as advertisements are; weak, for people in the news say "you" as well.
PITCH = re.compile(
    r"\bprovides? you with\b|\b(?:you|your)\b.*\bfree\b|\bfree\b.*\b(?:you|your)\b", re.IGNORECASE
)
# A line that is furniture wherever it stands.
INLINE = pattern(
    r"^(?:see|read|watch) also\s*:.*$",
    r"^(?:also read|related|recommended)\s*:.*$",
    r"^(?:see|read) also$",
    r"^related (?:stor(?:y|ies)|articles?|coverage|content|news|reading|links?)\b\s*(?::.*)?$",
    r"^(?:read|see|learn) more(?:\s*(?::|>|»|…|\.\.\.).*|(?: here| about this| on this)?\s*)$",
    r"^more\s*:.*$",
    r"^(?:don.t miss|most read|most popular|you may also like)\s*:?.{0,80}$",
    r"^(?:lea|vea|ver|leer) (?:tambi[ée]n|m[áa]s)\s*(?::.*)?$",
    r"^te puede interesar\s*(?::.*)?$",
    r"^(?:advertisement|publicidad|sponsored content|anuncio)$",
    r"^(?:story|article|content) continues (?:below|after)\b.{0,40}$",
    r"^(?:photo|image|picture|photograph|foto|imagen)(?: credits?| by| courtesy)?\s*:[^.]{0,80}$",
    r"^share(?: this)?(?: article| story| post)?(?: on \w+)?\s*:?$",
    r"^(?:tweet|print this page|copy link)$",
    r"^(?:click|tap) here\b.{0,100}$",
    r"^(?:sign up|subscribe)\b.{0,80}\b(?:newsletter|alerts|updates|inbox)\b.{0,40}$",
    r"^follow (?:us|@\w+)(?: on)?\b.{0,60}$",
    r"^skip to (?:main )?content$",
    r"^back to top$",
)
