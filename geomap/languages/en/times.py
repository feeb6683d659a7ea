"""English expressions of time."""

from geomap.languages.rules.times import HolidayRule, TimeRules

MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
WEEKDAYS = {
    name: number
    for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()

HOLIDAYS: dict[tuple[str, ...], HolidayRule] = {
    ("christmas",): ("fixed", 12, 25, 0),
    ("christmas", "day"): ("fixed", 12, 25, 0),
    ("christmas", "eve"): ("fixed", 12, 24, 0),
    ("boxing", "day"): ("fixed", 12, 26, 0),
    ("orthodox", "christmas"): ("fixed", 1, 7, 0),
    ("new", "year", "'s", "day"): ("fixed", 1, 1, 0),
    ("new", "year", "'s", "eve"): ("fixed", 12, 31, 0),
    ("new", "year", "’s", "day"): ("fixed", 1, 1, 0),
    ("new", "year", "’s", "eve"): ("fixed", 12, 31, 0),
    ("valentine", "'s", "day"): ("fixed", 2, 14, 0),
    ("valentine", "’s", "day"): ("fixed", 2, 14, 0),
    ("victory", "day"): ("fixed", 5, 9, 0),
    ("halloween",): ("fixed", 10, 31, 0),
    ("easter",): ("easter", 0, 0, 0),
    ("easter", "sunday"): ("easter", 0, 0, 0),
    ("easter", "monday"): ("easter", 1, 0, 0),
    ("good", "friday"): ("easter", -2, 0, 0),
    ("palm", "sunday"): ("easter", -7, 0, 0),
    ("orthodox", "easter"): ("orthodox_easter", 0, 0, 0),
    ("thanksgiving",): ("nth", 11, 3, 4),
    ("thanksgiving", "day"): ("nth", 11, 3, 4),
    ("labor", "day"): ("nth", 9, 0, 1),
    ("memorial", "day"): ("nth", 5, 0, -1),
}

RULES = TimeRules(
    months=MONTHS,
    short_months={
        **{name[:3]: number for name, number in MONTHS.items()},
        "sept": 9,
    },
    weekdays=WEEKDAYS,
    short_weekdays={
        "mon": 0,
        "tue": 1,
        "tues": 1,
        "wed": 2,
        "thu": 3,
        "thur": 3,
        "thurs": 3,
        "fri": 4,
        "sat": 5,
        "sun": 6,
    },
    recurring=frozenset(name + "s" for name in WEEKDAYS),
    capitalised=frozenset("may march august sun sat mar dec jan mon".split()),
    units={
        "hour": "hour",
        "hours": "hour",
        "day": "day",
        "days": "day",
        "weekend": "weekend",
        "weekends": "weekend",
        "week": "week",
        "weeks": "week",
        "fortnight": "week",
        "month": "month",
        "months": "month",
        "quarter": "quarter",
        "quarters": "quarter",
        "year": "year",
        "years": "year",
        "decade": "decade",
        "decades": "decade",
        "century": "century",
        "centuries": "century",
    },
    seasons={
        "spring": "spring",
        "springtime": "spring",
        "summer": "summer",
        "autumn": "autumn",
        "fall": "autumn",
        "winter": "winter",
    },
    doubtful_seasons=frozenset({"fall", "spring"}),
    offsets={
        "today": ("day", 0, 0),
        "tonight": ("day", 0, 0),
        "yesterday": ("day", -1, -1),
        "tomorrow": ("day", 1, 1),
        "overnight": ("day", -1, 0),
    },
    phrases={
        ("day", "before", "yesterday"): ("day", -2, -2),
        ("day", "after", "tomorrow"): ("day", 2, 2),
        ("past", "day"): ("day", -1, 0),
        ("last", "night"): ("day", -1, -1),
        ("last", "evening"): ("day", -1, -1),
        ("this", "morning"): ("day", 0, 0),
        ("this", "afternoon"): ("day", 0, 0),
        ("this", "evening"): ("day", 0, 0),
    },
    parts_of_day=frozenset(
        "morning afternoon evening night midnight noon midday dawn dusk nightfall lunchtime".split()
    ),
    nights=frozenset({"night", "overnight"}),
    clock=(("a", ".", "m", "."), ("p", ".", "m", "."), ("am",), ("pm",), ("o'clock",), ("gmt",)),
    night_before=frozenset({"into"}),
    numbers={
        **{word: number for number, word in enumerate(ONES, 1)},
        **{word: 10 * number for number, word in enumerate(TENS, 2)},
        **{
            f"{ten}-{one}": 10 * tens + ones
            for tens, ten in enumerate(TENS, 2)
            for ones, one in enumerate(ONES[:9], 1)
        },
        "a": 1,
        "an": 1,
        "hundred": 100,
        "dozen": 12,
    },
    ordinals={word: number for number, word in enumerate(ORDINALS, 1)},
    ordinal_endings=("st", "nd", "rd", "th"),
    halves=frozenset({"half"}),
    centuries={"eighteen": 18, "nineteen": 19, "twenty": 20},
    last=frozenset("last past previous".split()),
    this=frozenset("this current".split()),
    next=frozenset("next coming following upcoming".split()),
    same=frozenset("that same".split()),
    anaphoric=frozenset("following previous same".split()),
    trailing=frozenset("last past previous".split()),
    recent=frozenset({"recent"}),
    each=frozenset("every each most".split()),
    ago=frozenset({"ago"}),
    earlier=frozenset("earlier before previously prior".split()),
    later=frozenset("later after afterward afterwards".split()),
    into=frozenset("into of since".split()),
    anchor_leads=frozenset({"since"}),
    anchor_fillers=frozenset(
        "his its the their russia putin vladimir russian moscow kremlin 's ’s full-scale start beginning outbreak launch of".split()
    ),
    almost=frozenset("almost nearly about around".split()),
    more=frozenset("more than over".split()),
    parts={
        "early": "early",
        "beginning": "early",
        "start": "early",
        "mid": "mid",
        "middle": "mid",
        "late": "late",
        "end": "late",
    },
    joined_parts=("early", "mid", "late"),
    part_links=frozenset({"in", "on"}),
    of=frozenset({"of"}),
    articles=frozenset("the a an".split()),
    fiscal=frozenset("fiscal financial".split()),
    leads=frozenset(
        "in since by until till of from before after early late mid during for between through throughout around about "
        "last this next to and or on near its his her their our that whose 's ’s".split()
    ),
    relations={
        "since": "since",
        "until": "until",
        "till": "until",
        "before": "before",
        "after": "after",
        "by": "until",
    },
    range_leads=frozenset("between from".split()),
    ranges=frozenset("- – — to and through or until".split()),
    day_after_month=frozenset(MONTHS)
    | frozenset("jan feb mar apr may jun jul aug sep sept oct nov dec".split()),
    holidays=HOLIDAYS,
    not_weekday_after=frozenset("black bloody super ash".split()),
    not_weekday_before=frozenset("times telegraph mirror post express mail herald independent".split()),
    not_year_after=frozenset({"no", "nos"}),
    possessives=frozenset({"'s", "’s"}),
    not_year_before=frozenset(
        "people troops soldiers men women civilians vehicles tanks shares dollars euros meters metres kilometers "
        "kilometres miles km feet tons tonnes homes houses students workers employees years percent".split()
    ),
    future=frozenset(
        "will shall would plan plans planned planning scheduled expected expects due upcoming intends aims "
        "slated tomorrow next going ahead must should".split()
    ),
    future_pairs=frozenset({("set", "to"), ("about", "to"), ("ready", "to"), ("preparing", "to")}),
    past=frozenset(
        "was were had did said told came went saw took held left fell hit struck began met made won lost rose got "
        "gave sent fought shot broke led kept found thought became felt flew wrote brought has have been ago "
        "yesterday last earlier".split()
    ),
    past_endings=("ed",),
    infinitives=frozenset({"be", "to"}),
    vague=frozenset("now recently currently soon previously formerly nowadays lately shortly".split()),
    reporting=frozenset(
        "said says say saying told tells reported reports announced announces claimed claims stated states added adds "
        "wrote writes tweeted posted confirmed confirms noted notes declared acknowledged admitted warned insisted "
        "explained assessed assesses observed published released estimated quoted briefing statement update address interview report".split()
    ),
    clause_openers=frozenset(
        "who whom whose which while when where although though because whereas after before despite since until "
        "unless if amid following".split()
    ),
    definite=frozenset("the this that these those".split()),
    event_nouns=frozenset(
        "attack attacks strike strikes shelling bombardment explosion explosions blast blasts raid raids assault "
        "barrage salvo incident battle clashes visit meeting summit trip drone drones evacuation exchange "
        "withdrawal retreat".split()
    ),
    present=frozenset("is are has have remains remain continues continue now".split()),
    bulletin=frozenset(
        {
            ("campaign", "assessment"),
            ("situation", "report"),
            ("daily", "update"),
            ("daily", "assessment"),
            ("intelligence", "update"),
            ("operational", "update"),
            ("morning", "update"),
            ("evening", "update"),
        }
    ),
    date_labels=frozenset(
        "published publication posted updated update created modified date dated on by at last first time est edt et gmt utc "
        "bst cet eet am pm a p m jan | : - – — · , . ( ) / • ; ago".split()
    ),
    now=frozenset("today now already tonight is are has have enters entered marks marked".split()),
    former=frozenset("former ex ex-president then-president late".split()),
    fighting=frozenset(
        "fighting battle battles fights fought clashes captured capture seized assault assaults offensive encircle encircled advance advanced defend defending defenders siege besieged repelled repel".split()
    ),
    plurals=frozenset("hours days weekends weeks months quarters years decades centuries".split()),
    gerund_endings=("ing",),
)
