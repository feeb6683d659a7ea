"""Rules for when: months, weekdays and relative expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Unit = Literal["hour", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"]
Part = Literal["early", "mid", "late"]
Relation = Literal["at", "since", "until", "before", "after"]
Season = Literal["spring", "summer", "autumn", "winter"]
HolidayRule = tuple[Literal["fixed", "easter", "orthodox_easter", "nth"], int, int, int]
"""``fixed``: month, day; ``easter`` and ``orthodox_easter``: days after; ``nth``: month, weekday, which."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeRules:
    """Rules for when: months, weekdays and relative expressions. All words are in lower case."""

    months: Mapping[str, int] = field(default_factory=dict)
    """Every form of a month's name, 1 to 12."""
    short_months: Mapping[str, int] = field(default_factory=dict)
    """Abbreviations, without their dot; they count only beside a number."""
    weekdays: Mapping[str, int] = field(default_factory=dict)
    """Every form of a weekday's name; Monday is 0."""
    short_weekdays: Mapping[str, int] = field(default_factory=dict)
    """Abbreviations; they count only before a date."""
    recurring: frozenset[str] = frozenset()
    """Weekday names that mean each such day (Mondays)."""
    capitalised: frozenset[str] = frozenset()
    """Names of months and weekdays that are other words too: they need a capital, and a lead or a number."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """Every form of a unit of the calendar."""
    plurals: frozenset[str] = frozenset()
    """Units in the plural: without a number they are vague (the coming days)."""
    seasons: Mapping[str, Season] = field(default_factory=dict)
    doubtful_seasons: frozenset[str] = frozenset()
    """Season names that are other words too (fall): they need a year or a word such as ``last``."""
    offsets: Mapping[str, tuple[Unit, int, int]] = field(default_factory=dict)
    """Words counted from the day of publication: today, yesterday, overnight; first and last unit."""
    phrases: Mapping[tuple[str, ...], tuple[Unit, int, int]] = field(default_factory=dict)
    """The same for several words (the day before yesterday)."""
    parts_of_day: frozenset[str] = frozenset()
    """Morning, evening: they belong to the day beside them."""
    nights: frozenset[str] = frozenset()
    """The words among them for the night, which reaches into the next day or back into the one before."""
    evenings: frozenset[str] = frozenset()
    """The words among them for the evening, which print of the morning tells of the day before."""
    hour_leads: frozenset[str] = frozenset()
    """Words before an hour that is written with a point (``о`` 14.30)."""
    past_noon: frozenset[tuple[str, ...]] = frozenset()
    """Tokens that follow an hour past noon (p.m.)."""
    night_before: frozenset[str] = frozenset()
    """Words after a night after which it ends on the day named (the night into Tuesday)."""
    clock: tuple[tuple[str, ...], ...] = ()
    """Tokens that follow an hour in figures (a.m.)."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Numerals, with the articles that stand for one."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_endings: tuple[str, ...] = ()
    """Endings of ordinals written with figures (24th)."""
    ordinal_suffixes: frozenset[str] = frozenset()
    """Endings of ordinals that a hyphen parts from the figures (5-го)."""
    halves: frozenset[str] = frozenset()
    """Words that add or take a half (two and a half months)."""
    month_dates: frozenset[str] = frozenset()
    """Words for the days of a month (в первых ``числах`` сентября)."""
    day_nouns: frozenset[str] = frozenset()
    """Words behind the number of a day that has no month beside it (15-го ``числа``)."""
    day_leads: frozenset[str] = frozenset()
    """Words before an article and such a number alone (``on`` the 15th)."""
    made: frozenset[str] = frozenset()
    """Participles of what is made or fell in a year (``built`` in 1893)."""
    participle_endings: tuple[str, ...] = ()
    """Endings of participles that describe a thing and are no predicate (``зведену`` 1893 року)."""
    describing_endings: tuple[str, ...] = ()
    """Endings of participles that tell what somebody did before (полк, ``взявший`` Попасную в мае)."""
    centuries: Mapping[str, int] = field(default_factory=dict)
    """The first half of a year spelled out (nineteen ninety-six)."""
    spanning: frozenset[str] = frozenset()
    """Words that lead the day a bulletin covers: ``протягом`` 9 липня."""
    last: frozenset[str] = frozenset()
    before_last: frozenset[str] = frozenset()
    """Words that point to the unit before the last one (``позаминулого`` літа)."""
    this: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    compared: frozenset[str] = frozenset()
    """Words before a year with which only something is compared (more ``than`` last year)."""
    rankings: frozenset[str] = frozenset()
    """Words that make "this year" what an event ranks among (the ``worst`` raid this year)."""
    same: frozenset[str] = frozenset()
    """Words that point back to the time spoken of (that day)."""
    emphatics: frozenset[str] = frozenset()
    """Words between these and their unit (того ``ж`` дня)."""
    eves: frozenset[str] = frozenset()
    """Offsets that in a story told of another day mean the day before it (``накануне``)."""
    morrows: frozenset[str] = frozenset()
    """Words for the day after the one spoken of (``наутро``)."""
    anaphoric: frozenset[str] = frozenset()
    """Words that with an article count from the time spoken of (the following year)."""
    trailing: frozenset[str] = frozenset()
    """Words before a number of units that end now (the past three days)."""
    recent: frozenset[str] = frozenset()
    """Words before units without a number that end about now (recent weeks)."""
    latest: frozenset[str] = frozenset()
    """Words that tell the last of several times (the most ``recent`` round)."""
    each: frozenset[str] = frozenset()
    """Words that make a time a habit (every Monday): no interval."""
    ago: frozenset[str] = frozenset()
    """Words after units, counted back from publication."""
    passed: frozenset[str] = frozenset()
    """Words before units after which "since" counts them from an event (it is two years since)."""
    earlier: frozenset[str] = frozenset()
    """Words after units, counted back from the time spoken of."""
    later: frozenset[str] = frozenset()
    """Words after units, counted on from the time spoken of."""
    before_that: frozenset[str] = frozenset()
    """Words between units and ``that_time``, counted back from the time spoken of (за день ``до`` того)."""
    after_that: frozenset[str] = frozenset()
    """The same, counted on (три дні ``по`` тому)."""
    that_time: frozenset[str] = frozenset()
    """Words for the time spoken of (до ``того``)."""
    hence: frozenset[str] = frozenset()
    """Words before units, counted on (``через`` три дні)."""
    inside: frozenset[str] = frozenset()
    """Words that are ``hence`` after one that hastens, and else tell a duration (вже ``за`` тиждень)."""
    hastening: frozenset[str] = frozenset()
    """Words by which something soon follows (``вже`` за тиждень)."""
    sequels: frozenset[str] = frozenset()
    """Words that open a sentence which goes on with a story (``then``)."""
    exact: frozenset[str] = frozenset()
    """Words before a count of years that is meant to the day (``exactly`` two years ago)."""
    exact_after: frozenset[tuple[str, ...]] = frozenset()
    """Words behind such a count that mean the same (two years ago ``to the day``)."""
    measured: frozenset[str] = frozenset()
    """Nouns of measure, after figures that look like a day and a month (10.10 ``метра``)."""
    plain_feasts: frozenset[tuple[str, ...]] = frozenset()
    """Feasts that are written without a capital."""
    into: frozenset[str] = frozenset()
    """Words between units and an event they count from (ten months into the war)."""
    anchor_leads: frozenset[str] = frozenset()
    """Words that open "since the start of the war"."""
    anchor_fillers: frozenset[str] = frozenset()
    """Words between these and the name of the event (his, Russia)."""
    place_ties: frozenset[str] = frozenset()
    """Words between the name of an event and where it was (the war ``in`` Gaza)."""
    party_ties: frozenset[str] = frozenset()
    """Words between the name of an event and those who fought (the war ``between`` Israel and Iran)."""
    anniversaries: frozenset[str] = frozenset()
    """Words for the same day so many years on (the third ``anniversary`` of the invasion)."""
    pairs: frozenset[str] = frozenset()
    """Units that are two of theirs (fortnight)."""
    persons: frozenset[str] = frozenset()
    """Words for one person: what they do on a day of the war is a story and no news."""
    openings: frozenset[str] = frozenset()
    """Words before units that open an event of general note (the ``first`` weeks of the war)."""
    clause_links: frozenset[str] = frozenset()
    """Words between "after" and a clause that tells an event (після того, як)."""
    own: frozenset[str] = frozenset()
    """Words by which an event named before is so old (enters its fifth month)."""
    joins: frozenset[str] = frozenset()
    """Words between the larger and the smaller of two units (two years and three months)."""
    sesqui: frozenset[str] = frozenset()
    """Words for one and a half."""
    almost: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()
    bare_count: bool = False
    """Whether a unit without article or numeral can mean one of it (``рік тому``)."""
    bare_seasons: bool = False
    """Whether a season's name needs no word before it (``влітку``)."""
    parts: Mapping[str, Part] = field(default_factory=dict)
    """Early, mid, late; also beginning, middle, end."""
    joined_parts: tuple[str, ...] = ()
    """The same as a prefix with a hyphen (mid-November)."""
    part_links: frozenset[str] = frozenset()
    """Words between such a prefix standing alone and its time (late in August)."""
    of: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    year_words: frozenset[str] = frozenset()
    """Words that follow a year (2022 року)."""
    fiscal: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    """Words before which or after which a bare month or year is one: in, since, by."""
    date_leads: frozenset[str] = frozenset()
    """Words after which figures such as 10.11 are a day and a month."""
    relations: Mapping[str, Relation] = field(default_factory=dict)
    """Words before an expression that open or close the interval (since, until)."""
    ranges: frozenset[str] = frozenset()
    """Words and marks between two days of one range (5 to 7 May)."""
    range_leads: frozenset[str] = frozenset()
    """Words before the first of two times that make them the ends of one (between May and July)."""
    day_after_month: frozenset[str] = frozenset()
    """Month names after which a day may follow; empty where days always stand before."""
    holidays: Mapping[tuple[str, ...], HolidayRule] = field(default_factory=dict)
    attributes: frozenset[str] = frozenset()
    """Adjectives of a time: they date the event whose noun they stand before, and nothing else."""
    feast_leads: frozenset[str] = frozenset()
    """Words that open a sentence and make the name behind them a feast (``На`` Трійцю)."""
    not_weekday_after: frozenset[str] = frozenset()
    """Words before a weekday that make it a name (Black Friday)."""
    not_weekday_before: frozenset[str] = frozenset()
    """Words after a weekday that make it a name (Sunday Times)."""
    not_year_after: frozenset[str] = frozenset()
    """Words before a number that show it is none of the calendar (no 2000)."""
    possessives: frozenset[str] = frozenset()
    """Tokens that tie a time to what follows it (last year's)."""
    not_year_before: frozenset[str] = frozenset()
    """Words after a number that show it counts things (2000 people)."""
    future: frozenset[str] = frozenset()
    """Words that put a sentence's time ahead."""
    future_endings: tuple[str, ...] = ()
    """Endings of verbs in the future or the present, where the past has its own."""
    present_endings: tuple[str, ...] = ()
    """Endings of verbs that tell what goes on (несут, триває), where the past has its own."""
    future_pairs: frozenset[tuple[str, str]] = frozenset()
    """The same for two words together (set to)."""
    past: frozenset[str] = frozenset()
    """Words that put it back."""
    infinitive_endings: tuple[str, ...] = ()
    """Endings of infinitives, where what is no infinitive tells the future: those of Slavic verbs."""
    past_endings: tuple[str, ...] = ()
    """Endings of verbs in the past."""
    infinitives: frozenset[str] = frozenset()
    """Words before a participle that take its past away (to be held)."""
    vague: frozenset[str] = frozenset()
    """Words that tell a time without an interval (recently, now)."""
    reporting: frozenset[str] = frozenset()
    """Verbs of saying: a time beside one dates the statement and not the event."""
    reckoned: frozenset[tuple[str, ...]] = frozenset()
    """Words before a time up to which is reckoned: as of."""
    clause_openers: frozenset[str] = frozenset()
    """Words that open a subordinate clause, whose time is its own."""
    contents: frozenset[str] = frozenset()
    """Words that open a clause of what is said or shown (he said ``that``)."""
    definite: frozenset[str] = frozenset()
    """Words that with a noun of an event take up one told before (the attack)."""
    event_nouns: frozenset[str] = frozenset()
    """Nouns by which a text takes up an event told before."""
    present: frozenset[str] = frozenset()
    """Words of the present tense and the perfect: what they tell is of the day of publication."""
    bulletin: frozenset[tuple[str, ...]] = frozenset()
    """Words of a headline that show a bulletin which covers its own day."""
    accessed: frozenset[str] = frozenset()
    """Words before the day on which a source was looked up (``accessed`` 3 May 2024)."""
    lasting: frozenset[str] = frozenset()
    """Words before units without a number that tell how long something went on (``for`` weeks)."""
    date_labels: frozenset[str] = frozenset()
    """Words and marks that stand beside a date in the line that dates a page."""
    now: frozenset[str] = frozenset()
    """Words that tie a sentence to the day it was printed."""
    former: frozenset[str] = frozenset()
    """Words before a title whose holder has left the office."""
    credits: frozenset[str] = frozenset()
    """Words by which a caption names the source of its picture."""
    dated_things: frozenset[str] = frozenset()
    """Pictures and papers that bear a date behind the word for "since": «знімок від 3 квітня»."""
    streets: frozenset[str] = frozenset()
    """Words for a street, before a date that is its name."""
    ahead: frozenset[str] = frozenset()
    """Words of the future that no report of the past has (will, and not would)."""
    history: frozenset[str] = frozenset()
    """Words of a sentence that tells what is long past (museum, anniversary, had)."""
    takings: frozenset[str] = frozenset()
    """Words by which Russian forces are told to have taken a town."""
    freeings: frozenset[str] = frozenset()
    """Words by which Ukrainian forces are told to have taken one back."""
    occupied: frozenset[str] = frozenset()
    """Words by which a town is told to be in Russian hands."""
    lands: frozenset[str] = frozenset()
    """Words that after a town's name make it that of the land around."""
    negations: frozenset[str] = frozenset()
    """Words that deny the verb after them."""
    tolls: frozenset[str] = frozenset()
    """Nouns by which victims are counted (the death toll)."""
    mounting: frozenset[str] = frozenset()
    """Verbs by which such a count is told to change (rose to nine)."""
    goes_on: frozenset[str] = frozenset()
    """Words by which fighting is told as going on."""
    fronts: frozenset[str] = frozenset()
    """Words for a stretch of the front, after its name."""
    fighting: frozenset[str] = frozenset()
    """Words of ground fighting: with a town's name they tell that it is fought over."""
