"""Spanish words; see `english.py` for what each list is for."""

from articles import calendar_words
from entities.extraction.lexicon import listed

MONTHS = calendar_words.SPANISH_MONTHS
WEEKDAYS = calendar_words.SPANISH_WEEKDAYS
PARTICLES = listed("de, del, la, las, los, el, y")
TITLES = listed(
    """
    don, dona, doña, señor, senor, señora, comandante, comisario, subcomisario, fiscal, juez,
    presidente, ministro, alcalde, jefe, congresista, diputado
    """
)
NOBODIES = listed("fulano de tal, fulana de tal")
OFFICES = listed("comisario, coronel, fiscal, gobernador, juez, jueza, magistrado, ministro")
LAW_WORK = listed("abogado, abogada, agente, detective, fiscal, juez, jueza, magistrado, portavoz")
KIN = listed("hermano, hermana, esposa, hijo, primo")
GANG_NOUNS = listed("cartel, cártel, clica, mara, pandilla")
GANG_HEADS = (*GANG_NOUNS, *listed("clan, disidencia, facción, guerrilla, mafia"))
# Music and trade unions are called so too.
LOOSE_GANG_NOUNS = listed("banda, sindicato")
GANGSTERS = listed("marero, narco, palabrero, pandillero, ranfla, sicario")
# The bodies of a state as they begin names: `Fiscalía General de la República`.
AGENCY_HEADS = listed(
    """
    armada, ejército, fiscalía, fuerza, guardia, ministerio, policía, procuraduría, secretaría
    """
)
MORE_AGENCY_HEADS = listed("comisaría, gendarmería")
AGENCY_NOUNS = (*AGENCY_HEADS, "departamento", "tribunal")
BODY_NOUNS = listed(
    """
    asociación, banco, cámara, centro, comité, consejo, construcciones, corporación, fundación,
    grupo, inversiones, observatorio, organización, partido, red, sociedad, transporte,
    transportes
    """
)
PRESS_NOUNS = listed("diario, noticias, prensa, televisión")
# More beginnings of such names, as they are written, and those of other bodies.
AGENCY_TITLES = listed(
    """
    Brigada, Batallón, Comando, Corte, Defensoría, Delegación, Departamento de Policía, Dirección,
    División, Escuadrón, Guardia Civil, Guardia Nacional, Inspectoría, Instituto Nacional,
    Juzgado, Ministerio Público, Regimiento, Tribunal, Unidad
    """
)
ORGANIZATION_HEADS = listed(
    """
    Asociación, Banco, Cámara, Colegio, Comité, Confederación, Consejo, Diario, Federación,
    Fundación, Instituto, Movimiento, Observatorio, Partido, Periódico, Sindicato, Universidad
    """
)
