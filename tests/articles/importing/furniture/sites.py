"""Pages of invented sites, as they come when their text is taken: menus and all."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """What stands around the news on every page; `{n}` changes from page to page."""

    name: str
    above: str
    below: str

    def page(self, number: int, headline: str, news: str) -> str:
        above = self.above.format(n=number, headline=headline)
        return f"{above}\n{news}\n{self.below.format(n=number, headline=headline)}\n"


COUNTY = Site(
    name="Office of the Prosecutor of Elm County",
    above="{headline} - Office of the Prosecutor of Elm County\nSkip to content\nOur Work\n"
    "Units\nThe Prosecutor\nFind a Form\n{n} min read\n{headline}\nWritten by the desk\n"
    "FOR IMMEDIATE RELEASE\nMay {n}, 2021\nContact: Rosa Field\nSpokeswoman\n(555) 010-20{n}",
    below="###\nThe Elm County Bulletin\n"
    "Water rates rise by a cent in all districts\nMay 28, 2021\n"
    "A bridge over the Elm is named after its builder\nMay 26, 2021\nName*\n"
    "How much is {n} + 4 =\nVisitors today: 1{n}4",
)
DIARIO = Site(
    name="El Faro del Valle",
    above="Portada\nPolítica\nSucesos\nDeportes\nSuscríbete\n{headline}\n{n} de marzo de 2019",
    below="Compartir en Facebook\nTe puede interesar\nEl mercado central reabre sus puertas\n"
    "La orquesta juvenil tocará en el parque\nDeja un comentario\n"
    "© 2019 El Faro del Valle. Todos los derechos reservados.",
)
JORNAL = Site(
    name="Folha do Vale",
    above="Início\nNotícias\nEsportes\nAssine\n{headline}\nPor Ana Dias\n{n}/03/2019 às 10h{n}0",
    below="Leia também\nChuva forte adia a festa da cidade\nMais lidas\n"
    "Siga-nos no Instagram\nTodos os direitos reservados.",
)
GAZETTE = Site(
    name="La Gazette du Val",
    above="Accueil\nPolitique\nCulture\nS'abonner\nLa Gazette du Val › Faits divers\n{headline}\n"
    "Publié le {n} mars 2019",
    below="Partager\nLire aussi : Le marché couvert rouvre\nMentions légales\n"
    "Tous droits réservés.",
)
SITES = (COUNTY, DIARIO, JORNAL, GAZETTE)

STORIES = {
    COUNTY: [
        (
            "Two men sentenced for the robbery of a bakery",
            "ELM CITY – Two members of the Willow Street Crew were sentenced today to nine years "
            "in prison for the robbery of a bakery on Main Street.\n"
            "The case was investigated by the\n"
            "Elm City Police Department\nand the sheriff of the county, who thanked the neighbours "
            "for their help.\n“Nobody was hurt, and that is what counts,” said the prosecutor.",
        ),
        (
            "A clerk pleads guilty to the theft of seized guns",
            "ELM CITY – A former clerk of the court pleaded guilty on Tuesday to the theft of "
            "eleven guns that had been seized from the Harbour Boys.\nThe theft was found by the\n"
            "Elm City Police Department\nwhen one of the guns turned up where a man had been shot.",
        ),
        (
            "Jury convicts the leader of a ring of car thieves",
            "ELM CITY – A jury took two hours to convict the leader of a ring that stole more than "
            "a hundred cars in three counties.\nHe was arrested in June by the\n"
            "Elm City Police Department\nafter a chase over the old bridge, in which two officers "
            "were injured.",
        ),
        (
            "Prosecutor warns of callers who pose as her deputies",
            "ELM CITY – Callers who pose as deputies of the prosecutor have taken some 40,000 "
            "dollars from retired people since the spring.\nThe office never asks for money on the "
            "telephone, and nobody need pay to stay out of jail.",
        ),
    ],
    DIARIO: [
        (
            "Detienen a tres presuntos jefes de la banda Los Sauces",
            "La policía detuvo el lunes a tres presuntos jefes de la banda Los Sauces en una casa "
            "del barrio del puerto, informó la fiscalía del valle.\nUno de ellos había escapado en "
            "enero de la cárcel de la capital.",
        ),
        (
            "Un juez ordena el traslado de veinte reclusos",
            "Un juez de vigilancia ordenó el traslado de veinte reclusos a un penal de la costa, "
            "después de la riña que dejó dos muertos el domingo pasado.",
        ),
        (
            "La fiscalía pide treinta años para el dueño del taller",
            "La fiscalía pidió este jueves treinta años de prisión para el dueño del taller donde "
            "se hallaron cuatro fusiles y un lanzagranadas.",
        ),
    ],
    JORNAL: [
        (
            "Polícia prende suspeito de chefiar facção do porto",
            "A Polícia Civil prendeu na manhã desta terça-feira um homem suspeito de chefiar uma "
            "facção que controlava o tráfico na região do porto.",
        ),
        (
            "Operação apreende armas em três cidades do vale",
            "Uma operação do Ministério Público apreendeu doze armas e uma grande quantidade de "
            "munição em três cidades do vale nesta quarta-feira.",
        ),
        (
            "Júri condena ex-policial por ligação com milícia",
            "O júri condenou a dezoito anos de prisão um ex-policial acusado de fornecer armas a "
            "uma milícia que atuava na zona norte da cidade.",
        ),
    ],
    GAZETTE: [
        (
            "Trois membres d'un gang du port devant le tribunal",
            "Trois membres présumés d'un gang du port ont comparu mardi devant le tribunal pour "
            "l'attaque d'une bijouterie en plein centre de la ville.",
        ),
        (
            "La police saisit quarante kilos de cocaïne",
            "La police a saisi quarante kilos de cocaïne dans un camion qui venait de la "
            "frontière, a annoncé mercredi le procureur de la République.",
        ),
        (
            "Un gardien de prison mis en examen",
            "Un gardien de la prison centrale a été mis en examen pour avoir livré des téléphones "
            "à des détenus liés au grand banditisme, selon son avocat.",
        ),
    ],
}


def pages(site: Site) -> list[str]:
    """All pages of a site."""
    return [
        site.page(number, headline, news)
        for number, (headline, news) in enumerate(STORIES[site], 1)
    ]
