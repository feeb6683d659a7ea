"""English place names: what stands around them, and what only looks like them."""

from geomap.languages.en.demonyms import DEMONYMS
from geomap.languages.lexicon import word_list
from geomap.languages.rules.toponyms import CaseEndings, PlaceType, ToponymRules

HEADS_AFTER: dict[str, PlaceType] = {
    "region": "area",
    "oblast": "admin1",
    "obl": "admin1",
    "province": "area",
    "voivodeship": "admin1",
    "governorate": "admin1",
    "governate": "admin1",
    "krai": "admin1",
    "kray": "admin1",
    "okrug": "admin1",
    "prefecture": "admin1",
    "raion": "admin2",
    "rayon": "admin2",
    "district": "admin2",
    "county": "admin2",
    "parish": "admin2",
    "borough": "admin2",
    "municipality": "admin2",
    "township": "admin3",
    "hromada": "admin3",
    "community": "admin3",
    "peninsula": "area",
    "island": "area",
    "islands": "area",
}

UKRAINIAN_UNITS: dict[str, PlaceType] = {"oblast": "admin1", "hromada": "admin3"}
"""Nouns of units that reports of the United Nations set after the Ukrainian adjective: ``Sumska oblast``."""

GIVEN_NAMES_ABROAD = frozenset(
    (
        "vladimir volodymyr wladimir sergei sergey sergiy serhiy serhii sergii dmitry dmitri dmytro mikhail mykhailo "
        "nikolai nikolay mykola aleksandr oleksandr alexandr aleksei alexei alexey oleksiy oleksii yuri yuriy yurii "
        "yury evgeny yevgeny yevhen yevgeni evgeniy ivan oleg oleh igor ihor pavel pavlo petro pyotr piotr vasily "
        "vasyl viktor vyacheslav viacheslav vladislav vladyslav stanislav rostislav rostyslav yaroslav svyatoslav "
        "sviatoslav bohdan bogdan anatoly anatolii anatoliy andrei andrey andriy andrii denis denys kirill kyrylo "
        "maksim maksym maxim ruslan ramzan roman taras valery valeriy valerii vitaly vitaliy vitalii konstantin "
        "kostiantyn gennady hennadiy grigory hryhoriy leonid artem artyom nikita mykyta timur tymur arseniy arsen "
        "olena elena olga olha natalia nataliia nataliya oksana iryna irina kateryna ekaterina yekaterina tetiana "
        "tatiana tatyana yulia yuliia svitlana svetlana lyudmyla lyudmila liudmyla anastasia anastasiia daria dariia "
        "marina maryna galina halyna nadia nadezhda ksenia hanna anhelina valentyna valentina larysa larisa oleksandra "
        "aleksandra alexandra zoya inna alyona alina mariia mariya sofia zhanna ella rustem akhmed ahmed mohammed "
        "muhammad mohamed mohammad mahmoud mahmud mustafa hassan hasan hussein husain ali omar abdullah abdul khalid "
        "ibrahim yusuf youssef saleh said bashar saddam muammar recep tayyip mehmet mevlut suleyman ayman anwar hosni "
        "xi jinping li wang zhang chen hu wen kim shinzo yoshihide fumio hiroshi kenji takashi nguyen emmanuel olaf "
        "angela jens josep ursula giorgia silvio mario matteo giuseppe jean pierre jacques francois françois michel "
        "nicolas christophe philippe laurent gerard gérard hans klaus jürgen juergen wolfgang helmut dieter heinz "
        "friedrich karl frank-walter annalena boris rishi keir liz theresa nigel alistair gordon barack donald kamala "
        "antony volker lloyd mitch nikki mitt newt rudy zbigniew andrzej mateusz jaroslaw jarosław wojciech krzysztof "
        "tomasz pawel paweł marek lech donatas dalia kaja sanna sauli alar gitanas milos miloš petr jiri jiří vaclav "
        "václav viktor péter peter janos jános laszlo lászló zoran aleksandar slobodan radovan ratko nicolae traian "
        "karolina maia recep nikol ilham serzh mikheil salome nursultan kassym-jomart islam shavkat gurbanguly benjamin binyamin "
        "ehud ariel yitzhak shimon naftali yair mahmoud yasser ismail hassan hugo nicolás nicolas evo fidel raul raúl "
        "luis jose josé juan carlos miguel jorge pedro pablo diego alejandro fernando rafael manuel enrique andres "
        "andrés javier sergio eduardo ricardo roberto alberto antonio joao joão paulo luiz dilma jair narendra rahul "
        "sonia manmohan imran nawaz benazir pervez aung suu thabo jacob cyril nelson robert emmerson morgan uhuru raila "
        "yoweri paul mwai goodluck muhammadu olusegun"
    ).split()
)

RULES = ToponymRules(
    heads_after=HEADS_AFTER,
    loose_heads_after={
        "city": "settlement",
        "town": "settlement",
        "village": "settlement",
        "suburb": "settlement",
        "settlement": "settlement",
        "state": "area",
        "republic": "area",
        "territory": "area",
        "direction": "front",
        "sector": "front",
        "axis": "front",
    },
    plural_heads_after={
        "regions": "area",
        "oblasts": "admin1",
        "provinces": "area",
        "districts": "admin2",
        "raions": "admin2",
        "rayons": "admin2",
        "hromadas": "admin3",
        "directions": "front",
        "sectors": "front",
        "axes": "front",
        "counties": "admin2",
        "states": "area",
    },
    heads_before={
        "city": "settlement",
        "town": "settlement",
        "village": "settlement",
        "villages": "settlement",
        "towns": "settlement",
        "cities": "settlement",
        "settlement": "settlement",
        "settlements": "settlement",
        "hamlet": "settlement",
        "suburb": "settlement",
        "suburbs": "settlement",
        "outskirts": "settlement",
        "port": "settlement",
        "capital": "settlement",
        "region": "area",
        "oblast": "admin1",
        "province": "area",
        "state": "area",
        "county": "admin2",
        "district": "admin2",
        "regions": "area",
        "oblasts": "admin1",
        "provinces": "area",
    },
    plural_heads_before=frozenset("villages towns cities settlements regions oblasts provinces".split()),
    linking=frozenset({"of", "the"}),
    sequels=frozenset(
        (
            "street st road rd avenue ave boulevard blvd drive dr lane ln highway hwy route court ct square plaza "
            "pike parkway expressway turnpike terrace trail way circle crescent close"
        ).split()
    ),
    place_endings=(
        "ka",
        "ske",
        "sk",
        "ska",
        "tsk",
        "ove",
        "eve",
        "ino",
        "ovo",
        "evo",
        "yne",
        "ine",
        "ane",
        "pol",
        "pil",
        "pole",
        "hrad",
        "grad",
        "iv",
        "ivtsi",
        "ychi",
        "chi",
        "shchyna",
        "ia",
        "ya",
        "ne",
        "ar",
        "rs",
        "kha",
        "hy",
    ),
    directions=frozenset(
        (
            "north south east west northern southern eastern western central northeast northwest southeast southwest "
            "northeastern northwestern southeastern southwestern upper lower downtown mid greater"
        ).split()
    ),
    locatives=frozenset(
        (
            "in at near from to toward towards outside around across into through throughout inside within via "
            "between beyond against over along leaving entering reaching reached left entered visited hit struck "
            "attacked captured seized liberated recaptured bombed shelled leave reach enter visit capture seize took take taking retook retake seizing capturing reaching "
            "northwest northeast southwest southeast north south east west off"
        ).split()
    ),
    weak_locatives=frozenset({"of", "for", "on", "by"}),
    surroundings=frozenset(
        (
            "area areas direction directions sector sectors axis axes front fronts frontline line "
            "operational salient bridgehead pocket garrison vicinity agglomeration conurbation "
            "countryside airfield airfields airbase airbases airport airports aerodrome port ports "
            "seaport harbour harbor shipyard refinery refineries crossing checkpoint highway road railway "
            "bridge bridges dam dams tactical border forest forests forestry mine mines oil thermal "
            "hydroelectric nuclear power penal prison garrison incursion counteroffensive offensive "
            "defences defenses battlefield enclave exclave lowlands heights steppe"
        ).split()
    ),
    suffered=frozenset(
        (
            "shelling bombardment bombing strikes airstrikes siege encirclement liberation occupation deoccupation "
            "storming battle capture recapture seizure fall evacuation residents inhabitants outskirts suburbs streets "
            "skies vicinity entrance defenders"
        ).split()
    ),
    head_modifiers=frozenset({"rural", "urban", "settlement", "territorial", "village", "city"}),
    surname_endings=(
        "enko",
        "ov",
        "ev",
        "yev",
        "skyi",
        "skyy",
        "sky",
        "skiy",
        "chuk",
        "yuk",
        "iuk",
        "shvili",
        "yan",
    ),
    articles=frozenset({"the", "a", "an", "this", "his", "her", "their", "its", "our", "my"}),
    conjunctions=frozenset({"and", "or", ",", "/", "&", "–"}),
    common_words=word_list("en-common-words"),
    titles=frozenset(
        (
            "mr mrs ms miss dr prof professor sir dame lord lady rev reverend father sister brother pastor bishop "
            "archbishop cardinal pope saint president vice-president premier chancellor minister secretary "
            "undersecretary ambassador envoy senator sen representative rep congressman congresswoman governor gov "
            "mayor councillor councilman councilwoman alderman commissioner sheriff deputy officer detective "
            "sergeant sgt corporal cpl private pvt lieutenant lt captain capt major maj colonel col brigadier brig "
            "general gen admiral adm commander cmdr marshal chief judge justice attorney prosecutor director "
            "chairman chairwoman chairperson chair spokesman spokeswoman spokesperson analyst coach manager editor "
            "author actor actress singer king queen prince princess emperor oligarch blogger milblogger journalist "
            "reporter correspondent photographer activist lawyer ceo founder leader warlord historian economist "
            "principal superintendent trooper firefighter aide adviser advisor resident"
        ).split()
    ),
    given_names=word_list("en-given-names") | GIVEN_NAMES_ABROAD,
    surnames=word_list("en-surnames"),
    name_particles=frozenset(
        "de del della di da van von der den la le bin ibn al el ben ter mac abu".split()
    ),
    inner_words=frozenset(
        "of and on de del la las los du des le les sur am an der im bei do da dos das el al na nad the upon".split()
    ),
    person_verbs=frozenset(
        (
            "said says told tells added adds wrote writes asked asks who whose explained argued recalled admitted "
            "testified stated noted tweeted replied insisted joked thinks believes"
        ).split()
    ),
    objects_before=frozenset(
        (
            "pipeline missile missiles drone drones rocket rockets operation ship cruiser frigate corvette tanker "
            "vessel submarine ferry yacht battalion brigade regiment company group club team newspaper magazine "
            "film movie album song band novel series"
        ).split()
    ),
    objects_after=frozenset(
        (
            "pipeline missile missiles drone drones rocket rockets cruiser frigate corvette tanker battalion "
            "brigade regiment class-submarine tank tanks howitzer howitzers system systems"
        ).split()
    ),
    water_before=frozenset({"river", "lake", "reservoir"}),
    rivers=frozenset(
        (
            "dnipro dnieper dnepr don donets oskil oskol desna inhulets ingulets dniester dnister bug danube volga samara "
            "siverskyi vorskla psel seim seym kalmius mius molochna konka"
        ).split()
    ),
    river_marks=frozenset({"the"}),
    water_after=frozenset({"river", "lake", "reservoir", "estuary", "strait", "canal"}),
    demonyms=DEMONYMS,
    place_adjectives=tuple(
        CaseEndings(endings=(ending,), nominative=ending, head=head, unit=unit)
        for ending in ("ska", "zka")
        for head, unit in UKRAINIAN_UNITS.items()
    )
    + tuple(
        CaseEndings(endings=(ending,), nominative=ending[0] + "kyi", head="raion", unit="admin2")
        for ending in ("skyi", "skyy", "skiy", "zkyi")
    ),
    acronyms={
        "US": "United States",
        "U.S.": "United States",
        "U.S": "United States",
        "USA": "United States",
        "U.S.A.": "United States",
        "UK": "United Kingdom",
        "U.K.": "United Kingdom",
        "U.K": "United Kingdom",
        "UAE": "United Arab Emirates",
        "U.A.E.": "United Arab Emirates",
        "EU": "European Union",
        "E.U.": "European Union",
        "DRC": "Democratic Republic of the Congo",
        "DPRK": "North Korea",
        "ROK": "South Korea",
        "PRC": "China",
        "KSA": "Saudi Arabia",
        "NZ": "New Zealand",
        "NSW": "New South Wales",
        "DPR": "Donetsk People's Republic",
        "DNR": "Donetsk People's Republic",
        "LPR": "Luhansk People's Republic",
        "LNR": "Luhansk People's Republic",
        "NYC": "New York City",
        "L.A.": "Los Angeles",
        "D.C.": "Washington",
        "DC": "Washington",
        "B.C.": "British Columbia",
        "P.E.I.": "Prince Edward Island",
    },
    headline_capitals=True,
    aliases={
        "pentagon": "Pentagon",
        "luhansk people 's republics": "Luhansk People's Republic",
        "luhansk people 's republic": "Luhansk People's Republic",
        "lugansk people 's republic": "Luhansk People's Republic",
        "donetsk people 's republic": "Donetsk People's Republic",
        "lugansk people 's republics": "Luhansk People's Republic",
        "donetsk people 's republics": "Donetsk People's Republic",
        "holy see": "Vatican",
        "great britain": "United Kingdom",
        "britain": "United Kingdom",
        "america": "United States",
        "united states of america": "United States",
        "korean peninsula": "Korea",
        "white house": "Washington",
        "capitol hill": "Washington",
        "downing street": "London",
        "no 10": "London",
        "european commission": "European Union",
        "people 's republic of china": "China",
        "republic of china": "Taiwan",
        "russian federation": "Russia",
        "soviet union": "Russia",
        "ivory coast": "Côte d'Ivoire",
        "burma": "Myanmar",
        "holland": "Netherlands",
    },
    contraction_tails=frozenset({"ll", "ve", "d", "re", "m", "t"}),
    other_names=frozenset(
        {
            "red cross",
            "nord stream",
            "union state",
            "wall street journal",
            "levada center",
            "levada centre",
            "carnegie endowment",
            "carnegie center",
            "carnegie centre",
            "carnegie corporation",
            "chatham house",
            "brookings institution",
            "pew research",
            "rand corporation",
            "hudson institute",
            "stimson center",
            "razumkov centre",
            "razumkov center",
        }
    )
    | frozenset(
        (
            "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
            "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas "
            "easter thanksgiving ramadan passover hanukkah halloween toyota honda nissan mazda suzuki yamaha ford "
            "chevrolet cadillac chrysler dodge pontiac buick volvo fiat mercedes google amazon apple microsoft "
            "facebook twitter youtube telegram instagram nokia siemens boeing lockheed raytheon exxon chevron shell "
            "gazprom rosneft lukoil hamas hezbollah fatah likud taliban duma knesset bundestag verkhovna rada nato "
            "reuters bloomberg interfax ukrinform azov wagner islam christian catholic orthodox jewish muslim arab "
            "god lord jesus allah bible internet covid ebola wi-fi nobel pulitzer oscar grammy twitter netflix el la "
            "los las le les al un der die das and the but one two three said tass ria pravda supreme federal union commonwealth olympic iskander kalibr kinzhal"
        ).split()
    ),
    compound_tails=frozenset(
        (
            "based led backed controlled occupied held made area style wide funded sponsored owned run dominated "
            "annexed installed appointed aligned governed claimed administrated besieged bombed linked imposed supplied bound trained friendly supported built administered speaking"
        ).split()
    ),
    container_links=frozenset(
        (
            "of in the within inside and , ( ) near village villages town towns city cities settlement settlements "
            "region area areas district direction raion oblast hromada community"
        ).split()
    ),
    bearings={
        "north": 0.0,
        "northeast": 45.0,
        "north-east": 45.0,
        "east": 90.0,
        "southeast": 135.0,
        "south-east": 135.0,
        "south": 180.0,
        "southwest": 225.0,
        "south-west": 225.0,
        "west": 270.0,
        "northwest": 315.0,
        "north-west": 315.0,
    },
    lengths={
        "km": 1.0,
        "kms": 1.0,
        "kilometer": 1.0,
        "kilometers": 1.0,
        "kilometre": 1.0,
        "kilometres": 1.0,
        "mile": 1.609,
        "miles": 1.609,
        "mi": 1.609,
    },
    measure_words=frozenset(
        (
            "( , of from the about approximately roughly around some just only immediately directly and is lies located "
            "situated which a few several city town village outskirts away due to within"
        ).split()
    ),
    outlet_words=tuple(
        sorted(
            (
                "the news times post herald daily gazette tribune journal today star sun press leader record online "
                "independent examiner chronicle dispatch democrat republican observer courier telegraph mirror mail "
                "express sentinel bulletin register reporter enterprise standard citizen advocate eagle banner call "
                "local weekly evening morning sunday live now my insider business media radio magazine review world "
                "guardian echo argus argusleader advertiser free item talk town and county valley"
            ).split(),
            key=lambda word: (-len(word), word),
        )
    ),
    home_countries=frozenset({"US", "GB", "CA", "AU", "IE", "NZ", "ZA"}),
    expansions={"st": "Saint", "ste": "Sainte", "ft": "Fort", "mt": "Mount", "pt": "Point"},
    unit_names={
        "area": ("Oblast", "Region", "Province"),
        "admin1": ("Oblast", "Krai", "Province", "Voivodeship", "Governorate"),
        "admin2": ("Raion", "County", "District", "Parish"),
        "admin3": ("Hromada", "Township"),
    },
)
