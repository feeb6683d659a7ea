"""English sources and cues of attribution."""

from geomap.languages.rules.sources import SourceRules, Verbs

VOWELS = "aeiou"


def _verbs(regular: str, irregular: str = "") -> Verbs:
    """Return all forms of verbs: regular ones by their base, others as ``base/third/past/participle/ing``.

    A base that doubles its last letter is written with it: ``admitt``.
    """
    finite, bases, past, gerund = set(), set(), set(), set()
    for written in regular.split():
        double = (
            len(written) > 3 and written[-1] == written[-2] and written[-1] in "tprbgdm" and written != "add"
        )
        base = written[:-1] if double else written
        if base.endswith("y") and base[-2] not in VOWELS:
            third, ed, ing = base[:-1] + "ies", base[:-1] + "ied", base + "ing"
        elif base.endswith("e"):
            third, ed, ing = base + "s", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
        else:
            third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
            ed, ing = written + "ed", written + "ing"
        finite |= {base, third, ed}
        bases.add(base)
        past.add(ed)
        gerund.add(ing)
    for entry in irregular.split():
        base, third, preterite, participle, ing = entry.split("/")
        finite |= {base, third, preterite, participle}
        bases.add(base)
        past.add(participle)
        gerund.add(ing)
    return Verbs(
        finite=frozenset(finite), base=frozenset(bases), past=frozenset(past), gerund=frozenset(gerund)
    )


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


SPEECH = _verbs(
    "add report claim refute dismiss announce assert allege insist declare state warn note argue confirm acknowledge "
    "explain admitt concede recall reiterate stress emphasize emphasise complain contend maintain "
    "mention remark respond reply answer observe reveal disclose testify tweet suggest describe call comment "
    "quipp predict caution conclude propose deny dispute reject recount estimate assess specify clarify "
    "counter retort inform lament vow pledge promise threaten signal hint imply stipulate continue "
    "elaborate opine proclaim convey highlight charge accuse ask urge advise assure "
    "convince remind demand question speculate guess calculate determine post publish cite quote recommend "
    "request order blame credit label echo detail document summarise summarize rule decree "
    "characterize characterise indicate portray accept admonish exclaim shout whisper joke boast bragg marvel "
    "address reference underscore underline discuss debate outline articulate spell "
    "fume muse enthuse gush plead proffer volunteer relate narrate attest certify "
    "confess profess bemoan reckon surmise confide rant inquire allude notify blogg point "
    "interject venture theorize theorise posit postulate deem term dubb",
    "say/says/said/said/saying tell/tells/told/told/telling write/writes/wrote/written/writing "
    "swear/swears/swore/sworn/swearing forecast/forecasts/forecast/forecast/forecasting "
    "read/reads/read/read/reading speak/speaks/spoke/spoken/speaking",
)
BELIEF = _verbs(
    "believe expect suspect fear worry assume consider doubt hope realize realise recognize recognise "
    "remember anticipate agree disagree view regard conclude imagine wonder figure presume "
    "envision envisage learn perceive decide judge fancy",
    "think/thinks/thought/thought/thinking know/knows/knew/known/knowing feel/feels/felt/felt/feeling "
    "find/finds/found/found/finding see/sees/saw/seen/seeing understand/understands/understood/understood/understanding "
    "hear/hears/heard/heard/hearing forget/forgets/forgot/forgotten/forgetting bet/bets/bet/bet/betting",
)
EVIDENCE = _verbs(
    "indicate suggest reveal demonstrate prove confirm illustrate depict imply rate rank",
    "show/shows/showed/shown/showing",
)
ATTITUDE = _verbs(
    "want plan intend refuse decline preferr support oppose endorse back favor favour criticize criticise "
    "condemn denounce attack blast slamm praise applaud welcome mock ridicule dismiss embrace "
    "defend advocate champion promote encourage reject love hate dislike admire "
    "challenge object protest disavow renounce apologize apologise regrett lambast lambaste chide rebuke "
    "scold berate castigate decry deride disparage tout hail laud liken "
    "wish desire offer agree approve invoke "
    "mourn resent rail propose "
    "threaten demand vow pledge promise dispute resist discuss",
    "seek/seeks/sought/sought/seeking",
)

CLAUSAL = _verbs(
    "continue conclude order answer address detail discuss debate post publish determine calculate credit label "
    "blame accept rule add note state request demand propose respond reply echo charge comment speculate predict "
    "decree imply hint indicate demonstrate prove illustrate caution highlight underscore underline question document estimate assess "
    "point reckon specify clarify observe record maintain recall characterise recommend remark counter relate term portray judge tweet",
    "read/reads/read/read/reading speak/speaks/spoke/spoken/speaking",
)

RULES = SourceRules(
    speech=SPEECH,
    belief=BELIEF,
    evidence=EVIDENCE,
    attitude=ATTITUDE,
    clausal=CLAUSAL.finite | CLAUSAL.gerund,
    tell=_words(
        "tell tells told telling inform informs informed informing remind reminds reminded reminding assure assures",
        "assured assuring convince convinced urge urges urged urging quote quotes quoted quoting accuse accuses accused "
        "accusing",
    ),
    hear=_words("warn warns warned warning ask asks asked asking advise advised"),
    deny=_words(
        "deny denies denied denying reject rejects rejected rejecting dispute disputes disputed disputing "
        "dismiss dismisses dismissed refute refuted"
    ),
    nouns=_words(
        "claim claims statement statements assertion assertions allegation allegations announcement accusation charge charges",
        "accusations belief view views opinion warning warnings argument suggestion promise promises pledge vow",
        "plan plans proposal proposals call calls demand demands report reports remark remarks comment comments",
        "criticism support opposition decision hope hopes fear fears concern concerns position stance",
        "rhetoric denial insistence acknowledgment admission conclusion theory message attacks",
        "estimate prediction forecast request desire attempt refusal commitment",
    ),
    also_nouns=_words(
        "report reports claim claims call calls plan plans support demand demands attack attacks note notes comment",
        "comments charge charges promise promises question questions pledge pledges vow vows order orders estimate",
        "estimates forecast forecasts hope hopes fear fears view views request requests challenge challenges cause",
        "details detail documents document quote quotes credit blame state states answer answers need needs love like",
        "offer offers vote votes press protest protests welcome post posts tweet tweets order approach back backs",
        "remark remarks rule rules term terms label labels aim aims bet rate rates rank ranks figure figures signal",
        "signals object objects wish desire favor doubt doubts regret worry concern relate related read hint hints address addresses debate",
        "judge highlight highlights outline reference references counter joke jokes echo echoes discuss guess lament",
        "point points blog blogs rant mock suspect suspects abandon volunteer volunteers dispute disputes limit study studies hate respect wonder",
    ),
    phrases=(
        ("according", "to"),
        ("in", "the", "words", "of"),
        ("as", "reported", "by"),
        ("as", "cited", "by"),
        ("as", "quoted", "by"),
        ("as", "told", "by"),
        ("per",),
    ),
    hearsay=_words(
        "reportedly allegedly supposedly purportedly rumoredly ostensibly apparently "
        "reported alleged claimed rumored rumoured purported"
    ),
    outcomes=_words(
        "killed dead wounded injured missing damaged destroyed hit captured downed lost hurt captive"
    ),
    rumoured=_words("said reported believed thought understood alleged rumored rumoured claimed"),
    naming=_words(
        "call calls called calling dub dubs dubbed describe describes described describing label labels labelled labeled "
        "term terms termed brand brands branded"
    ),
    appeals=_words(
        "call calls called calling ask asks asked asking urge urges urged urging demand demands demanded demanding",
        "order orders ordered ordering request requests requested requesting attack attacks attacked attacking blasted",
    ),
    distant=_words("claim claims claimed claiming allege alleges alleged alleging"),
    contrasts=_words("but though although however"),
    particle=_words("to"),
    agent=_words("by"),
    complementizers=_words("that whether"),
    relatives=_words("who which whose"),
    be=_words("is are was were be been being am isn't aren't wasn't weren't"),
    auxiliaries=_words(
        "has have had having do does did will would can could may might must shall should not never cannot",
        "don't doesn't didn't won't wouldn't can't couldn't hasn't haven't hadn't shouldn't ought",
    ),
    adverbs=_words(
        "out also then later earlier now again once still already just only even previously recently repeatedly",
        "subsequently separately further meanwhile openly publicly privately initially officially often always",
        "frequently rarely long simply reportedly clearly bluntly falsely wrongly rightly strongly flatly briefly",
        "consistently immediately quickly largely generally famously explicitly specifically additionally likewise",
        "himself herself itself themselves all both first ever therefore thus however apparently allegedly",
        "sharply vehemently firmly proudly loudly aggressively steadfastly regularly currently actually really",
        "hardly barely effectively essentially instead personally angrily jokingly correctly finally eventually",
        "similarly notably reluctantly erroneously wrongfully accurately successfully tacitly implicitly",
    ),
    adverb_ending="ly",
    unasserted=_words(
        "not never cannot may might could would can should must don't doesn't didn't won't wouldn't can't couldn't",
        "hasn't haven't hadn't shouldn't isn't aren't wasn't weren't",
    ),
    chains=_words(
        "continued continues continue began begins begin started starts refused refuses refuse declined declines",
        "appeared appears appear seemed seems seem tried tries try trying failed fails went goes going used want wants",
        "wanted plans planned able expected willing managed hastened ready continuing likely vowed pledged",
    ),
    person_pronouns=_words("he she"),
    group_pronouns=_words("they"),
    thing_pronouns=_words("it"),
    own_pronouns=_words("i we you nobody everybody everyone anybody anyone"),
    person_owners=_words("his her"),
    group_owners=_words("their"),
    possessives=_words("his her its their 's ’s my our your whose"),
    determiners=_words(
        "the a an this that these those some many several most another other any each every no two three",
        "four five both all one few more",
    ),
    articles=_words("the a an"),
    indefinite=_words(
        "a an some many several other another any each every no most two three four five few more one"
    ),
    adjectives=_words(
        "american german french dutch greek afghan iraqi israeli pakistani european african asian western eastern",
        "northern southern muslim catholic orthodox presidential federal",
    ),
    adjective_endings=("ian", "ish", "ese", "ean"),
    plural_endings=("s", "people", "men", "women"),
    prepositions=_words(
        "of for in on at to from by with about against into over under after before during through between among",
        "within without near around across amid towards toward via upon since until despite as regarding like than",
    ),
    joiners=_words("of for at in from with on to by"),
    coordinators=_words("and or but nor"),
    clause_openers=_words(
        "because while although though whereas if unless when where once until since after before as but what how why",
        "whether so then than because that who which whose whom and or nor yet them him me",
    ),
    comparators=_words("as"),
    times=_words(
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow week month year",
        "morning afternoon evening night january february april june july august september october november",
        "december late early ago earlier last overnight",
    ),
    cased_times=_words("May March"),
    cased_names=_words("US IT WHO Will Mark Bill"),
    persons=_words(
        "official officials spokesman spokeswoman spokesperson spokespeople governor governors mayor minister ministers",
        "president chief head leader leaders commander commanders general colonel captain lieutenant major sergeant",
        "admiral ambassador envoy senator sen gov gen lt col maj sgt adm capt rep mr mrs ms dr prof sir judge justice",
        "secretary deputy director chairman chairwoman lawmaker lawmakers adviser advisor advisers aide aides analyst",
        "analysts expert experts source sources witness witnesses resident residents journalist journalists reporter",
        "reporters correspondent blogger bloggers milblogger milbloggers prosecutor prosecutors lawyer lawyers",
        "activist activists critic critics supporter supporters observer observers diplomat diplomats soldier soldiers",
        "officer officers local locals colleague professor historian economist researcher researchers scientist",
        "scientists candidate nominee democrat democrats republican republicans voter voters people man woman men women",
        "users friend friends others mother father son daughter wife husband chancellor king pope prince",
        "member members separatists rebels insurgents occupiers sources spokesmen politician politicians chairperson executive ceo founder author",
        "conservatives liberals opponents allies americans russians ukrainians insiders operatives strategist pollster attorney attorneys",
    ),
    bodies=_words(
        "ministry staff command administration agency army military police council government authorities authority",
        "intelligence media newspaper channel service services department office parliament kremlin committee commission",
        "court company group organisation organization union party campaign institute centre center bank embassy navy",
        "forces force brigade operator regulator broadcaster outlet outlets network university institution officialdom mod",
        "tass reuters afp ap isw nato un pentagon senate congress house team bureau guard prosecutor-general website site",
        "magazine paper papers post times journal tribune guardian telegraph tabloid press monitor watchdog thinktank think-tank",
    ),
    documents=_words(
        "statement statements report reports post posts briefing data figures message messages comment comments",
        "update bulletin video letter tweet interview remarks announcement estimates estimate release account accounts",
        "assessment poll survey analysis review study article story filing documents",
    ),
    evidences=_words(
        "footage video videos image images photo photos photographs imagery picture pictures map maps data evidence",
        "screenshots clip clips recording recordings radar figures statistics satellite",
    ),
    labels=_words(
        "update updated watch photo photos video read also more breaking live note source sources credit image related",
        "caption tags topics share follow exclusive analysis opinion editorial explainer pic map key warning",
        "wrap graphic flash urgent factbox correction date published author by time location contact phone email tel subscribe advertisement example here",
    ),
)
