"""Pages that stand where an article should: bot walls, errors, log-ins, consent, mere lists.

An article about such things has sentences of its own, and is none of these.
"""

import re

LONGEST = 6_000  # characters of a page without an article, but for its links
SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
SHORTEST_PROSE = 90  # characters of a line that is a sentence of its own
MOST_PROSE = 400  # characters beside what such pages say
LINKS = 12  # short lines of a page that lists
SITE = r"(?:\s*[-–—|·:•].{0,60}|[.!…]{0,3})"


def _whole(*alternatives: str) -> re.Pattern[str]:
    """Match a line that says one of the alternatives, and perhaps the name of the site."""
    return re.compile(rf"(?:.{{0,40}}\s[-–—|·:•]\s*)?(?:{'|'.join(alternatives)}){SITE}", re.I)


def _within(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


# What such a page has as its heading, and what it says below.
KINDS = {
    "The server took the reader for a robot and sent a bot wall": (
        _whole(
            r"pardon our interruption", r"just a moment", r"attention required!?",
            r"are you (?:a )?(?:human|robot)\??", r"(?:please )?verify (?:that )?you are (?:a )?human",
            r"checking your browser.*", r"security check(?: required)?", r"human verification",
            r"one more step", r"verificaci[óo]n de seguridad", r"un momento", r"request unsuccessful",
            r"comprobando (?:su|tu) navegador.*", r"um momento", r"vérification de sécurité",
            r"sicherheitsüberprüfung", r"un instant", r"einen moment(?: bitte)?", r"ddos-guard",
        ),
        _within(
            r"made us think you were a bot", r"\byou are (?:a )?(?:human|not a robot)\b",
            r"checking your browser", r"unusual (?:traffic|activity)", r"\bcloudflare\b", r"\bray id\b",
            r"complete the (?:captcha|security check)", r"\bcaptcha\b", r"enable (?:javascript|cookies)",
            r"disabled (?:javascript|cookies)", r"cookies and javascript are enabled", r"incapsula",
            r"no (?:eres|es usted|soy) un robot", r"tr[áa]fico (?:inusual|incomum)",
            r"n[ãa]o [ée] um rob[ôo]", r"vous n’êtes pas un robot|vous n'êtes pas un robot",
            r"kein roboter", r"super-human speed", r"third-party browser plugin", r"please stand by",
            r"non sei un robot",
        ),
    ),  # fmt: skip
    "The page says that it needs JavaScript and holds no article": (
        _whole(
            r"(?:please )?enable javascript.*", r"javascript (?:is )?(?:required|disabled)",
            r"you need to enable javascript.*", r"(?:active|habilite|activa|ative) (?:el |o )?javascript.*",
            r"javascript (?:est désactivé|ist deaktiviert)", r"(?:bitte )?aktivieren sie javascript.*",
        ),
        _within(
            r"(?:enable|turn on|activate) javascript", r"javascript (?:is )?(?:disabled|required|not)",
            r"(?:habilitar|activar|ativar|active|habilite|ative) (?:el |o )?javascript",
            r"activer javascript", r"javascript aktivieren|aktivieren sie javascript",
            r"browser does(?:n.t| not) support", r"abilita(?:re)? javascript",
        ),
    ),  # fmt: skip
    "The server sent an error page": (
        _whole(
            r"(?:error |http |http error )?(?:40[0-9]|41[0-9]|429|50[0-9]|52\d)\b.{0,60}",
            r"(?:the )?(?:page|file|article|url)(?: you requested)? (?:was |could )?not (?:be )?found",
            r"access (?:is )?(?:denied|forbidden)", r"forbidden", r"not found", r"bad gateway",
            r"(?:the )?service (?:is )?(?:temporarily )?unavailable", r"internal server error",
            r"gateway time-?out", r"request rejected", r"oops.{0,40}", r"too many requests",
            r"site (?:is )?(?:under|down for) maintenance", r"acceso denegado", r"p[áa]gina no encontrada",
            r"(?:la )?p[áa]gina (?:solicitada )?no existe", r"error interno del servidor",
            r"servicio no disponible", r"p[áa]gina n[ãa]o encontrada", r"acesso negado",
            r"serviço indispon[íi]vel", r"page (?:introuvable|non trouvée)", r"accès (?:refusé|interdit)",
            r"service (?:temporairement )?indisponible", r"seite nicht gefunden", r"zugriff verweigert",
            r"dienst nicht verf[üu]gbar", r"pagina non trovata", r"accesso negato", r"p[áa]gina no disponible",
        ),
        _within(
            r"page you (?:are|were) (?:looking for|requested|trying)", r"requested url",
            r"you don.t have permission", r"not (?:be )?found on (?:this|the|our) server",
            r"temporarily (?:unavailable|unable)", r"(?:may|might) have been (?:moved|removed|deleted)",
            r"try again later", r"server (?:encountered|is unable|error)", r"reference #[\d.a-f]+",
            r"la p[áa]gina que (?:busca|buscas|intenta)", r"no tiene permiso", r"int[ée]ntelo (?:de nuevo )?m[áa]s tarde",
            r"a p[áa]gina que (?:voc[êe]|procura)", r"tente novamente", r"la page (?:que vous|demandée)",
            r"die (?:angeforderte|gesuchte) seite", r"la pagina (?:che|richiesta)", r"error 40[34]|http 40[34]|40[34] error",
            r"return to (?:the )?home ?page", r"volver a(?:l| la) (?:inicio|portada|p[áa]gina principal)",
        ),
    ),  # fmt: skip
    "The page only asks to log in or to subscribe": (
        _whole(
            r"(?:please )?(?:log|sign)[ -]?in(?: to (?:continue|read|your account).*)?", r"subscribe to (?:continue|read).*",
            r"(?:this (?:article|content|story) is )?(?:for|only for|exclusive to) subscribers(?: only)?",
            r"register to (?:continue|read).*", r"iniciar sesi[óo]n", r"inicia sesi[óo]n.*", r"suscr[íi]b(?:ete|ase) para.*",
            r"(?:contenido )?(?:exclusivo|solo) para suscriptores", r"(?:fa[çc]a )?login", r"entrar",
            r"(?:conte[úu]do )?exclusivo para assinantes", r"assine para (?:continuar|ler).*", r"connexion|se connecter.*",
            r"(?:article )?réservé aux abonnés", r"anmelden|anmeldung|einloggen", r"nur f[üu]r abonnenten", r"accedi",
            r"(?:contenuto )?riservato agli abbonati", r"subscriber[- ]only (?:content|article)", r"create an account",
        ),
        _within(
            r"(?:log|sign)[ -]?in to (?:continue|read|view|access|your)", r"already (?:a |have an? )(?:subscriber|account|member)",
            r"subscribe (?:now|today|to continue|to read|for)", r"forgot(?:ten)? (?:your )?password", r"free articles?",
            r"(?:for|to) subscribers(?: only)?", r"create (?:an|your|a free) account", r"start your (?:free )?trial",
            r"olvid(?:ó|aste) (?:su|tu) contrase[ñn]a", r"ya (?:eres|es) suscriptor", r"para (?:seguir|continuar) leyendo",
            r"esqueceu (?:a|sua) senha", r"j[áa] [ée] assinante", r"continuar lendo", r"mot de passe oublié",
            r"déjà abonné", r"réservé aux abonnés", r"passwort vergessen", r"bereits abonnent", r"password dimenticata",
            r"remember me", r"your password", r"gi[àa] abbonato",
        ),
    ),  # fmt: skip
    "The page only asks for consent to cookies": (
        _whole(
            r"before you continue.*", r"(?:we value )?your privacy(?: choices| matters)?", r"cookie (?:consent|settings|notice|policy)",
            r"we (?:use cookies|value your privacy).*", r"valoramos (?:su|tu) privacidad", r"su privacidad (?:nos )?importa.*",
            r"(?:aviso|pol[íi]tica) de cookies", r"sua privacidade.*", r"votre vie privée.*", r"nous respectons votre vie privée",
            r"datenschutz-?einstellungen", r"wir sch[äa]tzen ihre privatsph[äa]re", r"la tua privacy.*", r"consent",
        ),
        _within(
            r"(?:accept|reject|manage) (?:all|cookies|preferences|options)", r"we (?:and our partners )?use cookies", r"our partners",
            r"(?:aceptar|rechazar) (?:todo|todas|cookies|y continuar)", r"usamos cookies|utilizamos cookies", r"nuestros socios",
            r"(?:aceitar|rejeitar) (?:tudo|todos|cookies)", r"(?:accepter|refuser) (?:tout|et continuer|les cookies)", r"nos partenaires",
            r"(?:alle )?(?:akzeptieren|ablehnen)", r"unsere partner", r"wir verwenden cookies", r"accetta(?: tutti)?", r"privacy policy",
        ),
    ),  # fmt: skip
}
MENU = _within(
    r"^skip to (?:main )?content", r"^toggle navigation", r"^(?:website )?(?:sign|log) ?in$", r"^site ?map$",
    r"^(?:contact|about) us$", r"^home$", r"^search$", r"^view all", r"^join our team", r"^quick ?links", r"^careers$",
    r"^(?:inicio|contacto|buscar|mapa del sitio|início|contato|accueil|rechercher|startseite|suche|impressum)$",
    r"^(?:privacy policy|terms of use|accessibility)$", r"^menu$", r"^subscribe$",
)  # fmt: skip
MORE = _within(
    r"^(?:read|learn|see) more\W*$", r"^more\W*$", r"^continue reading\W*$", r"^(?:leer|ver) m[áa]s\W*$",
    r"^seguir leyendo\W*$", r"^(?:leia|saiba) mais\W*$", r"^lire (?:la suite|plus)\W*$", r"^weiterlesen\W*$",
    r"^(?:leggi|continua).{0,12}$",
)  # fmt: skip


def reason(text: str) -> str:
    """Say why this page is no article, in one sentence; empty where it is one, or may be one."""
    lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
    if len(text) <= LONGEST:
        for kind, (heading, saying) in KINDS.items():
            if _is_wall(lines, heading, saying):
                return f"{kind}: save the page of the article itself and import that."
    return _lists(lines)


def _is_wall(lines: list[str], heading: re.Pattern[str], saying: re.Pattern[str]) -> bool:
    """Whether a page with this heading or these sayings says nothing else."""
    said = [line for line in lines if saying.search(line)]
    headed = any(heading.fullmatch(line) for line in lines[:4])
    own = sum(
        len(line)
        for line in lines
        if len(line) >= SHORTEST_PROSE and SENTENCE.search(line) and not saying.search(line)
    )
    if headed:
        return own <= (MOST_PROSE if said else 0) and (bool(said) or len(lines) <= 6)
    return len(said) >= 3 and own == 0 and len(said) * 3 >= len(lines)


def _lists(lines: list[str]) -> str:
    """Say so where a page only lists: links without a sentence, or the beginnings of news."""
    prose = [
        place
        for place, line in enumerate(lines)
        if len(line) >= SHORTEST_PROSE and SENTENCE.search(line)
    ]
    menus = sum(bool(MENU.search(line)) for line in lines)
    if not prose and menus >= 3 and len(lines) >= LINKS:
        return "The page is a menu or a list of links and has no text of its own."
    teasers = sum(
        any(MORE.search(below) for below in lines[place + 1 : place + 2]) for place in prose
    )
    if teasers >= 3 and len(prose) - teasers <= 1:
        return "The page lists the beginnings of other articles and has no text of its own."
    return ""
