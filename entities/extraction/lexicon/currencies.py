"""Currencies by their signs and by their names in English, Spanish and Portuguese.

Codes are those of ISO 4217, countries those of ISO 3166-1. Of the Americas all are here, with
what texts of the last century speak of; of the rest the most traded.
"""

from entities.extraction.lexicon import listed

SIGNS = {
    "$": "USD", "US$": "USD", "USD$": "USD", "U.S.$": "USD", "U.S. $": "USD", "US $": "USD",
    "U$S": "USD", "u$s": "USD", "C$": "CAD", "CA$": "CAD", "Can$": "CAD", "CAD$": "CAD",
    "MX$": "MXN", "MXN$": "MXN", "Mex$": "MXN", "COP$": "COP", "Col$": "COP", "CLP$": "CLP",
    "AR$": "ARS", "ARS$": "ARS", "$U": "UYU", "RD$": "DOP", "R$": "BRL", "S/": "PEN", "S/.": "PEN",
    "B/.": "PAB", "₡": "CRC", "₲": "PYG", "J$": "JMD", "JA$": "JMD", "TT$": "TTD", "BZ$": "BZD",
    "EC$": "XCD", "GY$": "GYD", "BDS$": "BBD", "Bds$": "BBD", "B$": "BSD", "CI$": "KYD",
    "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₱": "PHP",
    "₦": "NGN",
}  # fmt: skip
# The same sign has another meaning where the text is about this country.
SIGNS_BY_COUNTRY = {("C$", "NI"): "NIO"}
# Letters are signs only where the text names the country or its money: code, and what says so.
_GUATEMALA = (("GTQ", listed("Guatemal, quetzal")),)
_HONDURAS = (("HNL", listed("Hondur, lempira")),)
_BOLIVIA = (("BOB", listed("Bolivia, boliviano")), ("VES", listed("Venez, bolívar")))
LETTERS = {
    "Q": _GUATEMALA, "Q.": _GUATEMALA, "L": _HONDURAS, "L.": _HONDURAS, "Lps": _HONDURAS,
    "Lps.": _HONDURAS, "Bs": _BOLIVIA, "Bs.": _BOLIVIA, "Gs.": (("PYG", listed("Paragua")),),
}  # fmt: skip

# Adjectives of money by country, before its name in English, behind it in the other languages.
ADJECTIVES = {
    "US": listed(
        """
        US, U.S., U.S, USA, American, United States, estadounidense, estadounidenses,
        norteamericano, norteamericanos, americano, americanos, de Estados Unidos, de EE.UU.
        """
    ),
    "CA": listed("Canadian, canadiense, canadienses, canadense, canadenses"),
    "MX": listed("Mexican, mexicano, mexicanos"),
    "CO": listed("Colombian, colombiano, colombianos"),
    "AR": listed("Argentine, Argentinian, Argentinean, argentino, argentinos"),
    "CL": listed("Chilean, chileno, chilenos"),
    "DO": listed("Dominican, dominicano, dominicanos"),
    "UY": listed("Uruguayan, uruguayo, uruguayos"),
    "CU": listed("Cuban, cubano, cubanos"),
    "PH": listed("Philippine, Filipino, filipino, filipinos"),
    "JM": listed("Jamaican, Jamaica, jamaiquino, jamaiquinos, jamaicano, jamaicanos"),
    "TT": listed("Trinidad and Tobago, Trinidad, Trinidadian, TT, trinitense, trinitenses"),
    "BZ": listed("Belize, Belizean, beliceño, beliceños"),
    "BS": listed("Bahamian"),
    "BB": listed("Barbados, Barbadian, Bajan"),
    "GY": listed("Guyana, Guyanese"),
    "SR": listed("Surinamese, Suriname"),
    "KY": listed("Cayman"),
    "LC": listed("Eastern Caribbean, East Caribbean, EC"),
    "BR": listed("Brazilian, brasileño, brasileños, brasileiro, brasileiros"),
    "PE": listed("Peruvian, peruano, peruanos, nuevos"),
    "GT": listed("Guatemalan, guatemalteco, guatemaltecos"),
    "HN": listed("Honduran, hondureño, hondureños"),
    "NI": listed("Nicaraguan, nicaragüense, nicaragüenses"),
    "CR": listed("Costa Rican, costarricense, costarricenses"),
    "SV": listed("Salvadoran, salvadoreño, salvadoreños"),
    "VE": listed("Venezuelan, venezolano, venezolanos"),
    "HT": listed("Haitian, haitiano, haitianos"),
    "PY": listed("Paraguayan, paraguayo, paraguayos"),
    "GB": listed("British, sterling, esterlina, esterlinas, británica, británicas"),
    "AU": listed("Australian"),
    "NZ": listed("New Zealand"),
    "HK": listed("Hong Kong"),
    "CH": listed("Swiss"),
    "SE": listed("Swedish"),
    "DK": listed("Danish"),
    "NO": listed("Norwegian"),
}

# Names of money that is one currency.
NAMES = {
    "EUR": listed("euro, euros"),
    "BRL": listed("reais, reales"),
    "GTQ": listed("quetzal, quetzales, quetzals"),
    "HNL": listed("lempira, lempiras"),
    "NIO": listed("córdobas"),
    "PAB": listed("balboa, balboas"),
    "VES": listed("bolívar, bolívares, bolivars"),
    "PEN": listed("soles"),
    "PYG": listed("guaraníes, guaranis"),
    "HTG": listed("gourde, gourdes"),
    "ZAR": listed("rand"),
    "RUB": listed("ruble, rubles, rouble, roubles"),
    "JPY": listed("yen"),
    "CNY": listed("yuan"),
    "INR": listed("rupee, rupees"),
    "TRY": listed("lira, liras"),
    "ALL": listed("lek"),
    "CHF": listed("franc, francs"),
    "NGN": listed("naira"),
    # Of the last century.
    "ARA": listed("australes, australs"),
    "BRC": listed("cruzado, cruzados"),
    "BRE": listed("cruzeiro, cruzeiros"),
    "PEI": listed("inti, intis"),
    "ECS": listed("sucres"),
    "ITL": listed("lire"),
}
# Of several countries: by the adjective, else the country that the text is about, else the first.
# Nothing is meant where none of them fits: pounds are weights, bolivianos are people.
SHARED_NAMES = {
    listed("peso, pesos"): {
        "": "MXN", "MX": "MXN", "CO": "COP", "AR": "ARS", "CL": "CLP", "PH": "PHP", "DO": "DOP",
        "UY": "UYU", "CU": "CUP",
    },
    listed("colones"): {"": "CRC", "CR": "CRC", "SV": "SVC"},
    listed("krona, kronor, krone, kroner"): {"": "SEK", "SE": "SEK", "DK": "DKK", "NO": "NOK"},
    listed("pound, pounds, libra, libras"): {"GB": "GBP", "IE": "GBP"},
    listed("bolivianos"): {"BO": "BOB"},
}  # fmt: skip
# Of the United States unless an adjective says otherwise.
DOLLARS = listed("dollar, dollars, dólar, dólares")
DOLLARS_OF = {
    "": "USD", "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "HK": "HKD", "JM": "JMD",
    "TT": "TTD", "BZ": "BZD", "BS": "BSD", "BB": "BBD", "GY": "GYD", "SR": "SRD", "KY": "KYD",
    "LC": "XCD",
}  # fmt: skip
# Codes that no list of today has any more.
HISTORIC_CODES = frozenset({"ARA", "BRC", "BRE", "ECS", "ITL", "PEI"})
# English letters for multiples, behind figures with a sign.
SHORT_MULTIPLES = {
    "k": 1000, "K": 1000, "m": 10**6, "M": 10**6, "mn": 10**6, "mln": 10**6, "mm": 10**6,
    "bn": 10**9, "b": 10**9, "B": 10**9, "tn": 10**12,
}  # fmt: skip
