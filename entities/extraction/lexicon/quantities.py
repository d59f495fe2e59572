"""Words for amounts: numbers, bounds, units, and what is counted, in three languages at once.

Texts of one language hold amounts in another (names of units, quotations), and hardly a word of
one counts something else in another.
"""

from entities.extraction.lexicon import listed, numbered, words

# English, Spanish and Portuguese words by the number that they stand for.
ONES = (
    numbered("one two three four five six seven eight nine")
    | numbered("uno dos tres cuatro cinco seis siete ocho nueve")
    | numbered("um dois três quatro cinco seis sete oito nove")
    | {"una": 1, "un": 1, "uma": 1, "duas": 2}
)
TEENS = (
    numbered(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", first=10
    )
    | numbered(
        "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve", first=10
    )
    | numbered("dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove", first=10)
    | numbered(
        "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
        "veintiocho veintinueve",
        first=20,
    )
)
TENS = {
    word: 10 * number
    for row in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    )
    for word, number in numbered(row, first=2).items()
}
# One that stands only behind another number, or `a`.
HUNDRED = {"hundred": 100}
HUNDREDS = {"cien": 100, "ciento": 100, "cem": 100, "cento": 100} | {
    word: 100 * number
    for row in (
        "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
        "novecientos",
        "duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
    )
    for word, number in numbered(row, first=2).items()
}
# Words that multiply the number before them.
MULTIPLES = {
    "dozen": 12, "docena": 12, "docenas": 12, "dúzia": 12, "dúzias": 12,
    "thousand": 1000, "mil": 1000,
    "million": 10**6, "millón": 10**6, "millones": 10**6, "milhão": 10**6, "milhões": 10**6,
    "billion": 10**9, "bilhão": 10**9, "bilhões": 10**9, "trillion": 10**12, "billones": 10**12,
}  # fmt: skip
# Spanish and Portuguese have these with `de` before what is counted: `3 millones de pastillas`.
COUNTED_WITH_OF = words("docena docenas dúzia dúzias millón millones milhão milhões bilhões")
# Multiplies nothing by itself, unlike the others: `mil pesos`.
THOUSAND_ALONE = "mil"
# Parts of the word behind them: `half a million`.
FRACTIONS = {
    "half a": 0.5, "half of a": 0.5, "media": 0.5, "medio": 0.5, "meia": 0.5, "meio": 0.5,
    "a quarter of a": 0.25, "quarter of a": 0.25, "three quarters of a": 0.75,
    "three-quarters of a": 0.75,
}  # fmt: skip
# Such a plural is at least two of it.
VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000,
    "tens of thousands": 20_000, "hundreds of thousands": 200_000, "millions": 2_000_000,
    "tens of millions": 2 * 10**7, "hundreds of millions": 2 * 10**8, "billions": 2 * 10**9,
    "decenas": 20, "docenas": 24, "cientos": 200, "centenares": 200, "miles": 2000,
    "decenas de miles": 20_000, "cientos de miles": 200_000,
    "decenas de millones": 2 * 10**7, "cientos de millones": 2 * 10**8,
    "miles de millones": 2 * 10**9, "millones": 2_000_000,
    "dezenas": 20, "centenas": 200, "milhares": 2000, "dezenas de milhares": 20_000,
}  # fmt: skip
# Behind such a word a number in words is at least two of it: `several hundred`.
SEVERAL_BEFORE = listed("several, various, varios, varias, vários, várias")
SEVERAL = {
    "dozen": 24, "hundred": 200, "thousand": 2000, "docenas": 24, "decenas": 20, "cientos": 200,
    "miles": 2000, "dezenas": 20, "centenas": 200, "milhares": 2000,
}  # fmt: skip

# What limits a number, by the sign that the value has for it.
BOUNDS = {
    ">=": listed(
        """
        at least, no fewer than, no less than, not less than, not fewer than, a minimum of,
        minimum of, as many as, as much as, al menos, por lo menos, no menos de, un mínimo de,
        mínimo de, pelo menos, ao menos, não menos de, no mínimo
        """
    ),
    ">": listed(
        """
        more than, greater than, over, above, in excess of, upwards of, upward of, well over,
        más de, mas de, mais de
        """
    ),
    "<=": listed(
        """
        at most, up to, no more than, not more than, a maximum of, maximum of, hasta,
        como máximo, un máximo de, máximo de, a lo sumo, até, no máximo
        """
    ),
    "<": listed("fewer than, less than, under, below, menos de"),
    "~": listed(
        """
        about, around, approximately, nearly, almost, roughly, some, an estimated, estimated,
        close to, just over, just under, unos, unas, alrededor de, cerca de, aproximadamente,
        casi, quase, uns, umas
        """
    ),
}  # fmt: skip
# With these, time is said to pass: `over 12 months`.
BOUNDS_BUT_OF_TIME = listed("over, under, above, below")
OR_MORE = listed("or more, o más, o mas, ou mais")

# Units by the form in which values have them. Abbreviations may stand close to their number.
ABBREVIATIONS = {
    "%": ("%",),
    "kg": ("kg", "kgs", "kilo", "kilos"),
    "g": ("g", "gr", "grs", "gms"),
    "mg": ("mg",),
    "lb": ("lb", "lbs"),
    "oz": ("oz", "ozs"),
    "km": ("km", "kms"),
    "ha": ("ha",),
    "ml": ("ml",),
    "mph": ("mph",),
}
UNITS = {
    "%": listed("percent, per cent, por ciento, por cento"),
    "kg": listed(
        "kilogram, kilograms, kilo, kilos, kilogramo, kilogramos, quilo, quilos, quilogramas"
    ),
    "g": listed("gram, grams, gramo, gramos, grama, gramas"),
    "mg": listed("milligram, milligrams, miligramo, miligramos, miligramas"),
    "lb": listed("pound, pounds, libra, libras"),
    "oz": listed("ounce, ounces, onza, onzas, onça, onças"),
    "t": listed(
        """
        ton, tons, tonne, tonnes, metric ton, metric tons, tonelada, toneladas,
        toneladas métricas
        """
    ),
    "l": listed("liter, liters, litre, litres, litro, litros"),
    "gal": listed("gallon, gallons, galón, galones, galões"),
    "km": listed(
        """
        kilometer, kilometers, kilometre, kilometres, kilómetro, kilómetros, quilômetro, quilômetros
        """
    ),
    "m": listed("meter, meters, metre, metres, metro, metros"),
    "cm": listed("centimeter, centimeters, centimetre, centimetres, centímetros"),
    "mi": listed("mile, miles, milla, millas, milhas"),
    "ft": listed("foot, feet, pie, pies, pés"),
    "yd": listed("yard, yards, yarda, yardas"),
    "in": listed("inch, inches, pulgada, pulgadas"),
    "ha": listed("hectare, hectares, hectárea, hectáreas"),
    "acres": listed("acre, acres"),
    "mph": listed("miles per hour, miles an hour"),
    "km/h": listed("kilometers per hour, kilómetros por hora"),
    "m2": listed("square meters, square metres, metros cuadrados, metros quadrados"),
    "km2": listed("square kilometers, square kilometres, kilómetros cuadrados"),
    "sq mi": listed("square miles"),
    "sq ft": listed("square feet"),
}  # fmt: skip
UNITS_OF_TIME = {
    "years": listed("year, years, yrs, año, años, ano, anos"),
    "months": listed("month, months, mes, meses, mês"),
    "weeks": listed("week, weeks, semana, semanas"),
    "days": listed("day, days, día, días, dia, dias"),
    "hours": listed("hour, hours, hrs, hora, horas"),
    "minutes": listed("minute, minutes, minuto, minutos"),
    "seconds": listed("second, seconds, segundo, segundos"),
}
# Words for the span of time in which something happens so often.
PERIODS = {
    "hour": listed("hour, hora"),
    "day": listed("day, día, dia"),
    "week": listed("week, semana"),
    "month": listed("month, mes, mês"),
    "year": listed("year, año, ano, annum"),
}
# What is measured or comes packed: `3 kilos of cocaine`, `40 rounds of ammunition`.
MEASURED = words(
    """
    acid alcohol ammunition ammo amphetamine amphetamines cannabis carfentanil cash cocaine coca
    crack crystal cyanide diesel dynamite ecstasy ephedrine explosives fentanyl fuel gasoline gold
    hashish heroin ketamine lsd marijuana mdma meth methamphetamine methamphetamines mercury
    morphine narcotics oil opioids opium oxycodone pcp powder precursors pseudoephedrine silver
    substance substances tnt water weed xanax
    alcohol anfetamina anfetaminas cocaína combustible combustível crack dinamita dinamite drogas
    drogas efedrina explosivos éxtasis fentanilo fentanila gasolina haxixe heroína maconha
    mariguana marihuana metanfetamina metanfetaminas mercurio morfina munición munições oro ouro
    opio polvo precursores
    """
)
PACKED = words(
    """
    bag bags bale bales barrel barrels bottle bottles box boxes brick bricks bundle bundles
    canister canisters cartridge cartridges crate crates dose doses gallon gallons packages packets
    pieces pills plants rounds sacks sheets shipments sticks stick tablets tons truckloads vials
    bolsas cajas cápsulas cargamentos cartuchos dosis envoltorios ladrillos paquetes pastillas
    plantas sacos tabletas tambores caixas comprimidos pacotes papelotes tabletes
    """
)
# Before what is measured: `of suspected fentanyl`, `de presunta cocaína`.
OF_MEASURED = words(
    """
    alleged black blue brown crack crystal finished high-grade high-potency illegal illicit liquid
    live powder powdered presumed processed pure raw rainbow street suspected synthetic tar white
    presunta presunto pasta base clorhidrato supuesta pura
    """
)

# Plurals without an s.
PLURALS = words(
    """
    people men women children youth police personnel lives wives feet teeth geese cattle livestock
    fish aircraft staff others
    """
)
NO_MEN = words("abdomen acumen regimen regímen specimen")
# Who was hurt, counted without a noun.
VICTIMS = words("dead wounded injured muertos heridos mortos feridos")
# One of these is counted too, where else `one` points at something.
COUNTED_ALONE = words(
    """
    count charge kilogram kilo pound gram ounce ton year month week day hour round
    cargo kilo gramo libra tonelada año mes semana día hora ano
    """
)
# Plurals that stand before what is counted: `two arms dealers`, `five police officers`.
ATTRIBUTES = words(
    """
    appeals arms children communications corrections crimes customs drugs explosives felonies
    firearms gangs homicides human intelligence narcotics news operations people police rights
    robberies sales sports staff weapons women
    """
)
# Spanish and Portuguese adjectives that stand before nouns, in the plural.
ADJECTIVES_BEFORE = words(
    """
    antiguos buenos diferentes distintas distintos diversas diversos grandes malos mejores nuevas
    nuevos otras otros pequeñas pequeños peores presuntas presuntos primeras primeros principales
    supuestas supuestos últimas últimos ex nuevos
    grandes novas novos outras outros pequenos supostas supostos
    """
)
# What belongs to the noun before: `12 armas de fuego`.
COMPLEMENTS = listed(
    """
    de fuego, de fogo, de asalto, de guerra, de prisión, de drogas, de arma de fuego,
    de la policía, de la pandilla, de pandillas
    """
)
# Never what is counted, nor a word between it and its number.
NO_NOUNS = words(
    """
    a about above across after again against ago all along also although always am among an and
    another any are around as at away back be became because been before began behind being
    below beneath besides between both but by called came can could did do does done down
    during each either else entire even ever every face faces far for from further gave get gave
    given go goes got had has have having he held her here hers him his how however i if in inside
    into is it its itself just known later least left less like made makes many may me might more
    most much must my near never next no none nor not now of off often on once only onto or our out
    outside over own past per perhaps plus put rather remains respectively said same saw say says
    see seen shall she should since so some such take taken takes than that the their them then
    there these they this those though through thus to today together told too took toward towards
    two under unless until up upon us use used uses versus very via vs was we went were what when
    whereas where whether which while who whom whose why will with within without would yes yet you
    your earlier prior afterwards alleges sometimes oclock o'clock noon midnight
    one three four five six seven eight nine ten hundred thousand million billion dozen
    al ante antes así aunque bajo como con contra cual cuando de del desde donde durante e el él
    ella ellos en entre era es esta este estos eran fue fueron ha han hacia hasta la las le les lo
    los más mas menos mientras ni no o para pero por porque que quien se según ser si sin sobre son
    su sus también tras tres un una unos unas y ya dos cuatro cinco después
    a ao aos as às com da das depois do dos em entre foi foram mais na nas não no nos o os ou para
    pela pelas pelo pelos por que se sem são sob um uma umas uns à é
    """
)
# These are often shortened, with a dot.
SHORT_NUMBERED_THINGS = words("no nos apt art núm pág")
# A number behind such a word is its name: `Section 182 charges`.
NUMBERED_THINGS = words(
    """
    age aged ages apartment apt article badge building bus channel chapter count counts docket door
    exhibit flight floor gate grade highway interstate no nos number numbers page pages paragraph
    phase precinct proposition ps room route section sections seat station suite tier title track
    unit version volume ward zone
    artículo artículos avenida calle capítulo distrito edad expediente inciso kilómetro km manzana
    número núm página páginas piso ruta sección zona artigo rua
    """
)
