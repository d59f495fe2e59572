"""Words that stand with years, months and spans of time."""

from entities.extraction.lexicon import listed

# What is dated by a year before it: `a 1996 cold case murder`.
DATED = listed(
    """
    agreement, arrest, arrests, assassination, assault, attack, attacks, bombing, budget, burglary,
    campaign, case, census, charge, complaint, conspiracy, conviction, convictions, coup, crash,
    crime, crimes, death, deaths, decision, divorce, election, elections, execution, fight, film,
    fire, homicide, homicides, incident, indictment, injunction, investigation, kidnapping,
    killing, killings, law, massacre, moratorium, murder, murders, order, plea, raid, rape,
    report, riot, robberies, robbery, ruling, season, sentence, sexual assault, shooting,
    shootings, shootout, slaying, slayings, stabbing, strike, study, survey, trial, truce, verdict,
    war
    """
)
# Never stand between a year and what it dates.
PARTED = listed(
    """
    a, an, and, as, at, block, but, by, for, from, in, is, more, of, on, or, other, people, than,
    that, the, to, was, were, who, with
    """
)
# Behind a number these say that it counts, measures or numbers something, or is a time of day.
COUNTED = listed(
    """
    block, blocks, people, persons, members, gang, kilos, kilograms, kg, grams, tons, tonnes,
    pounds, pound, ounces, foot, feet, meter, meters, metres, miles, mile, yards, dollars, dollar,
    pesos, euros, inmates, prisoners, soldiers, troops, men, women, children, deaths, homicides,
    murders, arrests, rounds, hours, gmt, local, votes, years, square, hectares, acres, barrels,
    gallons, personas, hombres, mujeres, kilos, toneladas, integrantes, miembros, muertos,
    homicidios
    """
)
# The year of a model: `a 2004 Acura`.
CAR_MAKES = listed(
    """
    Acura, Audi, BMW, Buick, Cadillac, Chevrolet, Chevy, Chrysler, Dodge, Ducati, Ferrari, Fiat,
    Ford, GMC, Harley, Honda, Hyundai, Infiniti, Isuzu, Jaguar, Jeep, Kawasaki, Kia, Lamborghini,
    Land Rover, Lexus, Lincoln, Maserati, Mazda, Mercedes, Mercury, Mini, Mitsubishi, Nissan,
    Oldsmobile, Plymouth, Pontiac, Porsche, Range Rover, Saturn, Scion, Subaru, Suzuki, Tesla,
    Toyota, Volkswagen, Volvo, VW, Yamaha
    """
)
# Number of such a thing are a guess: at least and at most.
VAGUE_COUNTS = {
    "couple of": (2, 3), "couple": (2, 3), "few": (2, 6), "several": (3, 9),
    "dos o tres": (2, 3), "pocos": (2, 6), "pocas": (2, 6), "varios": (3, 9), "varias": (3, 9),
    "unos": (2, 6), "unas": (2, 6), "poucos": (2, 6), "vários": (3, 9), "várias": (3, 9),
}  # fmt: skip
# Spanish and Portuguese spans of time by their English names.
UNITS = {
    "día": "day", "dia": "day", "semana": "week", "mes": "month", "mês": "month", "año": "year",
    "ano": "year", "década": "decade", "meses": "month",
}  # fmt: skip
PAST = listed("pasado, pasada, anterior, último, última, passado, passada")
COMING = listed("próximo, próxima, que viene, entrante, que vem")
# Seasons by the month in which they begin in the north, where most of these texts are from.
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
