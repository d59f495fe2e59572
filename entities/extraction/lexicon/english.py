"""English words. A list is for one meaning, and a word has as many lists as it has meanings: a
lieutenant stands before names and in gangs. Where a rule needs some words of a list only, these
are a list of their own, of which the whole is made (`TITLE_CUES` of `TITLES`).
"""

from articles import calendar_words
from entities.extraction.lexicon import listed, numbered

MONTHS = calendar_words.ENGLISH_MONTHS
MONTHS_ALONE = calendar_words.ENGLISH_MONTHS_ALONE
SHORT_MONTHS = calendar_words.ENGLISH_SHORT_MONTHS
WEEKDAYS = calendar_words.ENGLISH_WEEKDAYS
NUMBERS = numbered("one two three four five six seven eight nine ten eleven twelve")

# Before names, and never a part of them. The cues make a person of the name behind them.
SHORT_TITLE_CUES = listed(
    "mr, mrs, ms, dr, prof, sgt, capt, maj, col, gen, lt, det, insp, supt, gov, sen, rep"
)
SHORT_TITLES = (*SHORT_TITLE_CUES, *listed("adm, brig, ch, cmdr, cpl, cpt, fr, hon, rev"))
TITLE_CUES = listed(
    """
    president, mayor, governor, senator, congressman, congresswoman, minister, secretary,
    ambassador,
    honorable, honourable, judge, justice, magistrate, prosecutor, attorney, paralegal,
    inspector, superintendent, detective, investigator, sergeant, commissioner, sheriff,
    undersheriff, constable, trooper, marshal, officer, agent,
    captain, colonel, general, commander, corporal, lieutenant, chief, director, cadet,
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
        assistant, attorney-general, procurator, representative, lawmaker, speaker, whip, chair,
        chairman, chairwoman, chairperson, czar, dictator, candidate, citizen, principal,
        deputies, councilman, councilwoman, supervisor, envoy, spokesman, spokeswoman,
        spokesperson, police, patrolman, ranger, warden, coroner, analyst, expert,
        major, brigadier, admiral, private, madam, madame
        """
    ),
)
# Before a mere surname; no office, street or body is called so and a word more.
LONE_TITLES = (
    *SHORT_TITLE_CUES,
    *listed(
        """
        ambassador, archbishop, colonel, congressman, congresswoman, constable, corporal,
        detective, governor, inspector, judge, justice, lieutenant, magistrate, mayor, officer,
        president, professor, senator, sergeant, sheriff, superintendent, trooper, undersheriff
        """
    ),
)
# Titles that many people bear as names.
TITLES_AND_NAMES = listed(
    """
    bishop, brother, captain, cardinal, constable, dame, doctor, father,
    judge, justice, king, lady, lord, madam, major, marshal, pastor, pope, prince, princess,
    private, queen, ranger, sheikh, sheik, sir, sister, warden
    """
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
    *listed("advocate, solicitor, barrister, editor, activist, newsman, cattleman, rapper, singer"),
)
ACCUSED = listed(
    "suspect, defendant, co-defendant, codefendant, co-conspirator, accomplice, inmate"
)
# Other parts that people play in a trial, before their names.
PARTIES = listed("victim, witness, plaintiff, complainant, petitioner, juror, decedent")
# Titles of people who speak or act for a state: before names they begin with a capital.
OFFICES = listed(
    """
    ambassador, attorney, chief, colonel, commissioner, congressman, congresswoman, constable,
    coroner, councilman, councilwoman, deputy, detective, director, general, governor, inspector,
    investigator, judge, justice, lieutenant, magistrate, major, marshal, mayor, minister, officer,
    patrolman, president, prosecutor, ranger, representative, secretary, senator, sergeant,
    sheriff, superintendent, supervisor, trooper
    """
)
# In small letters these are other words, and names in mixed case.
OFFICES_BY_LETTERS = listed("ADA, AUSA, CEO, DA, DDA, PIO, SAUSA, SDDA")
SHORT_OFFICES = (
    *OFFICES_BY_LETTERS,
    *listed("Capt, Col, Det, Gen, Gov, Insp, Lt, Maj, Sen, Sgt, Supt"),
)
# Work in which people of the law are named without a capital, before or behind the name.
LAW_WORK = listed(
    """
    analyst, attorney, coroner, detective, expert, investigator, judge, justice, lawyer,
    magistrate, officer, paralegal, police chief, prosecutor, sheriff, spokesman, spokesperson,
    spokeswoman, trooper
    """
)
# What people do who are quoted.
TELLS = listed(
    "added, explained, noted, recalled, replied, said, says, stated, testified, told, warned"
)
# What is done to people: `the murder of …`.
DEEDS = listed(
    """
    abduction, arrest, assassination, beating, conviction, death, deaths, execution, homicide,
    indictment, kidnapping, killing, killings, murder, murders, rape, sentencing, shooting,
    slaying, stabbing, torture, trial
    """
)

# Behind names.
GENERATIONS = listed("Jr, Sr")
GENERATION_NUMERALS = listed("II, III, IV")
# Who is not to be named.
NOBODIES = listed("john doe, jane doe, baby doe")
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
    alliance, band, bloc, coalition, family, firm, group, militia, network, organisation,
    organization, outfit, ring, squad
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

# The noun at the head of a body's name decides its kind. Strong heads make a name of any word
# before them, `Homicide Bureau`; thematic ones only of a word for the work of such bodies, `Fire
# Department`; those of towns and states only of a name before them, `Anaheim Police`.
AGENCY_HEADS = listed(
    """
    battalion, brigade, bureau, constabulary, consulate, detachment, directorate, division,
    embassy, garrison, gendarmerie, ministry, regiment, secretariat, section, squad, unit
    """
)
THEMATIC_AGENCY_HEADS = listed(
    """
    administration, agency, assembly, board, branch, center, centre, command, commission,
    congress, corps, council, court, department, detail, force, forces, guard, lab, laboratory,
    office, parliament, patrol, presidency, probation, service, services, staff, station,
    strike force, task force, team, tribunal
    """
)
FORCE_HEADS = listed("army, marines, navy, pd, police")
# Who holds an office, before their own names: `Brooklyn District Attorney Jane Roe`.
OFFICE_HOLDERS = listed(
    """
    Attorney General, City Attorney, Coroner, County Attorney, Criminal District Attorney, DA,
    District Attorney, Medical Examiner, Prosecutor, Public Defender, Sheriff, State Attorney,
    State's Attorney, State’s Attorney
    """
)
ORGANIZATION_HEADS = listed(
    """
    academy, airlines, airways, association, bank, church, coalition, college, committee,
    company, confederation, corporation, deli, elementary, elementary school, federation,
    foundation, grocery, high school, institute, law school, league, middle school, motors,
    partnership, party, school district, society, union, university
    """
)
# Words for other things as well: a body only where the language model takes it for one.
DOUBTFUL_ORGANIZATION_HEADS = listed(
    """
    alliance, authority, chronicle, church, club, committee, council, daily, dealership,
    enterprises, fund, gazette, group, herald, holdings, industries, initiative, journal,
    magazine, market, marketplace, ministries, network, news, newspaper, observer, post, press,
    programs, project, radio, register, restaurant, school, services, store, stores, systems,
    television, times, tribune, trust, union-tribune
    """
)
# Of what bodies of a state are about; in capitals these are parts of their names all the same.
BODY_THEMES = listed(
    """
    administrative, advocacy, affairs, agrarian, agriculture, air, airborne, alcohol,
    anti-crime, anti-drug, anti-gang, anti-mafia, anti-narcotics, antigang, antinarcotics,
    antiterrorist, antitrust, appeals, apprehension, armed, army, arson, artillery, assault,
    attorney, attorneys, attorney’s, aviation, bomb, border, budget, career, cavalry, census,
    central, child, circuit, city, civil, civilian, claims, cold, combat, combined, command,
    commando, commandos, commerce, communications, community, congressional, constitutional,
    consumer, control, conviction, coroner’s, correction, correctional, corrections,
    counter-terrorism, counterterrorism, county, crime, crimes, criminal, crown, customs, cyber,
    defence, defenders, defender’s, defense, detective, diplomatic, disaster, district,
    domestic, drug, drugs, economic, education, elder, elections, electoral, emergency,
    employment, energy, enforcement, engineers, enterprises, environmental, evidence,
    examiner’s, executive, exploitation, family, federal, federated, felony, field, finance,
    financial, fire, firearms, fiscal, fishing, food, foreign, forensic, forest, forestry,
    fraud, frauds, fugitive, gaming, gang, gangs, general, government, gun, hate, health, high,
    highway, homeland, homicide, hostage, housing, human, immediate, immigration, infantry,
    information, instruction, insurance, integrity, intelligence, interagency, interior,
    internal, international, intervention, investigation, investigations, investigative, joint,
    judicial, justice, juvenile, labor, land, legislative, licensing, livestock, long-range,
    magistrates’, magistrate’s, major, management, marine, marines, maritime, marshals,
    marshal’s, medical, metropolitan, military, mobile, mountain, municipal, narcotics,
    national, natural, naval, navy, northern, nuclear, observer, observers, oceanic, operations,
    organised, organized, pardon, parks, parole, patrol, peace, permanent, planning, police,
    postal, power, preservation, presidential, press, prevention, prison, prisons, probate,
    probation, professional, prosecution, prosecutions, prosecutor’s, protection, protective,
    provincial, public, racketeering, rapid, reaction, reconnaissance, reduction, regional,
    rehabilitation, relations, rescue, research, reserve, resources, response, revenue, review,
    rights, robbery, rural, safety, sanctions, science, secret, security, senatorial, sex,
    sexual, sheriff’s, social, southern, special, standards, state, states, state’s, statistics,
    strategic, strategies, strategy, street, superior, support, suppression, supreme,
    surveillance, swat, tactical, task, tax, technical, technology, terrorism, theft, tourism,
    trade, traffic, trafficking, training, transit, transnational, transport, transportation,
    treasury, trial, tribal, urban, veterans, veterans’, vice, victim, victims, victims’,
    violence, violent, warrant, water, weapons, welfare, works, youth
    """
)
ADJECTIVES_OF_ORGANIZATIONS = listed(
    """
    agrarian, american, catholic, christian, communist, conservative, council, cultural,
    culture, democratic, disappearances, episcopal, forced, independent, inter-american,
    journalists, jurists, kidnappings, labor, lawyers, liberal, liberation, missing, mutual,
    nationalist, news, patriotic, popular, private, progressive, relatives, republican,
    revolutionary, socialist, student, students, teachers, trade, workers
    """
)
# No sentence ends with them.
NEED_ANOTHER = listed(
    """
    a, an, the, and, or, of, by, to, from, with, for, against, between, its, his, her, their,
    whose, including, named
    """
)
