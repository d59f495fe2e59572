"""English words. A list is for one meaning, and a word has as many lists as it has meanings: a
lieutenant stands before names and in gangs. Where a rule needs some words of a list only, these
are a list of their own, of which the whole is made (`TITLE_CUES` of `TITLES`).
"""

from articles import calendar_words
from entities.extraction.lexicon import listed, numbered

MONTHS = calendar_words.ENGLISH_MONTHS
SHORT_MONTHS = calendar_words.ENGLISH_SHORT_MONTHS
WEEKDAYS = calendar_words.ENGLISH_WEEKDAYS
NUMBERS = numbered("one two three four five six seven eight nine ten eleven twelve")
# Words that stand for a number, and the number that is meant.
VAGUE_NUMBERS = {"a": 1, "an": 1, "few": 3, "several": 4}

# Before names, and never a part of them. The cues make a person of the name behind them.
SHORT_TITLE_CUES = listed(
    "mr, mrs, ms, dr, prof, sgt, capt, maj, col, gen, lt, det, insp, supt, gov, sen, rep"
)
SHORT_TITLES = (*SHORT_TITLE_CUES, *listed("adm, brig, ch, cmdr, cpl, cpt, fr, hon, rev"))
TITLE_CUES = listed(
    """
    president, mayor, governor, senator, congressman, congresswoman, minister, secretary,
    ambassador,
    judge, justice, magistrate, prosecutor, attorney,
    inspector, superintendent, detective, sergeant, commissioner, sheriff, officer, agent,
    captain, colonel, general, commander,
    father, bishop, archbishop
    """
)
TITLES = (
    *TITLE_CUES,
    *listed(
        """
        miss, doctor, professor, sir, dame, lord, lady, king, queen, prince, princess,
        pope, sister, brother, monsignor, cardinal, reverend, pastor, imam, sheikh, sheik, emir,
        vice-president, vice, ex-president, premier, chancellor, deputy, undersecretary,
        assistant, attorney-general, procurator, chief, director, representative, lawmaker,
        deputies, councilman, councilwoman, envoy, spokesman, spokeswoman, spokesperson,
        constable, police, warden, coroner,
        corporal, lieutenant, major, brigadier, admiral
        """
    ),
)
# What stands with titles: `former acting defence minister`.
TITLE_ADJECTIVES = listed(
    """
    former, ex, prime, trial, under, special, state, foreign, interior, defense, defence,
    security, treasury, finance, u.s., us, federal, district, supreme, court, presidential,
    acting, interim, incoming, outgoing, liberal, conservative, political
    """
)
NATIONALITIES = listed(
    """
    irishman, englishman, frenchman, dutchman, welshman, scotsman, briton, spaniard, swede, dane,
    colombian, mexican, honduran, guatemalan, salvadoran, venezuelan, ecuadorian, peruvian,
    brazilian, jamaican, haitian, dominican, italian, albanian, georgian, serbian, turkish,
    moroccan, nigerian
    """
)
# Work of people whom the news quote or accuse; the cues stand before a name without an article.
OCCUPATION_CUES = listed("lawyer, journalist, reporter, analyst")
OCCUPATIONS = (
    *OCCUPATION_CUES,
    *listed("advocate, solicitor, barrister, editor, activist, newsman, cattleman"),
)
ACCUSED = listed("suspect, defendant")

# Behind names.
GENERATIONS = listed("Jr, Sr")
GENERATION_NUMERALS = listed("II, III, IV")
HONOURS = listed("QC, KC, SC, MP, MEP, MD, PhD, Esq, OBE, MBE, CBE")

KIN = listed(
    """
    brother, sister, son, daughter, wife, husband, mother, father, cousin, nephew, niece, uncle,
    aunt, girlfriend, boyfriend, twin, widow
    """
)
KIN_BY_MARRIAGE = listed(
    "half-brother, half-sister, stepbrother, stepfather, stepson, godfather, godson"
)

# What a gang is called, also as a part of its name: `the Juárez cartel`, `the Shower Posse`.
GANG_NOUNS = listed("gang, cartel, clan, clique, crew, faction, mafia, mob, posse, syndicate")
# Other bodies are called so too.
LOOSE_GANG_NOUNS = listed("band, chapter, family, group, militia, network, ring, set")
# What introduces the name of a gang: `a motorcycle club known as …`, `sets such as …`.
GANG_HEADS = (
    *GANG_NOUNS,
    *listed("confederacy, crime family, mara, motorcycle club, paramilitary, umbrella"),
)
# So are parts of gangs, and much else: where the text speaks of gangs they introduce one.
GANG_PART_HEADS = listed(
    "affiliate, ally, cell, chapter, charter, offshoot, rival, set, sub-set, subset, wing"
)
# Anything may be called so: the words around must speak of gangs.
LOOSE_GANG_HEADS = listed(
    """
    alliance, band, bloc, family, firm, group, militia, network, organisation, organization,
    outfit, ring, squad
    """
)
# What makes a gang of a loose head: `a robbery group`, `an armed band`.
GANG_ADJECTIVES = listed(
    """
    armed, biker, crime, criminal, drug, guerrilla, insurgent, neo-nazi, paramilitary, prison,
    rebel, robbery, smuggling, street, supremacist, terrorist, trafficking, vigilante
    """
)
# Other bodies have these in their names, and people speak of gangs in them: `Gang Impact Team`.
UNIT_NOUNS = listed(
    """
    academy, act, advisory, affairs, agency, assembly, association, attorney, awards, board,
    bureau, campaign, center, centre, challenge, commission, committee, conference, council,
    court, crimes, department, detail, detective, detectives, division, effort, enforcement,
    event, forum, foundation, fund, grant, homicide, impact, incentive, initiative, injunction,
    intervention, investigation, investigations, investigator, investigators, justice, ministry,
    narcotics, office, operation, operations, partnership, police, precinct, prevention, program,
    programme, programs, project, prosecution, prosecutor, prosecutors, reduction, related,
    report, response, school, section, service, services, sheriff, strike, summit, suppression,
    task, team, teams, training, truancy, unit, units, university, workshop
    """
)
# Who leads and who belongs to gangs. Nobody but gangs has the first; police and armies have ranks.
GANGSTERS = listed("capo, enforcer, gangster, gunman, hitman, kingpin, trafficker")
MEMBERS = listed("boss, founder, leader, member")
RANKS = listed("chief, commander, lieutenant")

# Armed and judicial bodies of a state, the offices around them, and bodies of any other sort.
AGENCY_NOUNS = listed(
    """
    agency, air force, armed forces, army, assembly, attorney, border patrol, bureau, carabinieri,
    coast guard, commission, congress, constabulary, consulate, corrections, court, customs,
    defence force, defense force, department, directorate, embassy, gendarmerie, government,
    homeland security, immigration, intelligence, interpol, europol, marines, ministry, national
    guard, navy, office of, parliament, patrol, pentagon, police, police service, prison, prisons,
    prosecutor, secretariat, security force, senate, sheriff, supreme, task force, treasury,
    white house
    """
)
PRESS_NOUNS = listed(
    """
    daily, gazette, herald, journal, magazine, news, post, press, radio, times, tribune, tv
    """
)
BODY_NOUNS = listed(
    """
    airline, airlines, analysis, association, bank, center, centre, chamber, church, coalition,
    college, committee, company, confederation, corporation, council, defence, defense, diocese,
    enterprises, exchange, federation, foundation, fund, group, holding, holdings, hospital,
    industries, initiative, international, league, logistics, monitor, movement, museum, network,
    observatory, organisation, organization, party, project, rights, society, think tank, union,
    watch
    """
)
