"""Rules for what happened: verbs and nouns of events, bodies and states, plans and denials in English."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.languages.rules import events as sense
from geomap.languages.rules.events import EventRules, Form, FurnitureRules, Phrase, Trigger, kind_table

# --- words that frame a name ---------------------------------------------------------------------------
_WORDS: dict[int, str] = {
    sense.DETERMINER: "the a an this these those its their his her our my your some any every each both "
    "several many few another other such all one two three four five six seven eight nine ten dozens hundreds thousands",
    sense.MODIFIER: "far western eastern northern southern central northeastern northwestern southeastern southwestern "
    "north-eastern north-western south-eastern south-western mid upper lower inner outer downtown greater "
    "besieged occupied captured liberated destroyed devastated ruined shattered embattled battered beleaguered "
    "encircled surrounded advanced contested disputed annexed seized war-torn battle-scarred bombed-out "
    "russian-occupied russian-held russian-controlled ukrainian-held ukrainian-controlled government-held "
    "rebel-held separatist-held separatist-controlled government-controlled non-government-controlled "
    "moscow-controlled moscow-occupied kremlin-controlled frontline front-line  strategic strategically key important "
    "main major entire whole full complete total remaining nearby neighboring neighbouring adjacent surrounding "
    "small tiny large big largest biggest second-largest third-largest second second-biggest third first last next "
    "port seaport industrial coastal mining resort border regional provincial local urban rural densely heavily "
    "temporarily partially partly recently newly formerly predominantly mostly largely currently still now also "
    "historic ancient old new easternmost own respective same certain different various just even only especially "
    "particularly mainly primarily including like pre-war post-war nuclear military civilian residential critical "
    "self-styled so-called self-proclaimed breakaway separatist pro-russian ukrainian-born populated "
    "russian ukrainian russia-occupied moscow-held eastern-ukrainian vital crucial "
    "approximately about nearly almost around some roughly more less fewer least up over than",
    sense.QUARTER: "western eastern northern southern central northeastern northwestern southeastern southwestern "
    "north-eastern north-western south-eastern south-western",
    sense.GEOGRAPHIC: "city cities town towns village villages hamlet hamlets trench trenches height heights hill hills ground foothold settlement settlements suburb suburbs outskirts outskirt "
    "district districts region regions oblast oblasts province provinces raion raions county counties hromada "
    "area areas vicinity direction directions axis axes sector sectors front frontline section sections segment "
    "edge edges fringe fringes environs approaches approach entrance entrances surroundings "
    "capital part parts side sides center centre heart middle neighborhood neighborhoods neighbourhood neighbourhoods "
    "community communities municipality territory territories peninsula island border borders coast coastline shore "
    "bank banks line lines salient pocket kessel theater airspace waters half corner tip limits territorial "
    "republic republics hub stronghold position positions location locations zone zones space skies skyline "
    "metropolis enclave exclave bridgehead township locality localities land lands soil countryside east west north south "
    "points point site sites corridor crossing junction interchange state states country countries administrative rear",
    sense.PARTITIVE: "% majority remainder rest entirety two-thirds one-third three-quarters most all half part parts much bulk third quarter portion portions "
    "percent swathes swaths swathe remains ruins rubble section chunk chunks control dozens hundreds thousands number",
    sense.FACILITY: "airport airfield airbase aerodrome port harbor harbour plant plants station stations substation "
    "substations metro subway street streets avenue square park parks refinery refineries depot depots bridge bridges dam "
    "airports airfields airbases ports harbours harbors universities clinics kindergartens churches museums "
    "hospital hospitals clinic school schools kindergarten university high-rises high-rise apartment apartments building "
    "buildings block blocks tower towers headquarters hq base bases warehouse warehouses mall theater theatre cinema "
    "cathedral church monastery museum stadium cemetery morgue market markets prison jail colony factory factories mill "
    "steelworks works shipyard mine mines road roads highways railway railways rail railroad grid infrastructure "
    "energy facility facilities terminal terminals hotel hotels shop supermarket home homes house houses "
    "residence residences basement bunker shelter shelters skyscraper checkpoint checkpoints barracks camp camps "
    "silo silos elevator reactor reactors pier beach field fields forest forests woods river water sky "
    "neighbourhood quarter microdistrict court courthouse library sanatorium dormitory hangar hangars",
    sense.BODY: "administration administrations ministry ministries directorate staff council parliament agency embassy "
    "consulate office department departments institute police prosecutors prosecutor court bank government governments "
    "duma rada senate congress service services committee commission bureau guard guards company "
    "corporation university academy battalion battalions regiment brigade brigades division divisions corps fleet flotilla "
    "group party foundation fund union times post news independent television radio newspaper magazine journal "
    "tribunal authority authorities exchange federation club fc dynamo command",
    sense.TITLE: "president presidents minister ministers premier chancellor governor governors mayor mayors ambassador "
    "ambassadors spokesman spokesmen spokesperson spokeswoman spokespeople secretary chairman chairwoman chief head leader "
    "leaders king prince princess queen emperor patriarch archbishop bishop metropolitan consul envoy commissioner "
    "commander-in-chief prosecutor-general general-secretary director deputy speaker ombudsman representative",
    sense.FORCE: "army armies force forces troop troops chiefs military militaries soldier soldiers unit units navy navies "
    "commander commanders general generals leadership brass officer officers spies intelligence diplomat diplomats "
    "negotiator negotiators delegation militia militias separatists proxies mercenaries mercenary fighters invaders "
    "occupiers occupants aggressor regime regimes elite elites propagandists propaganda hackers warplanes air artillery "
    "drones missiles tanks allies ally partners backers lawmakers officials official government governments servicemen serviceman personnel people nation "
    "authorities ruler rulers defenders defences defenses",
    sense.PERSON: "official officials resident residents citizen citizens journalist journalists reporter reporters "
    "correspondent correspondents ally allies deputies lawmaker lawmakers mp mps man men woman women child children "
    "boy girl civilian civilians volunteer volunteers native natives refugee refugees analyst analysts expert experts activist "
    "activists doctor doctors teacher teachers worker workers student students family families people person local locals "
    "inhabitants population survivor survivors witness witnesses prisoner prisoners veteran veterans blogger milblogger "
    "aunt uncle brother sister son daughter grandmother grandfather cousin evacuee evacuees households pensioner mother father wife husband couple crowd crowds diplomat diplomats source sources collaborator collaborators "
    "councillor councillors councilor councilors senator senators legislator legislators politician politicians adviser advisers advisor advisors economist economists trader traders investor investors aide aides appointee appointees lawyer priest historian professor author editor bureau",
    sense.BE: "is are was were be been being am isn't aren't wasn't weren't get gets got getting remain remains remained "
    "become became becomes lies lay stay stays stayed",
    sense.MODAL: "will would may might could should shall must",
    sense.NEGATION: "not no never without neither nor cannot can't don't doesn't didn't won't wouldn't couldn't hasn't "
    "haven't hadn't isn't aren't wasn't weren't nobody none nothing n't",
    sense.PRONOUN: "he she delegation delegations envoy envoys zelensky zelenskyy zelenskiy putin biden trump macron scholz sunak johnson blinken lavrov shoigu erdogan erdoğan lukashenko medvedev kadyrov prigozhin merz starmer rubio witkoff kushner austin",
    sense.SPEECH: "argue claim report announce write add confirm deny warn insist accuse urge vow pledge believe think suggest indicate describe explain declare comment acknowledge admit allege assess stress reveal complain hail praise criticize criticise predict mention cite spoken note said says say saying told tells telling stated states claimed claims claiming reported reports reporting "
    "announced wrote writes added adds noted notes confirmed denied denies warned warns insisted argued accused accuses "
    "accusing called calls urged urges vowed pledged demanded demands believes believed thinks thought suggested suggests "
    "indicated posted tweeted shared spoke speaking speak speaks asked described describes explained declared commented according "
    "acknowledged admitted admits promised promises alleged alleges assessed assesses rejected condemned estimates "
    "estimated thanked blamed blames stressed emphasized revealed complained hailed praised criticized criticised "
    "observed predicted discussed discuss discussing mentioned cited citing",
    sense.BREAK: "while although though whereas because unless but since despite until amid ; : — –",
    sense.CONJUNCTION: "and or & / versus plus",
    sense.BEARING: "north south east west northeast northwest southeast southwest north-east north-west south-east "
    "south-west northeastwards westwards eastwards northwards southwards northward southward eastward westward "
    "north-northeast downstream upstream inland outside",
    sense.DISTANCE: "km kms kilometer kilometers kilometre kilometres mile miles meters metres m minutes hours drive",
    sense.PLAN: "plan plans planned planning aim aims aimed aiming intend intends intended intending intention intentions "
    "prepare prepares prepared preparing preparation preparations seek seeks sought seeking want wants wanted wanting hope "
    "hopes hoped hoping threaten threatens threatened threatening threat threats order orders ordered ordering consider "
    "considers considering considered goal goals objective objectives ambition ambitions "
    "ambitious expected expects expecting expect anticipates anticipated due poised ready scheduled slated "
    "determined brink verge cusp envisioned envisaged envision prioritised prioritized prioritise prioritize priority "
    "possible potential possibility prospect prospects upcoming forthcoming imminent impending future eventual "
    "demand demands demanded insist insists promise promised promises vow vows vowed pledge pledged bid deadline "
    "proposed proposal proposals offer offered agreed agree agrees designed task tasked urge urged "
    "hypothetical attention anticipation ahead wish wishes decide decided decision fear fears feared",
    sense.TRIAL: "try tries tried trying attempt attempts attempted attempting effort efforts struggle struggled struggling "
    "struggles push pushing pushed",
    sense.REAL: "paid pays managed manage began begin begins beginning continue continued continues continuing forced forcing "
    "able helped help helps started start starts starting had used having allowed allowing enabled enabling went "
    "honored honoured pleased happy glad proud resumed rushed proceeded proceeds returned return succeeded leading led came decided chose",
    sense.DENIAL: "deny denies denied denying cancel cancels cancelled canceled cancelling canceling cancellation postpone "
    "postpones postponed postponing prevent prevents prevented preventing reject rejects rejected rejecting refute refutes "
    "refuted refuting disprove disproved thwart thwarted thwarting foil foiled foiling dismiss dismissed scrap "
    "scrapped suspend suspended pause paused halt halted debunked disputed false falsely untrue fake rule ruled refuse refused refuses refusing refusal avoid avoided",
    sense.FAILURE: "fail fails failed failing unable failure incapable unsuccessful unsuccessfully",
    sense.CONDITION: "if should",
    sense.AUXILIARY: "has have had having do does did can",
    sense.RELATIVE: "which who whose whom where that when",
    sense.OBJECTIVE: "which that",
    sense.WAR: "war wars conflict invasion crisis aggression takeover take-over campaign peace ceasefire truce",
    sense.FORMER: "formerly previously then-named renamed originally",
    sense.ORIGIN: "native natives born citizens citizen nationals national hailing hails hailed originally people",
    sense.RECORD: "imagery footage image images video videos photo photos photograph photographs camera cameras cctv satellite",
    sense.HELD: "occupied besieged encircled surrounded contested disputed embattled devastated annexed",
    sense.EXAMPLE: "including namely",
    sense.FRONT: "direction directions axis axes sector sectors front frontline line lines salient pocket theater",
    sense.DATE: "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december",
    sense.KIT: "industry industries helicopter helicopters vehicle vehicles aircraft jet jets tank tanks group groups "
    "power capability capabilities system systems brigade brigades contractor contractors spending equipment plane planes "
    "submarine submarines rifle rifles carrier carriers budget warning warnings veteran veterans experience "
    "zone zones package packages team teams squad squads engine truck trucks victim victims",
    sense.AERIAL: "drone drones missile missiles rocket rockets artillery air aerial mortar kamikaze shahed shaheds uav uavs fpv "
    "ballistic cruise shelling bomb bombs bombing glide himars atacms iskander kinzhal kalibr grad mlrs "
    "warplane warplanes aviation s-300 s-400 hypersonic quadcopter loitering howitzer storm",
    sense.THING: "bank banks pipeline pipelines river rivers reservoir canal sea strait avenue boulevard lane highway motorway express ship cruiser frigate tanker vessel class deal deals initiative marathon festival cake chicken agreement agreements accord accords treaty protocol format forum memorandum declaration",
    sense.NAMED: "dubbed nicknamed so-called known called branded labelled labeled",
    sense.SPEECH | sense.PREPOSITION: "according",
}

_PREPOSITIONS = {
    "lc": "between",
    "l": "in near around across within inside outside along throughout above behind beyond through beside amid "
    "among off overlooking alongside beneath under",
    "t": "to toward towards onto unto",
    "ti": "into",
    "f": "from out",
    "ag": "on upon",
    "al": "at over",
    "a": "against",
    "n": "of",
    "r": "for",
    "b": "by",
    "c": "with",
    "e": "including namely",
    "xy": "despite during before after since until",
    "x": "as about via per than like except regarding concerning",
}

# --- words that name an event -----------------------------------------------------------------------------
# action, what it governs (see Trigger), strength, verbs. Irregular: base:past:participle.
_VERBS: tuple[tuple[str, str, int, str], ...] = (
    ("captured", "o", 3, "capture seize conquer occupy overrun+:overran:overrun annex"),
    ("captured", "o", 2, "secure"),
    ("captured", "st", 2, "fall:fell:fallen"),
    (
        "reclaimed",
        "o",
        3,
        "recapture retake:retook:retaken reclaim liberate regain deoccupy de-occupy reconquer reoccupy",
    ),
    ("withdrew", "fo", 3, "withdraw:withdrew:withdrawn retreat scarper vacate decamp"),
    ("withdrew", "fo", 2, "abandon"),
    ("withdrew", "ol", 2, "surrender cede relinquish yield"),
    ("withdrew", "f", 3, "expel+ oust eject dislodge evict"),
    (
        "attacked",
        "oatr",
        3,
        "attack assault besiege encircle surround invade counterattack counter-attack storm ambush raid infiltrate outflank blockade",
    ),
    ("attacked", "tafr", 3, "advance fight:fought:fought clash battle skirmish probe"),
    ("attacked", "o", 2, "threaten"),
    ("attacked", "ot", 2, "penetrate breach defend contest interdict"),
    ("attacked", "otq", 2, "reach approach"),
    ("attacked", "a", 2, "focus+ focus refocus"),
    ("attacked", "tar", 2, "push thrust:thrust:thrust"),
    ("attacked", "afl", 2, "repel+ repulse engage outnumber"),
    ("attacked", "aol", 2, "raze flatten obliterate annihilate ruin ravage"),
    (
        "struck",
        "oatl",
        3,
        "strike:struck:struck shell bomb bombard pound target hit:hit:hit pummel pummel+ batter firebomb carpet-bomb blast",
    ),
    ("struck", "atf", 3, "fire launch"),
    (
        "struck",
        "otl",
        2,
        "rock shake:shook:shaken crash damage slam+ smash rip+ tear:tore:torn shatter cripple",
    ),
    ("struck", "sl", 2, "explode detonate burn ignite blaze"),
    ("struck", "la", 2, "down intercept"),
    ("struck", "a", 2, "drop+ rain"),
    ("struck", "l", 2, "erupt"),
    ("struck", "l", 1, "kill wound injure maim die"),
    (
        "moved",
        "tfol",
        3,
        "deploy redeploy relocate transfer+ evacuate deport abduct resettle displace reroute "
        "dispatch airlift smuggle amass mass concentrate regroup replenish reinforce resupply station stockpile repatriate",
    ),
    ("moved", "tfolp", 2, "travel travel+ arrive return fly:flew:flown depart land"),
    ("moved", "tfo", 3, "flee:fled:fled"),
    ("attacked", "oq", 2, "enter"),
    ("moved", "tfo", 2, "cross"),
    ("withdrew", "foq", 2, "leave:left:left"),
    ("moved", "tf", 2, "ferry shuttle"),
    (
        "moved",
        "tf",
        2,
        "swim+:swam:swum walk march sail drive:drove:driven ride:rode:ridden send:sent:sent deliver ship+ bring:brought:brought transport supply export",
    ),
    (
        "moved",
        "tfo",
        2,
        "move go:went:gone come:came:come escape pour head redirect escort bus",
    ),
    ("moved", "l", 2, "establish position camp entrench accumulate assemble gather garrison trap+ fortify"),
    ("visited", "ot", 3, "visit tour"),
    ("visited", "tl", 2, "welcome invite"),
    ("visited", "lct", 2, "meet:met:met inspect host attend convene confer+ negotiate greet"),
    (
        "announced",
        "ol",
        2,
        "sign proclaim rename mobilise mobilize declare sanction ratify recognize recognise",
    ),
    (
        "other",
        "ol",
        2,
        "torture rape murder massacre slaughter exhume bury loot demine rebuild:rebuilt:rebuilt restore arrest detain "
        "kidnap+ protest rally demonstrate imprison interrogate hang:hung:hung celebrate control+ govern administer "
        "install appoint shoot:shot:shot flood sabotage poison isolate bleed:bled:bled terrorize terrorise starve persecute integrate "
        "russify jail behead mine rehabilitate",
    ),
    (
        "other",
        "l",
        1,
        "find:found:found discover huddle shelter hide:hid:hidden stand:stood:stood happen occur+ unfold "
        "suffer sound queue sleep:slept:slept operate patrol+ survive open close begin+:began:begun",
    ),
)
# action, governs, strength, nouns (singular; the plural follows)
_NOUNS: tuple[tuple[str, str, int, str], ...] = (
    ("captured", "n", 3, "capture seizure occupation conquest storming fall"),
    ("announced", "n", 3, "annexation"),
    ("reclaimed", "n", 3, "recapture liberation reconquest de-occupation deoccupation retaking"),
    ("withdrew", "nf", 3, "withdrawal retreat pullout pull-out pullback exit"),
    (
        "attacked",
        "naotrcl",
        3,
        "attack assault siege encirclement battle clash offensive counteroffensive counter-offensive counterattack "
        "counter-attack fighting advance incursion raid push fight combat ambush skirmish breakthrough storming blockade defence "
        "defense invasion encircling",
    ),
    (
        "attacked",
        "tal",
        2,
        "headway progress gain defeat hostilities setback operation activity thrust",
    ),
    ("attacked", "anl", 2, "destruction devastation clearing clearance mop-up"),
    (
        "struck",
        "natl",
        3,
        "strike airstrike air-strike shelling bombardment bombing barrage missile-strike blast explosion "
        "drone-attack salvo cannonade volley air-raid shellfire hit detonation",
    ),
    ("struck", "nl", 2, "fire blaze damage wreckage debris crater rubble inferno smoke arrival impact"),
    ("struck", "l", 1, "casualty death fatality"),
    (
        "moved",
        "tfnl",
        3,
        "deployment redeployment evacuation deportation transfer relocation exodus regrouping build-up "
        "buildup concentration crossing reinforcement influx resettlement delivery shipment abduction",
    ),
    ("moved", "l", 1, "presence arrival departure"),
    ("moved", "ltf", 2, "convoy column"),
    ("visited", "tlnc", 3, "visit trip stopover tour summit meeting mission"),
    ("visited", "lc", 2, "talk negotiation conference gathering session"),
    ("announced", "lnr", 3, "referendum plebiscite annexation decree mobilisation mobilization"),
    ("announced", "lnr", 2, "ceasefire election vote"),
    (
        "other",
        "nl",
        3,
        "massacre atrocity slaughter genocide torture execution murder rape burial protest rally "
        "blackout outage beating demonstration sabotage exhumation bloodbath carnage uprising looting",
    ),
    (
        "other",
        "lnr",
        2,
        "alert siren curfew crime grave arrest funeral ceremony parade flood flooding concert "
        "reconstruction restoration celebration repression persecution",
    ),
)
_SINGULAR = frozenset(
    "headway debris rubble hostilities shellfire wreckage carnage fighting encircling inferno smoke bloodbath "
    "devastation looting genocide torture combat storming defence defense retaking".split()
)
"""Nouns without a plural, or whose plural is a rarity."""
_OVERRIDES: dict[str, Trigger | None] = {
    # words whose form would mislead, or that are too common to name an event alone
    "held": Trigger("other", "past", "ol", 1),
    "hold": Trigger("other", "base", "ol", 1),
    "holds": Trigger("other", "verb", "ol", 1),
    "holding": Trigger("other", "gerund", "ol", 1),
    "mine": None,
    "mines": None,
    "left": Trigger("withdrew", "past", "foqm", 2),
    "leave": Trigger("withdrew", "base", "foqm", 2),
    "leaving": Trigger("withdrew", "gerund", "foqm", 2),
    "losing": Trigger("captured", "gerund", "om", 2, inverse=True),
    "lose": Trigger("captured", "base", "om", 2, inverse=True),
    "loses": Trigger("captured", "verb", "om", 2, inverse=True),
    "lost": Trigger("captured", "past", "om", 2, inverse=True),
    "loss": Trigger("captured", "noun", "n", 2, inverse=True),
    "losses": Trigger("other", "noun", "n", 1),
    "take": Trigger("captured", "base", "om", 2),
    "takes": Trigger("captured", "verb", "om", 2),
    "took": Trigger("captured", "verb", "om", 2),
    "taken": Trigger("captured", "past", "om", 2),
    "taking": Trigger("captured", "gerund", "om", 2),
    "fall": Trigger("captured", "either", "sn", 2),
    "falls": Trigger("captured", "verb", "s", 2),
    "firing": Trigger("struck", "gerund", "ail", 3),
    "shot": Trigger("other", "past", "l", 2),
    "shell": Trigger("struck", "base", "oa", 2),
    "shells": Trigger("struck", "either", "oatl", 2),
    "heading": Trigger("moved", "gerund", "tf", 2),
    "head": None,
    "heads": Trigger("moved", "verb", "t", 2),
    "supply": None,
    "supplies": None,
    "position": None,
    "positions": None,
    "crash": Trigger("other", "either", "l", 2),
    "crashes": Trigger("other", "either", "l", 2),
    "march": None,
    "rocketed": Trigger("struck", "past", "oal", 3),
    "camp": None,
    "camps": None,
    "mass": None,
    "target": Trigger("struck", "either", "oal", 2),
    "targets": Trigger("struck", "either", "l", 1),
    "station": None,
    "stations": None,
    "engage": None,
    "engaged": Trigger("attacked", "past", "l", 2),
    "down": None,
    "downs": None,
    "seen": Trigger("other", "past", "l", 1),
    "go": Trigger("moved", "base", "t", 1),
    "goes": Trigger("moved", "verb", "t", 1),
    "come": None,
    "comes": None,
    "came": None,
    "coming": None,
    "contest": None,
    "bus": None,
    "ferry": None,
    "ferries": None,
    "shuttle": None,
    "shuttles": None,
    "buses": None,
    "offensives": Trigger("attacked", "noun", "naotrl", 3),
    "offensive": Trigger("attacked", "noun", "naotrl", 3),
    "battle": Trigger("attacked", "either", "nrol", 3),
    "fighting": Trigger("attacked", "either", "rcanl", 3),
    "fire": Trigger("struck", "either", "latn", 2),
    "fires": Trigger("struck", "either", "latn", 2),
    "rally": Trigger("other", "either", "l", 2),
    "gain": Trigger("attacked", "noun", "l", 2),
    "gains": Trigger("attacked", "noun", "l", 2),
    "operation": Trigger("attacked", "noun", "ral", 1),
    "operations": Trigger("attacked", "noun", "ral", 2),
    "activity": Trigger("attacked", "noun", "l", 1),
    "impact": None,
    "impacts": None,
    "arrivals": None,
    "vote": Trigger("announced", "either", "l", 1),
    "dead": Trigger("struck", "past", "l", 1),
    "wounded": Trigger("struck", "past", "l", 1),
    "declare": Trigger("announced", "base", "l", 1),
    "declared": Trigger("announced", "past", "l", 1),
    "declares": Trigger("announced", "verb", "l", 1),
    "hit": Trigger("struck", "either", "oatl", 3),
    "hits": Trigger("struck", "either", "oatl", 3),
    "approach": Trigger("attacked", "base", "oq", 1),
    "focus": Trigger("attacked", "base", "a", 2),
    "focused": Trigger("attacked", "past", "a", 2),
    "approaches": None,
    "return": Trigger("moved", "either", "tfop", 2),
    "land": None,
    "lands": None,
    "signed": Trigger("announced", "past", "l", 2),
    "sign": None,
    "signs": Trigger("announced", "verb", "l", 2),
    "executed": Trigger("other", "past", "l", 2),
    "meet": Trigger("visited", "base", "lc", 2),
    "fell": Trigger("captured", "verb", "st", 2),
    "crossing": Trigger("moved", "gerund", "otf", 1),
    "crossings": None,
    "burning": Trigger("struck", "gerund", "sln", 2),
    "control": Trigger("captured", "either", "on", 2),
    "controls": Trigger("other", "verb", "o", 1),
    "controlled": Trigger("other", "past", "o", 1),
    "controlling": Trigger("other", "gerund", "o", 1),
    "secure": Trigger("captured", "base", "o", 2),
    "secured": Trigger("captured", "past", "o", 2),
    "damage": Trigger("struck", "either", "otnl", 2),
    "damages": Trigger("struck", "verb", "ol", 2),
    "talks": Trigger("visited", "noun", "lc", 2),
    "talk": None,
    "visits": Trigger("visited", "either", "otln", 3),
    "visit": Trigger("visited", "either", "otln", 3),
    "tour": Trigger("visited", "either", "otln", 2),
    "advanced": Trigger("attacked", "past", "tafr", 3),
    "advance": Trigger("attacked", "either", "tal", 3),
    "advances": Trigger("attacked", "either", "tal", 3),
    "push": Trigger("attacked", "either", "tar", 2),
    "pushes": Trigger("attacked", "verb", "tar", 2),
    "progress": Trigger("attacked", "noun", "l", 1),
    "defeat": Trigger("attacked", "noun", "l", 2),
    "invasion": None,
    "invasions": None,
    "invade": Trigger("attacked", "base", "o", 1),
    "invaded": Trigger("attacked", "past", "o", 1),
    "invading": Trigger("attacked", "gerund", "o", 1),
    "concentrate": Trigger("moved", "base", "l", 2),
    "concentrated": Trigger("moved", "past", "l", 2),
    "gather": Trigger("moved", "base", "l", 1),
    "gathered": Trigger("moved", "past", "l", 1),
    "hosts": Trigger("visited", "verb", "l", 2),
    "host": Trigger("visited", "base", "l", 2),
    "shelter": None,
    "shelters": None,
    "export": None,
    "exports": None,
    "ship": None,
    "ships": None,
    "move": Trigger("moved", "either", "tfo", 1),
    "moves": Trigger("moved", "verb", "tfo", 1),
    "bring": None,
    "brings": None,
    "brought": Trigger("moved", "past", "t", 1),
    "protests": Trigger("other", "either", "l", 2),
    "execution": Trigger("other", "noun", "ln", 1),
    "executions": Trigger("other", "noun", "ln", 3),
    "operate": Trigger("moved", "base", "l", 1),
    "operates": None,
    "operating": Trigger("moved", "gerund", "l", 1),
    "grave": None,
    "graves": Trigger("other", "noun", "l", 2),
    "hang": None,
    "hangs": None,
    "found": Trigger("other", "past", "l", 1),
    "find": None,
    "finds": None,
    "recognized": None,
    "recognised": None,
    "exit": Trigger("withdrew", "either", "nfo", 2),
    "exits": None,
    "crime": None,
    "crimes": Trigger("other", "noun", "l", 2),
    "elections": Trigger("announced", "noun", "l", 1),
    "election": None,
    "conference": Trigger("visited", "noun", "l", 1),
    "conferences": None,
    "downed": Trigger("struck", "past", "l", 2),
    "launch": Trigger("struck", "either", "atf", 2),
    "launched": Trigger("struck", "past", "atf", 2),
    "launches": Trigger("struck", "either", "atf", 2),
    "launching": Trigger("struck", "gerund", "atf", 2),
    "storm": Trigger("attacked", "base", "o", 2),
    "storms": None,
    "storming": Trigger("attacked", "either", "on", 3),
    "stormed": Trigger("attacked", "past", "o", 3),
    "destroy": Trigger("struck", "base", "ol", 2),
    "destroyed": Trigger("struck", "past", "ol", 2),
    "destroys": Trigger("struck", "verb", "ol", 2),
    "destroying": Trigger("struck", "gerund", "ol", 2),
    "destruction": Trigger("struck", "noun", "nl", 2),
    "devastated": Trigger("struck", "past", "ol", 2),
    "raid": Trigger("attacked", "either", "oal", 2),
    "raids": Trigger("attacked", "either", "oal", 2),
    "retreats": Trigger("withdrew", "either", "fn", 3),
}

_PHRASES: tuple[tuple[str, str, str, int], ...] = (
    # words | action | governs | strength
    ("take control", "captured", "n", 3),
    ("takes control", "captured", "n", 3),
    ("took control", "captured", "n", 3),
    ("taken control", "captured", "n", 3),
    ("taking control", "captured", "n", 3),
    ("gain control", "captured", "n", 3),
    ("gained control", "captured", "n", 3),
    ("full control", "captured", "n", 3),
    ("complete control", "captured", "n", 3),
    ("took over", "captured", "o", 3),
    ("taken over", "captured", "o", 3),
    ("raised flag", "reclaimed", "anl", 3),
    ("raise flag", "reclaimed", "anl", 3),
    ("raised a flag", "reclaimed", "anl", 3),
    ("raised the flag", "reclaimed", "anl", 3),
    ("raised the ukrainian flag", "reclaimed", "anl", 3),
    ("raised the russian flag", "captured", "anl", 3),
    ("raised a russian flag", "captured", "anl", 3),
    ("taken back", "reclaimed", "o", 3),
    ("take back", "reclaimed", "o", 3),
    ("took back", "reclaimed", "o", 3),
    ("taking back", "reclaimed", "o", 3),
    ("takes back", "reclaimed", "o", 3),
    ("won back", "reclaimed", "o", 3),
    ("win back", "reclaimed", "o", 3),
    ("winning back", "reclaimed", "o", 3),
    ("pull out", "withdrew", "f", 3),
    ("pulled out", "withdrew", "f", 3),
    ("pulling out", "withdrew", "f", 3),
    ("pulls out", "withdrew", "f", 3),
    ("pull back", "withdrew", "f", 3),
    ("pulled back", "withdrew", "f", 3),
    ("pulling back", "withdrew", "f", 3),
    ("fall back", "withdrew", "f", 3),
    ("fell back", "withdrew", "f", 3),
    ("falling back", "withdrew", "f", 3),
    ("fallen back", "withdrew", "f", 3),
    ("pushed out", "withdrew", "f", 3),
    ("push out", "withdrew", "f", 3),
    ("pushed back", "withdrew", "f", 3),
    ("driven out", "withdrew", "f", 3),
    ("drove out", "withdrew", "f", 3),
    ("drive out", "withdrew", "f", 3),
    ("driving out", "withdrew", "f", 3),
    ("forced out", "withdrew", "f", 3),
    ("kicked out", "withdrew", "f", 3),
    ("driven from", "withdrew", "o", 3),
    ("taken to", "moved", "o", 2),
    ("into custody", "other", "l", 3),
    ("was reached", "announced", "l", 2),
    ("were reached", "announced", "l", 2),
    ("been reached", "announced", "l", 2),
    ("reached a deal", "announced", "l", 2),
    ("reached an agreement", "announced", "l", 2),
    ("taken prisoner", "other", "l", 2),
    ("took prisoner", "other", "l", 2),
    ("taken captive", "other", "l", 2),
    ("taken hostage", "other", "l", 2),
    ("lost power", "other", "sl", 2),
    ("lost electricity", "other", "sl", 2),
    ("lose power", "other", "sl", 2),
    ("losing power", "other", "sl", 2),
    ("taken away to", "moved", "o", 2),
    ("took him to", "moved", "o", 2),
    ("took her to", "moved", "o", 2),
    ("took them to", "moved", "o", 2),
    ("take him to", "moved", "o", 2),
    ("take her to", "moved", "o", 2),
    ("take them to", "moved", "o", 2),
    ("took to the streets", "other", "lnr", 3),
    ("taken to the streets", "other", "lnr", 3),
    ("take to the streets", "other", "lnr", 3),
    ("left for", "moved", "o", 2),
    ("leave for", "moved", "o", 2),
    ("leaves for", "moved", "o", 2),
    ("leaving for", "moved", "o", 2),
    ("departed for", "moved", "o", 2),
    ("was breached", "struck", "sl", 2),
    ("been breached", "struck", "sl", 2),
    ("switched off", "other", "l", 2),
    ("switch off", "other", "l", 2),
    ("shut off", "other", "l", 2),
    ("turned off", "other", "l", 2),
    ("come under", "struck", "s", 3),
    ("came under", "struck", "s", 3),
    ("comes under", "struck", "s", 3),
    ("coming under", "struck", "s", 3),
    ("under fire", "struck", "s", 3),
    ("under attack", "struck", "s", 3),
    ("under siege", "attacked", "s", 3),
    ("under shelling", "struck", "s", 3),
    ("under bombardment", "struck", "s", 3),
    ("under occupation", "captured", "s", 2),
    ("under russian occupation", "captured", "s", 2),
    ("under russian control", "captured", "s", 2),
    ("under control", "captured", "ns", 2),
    ("on fire", "struck", "sl", 2),
    ("set fire", "struck", "tl", 3),
    ("setting fire", "struck", "tl", 3),
    ("set ablaze", "struck", "l", 3),
    ("set alight", "struck", "l", 3),
    ("main effort", "attacked", "lra", 2),
    ("main efforts", "attacked", "lra", 2),
    ("supporting effort", "attacked", "lra", 2),
    ("rang out", "struck", "l", 3),
    ("ring out", "struck", "l", 3),
    ("shot down", "struck", "l", 3),
    ("shoot down", "struck", "l", 3),
    ("shooting down", "struck", "l", 3),
    ("struck back", "attacked", "la", 3),
    ("strike back", "attacked", "la", 3),
    ("hit back", "attacked", "la", 3),
    ("hits back", "attacked", "la", 3),
    ("blew up", "struck", "ol", 3),
    ("blow up", "struck", "ol", 3),
    ("blown up", "struck", "ol", 3),
    ("blowing up", "struck", "ol", 3),
    ("went off", "struck", "l", 3),
    ("broke out", "struck", "l", 2),
    ("fell on", "struck", "o", 2),
    ("falling on", "struck", "o", 2),
    ("fallen on", "struck", "o", 2),
    ("rained down", "struck", "al", 3),
    ("rain down", "struck", "al", 3),
    ("raining down", "struck", "al", 3),
    ("in flames", "struck", "sl", 2),
    ("broke through", "attacked", "otl", 3),
    ("break through", "attacked", "otl", 3),
    ("breaking through", "attacked", "otl", 3),
    ("broken through", "attacked", "otl", 3),
    ("broke into", "attacked", "o", 3),
    ("break into", "attacked", "o", 3),
    ("closing in", "attacked", "al", 3),
    ("close in", "attacked", "al", 3),
    ("closed in", "attacked", "al", 3),
    ("hold off", "attacked", "l", 2),
    ("held off", "attacked", "l", 2),
    ("dug in", "moved", "l", 2),
    ("show up", "visited", "l", 3),
    ("showed up", "visited", "l", 3),
    ("shows up", "visited", "l", 3),
    ("set up", "moved", "l", 2),
    ("setting up", "moved", "l", 2),
    ("sets up", "moved", "l", 2),
    ("hand over", "moved", "tl", 2),
    ("handed over", "moved", "tl", 2),
    ("prisoner swap", "other", "l", 3),
    ("prisoner exchange", "other", "l", 3),
    ("mass grave", "other", "l", 3),
    ("mass graves", "other", "l", 3),
    ("air alert", "other", "l", 3),
    ("air raid alert", "other", "l", 3),
    ("air raid sirens", "other", "l", 3),
    ("air-raid sirens", "other", "l", 3),
    ("air raid", "struck", "anl", 3),
    ("power outages", "other", "l", 3),
    ("power cut", "other", "l", 3),
    ("power cuts", "other", "l", 3),
    ("without power", "other", "ls", 2),
    ("without electricity", "other", "ls", 2),
    ("war crimes", "other", "l", 2),
    ("news conference", "visited", "l", 1),
    ("press conference", "visited", "l", 1),
    ("made gains", "attacked", "l", 3),
    ("lay siege", "attacked", "t", 3),
    ("laid siege", "attacked", "t", 3),
    ("troop movements", "moved", "l", 3),
    ("combat operations", "attacked", "lra", 3),
    ("ground attacks", "attacked", "anl", 3),
    ("ground operations", "attacked", "lra", 3),
    ("offensive operations", "attacked", "lra", 3),
    ("defensive operations", "attacked", "lra", 3),
    ("defensive lines", "moved", "l", 2),
    ("defensive positions", "moved", "l", 2),
    ("defensive fortifications", "moved", "l", 2),
    ("in crosshairs", "struck", "s", 2),
)
_PLAIN: tuple[tuple[str, int], ...] = (
    # fixed phrases that only frame: words, senses
    ("as well as", sense.CONJUNCTION),
    ("people 's republic", sense.GEOGRAPHIC),
    ("people ’s republic", sense.GEOGRAPHIC),
    ("people 's republics", sense.GEOGRAPHIC),
    ("people ’s republics", sense.GEOGRAPHIC),
    ("left bank", sense.GEOGRAPHIC | sense.THING),
    ("right bank", sense.GEOGRAPHIC | sense.THING),
    ("left side", sense.GEOGRAPHIC),
    ("left flank", sense.GEOGRAPHIC),
    ("right flank", sense.GEOGRAPHIC),
    ("left wing", sense.BODY),
    ("close to", sense.PREPOSITION | sense.NEARBY),
    ("closer to", sense.PREPOSITION | sense.NEARBY),
    ("next to", sense.PREPOSITION | sense.NEARBY),
    ("adjacent to", sense.PREPOSITION | sense.NEARBY),
    ("not far from", sense.PREPOSITION | sense.NEARBY),
    ("just outside", sense.PREPOSITION | sense.NEARBY),
    ("such as", sense.EXAMPLE),
    ("among them", sense.EXAMPLE),
    ("among others", sense.EXAMPLE),
    ("set to", sense.PLAN | sense.INFINITIVE),
    ("according to", sense.SPEECH),
    ("no longer", sense.NEGATION),
    ("not only", sense.MODIFIER),
    ("not just", sense.MODIFIER),
    ("likely to", sense.PLAN | sense.INFINITIVE),
    ("unlikely to", sense.NEGATION | sense.INFINITIVE),
    ("more than", sense.MODIFIER),
    ("less than", sense.MODIFIER),
    ("fewer than", sense.MODIFIER),
    ("at least", sense.MODIFIER),
    ("up to", sense.MODIFIER),
    ("as many as", sense.MODIFIER),
    ("about to", sense.PLAN | sense.INFINITIVE),
    ("high command", sense.BODY),
    ("general staff", sense.BODY),
    ("armed forces", sense.BODY),
    ("air force", sense.BODY),
    ("joint forces", sense.BODY),
    ("ground forces", sense.BODY),
    ("defense forces", sense.BODY),
    ("defence forces", sense.BODY),
    ("military command", sense.BODY),
    ("military district", sense.BODY),
    ("prime minister", sense.TITLE),
    ("press secretary", sense.TITLE),
    ("deputy head", sense.TITLE),
    ("state media", sense.BODY),
    ("state tv", sense.BODY),
    ("state news agency", sense.BODY),
    ("news agency", sense.BODY),
    ("international airport", sense.FACILITY),
    ("security service", sense.BODY),
    ("power plant", sense.FACILITY),
    ("border region", sense.GEOGRAPHIC),
    ("called for", sense.PLAN),
    ("calls for", sense.PLAN),
    ("call for", sense.PLAN),
    ("calling for", sense.PLAN),
    ("in a bid", sense.PLAN),
    ("in order", sense.PLAN),
    ("in preparation", sense.PLAN),
    ("as if", sense.CONDITION),
    ("went on", sense.REAL),
    ("go on", sense.REAL),
    ("goes on", sense.REAL),
    ("going on", sense.REAL),
    ("take place", sense.BE),
    ("takes place", sense.BE),
    ("took place", sense.BE),
    ("taken place", sense.BE),
    ("taking place", sense.BE),
    ("called off", sense.DENIAL),
    ("call off", sense.DENIAL),
    ("put off", sense.DENIAL),
    ("rather than", sense.NEGATION),
    ("instead of", sense.NEGATION),
)

_INTENDED: tuple[tuple[str, int, str, str], ...] = (
    # fixed phrases that name an event and say that it is to come: words, senses, action, governs
    ("going to", sense.PLAN | sense.INFINITIVE, "moved", "o"),
    ("next target", sense.PLAN, "attacked", "sn"),
    ("main target", sense.PLAN, "attacked", "sn"),
    ("next in line", sense.PLAN, "attacked", "s"),
    ("set its sights", sense.PLAN, "attacked", "a"),
    ("set their sights", sense.PLAN, "attacked", "a"),
    ("set for", sense.PLAN, "visited", "o"),
    ("scheduled for", sense.PLAN, "visited", "o"),
    ("planned for", sense.PLAN, "visited", "o"),
)

_SIDES = {
    "UA": "ukrainian ukrainians ukraine kyiv kiev zelensky zelenskyy zelenskiy afu zsu ukrainian-led uaf",
    "RU": "russian russians russia moscow kremlin putin wagner vdv chechen kadyrov rf invaders occupiers occupying "
    "enemy dnr dpr lnr lpr separatist separatists rebels pro-russian russia-backed russian-backed prigozhin",
}

_LEADERS = frozenset("zelensky zelenskyy zelenskiy putin kadyrov prigozhin".split())
"""They tell the side, but are surnames: a place before them is a first name."""
_BASES = frozenset(
    "take leave switch lose gain raise win pull fall push drive come ring shoot blow break close hold show set hand lay".split()
)
_NOMINAL = frozenset(
    "control swap exchange grave graves alert sirens raid outages cut cuts power electricity crimes conference gains "
    "movements operations attacks lines positions fortifications effort efforts fire attack siege shelling bombardment occupation flames".split()
)
_VOWELS = "aeiou"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in _VOWELS else base + "s"


def _verb_forms(word: str) -> Iterable[tuple[str, Form]]:
    """Yield the forms of an English verb: ``base:past:participle``, ``base+`` doubles its last letter."""
    base, *irregular = word.split(":")
    stem = base.rstrip("+")
    doubled = stem + stem[-1] if base.endswith("+") else stem
    yield stem, "base"
    yield _third(stem), "verb"
    if stem.endswith("e") and not stem.endswith(("ee", "ie")):
        past, gerund = stem + "d", stem[:-1] + "ing"
    elif stem.endswith("y") and stem[-2] not in _VOWELS:
        past, gerund = stem[:-1] + "ied", stem + "ing"
    elif stem.endswith("ie"):
        past, gerund = stem + "d", stem[:-2] + "ying"
    else:
        past, gerund = doubled + "ed", doubled + "ing"
    if irregular:
        past = irregular[0]
        if irregular[-1] != past:
            yield irregular[-1], "past"
        if stem[-1] in "tdgnp" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS and len(stem) < 5:
            gerund = stem + stem[-1] + "ing"
    yield past, "past"
    yield gerund, "gerund"


def _triggers() -> dict[str, Trigger]:
    table: dict[str, Trigger] = {}
    for action, governs, strength, words in _VERBS:
        fixed = action == "reclaimed"
        for word in words.split():
            for text, form in _verb_forms(word):
                relations = governs if form != "gerund" else governs + "n"
                trigger = Trigger(action, form, relations, strength, fixed=fixed)  # type: ignore[arg-type]
                table.setdefault(text, trigger)
    for action, governs, strength, words in _NOUNS:
        fixed = action == "reclaimed"
        for word in words.split():
            for text in (word,) if word in _SINGULAR else (word, _third(word)):
                known = table.get(text)
                if known is None:
                    table[text] = Trigger(action, "noun", governs, strength, fixed=fixed)  # type: ignore[arg-type]
                else:  # both a noun and a verb: governs as either
                    both = "".join(sorted({*known.governs, *governs}))
                    both_form: Form = "either" if known.form in ("base", "verb") else known.form
                    table[text] = known._replace(
                        form=both_form, governs=both, strength=max(strength, known.strength)
                    )
    for text, override in _OVERRIDES.items():
        if override is None:
            table.pop(text, None)
        else:
            table[text] = override
    for text in ("liberate", "liberates", "liberated", "liberating", "liberation"):
        table[text] = table[text]._replace(fixed=False)
    return table


def _senses() -> dict[str, int]:
    table: dict[str, int] = {}
    for senses, words in _WORDS.items():
        for word in words.split():
            table[word] = table.get(word, 0) | senses
    for words in _PREPOSITIONS.values():
        for word in words.split():
            table[word] = table.get(word, 0) | sense.PREPOSITION
    table["to"] |= sense.INFINITIVE
    for words in _SIDES.values():
        for word in words.split():
            if word not in _LEADERS:
                table[word] = table.get(word, 0) | sense.SIDE
    for adverb in ("around", "over", "under", "like", "including"):
        table[adverb] &= ~sense.MODIFIER
    return table


def _phrases() -> dict[str, tuple[Phrase, ...]]:
    table: dict[str, list[Phrase]] = {}
    for words, action, relations, strength in _PHRASES:
        first, *rest = words.split()
        governs = relations
        form: Form = "base" if first in _BASES else "gerund" if first.endswith("ing") else "past"
        if first in _NOMINAL or rest[-1] in _NOMINAL:
            form = "noun"
        if form == "gerund" and "o" in governs:
            governs += "n"
        trigger = Trigger(action, form, governs, strength, fixed=action == "reclaimed")  # type: ignore[arg-type]
        table.setdefault(first, []).append(Phrase(tuple(rest), 0, trigger))
    for words, senses in _PLAIN:
        first, *rest = words.split()
        table.setdefault(first, []).append(Phrase(tuple(rest), senses, None))
    for words, senses, action, governs in _INTENDED:
        first, *rest = words.split()
        trigger = Trigger(action, "noun", governs, 1)  # type: ignore[arg-type]
        table.setdefault(first, []).append(Phrase(tuple(rest), senses, trigger))
    return {first: tuple(sorted(found, key=lambda p: -len(p.rest))) for first, found in table.items()}


RULES = EventRules(
    senses=_senses(),
    triggers=_triggers(),
    phrases=_phrases(),
    prepositions={word: letters for letters, words in _PREPOSITIONS.items() for word in words.split()},
    sides={word: country for country, words in _SIDES.items() for word in words.split()},
    powers=frozenset(
        "kremlin|pentagon|white house|downing street|no10|no 10|elysee|élysée|whitehall|capitol hill|"
        "state department|foggy bottom|dnr|dpr|lnr|lpr|prc|uk|us|u.s.|usa|united states|europe".split("|")
    ),
    pro=frozenset("pro anti".split()),
    led=frozenset(
        "led backed controlled held occupied supplied made funded brokered imposed installed appointed aligned "
        "allied friendly run sponsored affiliated linked proxy".split()
    ),
    kinds=kind_table(
        {
            "air": "airstrike air-strike airstrikes drone air",
            "shelling": "shell artillery cannonade",
            "mine": "mined mining detonat blew blow",
            "intercept": "intercept down shot shoot",
            "killing": "massacre murder execut slaughter tortur atroc genocid behead bloodbath carnage",
            "sexual": "rape raping",
            "abduction": "abduct kidnap deport",
            "looting": "loot",
            "arrest": "arrest detain imprison jail",
            "protest": "protest demonstrat rall",
            "agreement": "ceasefire sign ratif",
            "aid": "deliver shipment",
        }
    ),
    furniture=FurnitureRules(
        comments=frozenset("comments|reader comments|readers comments|discussion".split("|")),
        headings=frozenset(
            "read also|also read|read more|related|related stories|related articles|related news|related content|related posts|most read|"
            "most popular|popular|trending|don't miss|don’t miss|recommended|recommended for you|more stories|more news|latest news|"
            "more on this story|you may also like|you might also like|see also|top stories|our picks|editor's picks|"
            "editors' picks|comments|leave a reply|leave a comment|latest|more from|more to read|what to read next|read next|"
            "suggested articles|more like this|share this|newsletter|up next|in other news|most viewed|breaking news|must read|"
            "further reading|trending now|previous article|next article|more coverage".split("|")
        ),
        leads=("more from", "more in ", "related to", "read more on"),
        openings=(
            "read more",
            "read also",
            "also read",
            "see also",
            "previous post",
            "next post",
            "previous article",
            "next article",
            "related:",
            "most read",
            "don't miss",
            "don’t miss",
            "sign up",
            "subscribe",
            "follow us",
            "more on",
            "read next",
            "watch:",
            "explore more",
            "recommended:",
            "latest news",
            "get the latest",
            "comments on",
            "tags:",
            "topics:",
            "trending:",
            "filed under",
        ),
    ),
)
