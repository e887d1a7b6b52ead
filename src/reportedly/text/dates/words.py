"""The words times are made of, as tables from the word in lower case to what it means."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""Month names and abbreviations → 1 to 12."""

SHY_MONTHS = frozenset({"may", "march", "mar", "jan", "jun", "sep", "dec", "apr", "nov", "jul"})
"""Month words that mean something else too often to stand alone without a cue before them."""

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
"""Weekday names and abbreviations → 0 (Monday) to 6."""

SHORT_WEEKDAYS = frozenset(name for name in WEEKDAYS if not name.endswith("day"))

SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}

UNITS = {
    "second": "second",
    "seconds": "second",
    "minute": "minute",
    "minutes": "minute",
    "hour": "hour",
    "hours": "hour",
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "workweek": "working week",
    "fortnight": "fortnight",
    "fortnights": "fortnight",
    "weekend": "weekend",
    "weekends": "weekend",
    "month": "month",
    "months": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "half": "half",
    "year": "year",
    "years": "year",
    "decade": "decade",
    "decades": "decade",
    "century": "century",
    "centuries": "century",
}
"""Unit words → the unit's name in the singular."""

LAST = frozenset({"last", "past", "previous", "preceding", "prior"})
NEXT = frozenset({"next", "coming", "following", "upcoming", "forthcoming"})
THIS = frozenset({"this", "current", "the", "present"})

PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}
"""Words for a part of a longer time → early, mid, late."""

DAY_PARTS = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
    "lunchtime": "afternoon",
    "dawn": "morning",
    "dusk": "evening",
    "nightfall": "evening",
    "noon": "afternoon",
    "midday": "afternoon",
}

CARDINALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "twelvth": 12}

VAGUE_NUMBERS = {"couple": 2, "few": 3, "several": 3, "many": 5, "some": 3}
"""How many units a word that does not say how many stands for."""

RECENT_DAYS = {"hour": 1, "day": 7, "week": 28, "month": 183, "year": 1826, "decade": 10957}
"""How far "in recent weeks" or "in the coming days" reaches, in days, by the unit named."""

DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

TODAY_WORDS = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
}

CUES = frozenset(
    "in on of since from until till by during last next this early mid late before after to "
    "through thru between throughout past previous coming following end beginning start middle "
    "starting ending than mid- late- early- year week weekend month around circa every within "
    "for as".split()
)
"""Words before which a shy month, an abbreviated weekday or a bare year is a time after all."""

NOT_YEARS = frozenset(
    "people men women children civilians troops soldiers fighters km kilometres kilometers miles "
    "metres meters m kg tonnes tons percent per dollars euros pounds yen gmt hours hrs local utc "
    "points votes homes houses families cases deaths dead wounded years days weeks months times "
    "square sq feet ft barrels".split()
)
"""Words after which four digits are a count or a clock time, not a year."""

FUTURE = frozenset(
    "will shall ll upcoming planned scheduled due expected wo tomorrow plans hopes "
    "deadline let please can must should would".split()
)
"""Words that put what follows in their clause into the future."""

FUTURE_TO = frozenset(
    "is are going plan plans planned vow vows vowed agreed set due expected scheduled hope "
    "hopes intend intends ready wants want aims".split()
)
"""Words whose "to" opens the future: "is to meet", "vowed to return"."""

PAST = frozenset(
    "said says say told tells was were had has did came went saw took made began held fell "
    "left struck shot hit died met won lost wrote sent spoke fought found broke kept gave "
    "got became rose ran sat stood led drove fled threw grew knew brought bought thought "
    "caught sought".split()
)
"""Verbs that put their clause into the past or into the telling; words in -ed count as well."""
