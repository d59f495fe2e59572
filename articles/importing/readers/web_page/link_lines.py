"""Lines among the paragraphs of a page that ask, offer or lead to other pages, by language."""

import re

LONGEST = 220  # characters


def _lines(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)


LEAD_INS = (
    # English
    r"(?:read|see|watch|learn) (?:more|also|next)",
    r"also read",
    r"related(?: stor(?:y|ies)| articles?| coverage| news)?",
    r"more (?:on this|like this|from (?:the|our) \w+)",
    r"(?:don.t miss|you may also like)",
    # Spanish
    r"(?:también )?(?:le|te|les) (?:puede|podr[íi]a) interesar",
    r"(?:lea|lee|leer|vea|ve|ver|mir[ae]) (?:también|además|más)",
    r"(?:siga|sigue|seguir) leyendo",
    r"(?:m[áa]s (?:noticias|informaci[óo]n)|notas? relacionadas?|noticias relacionadas"
    r"|contenido relacionado)",
    # Portuguese
    r"(?:leia|veja|confira|assista) (?:também|mais|ainda)",
    r"saiba mais",
    # French
    r"(?:à )?(?:lire|voir) (?:aussi|également|la suite)",
    r"sur le même (?:sujet|thème)",
    # German
    r"lesen sie (?:auch|hier(?: weiter)?|mehr|dazu)",
    r"mehr (?:zum thema|dazu)",
    r"auch interessant",
    # Italian
    r"leggi (?:anche|ancora|tutto|pure)",
    r"(?:ti )?potrebbe interessar\w*",
    r"per approfondire",
)
LEAD_IN = re.compile(rf"[\W_]*(?:{'|'.join(LEAD_INS)})\s*[:>»→]?\s*", re.IGNORECASE)
LEADS = re.compile(rf"[\W_]*(?:{'|'.join(LEAD_INS)})\s*[:>»→|–-]\s*\S", re.IGNORECASE)
OFFERS = _lines(
    # English
    r"sign up (?:for|to) .*\b(?:newsletter|brief|list|alerts|inbox)",
    r"(?:for|get) the latest .*\binbox\b",
    r"subscribe to (?:keep reading|our|the)\b",
    r"already a subscriber",
    r"download (?:the|our|this) .*\b(?:app|pdf)\b",
    r"join .*\b(?:telegram|whatsapp) channel",
    r"create an? (?:e-?mail )?alert",
    r"(?:all contents? )?(?:©|\(c\)|copyright(?: ©)?)\s*(?:19|20)\d\d\b",
    r"video player is loading",
    r"(?:follow|like) us on \w+",
    # Spanish
    r"escuch[ae] (?:esta|este|la|el) (?:nota|noticia|art[íi]culo|audio)",
    r"(?:suscr[íi]b[ae]\w*|s[íi]gu(?:e|a)nos|[úu]n[ae]te a nuestro|reciba? (?:las|nuestr\w+)"
    r" (?:noticias|bolet[íi]n))",
    r"(?:haga|haz|d[ée]) clic(?:k)? (?:aqu[íi]|en)",
    r"gracias por leer",
    r"compart(?:e|ir) (?:en|esta|este)",
    r"todos los derechos reservados",
    # Portuguese
    r"(?:quero )?receber? (?:as |nossas |no |conteúdos )?.*\b(?:whatsapp|e-?mail|exclusivos)\b",
    r"receba (?:as|nossas|no|notícias)\b",
    r"(?:siga|curta) (?:o|a|no|na|nosso|nossa) (?:nosso |perfil|página|canal|instagram)",
    r"(?:clique|acesse) aqui",
    r"compartilhe (?:no|no|esta|essa)",
    r"participe do (?:nosso )?(?:canal|grupo)",
    r"vídeos?: .*\bminutos?$",
    r"este site utiliza cookies",
    # French
    r"(?:abonnez|inscrivez|connectez)[- ]vous",
    r"recevez (?:nos|notre|l'essentiel|chaque)",
    r"partager (?:sur|cet)",
    # German
    r"(?:jetzt |hier )?.{0,30}\bnewsletter (?:abonnieren|bestellen|anmelden)",
    r"(?:folgen|abonnieren) sie uns",
    r"artikel teilen",
    # Italian
    r"(?:iscriviti|abbonati) (?:alla|al|a|per)\b",
    r"(?:©\s*)?riproduzione riservata",
    r"condividi (?:su|questo|l'articolo)",
    r"seguici (?:su|anche)",
)
ADVERTISEMENT = re.compile(
    r"(?:publicidade?|anuncio|anúncio|advertisement|publicit[ée]|anzeige|werbung|pubblicità)",
    re.IGNORECASE,
)


def is_lead_in(line: str) -> bool:
    """Whether a line does nothing but announce another page, which the next line names."""
    return bool(LEAD_IN.fullmatch(line))


def is_link_line(line: str) -> bool:
    """Whether a line leads to another page, or asks or offers something to the reader."""
    if len(line) > LONGEST:
        return False
    return bool(LEADS.match(line) or OFFERS.match(line) or ADVERTISEMENT.fullmatch(line))
