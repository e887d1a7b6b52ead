"""Units of figures: English names in the singular, the spellings they come in, and conversion.

Names, spellings and dimensions are a table here, so that reading a count or a price loads
nothing. Pint (and only Pint) converts, loaded the first time a physical unit must be converted.
Currencies are never converted: a rate is a claim of its own. Every name that is in no table is
the name of something counted ("civilian", "goal").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from reportedly.errors import UnitError
from reportedly.model import Interval
from reportedly.text.lexicon import words
from reportedly.text.tokens import WORD, Token, split_tokens

CURRENCY, SHARE, COUNT = "currency", "share", "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    Attributes:
        name: English name in the singular.
        dimension: "length", "area", … `CURRENCY`, `SHARE`, or a name of its own for what only
            compares with itself (points, votes).
        pint: its name for Pint, or "" when it is not converted.
        words: spellings in any case; plurals in -s are added.
        symbols: spellings whose case matters ("MW", "mW").
    """

    name: str
    dimension: str
    pint: str
    words: tuple[str, ...]
    symbols: tuple[str, ...] = ()


# name | dimension | Pint's name | other words | symbols
_ROWS = """
metre|length|metre|meter|m
kilometre|length|kilometre|kilometer, kilometres, km, kms, kilo metre|
centimetre|length|centimetre|centimeter|cm
millimetre|length|millimetre|millimeter|mm
decimetre|length|decimetre|decimeter|dm
micrometre|length|micrometre|micrometer, micron|µm, μm
nanometre|length|nanometre|nanometer|nm
mile|length|mile|mi, statute mile|
nautical mile|length|nautical_mile|nmi|
yard|length|yard|yd, yds|
foot|length|foot|feet, ft|′
inch|length|inch|inches|in, ″
light-year|length|light_year|light year|
astronomical unit|length|astronomical_unit||AU
parsec|length|parsec||
furlong|length|furlong||
square metre|area|metre**2|square meter, square m, sq. m, sq m, sq metre, sq meter, sqm|m2, m²
square kilometre|area|kilometre**2|square kilometer, square km, sq. km, sq km, sq kilometre,
 sq kilometer, sqkm|km2, km²
square centimetre|area|centimetre**2|square centimeter, sq cm|cm2, cm²
square mile|area|mile**2|square mi, sq. mi, sq mi, sq mile, sq miles, mi2|
square foot|area|foot**2|square feet, sq ft, sq feet, sqft, sq foot|ft2, ft²
square yard|area|yard**2|sq yd|
square inch|area|inch**2|square inches, sq in|
hectare|area|hectare||ha
acre|area|acre||
cubic metre|volume|metre**3|cubic meter, cubic m, cu m|m3, m³
cubic centimetre|volume|centimetre**3|cubic centimeter, cc|cm3, cm³
cubic kilometre|volume|kilometre**3|cubic kilometer, cubic km|km3, km³
cubic foot|volume|foot**3|cubic feet, cu ft, cu foot|ft3, ft³
cubic inch|volume|inch**3|cubic inches, cu in|
acre-foot|volume|acre_foot|acre-feet, acre feet, acre foot|
bushel|volume|bushel||
litre|volume|litre|liter|l, L
millilitre|volume|millilitre|milliliter|ml, mL
centilitre|volume|centilitre|centiliter|cl
gallon|volume|gallon|gal|
pint|volume|pint||
quart|volume|quart||
fluid ounce|volume|fluid_ounce|fl oz|
tablespoon|volume|tablespoon|tbsp|
teaspoon|volume|teaspoon|tsp|
cup|volume|cup||
barrel of oil|volume|oil_bbl|barrel of oil, barrels of oil, barrel of crude, barrels of crude, bbl|
barrel|volume|oil_bbl||
gram|mass|gram|gramme|g
kilogram|mass|kilogram|kilogramme, kilo, kg, kgs|
milligram|mass|milligram|milligramme, mg|
microgram|mass|microgram|mcg|µg, μg
metric ton|mass|metric_ton|tonne, metric tonne|t
kilotonne|mass|kilometric_ton|kiloton|
megatonne|mass|megametric_ton|megaton|Mt
gigaton|mass|gigametric_ton|gigatonne|Gt
short ton|mass|short_ton||
long ton|mass|long_ton||
ton|mass||tons|
pound-mass|mass|pound|lb, lbs, pound|
ounce|mass|ounce|oz|
stone|mass|stone||
carat|mass|carat|ct|
troy ounce|mass|troy_ounce|troy oz|
second|time|second|sec, secs|s
minute|time|minute|min, mins|
hour|time|hour|hr, hrs|h
day|time|day||
week|time|week|wk, wks|
fortnight|time|fortnight||
month|time|month|mo, mos|
year|time|year|yr, yrs|
decade|time|decayear||
century|time|century|centuries|
millisecond|time|millisecond||ms
microsecond|time|microsecond||µs, μs
nanosecond|time|nanosecond||ns
year of age|age||year old, years old, year-old, years-old, years of age, yo, y/o|
month of age|age||month old, months old, month-old, months-old|
week of age|age||week old, weeks old, week-old, weeks-old|
day of age|age||day old, days old, day-old, days-old|
celsius|temperature|degC|degree celsius, degrees celsius, deg c, degree c, degrees c,
 deg celsius, °celsius, degree centigrade, degrees centigrade, centigrade|°C, ℃, C
fahrenheit|temperature|degF|degree fahrenheit, degrees fahrenheit, deg f, degree f, degrees f,
 °fahrenheit, deg fahrenheit|°F, ℉, F
kelvin|temperature|kelvin||K
degree|angle|degree|deg|°
radian|angle|radian||
kilometre per hour|speed|kilometre/hour|kph, kmh, kmph, km/hr|km/h
mile per hour|speed|mile/hour|mph|
metre per second|speed|metre/second|mps|m/s
knot|speed|knot|kn|kt
mile per gallon|economy||mpg, miles to the gallon|
litre per 100 kilometres|economy||l/100km, l/100 km|
brake horsepower|power|horsepower|bhp|
horsepower|power|horsepower|hp, ps, metric horsepower, horse power|cv
watt|power|watt||W
kilowatt|power|kilowatt||kW, KW, kw
megawatt|power|megawatt||MW
gigawatt|power|gigawatt||GW
terawatt|power|terawatt||TW
milliwatt|power|milliwatt||mW
watt hour|energy|watt_hour|watt-hour|Wh
kilowatt hour|energy|kilowatt_hour|kilowatt-hour|kWh, KWh, kwh
megawatt hour|energy|megawatt_hour|megawatt-hour|MWh
gigawatt hour|energy|gigawatt_hour|gigawatt-hour|GWh
terawatt hour|energy|terawatt_hour|terawatt-hour|TWh
joule|energy|joule||J
kilojoule|energy|kilojoule|kj|kJ
megajoule|energy|megajoule||MJ
calorie|energy|calorie|cal|
kilocalorie|energy|kilocalorie|kcal|
british thermal unit|energy|Btu|btu|
mega british thermal unit|energy|megaBtu|mmbtu, million btu, million british thermal units|
electronvolt|energy|electron_volt|electron volt|eV
kiloelectronvolt|energy|kiloelectron_volt||keV
megaelectronvolt|energy|megaelectron_volt||MeV
gigaelectronvolt|energy|gigaelectron_volt||GeV
teraelectronvolt|energy|teraelectron_volt||TeV
volt|voltage|volt||V
kilovolt|voltage|kilovolt||kV
millivolt|voltage|millivolt||mV
ampere|current|ampere|amp|A
milliampere|current|milliampere|milliamp|mA
farad|capacitance|farad||
microfarad|capacitance|microfarad||µF, μF
ohm|resistance|ohm||Ω
ampere hour|charge|ampere_hour|amp hour|Ah
milliampere hour|charge|milliampere_hour|milliamp hour|mAh
hertz|frequency|hertz|hz|
kilohertz|frequency|kilohertz|khz|
megahertz|frequency|megahertz|mhz|
gigahertz|frequency|gigahertz|ghz|
pascal|pressure|pascal||Pa
hectopascal|pressure|hectopascal|hpa|
kilopascal|pressure|kilopascal|kpa|
megapascal|pressure|megapascal||MPa
gigapascal|pressure|gigapascal|gpa|
bar|pressure|bar||
millibar|pressure|millibar|mbar|mb
pound per square inch|pressure|psi|psi|
kilopound per square inch|pressure|kilopsi|ksi|
newton|force|newton||N
kilonewton|force|kilonewton||kN
newton metre|torque|newton*metre|newton meter, newton-metre, newton-meter|Nm, N·m
foot pound-force|torque|foot*force_pound|lb-ft, ft-lb, ft-lbs, lb ft, pound-feet, pound feet,
 foot-pound, foot pound, lbft, pound-foot|
bit|data|bit||
byte|data|byte||
kilobyte|data|kilobyte||kB, KB, kb
megabyte|data|megabyte||MB
gigabyte|data|gigabyte|gigs, gig|GB, Gb
terabyte|data|terabyte||TB
petabyte|data|petabyte||PB
exabyte|data|exabyte||EB
zettabyte|data|zettabyte||ZB
megabit|data|megabit||Mb
gigabit|data|gigabit||Gbit
kilobit per second|data rate|kilobit/second|kbps|
megabit per second|data rate|megabit/second|mbps, mb/s, mbit/s|
megabyte per second|data rate|megabyte/second||MB/s, MBps
gigabyte per second|data rate|gigabyte/second||GB/s, GBps
gigabit per second|data rate|gigabit/second|gbps, gb/s, gbit/s|
decibel|loudness|||dB
frame per second|frame rate||fps, frames per second|
lumen|light||lm|
nit|luminance|||
megapixel|resolution||mp|
pixel|pixels||px|
lux|illuminance|||
sievert|dose|sievert||Sv
millisievert|dose|millisievert||mSv
microsievert|dose|microsievert||µSv, μSv
becquerel|radioactivity|becquerel||Bq
petaflop|computing speed|||
teraflop|computing speed|||
revolution per minute|rotation|revolution/minute|rpm|
parts-per-million|concentration||ppm, parts per million, part per million|
parts-per-billion|concentration||ppb, parts per billion, part per billion|
magnitude|magnitude|||
percentage|share||%, ％, ٪, percent, per cent, pc, pct, per-cent|
percentage point|percentage point||percentage points, percent point, percent points,
 per cent points, pct point, ppt, pp, %-point, %-points, % point, % points|
basis point|basis point||bps, bp|
per mille|share||‰, per mil|
point|point||pt, pts|
point per game|point per game||ppg, points per game|
rebound per game|rebound per game||rpg, rebounds per game|
assist per game|assist per game||apg, assists per game|
win above replacement|win above replacement||wins above replacement|WAR
dollar|currency||$, us$, $us, usd, us dollar, u.s. dollar, american dollar, united states dollar,
 us $, u.s. $, usd$, buck, dlrs|
australian dollar|currency||a$, $a, au$, aud, aussie dollar, aud$, aus$|
canadian dollar|currency||c$, $c, cad, ca$, cdn$, cad$, c $|
hong kong dollar|currency||hk$, hkd, hk $|
new zealand dollar|currency||nz$, $nz, nzd, kiwi dollar, nzd$|
singapore dollar|currency||s$, sgd|
taiwan dollar|currency||nt$, twd, new taiwan dollar|
jamaican dollar|currency||j$|
namibian dollar|currency||n$|
euro|currency||€, eur|
pound sterling|currency||£, gbp, sterling, pounds sterling, british pound, quid|
egyptian pound|currency||egp, e£|
lebanese pound|currency||lbp|
syrian pound|currency||syp|
sudanese pound|currency|||
japanese yen|currency||yen, jpy|
chinese yuan|currency||yuan, renminbi, rmb, cny, cn¥|
yen or yuan|currency||¥, ￥|
indian rupee|currency||₹, inr|
pakistani rupee|currency||pkr|
sri lankan rupee|currency||lkr|
nepalese rupee|currency||npr|
paisa|currency||paise|
rupee|currency||rs, rs., ₨|
russian ruble|currency||₽, rub, ruble, rouble, russian rouble|
ukrainian hryvnia|currency||₴, uah, hryvnia, hryvnias, hryvna|
south korean won|currency||₩, won, krw|
shekel|currency||₪, nis, ils, israeli shekel|
turkish lira|currency||₺, lira, try|
swiss franc|currency||chf, sfr|
french franc|currency|||
franc|currency|||
cfa franc|currency||xof, xaf|
peso|currency||₱|
mexican peso|currency||mxn|
philippine peso|currency||php|
argentine peso|currency||ars|
colombian peso|currency||cop|
chilean peso|currency||clp|
brazilian real|currency||r$, brl, reais, brazilian reais|
malaysian ringgit|currency||rm, myr, ringgit|
indonesian rupiah|currency||rp, idr, rupiah|
thai baht|currency||฿, thb, baht|
vietnamese dong|currency||₫, vnd, dong|
south african rand|currency||zar, rand|
nigerian naira|currency||₦, ngn, naira|
kenyan shilling|currency||ksh, kes|
ugandan shilling|currency||ugx|
tanzanian shilling|currency||tzs|
shilling|currency||sh|
ghanaian cedi|currency||ghs, cedi|
swedish krona|currency||sek, kronor, swedish kronor, swedish crown|
norwegian krone|currency||nok, norwegian kroner, norwegian crown|
danish krone|currency||dkk, danish kroner, danish crown|
krone|currency||kroner|
czech koruna|currency||czk, koruna, czech crown|
polish zloty|currency||pln, zloty, zlotys, zł|
hungarian forint|currency||huf, forint|
romanian leu|currency||ron, lei|
croatian kuna|currency||hrk, kuna|
bulgarian lev|currency||bgn, leva|
united arab emirates dirham|currency||aed, uae dirham, dhs, dh|
dirham|currency|||
saudi riyal|currency||sar|
qatari riyal|currency||qar|
riyal|currency||rial|
kuwaiti dinar|currency||kwd|
iraqi dinar|currency||iqd|
dinar|currency|||
iranian rial|currency||irr|
afghani|currency||afn|
bangladeshi taka|currency||৳, bdt, taka, tk|
kazakhstani tenge|currency||₸, tenge|
georgian lari|currency||₾, lari|
spanish peseta|currency||peseta|
deutsche mark|currency||deutschmark, dm|
netherlands guilder|currency||guilder, dutch guilder|
italian lira|currency|||
bitcoin|currency||₿, btc|
ether|currency||eth|
cent|currency||¢, us cent|
penny|currency||pence|p
sen|currency|||
eurocent|currency||euro cent|
"""
_UNCOUNTED = words("unit-without-plural")


def _rows() -> list[Unit]:
    units = []
    for line in _ROWS.strip().replace("\n ", " ").splitlines():
        name, dimension, pint, words, symbols = line.split("|")
        spelled = (name, *(w.strip() for w in words.split(",") if w.strip()))
        signs = tuple(s.strip() for s in symbols.split(",") if s.strip())
        units.append(Unit(name, dimension, pint, spelled, signs))
    return units


UNITS: Mapping[str, Unit] = MappingProxyType({unit.name: unit for unit in _rows()})
"""Every unit known by name."""


class UnitMatch(NamedTuple):
    """A unit found at tokens `first` … `last - 1`."""

    name: str
    first: int
    last: int


def _spellings() -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str]]:
    words: dict[tuple[str, ...], str] = {}
    symbols: dict[tuple[str, ...], str] = {}
    for unit in UNITS.values():
        for word in unit.words:
            for form in (word, word + "s") if word[-1].isalpha() else (word,):
                words.setdefault(tuple(t.low for t in split_tokens(form)), unit.name)
        for symbol in unit.symbols:
            symbols.setdefault(tuple(t.raw for t in split_tokens(symbol)), unit.name)
    # A plain name wins over somebody else's abbreviation; "p" and "s" are no plurals.
    for unit in UNITS.values():
        words[tuple(t.low for t in split_tokens(unit.name))] = unit.name
    return words, symbols


_WORDS, _SYMBOLS = _spellings()
_LONGEST = max(map(len, [*_WORDS, *_SYMBOLS]))
_REACHES: dict[str, int] = {}  # first word of a spelling → tokens of the longest that begins so
for _key in (*_WORDS, *_SYMBOLS):
    _REACHES[_key[0]] = max(len(_key), _REACHES.get(_key[0], 0))
_CURRENCY_WORDS = {k: v for k, v in _WORDS.items() if UNITS[v].dimension == CURRENCY}
# Symbols of one letter that need to touch their digits: "5 A" is a thing called A.
_TOUCHING = frozenset({"a", "A", "C", "F", "s", "N", "J", "K", "h", "in", "cv", "L"})
# Codes and words that stand before a price; other spellings of currencies do not.
_SPELLED_AFTER_ONLY = words("currency-behind")
# What a currency before a price ends with; most numbers have nothing like it before them.
_CURRENCY_ENDS = frozenset(key[-1] for key in _CURRENCY_WORDS) | {"ps"}
_LETTER_CODES = {"ps": "pound sterling"}  # how "£" comes out of a transliteration to ASCII


def find_unit(tokens: Sequence[Token], at: int) -> UnitMatch | None:
    """The unit that starts at token `at`, the longest spelling first, with its "per …" part.

    Returns None when no unit starts there. "percent", "square kilometres", "km/h", "dollars a
    month" and "kV/cm" are units; "civilians" is not.
    """
    found = _match(tokens, at)
    if found is None:
        return None
    name, after = found
    return _with_divisor(tokens, UnitMatch(name, at, after))


def _match(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    if at >= len(tokens):
        return None
    first = tokens[at]
    reach = max(_REACHES.get(first.low, 0), _REACHES.get(first.raw, 0))
    if not reach:
        return None
    window = tokens[at : at + reach]
    raws = tuple(t.raw for t in window)
    lows = tuple(t.low for t in window)
    for length in range(len(window), 0, -1):
        if raws[length - 1].isdecimal() and not window[length - 1].glued:
            continue  # "6ft 2in" is no area
        symbol = _SYMBOLS.get(raws[:length])
        if symbol is not None and (
            length > 1 or window[0].glued or raws[0] not in _TOUCHING or raws[1:2] == ("/",)
        ):
            return symbol, at + length
        word = _WORDS.get(lows[:length])
        if word is not None:
            return word, at + length
    return None


def _with_divisor(tokens: Sequence[Token], unit: UnitMatch) -> UnitMatch:
    """Extend a unit by "per barrel", "a month", "/cm"."""
    at = unit.last
    if at + 1 >= len(tokens) or " per " in unit.name:
        return unit
    link, following = tokens[at].low, tokens[at + 1]
    if link == "an" or (link == "a" and not tokens[at].glued) or link == "each":
        name = _divisor_name(following)
        if name in _KINDS_OF_SHARE and _follows(tokens, at + 2, "share"):
            return UnitMatch(f"{unit.name} per share", unit.first, at + 3)
        timed = name in UNITS and UNITS[name].dimension == "time"
        if name not in _AFTER_ARTICLE or (timed and _is_time_told(tokens, at + 2)):
            return unit
        return UnitMatch(f"{unit.name} per {name}", unit.first, at + 2)
    if link not in ("per", "/") or (link == "/" and not following.glued):
        return unit
    if following.kind != WORD and link == "/":
        return unit
    found = _match(tokens, at + 1)
    if found is not None and UNITS[found[0]].dimension not in (CURRENCY, SHARE):
        return UnitMatch(f"{unit.name} per {found[0]}", unit.first, found[1])
    if link == "per" and following.kind == WORD:
        return UnitMatch(f"{unit.name} per {singular(following.low)}", unit.first, at + 2)
    return unit


_AFTER_ARTICLE = words("rate-of")


_KINDS_OF_SHARE = words("share-kind")


def _follows(tokens: Sequence[Token], at: int, word: str) -> bool:
    return at < len(tokens) and tokens[at].low == word


def _is_time_told(tokens: Sequence[Token], at: int) -> bool:
    """True behind "$47.20 a year", when "ago" or "on," follows: that is no rate."""
    if at >= len(tokens):
        return False
    if tokens[at].low == "on":
        return at + 1 >= len(tokens) or tokens[at + 1].low in (".", ",", "from", ";")
    return tokens[at].low in _AFTER_PERIOD


_AFTER_PERIOD = words("time-reported")


def _divisor_name(token: Token) -> str:
    name = _WORDS.get((token.low,), token.low)
    return "pound" if name == "pound-mass" else name


def find_currency_before(tokens: Sequence[Token], at: int) -> UnitMatch | None:
    """The currency sign or code that ends right before token `at` ("US$", "A$", "HK $", "RM")."""
    if not at or tokens[at - 1].low not in _CURRENCY_ENDS:
        return None
    for length in range(min(_LONGEST, at, 4), 0, -1):
        window = tokens[at - length : at]
        key = tuple(t.low for t in window)
        name = _CURRENCY_WORDS.get(key)
        if length == 1 and key[0] in _LETTER_CODES and window[0].raw.isupper():
            name = _LETTER_CODES[key[0]] if tokens[at].glued else None
        if name is None or (length == 1 and key[0] in _SPELLED_AFTER_ONLY):
            continue
        if length == 1 and window[0].kind == WORD and not _is_code(window[0], tokens[at]):
            continue
        if length > 1 and window[0].raw in ("A", "a") and not window[1].glued:
            continue  # "A $1.5 billion package" is not Australian
        short = window[0].kind == WORD and len(window[0].raw) < 2
        if length > 1 and short and not window[0].raw.isupper():
            continue
        return UnitMatch(name, at - length, at)
    return None


def _is_code(token: Token, number: Token) -> bool:
    return token.raw.isupper() or (token.low in _MIXED_CODES and token.raw[0].isupper())


_MIXED_CODES = frozenset({"rs", "rp", "ksh", "sh", "dh", "dhs", "tk"})


def singular(name: str) -> str:
    """The singular of an English noun or of a noun phrase (its last word).

    >>> singular("civilians"), singular("people"), singular("league games")
    ('civilian', 'person', 'league game')
    """
    head, space, last = name.rpartition(" ")
    if space:
        return f"{head} {singular(last)}"
    low = last.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if last[:-1].isupper() and last.endswith("s") and len(low) > 2:
        return last[:-1]
    if low.endswith("men") and len(low) > 5:
        return last[:-3] + "man"
    if low in _SAME or len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return last
    if low.endswith("ies"):
        return last[:-3] + "y" if len(low) > 4 and low not in _IE else last[:-1]
    if low.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")) and low not in _ES:
        return last[:-2]
    return last[:-1]


_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "leaves": "leaf",
    "halves": "half",
    "wolves": "wolf",
    "thieves": "thief",
    "loaves": "loaf",
    "shelves": "shelf",
    "buses": "bus",
    "viruses": "virus",
    "campuses": "campus",
    "crises": "crisis",
    "analyses": "analysis",
    "bases": "base",
    "servicemen": "serviceman",
    "servicewomen": "servicewoman",
    "policemen": "policeman",
    "policewomen": "policewoman",
    "gunmen": "gunman",
    "fishermen": "fisherman",
    "firemen": "fireman",
    "congressmen": "congressman",
    "businessmen": "businessman",
    "grandchildren": "grandchild",
    "schoolchildren": "schoolchild",
    "persons": "person",
    "gasses": "gas",
    "people": "person",
}
_SAME = words("same-in-plural")
_IE = words("plural-of-ie")
_ES = words("plural-of-e")


def plural_name(name: str) -> str:
    """The name of a unit behind a number other than one.

    >>> plural_name("square foot"), plural_name("kilometre per hour"), plural_name("celsius")
    ('square feet', 'kilometres per hour', 'degrees celsius')
    """
    if name == "percentage":
        return "percent"
    above, per, below = name.partition(" per ")
    head, space, last = above.rpartition(" ")
    if above in _DEGREES:
        plural = f"degrees {above}"
    elif above.endswith(" of age"):
        plural = f"{above.removesuffix(' of age')}s of age"
    else:
        plural = head + space + _plural_word(last)
    return plural + per + below


_DEGREES = frozenset({"celsius", "fahrenheit"})
_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "penny": "pence"}


def _plural_word(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    return word if word in _UNCOUNTED or word.endswith("s") else f"{word}s"


def dimension_of(name: str) -> str:
    """The dimension of a unit: "length", "currency", "length per time", … `COUNT` for a noun."""
    if name in UNITS:
        return UNITS[name].dimension
    above, _, below = name.partition(" per ")
    if below and above in UNITS:
        return f"{UNITS[above].dimension} per {dimension_of(below)}"
    return COUNT


def same_dimension(a: str | None, b: str | None) -> bool:
    """True when figures in units `a` and `b` can be compared as numbers.

    Lengths compare with lengths, counts with counts (None is a bare count), a currency only with
    itself. Units that are not converted (points, years of age) compare within their dimension.
    """
    if a == b:
        return True
    first, second = dimension_of(a or ""), dimension_of(b or "")
    return first == second and not first.startswith(CURRENCY)


def convert(interval: Interval, source_unit: str, target_unit: str) -> Interval:
    """The same quantity in another unit, in `Decimal`; open and closed ends stay so.

    Arithmetic is Pint's on `Decimal`, 28 digits: exact where the definition is (an inch is
    2.54 cm by definition). US measures are meant by gallon, pint, quart and fluid ounce.

    Raises:
        UnitError: the units measure different things, or one is never converted.
    """
    if source_unit == target_unit:
        return interval
    if not same_dimension(source_unit, target_unit):
        raise UnitError(_mismatch(source_unit, target_unit))
    if dimension_of(source_unit) == COUNT:
        raise UnitError(
            f"“{source_unit}” and “{target_unit}” are things counted: there is no rate between them"
        )
    low, high = (
        None if end is None else _convert_value(end, source_unit, target_unit)
        for end in (interval.low, interval.high)
    )
    if low is not None and high is not None and low > high:
        return Interval(high, low, interval.high_open, interval.low_open)
    return Interval(low, high, interval.low_open, interval.high_open)


def _mismatch(source: str, target: str) -> str:
    first, second = dimension_of(source), dimension_of(target)
    if first == second == CURRENCY:
        return f"currencies are never converted: “{source}” cannot become “{target}”"
    return f"“{source}” ({first}) cannot become “{target}” ({second})"


def _convert_value(value: Decimal, source: str, target: str) -> Decimal:
    quantity = _registry().Quantity(value, _pint_name(source)).to(_pint_name(target))
    return Decimal(quantity.magnitude)


def _pint_name(name: str) -> str:
    if name in UNITS:
        if name == "ton":
            raise UnitError("“ton” is ambiguous: write metric ton, short ton or long ton")
        if not UNITS[name].pint:
            raise UnitError(f"“{name}” is not converted to other units")
        return UNITS[name].pint
    above, _, below = name.partition(" per ")
    return f"({_pint_name(above)})/({_pint_name(below)})"


@cache
def _registry() -> Any:  # Pint ships no usable types for a registry of Decimals
    import pint  # 350 ms and 270 ms for the registry: only when something must be converted

    return pint.UnitRegistry(non_int_type=Decimal, cache_folder=None)
