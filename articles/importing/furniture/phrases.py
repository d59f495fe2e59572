"""The phrases by which pages ask, offer, link and warn, in the languages of the news read here.

A kind of signal proves little alone; what `INLINE` matches is furniture wherever it stands.
"""

import re
from collections.abc import Iterable

from articles.calendar_words import MONTHS, WEEKDAYS
from articles.text import words

SHORT = 160  # characters; a longer paragraph is furniture only as a notice


# Every phrase that may stand anywhere in a line holds one of these: they are looked for first,
# since most lines are news and a search for all the phrases takes long.
HINTS = (
    *("to log in", "account", "newsletter", "inbox", "bolet", "unsubscribe", "this field"),
    *("click here", "clic aqu", "©", "rights reserved", "may not be", "reservados", "serv"),
    *("vorbehalten", "riservati", "registered", "trademark", "cookies", "privacy", "terms"),
    *("tica de", "politique de"),
)


class _Phrases:
    """Any of some phrases; `^` stands for the start of a paragraph."""

    def __init__(self, *alternatives: str) -> None:
        opening = [one[1:] for one in alternatives if one.startswith("^")]
        anywhere = [one for one in alternatives if not one.startswith("^")]
        self.alternatives = alternatives
        # Apart, for what stands at the start need not be looked for elsewhere.
        self._opening = re.compile("|".join(opening), re.IGNORECASE) if opening else None
        self._anywhere = re.compile("|".join(anywhere), re.IGNORECASE) if anywhere else None

    def stand_in(self, line: str) -> bool:
        if self._opening and self._opening.match(line):
            return True
        if self._anywhere is None:
            return False
        small = line.lower()
        return any(hint in small for hint in HINTS) and bool(self._anywhere.search(line))


def _whole(*alternatives: str) -> re.Pattern[str]:
    """Match a paragraph that is one of the alternatives and nothing else."""
    return re.compile(rf"(?:{'|'.join(alternatives)})\s*[:.…»›>!*]*", re.IGNORECASE)


# Each kind counts once, however many phrases of it a text holds.
SIGNALS = {
    "account": _Phrases(
        r"^(?:log|sign)[ -]?in\b",
        r"\bto log in\b",
        r"\bcreate (?:a |an |your )?(?:new )?account\b",
        r"^already (?:a |have )",
        r"^(?:register|join)(?: now| here| today| us| free|$)",
        r"^forgot (?:your )?password",
        r"^iniciar sesi[óo]n",
        r"^reg[íi]str[ae]te",
        r"^(?:fazer login|entrar$|cadastre-se|assine)",
        r"^(?:se connecter|connexion$|cr[ée]er un compte|s.abonner|abonnez-vous)",
        r"^(?:anmelden$|einloggen|registrieren$|accedi$|registrati)",
        r"^upgrade (?:now|to)\b",
        r"^my account$",
        r"^remember me$",
    ),
    "newsletter": _Phrases(
        r"^(?:sign|signing) up\b",
        r"^subscri(?:be|ption)\b",
        r"^suscr[íi]b",
        r"\bour (?:free )?newsletter",
        r"^(?:get|receive) (?:the |our |your )?(?:latest|free|daily|weekly|best)\b",
        r"\byour inbox\b",
        r"^(?:your )?e-?mail(?: address)?:?(?: \(required\))?\W*$",
        r"^(?:free )?newsletter",
        r"^(?:view |read )?our newsletters?$",
        r"\bbolet[íi]n(?:es)?$",
        r"^(?:receba|inscreva-se|recevez|inscrivez-vous|iscriviti|jetzt abonnieren)\b",
        r"^(?:stay|let.s keep) (?:connected|informed|in touch)",
        r"^start your (?:free )?(?:trial|subscription)",
        r"^support (?:our|independent) (?:work|journalism)",
        r"^donate(?: now| today|$)",
        r"\byou can unsubscribe\b",
        r"\bleave this field (?:blank|empty)\b",
        r"^are you (?:a )?human\b",
        r"^(?:first |last |full )?name\s*\*$",
    ),
    "comments": _Phrases(
        r"^comments? or questions\b",
        r"^(?:leave|post|write|add) a (?:comment|reply)",
        r"^(?:view |show |read )?(?:all )?(?:\d+ )?comments?(?: \(\d+\)|:)?$",
        r"^join the (?:conversation|discussion)",
        r"^deja (?:un|tu) comentario",
        r"^(?:comentarios|coment[áa]rios|commentaires|commenti|kommentare)\b",
        r"^(?:deixe (?:um|seu) coment[áa]rio|laissez? un commentaire)",
        r"^comments are closed",
    ),
    "click": _Phrases(
        r"^(?:click|tap) here\b",
        r"\bclick here to\b",
        r"^contact us\b",
        r"^(?:haga|haz) clic",
        r"\bclic aqu[íi]\b",
        r"^(?:clique aqui|cliquez ici|clicca qui|hier klicken)",
        r"^back to top",
        r"^(?:go|scroll) (?:back )?to (?:the )?top",
        r"^(?:volver arriba|ir arriba|voltar ao topo|retour en haut|nach oben|torna su)",
        r"^skip to (?:main )?content",
        r"^(?:saltar|ir|pular) (?:al?|para o) (?:contenido|conte[úu]do)",
        r"^(?:aller au contenu|zum inhalt|vai al contenuto)",
    ),
    "share": _Phrases(
        r"^share(?: this| on| via| the| article|:|$)",
        r"^(?:tweet|print|e-?mail|save|copy link)(?: this\b.*)?$",
        r"^(?:follow|like|find) (?:us|me)\b",
        r"^follow @",
        r"^compart(?:e|ir|ilh)",
        r"^(?:partager|teilen$|condividi)",
        r"^s[íi]gu?[ea]-?nos\b",
        r"^(?:suivez-nous|folgen sie uns|seguici)\b",
        r"^(?:facebook|twitter|x|whatsapp|linkedin|telegram|instagram|reddit|youtube|flickr"
        r"|feedburner|rss|nextdoor|threads|bluesky|tiktok|pinterest)$",
    ),
    "related": _Phrases(
        r"^(?:see|read|watch) also\b",
        r"^also read\b",
        r"^(?:read|learn|see) (?:more|next)\b",
        r"^related(?: (?:stor|article|content|coverage|news|reading|link|post|topic|document)\w*)?"
        r"\s*(?::|$)",
        r"^more (?:from|stories|on this|news|in)\b",
        r"^you (?:may|might) (?:also )?(?:like|be interested)",
        r"^recommended\b",
        r"^most (?:read|popular|viewed|recent)",
        r"^(?:trending|don.t miss|editor.?s.? picks?)\b",
        r"^(?:previous|next) (?:article|story|post)",
        r"^(?:latest|recent) (?:news|stories|posts|articles|releases|updates)\b",
        r"^(?:lea|vea|ver|leer|le[ae]r) (?:tambi[ée]n|m[áa]s)\b",
        r"^(?:[lt]e (?:puede|podr[íi]a) interesar|noticias relacionadas|m[áa]s noticias)",
        r"^(?:[úu]ltimas (?:noticias|not[íi]cias)|entradas recientes|lo m[áa]s le[íi]do)",
        r"^(?:leia (?:tamb[ée]m|mais)|veja (?:tamb[ée]m|mais)|saiba mais|mais lidas)\b",
        r"^(?:not[íi]cias relacionadas|relacionad[ao]s|posts? recentes)\b",
        r"^(?:lire aussi|[àa] lire|voir aussi|articles? (?:li[ée]s|r[ée]cents?)|en savoir plus)\b",
        r"^(?:lesen sie auch|mehr zum thema|auch interessant|leggi anche|potrebbe interessarti)",
        r"^(?:tagged(?: with)?|etiquetas|tags?)\s*(?::|$)",
        r"^view all$",
    ),
    "copyright": _Phrases(
        r"^©",
        r"^(?:\(c\)|copyright)\W+(?:©\s*)?(?:19|20)\d\d\b",
        r"^copyright ©",
        r"©\s*(?:19|20)\d\d\b",
    ),
    "rights": _Phrases(
        r"\ball rights reserved\b",
        r"\bmay not be (?:published|reproduced|republished)\b",
        r"\btodos (?:los derechos reservados|os direitos reservados)\b",
        r"\btous droits r[ée]serv[ée]s\b",
        r"\balle rechte vorbehalten\b",
        r"\btutti i diritti riservati\b",
    ),
    "mark": _Phrases(
        r"\bis registered in the .{0,40}(?:patent|trademark)\b",
        r"\b(?:registered )?trademarks? of\b",
        r"\bis a registered trademark\b",
    ),
    "legal": _Phrases(
        r"\b(?:this|our) (?:web)?site uses cookies\b",
        r"\bwe use cookies\b",
        r"\b(?:utilizamos|usamos) cookies\b",
        r"\butilis\w+ des cookies\b",
        r"\bverwendet cookies\b",
        r"^(?:accept|manage|reject)(?: all)? cookies",
        r"\buse of cookies\b",
        r"^cookie (?:policy|settings|preferences|notice)",
        r"\bprivacy policy\b",
        r"\bterms (?:of (?:use|service)|(?:and|&) conditions)\b",
        r"\bpol[íi]tica de (?:privacidade?|cookies)\b",
        r"\bpolitique de confidentialit[ée]\b",
        r"^(?:aviso legal|mentions l[ée]gales|impressum$|datenschutz)",
        r"^(?:about|advertise with) us\b",
        r"^(?:accessibility|site ?map|disclaimer|sitemap|mapa del sitio|plan du site)$",
    ),
    "note": _Phrases(
        r"^(?:editor.?s.? note|note to editors|nota d(?:el|o) editor|note de la r[ée]daction)\s*:",
    ),
    "maker": _Phrases(
        r"^powered by\b",
        r"^(?:web)?site (?:by|designed by)\b",
        r"^designed (?:and built )?by\b",
    ),
    "advertisement": _Phrases(
        r"^advertise(?:ment|ments)$",
        r"^(?:sponsored(?: content)?|publicidade?|publicit[ée]|anuncio|an[úu]ncio|anzeige)$",
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
INLINE = _whole(
    r"(?:see|read|watch) also\s*:.*",
    r"(?:also read|related|recommended)\s*:.*",
    r"(?:see|read) also",
    r"related (?:stor(?:y|ies)|articles?|coverage|content|news|reading|links?|posts?)"
    r"\b\s*(?::.*)?",
    r"(?:read|see|learn) more(?:\s*(?::|>|»|…|\.\.\.).*|(?: here| about this| on this)?\s*)",
    r"more\s*:.*",
    r"(?:don.t miss|most read|most popular|you may also like)\s*:?.{0,80}",
    r"(?:watch|listen)\s*:.{0,120}",
    r"(?:adem[áa]s,? )?(?:lea|lee|vea|ver|leer|mire|escuche|conozca) "
    r"(?:tambi[ée]n|m[áa]s|adem[áa]s|aqu[íi])\s*(?::.*)?",
    r"(?:tambi[ée]n )?[lt]e (?:puede|podr[íi]a|recomendamos)(?: interesar| leer)?\s*(?::.*)?",
    r"(?:tambi[ée]n )?(?:puede|puedes) leer\s*:.*",
    r"(?:siga|sigue|contin[úu]e|contin[úu]a) leyendo\s*(?::.*)?",
    r"(?:escuch[ae]|lea|vea|mira|descarga) (?:esta|la|el|este) (?:nota|noticia|art[íi]culo|audio"
    r"|video|nota completa)\b.{0,40}",
    r"(?:nota|noticia|art[íi]culo)s? relacionad[oa]s?\s*(?::.*)?",
    r"(?:m[áa]s informaci[óo]n|no se pierda|no te pierdas)\s*:.*",
    r"(?:leia|veja|confira|assista|ou[çc]a|entenda) (?:tamb[ée]m|mais|ainda|aqui)\s*(?::.*)?",
    r"(?:assista|ou[çc]a|confira)\s*:.{0,120}",
    r"(?:continue|continua) lendo\s*(?::.*)?",
    r"(?:saiba|entenda) mais\s*(?::.*)?",
    r"(?:not[íi]cia|mat[ée]ria|reportagem) relacionada\s*(?::.*)?",
    r"(?:[àa] )?(?:lire|voir|[ée]couter)(?: aussi| [ée]galement)\s*(?::.*)?",
    r"[àa] (?:lire|voir|[ée]couter)\s*:.*",
    r"(?:sur le m[êe]me sujet|lire la suite|pour aller plus loin)\s*(?::.*)?",
    r"(?:lesen sie|sehen sie|siehe) (?:auch|hier|mehr)\s*(?::.*)?",
    r"(?:mehr zum thema|mehr dazu|weiterlesen)\s*(?::.*)?",
    r"(?:leggi|guarda|ascolta) (?:anche|tutto|di pi[ùu])\s*(?::.*)?",
    r"per approfondire\s*:.*",
    r"(?:advertisement|publicidade?|publicit[ée]|sponsored content|an[úu]ncio|anzeige)",
    r"(?:story|article|content) continues (?:below|after)\b.{0,40}",
    r"(?:photo|image|picture|photograph|foto|imagen|imagem)(?: credits?| by| courtesy)?"
    r"\s*:[^.]{0,80}",
    r"share(?: this)?(?: article| story| post)?(?: on \w+)?\s*:?",
    r"(?:compartir|compartilhar|compartilhe|partager|teilen|condividi)(?: (?:en|no|sur|auf) \w+)?",
    r"(?:tweet|print(?: this)?(?: page| article)?|copy link|imprimir|imprimer|drucken)",
    r"(?:click|tap) here\b.{0,100}",
    r"(?:haga|haz|da) clic aqu[íi]\b.{0,100}",
    r"(?:clique aqui|cliquez ici)\b.{0,100}",
    r"(?:sign up|subscribe)\b.{0,80}\b(?:newsletter|alerts|updates|inbox)\b.{0,40}",
    r"follow (?:us|@\w+)(?: on)?\b.{0,60}",
    r"(?:s[íi]guenos|siga-nos|suivez-nous|seguici)\b.{0,60}",
    r"skip to (?:main )?content",
    r"(?:saltar|ir|pular) (?:al?|para o) (?:contenido|conte[úu]do)(?: principal)?",
    r"(?:aller au contenu|zum inhalt springen|vai al contenuto)",
    r"(?:back|scroll|go) to (?:the )?top",
    r"(?:volver arriba|voltar ao topo|retour en haut|nach oben)",
    r"link to:.*",
    r"(?:a )?\d+[- ]min(?:ute|uto)?s?(?: read| de lectura| de leitura| de lecture)?",
    r"(?:reading time|tiempo de lectura|tempo de leitura|temps de lecture)\b.{0,30}",
    r"you are here",
    r"(?:estás|está|você está|vous êtes) (?:aquí|aqui|ici)",
    r"(?:tagged|filed under|tags)(?: (?:with|in))?",
    r"search(?: for)?",
    r"please leave this field (?:blank|empty)",
    r"are you (?:a )?human\b.{0,30}",
    r"editor.?s.? note\s*:.{0,120}",
    r"newsletter sign-?up",
    r"stay (?:connected|informed)",
)
# Above a release: that it may be published, said in any language, with a moment or without.
RELEASE = re.compile(
    r"\W*(?:for (?:immediate |general )?release|embargoed(?: until)?"
    r"|para (?:su )?(?:publicaci[óo]n|divulgaci[óo]n|difusi[óo]n|publica[çc][ãa]o"
    r"|divulga[çc][ãa]o) (?:inmediata|imediata)"
    r"|pour (?:diffusion|publication) imm[ée]diate"
    r"|zur sofortigen ver[öo]ffentlichung|per (?:la )?diffusione immediata)\b\W*",
    re.IGNORECASE,
)
# Whole lines, above what a page offers beside its article; what stands below it are links.
OFFER = _whole(
    r"(?:related|more|latest|recent|recommended|other|top|trending)\s+"
    r"(?:stories|articles|news|posts|content|coverage|links|releases|press releases|updates)",
    r"(?:most (?:read|popular|viewed)|you may also like|don.t miss|editor.?s.? picks?)",
    r"(?:noticias relacionadas|[úu]ltimas noticias|m[áa]s noticias|entradas recientes"
    r"|lo m[áa]s le[íi]do|otras noticias)",
    r"(?:not[íi]cias relacionadas|[úu]ltimas not[íi]cias|mais not[íi]cias|mais lidas"
    r"|posts recentes|outras not[íi]cias)",
    r"(?:articles (?:li[ée]s|r[ée]cents)|sur le m[êe]me sujet|les plus lus|derni[èe]res nouvelles)",
    r"(?:mehr zum thema|weitere artikel|meistgelesen|articoli correlati|ultime notizie)",
    r"newsletter(?: sign-?up)?",
    r"stay connected|connect with us|follow us",
)
# What ends a text on paper and on the wire; all that follows is furniture.
END_MARK = re.compile(
    r"\W*(?:-+\s*)?(?:30|end|ends|fin|fim|ende|fine|xxx)(?:\s*-+)\W*|[#\s]*#[#\s]*"
    r"|\W*#\W*(?:end|fin|fim)\W*#\W*",
    re.IGNORECASE,
)
# Whom journalists may ask, before a release or after it.
CONTACT = re.compile(
    r"(?:(?:media|press|news|public)\s+)?(?:contacts?|inquir(?:y|ies)|enquiries|relations)"
    r"(?: (?:information|person|us|for media|for press))?(?=\s*(?::|$|\(?\+?\d))"
    r"|(?:for (?:more|further|additional) information|media)(?:,? (?:please )?contact)?(?=\s*:)"
    r"|(?:contactos?|contato|prensa|imprensa|presse|kontakt|pressekontakt|contatti)"
    r"(?: (?:de|para|con|com) (?:la |a )?(?:prensa|imprensa|presse|medios))?(?=\s*(?::|$))"
    r"|contacts? (?:de )?presse(?=\s*(?::|$))",
    re.IGNORECASE,
)
# The work of those whom a contact block names.
JOBS = words(
    "spokesperson spokeswoman spokesman counsel officer director manager chief secretary"
    " coordinator specialist press media communications relations affairs information public"
    " attorney deputy assistant staff office unit division bureau portavoz vocero vocera jefe jefa"
    " prensa comunicación comunicaciones assessoria imprensa porta-voz porte-parole attaché"
    " attachée presse sprecher sprecherin pressesprecher addetto stampa ufficio"
)
TELEPHONE = re.compile(
    r"(?:\+\d{1,3}[\s.-]?)?(?:\(\d{1,5}\)|\d{2,5})[\s./-]{0,2}\d{2,4}[\s.-]\d{2,4}(?:[\s.-]\d{2,4})?"
    r"|(?:tel|phone|telephone|teléfono|telefone|téléphone|fax|cell|mobile|office)\w*\s*[:.]\s*\+?[\d(]",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}|\[email\W{0,2}protected\]", re.IGNORECASE)
ADDRESS = re.compile(
    r"^\d{1,6}\s+(?:[\w.’']+\s+){0,5}(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane"
    r"|plaza|square|center|broadway|floor|suite|highway|parkway|way)\b"
    r"|^(?:suite|room|floor|p\.?\s?o\.? box|apartado)\b.{0,40}\d"
    r"|^[\w .’'-]{2,40},?\s+(?:[A-Z]{2}|[A-Z][a-z]+)\.?\s+\d{5}(?:-\d{4})?$"
    r"|^(?:calle|avenida|av\.|rua|rue|avenue|via|carrera|cra\.)\s.{2,60}\d",
    re.IGNORECASE,
)
# Lines of menus, each alone on its line.
MENU = frozenset(
    line.strip()
    for line in """
    home; home page; menu; main menu; search; about; about us; contact; contact us; newsroom; news;
    press; press room; press releases; news releases; media; media center; blog; events; calendar;
    careers; jobs; employment; internships; volunteer; resources; services; departments; divisions;
    directory; forms; documents; publications; faq; faqs; help; get help; report a crime; support;
    sitemap; site map; privacy; privacy policy; terms of use; accessibility; disclaimer; legal;
    login; log in; sign in; sign up; register; subscribe; subscriptions; newsletter; newsletters;
    donate; español; english; português; français; translate; select language; close; open; back;
    next; previous; prev; view all; see all; read more; more; top; world; politics; business;
    sports; sport; opinion; entertainment; technology; tech; science; health; lifestyle; culture;
    travel; weather; video; videos; photos; photo gallery; galleries; podcasts; podcast; live;
    facebook; twitter; x; instagram; youtube; linkedin; tiktok; whatsapp; telegram; rss; flickr;
    leadership; community; community engagement; victim services; executive team; our team; staff;
    inicio; portada; quiénes somos; nosotros; contacto; contáctenos; noticias; prensa; buscar;
    búsqueda; transparencia; servicios; trámites; política; economía; deportes; opinión; mundo;
    nacionales; internacionales; sucesos; cultura; espectáculos; tecnología; salud; multimedia;
    suscríbete; iniciar sesión; aviso legal; mapa del sitio; galería; boletín; agenda; empleo;
    início; página inicial; quem somos; contato; fale conosco; notícias; imprensa; busca; buscar;
    serviços; transparência; esportes; opinião; entretenimento; economia; tecnologia; saúde;
    assine; entrar; cadastre-se; mapa do site; ouvidoria; acesso à informação;
    accueil; actualités; à propos; qui sommes-nous; nous contacter; presse; recherche; rechercher;
    société; économie; sports; culture; monde; mentions légales; plan du site; connexion; s'abonner;
    startseite; über uns; kontakt; suche; impressum; datenschutz; politik; wirtschaft; sport;
    chi siamo; contatti; notizie; cronaca; cerca; accedi; abbonati
    """.replace("\n", " ").split(";")
)
# Words that may stand in a line that only says when.
DATE_WORDS = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | words(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        " januar februar märz juni juli oktober dezember gennaio febbraio marzo aprile maggio"
        " giugno luglio agosto settembre ottobre novembre dicembre lundi mardi mercredi jeudi"
        " vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag"
    )
)
AROUND_DATES = words(
    "posted published updated modified last on at date release released of de del the a à le am pm"
    " a.m p.m h hrs st nd rd th est edt cst cdt pst pdt gmt utc noon publicado publicada"
    " actualizado actualizada atualizado em el às as fecha data às publié mis jour stand by t z"
)
CREDIT = re.compile(
    r"\((?=[^()]{0,120}\b(?:AP|AFP|EFE|Reuters|Getty ?Images|EPA|Xinhua|Shutterstock|ANSA)\b)"
    r"(?=[^()]*(?:/|[Pp]hoto|[Ff]oto|[Ii]mage|via|[Cc]ourtesy))[^()]{2,120}\)(?=\s*$)"
    r"|\((?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ff]oto|[Cc]redit|[Cc]rédito|[Cc]r[ée]dit)"
    r"(?:graph|s|o)?(?: by| courtesy(?: of)?| por| de|:)[^()]{2,80}\)(?=\s*$)"
)
# Left of a web page where its text was taken: comments, pictures, frames; also without their end.
MARKUP = re.compile(
    r"<!--[^\n]{0,200}?(?:-->|--(?=\s|$))"
    r"|<(?:figure|img|picture|iframe|script|style|div|svg|video|noscript|form|input|button)\b"
    r"[^<>]{0,4000}?(?:>|(?=<)|(?=\n\s*\n)|\Z)"
    r"|</(?:figure|picture|iframe|script|style|div|svg|video|noscript|form|button|figcaption)\s*>?",
    re.IGNORECASE | re.MULTILINE,
)


def is_inline(paragraph: str) -> bool:
    """Whether a paragraph says nothing but "see also", "advertisement" or the like."""
    return len(paragraph) <= 200 and bool(INLINE.fullmatch(" ".join(paragraph.split())))


def signals_in(line: str) -> set[str]:
    """Return the kinds of furniture that a line looks like; its white space is joined."""
    kinds, all_of_them = _SIGNALS if len(line) <= SHORT else _NOTICES
    line = line[:2000]
    if not all_of_them.stand_in(line):
        return set()
    return {kind for kind in kinds if SIGNALS[kind].stand_in(line)}


def _together(kinds: Iterable[str]) -> tuple[tuple[str, ...], _Phrases]:
    kinds = tuple(kinds)
    return kinds, _Phrases(*(one for kind in kinds for one in SIGNALS[kind].alternatives))


_SIGNALS, _NOTICES = _together(SIGNALS), _together(LONG_NOTICES)
