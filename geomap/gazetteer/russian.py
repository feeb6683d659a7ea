"""The Russian form of a Ukrainian place name, by rule: several guesses, likeliest first.

The two languages kept different vowels in the same roots and endings, and which one a name has cannot be
read off its letters. Each step therefore offers the ways that occur; a wrong guess costs a key that nobody
asks for.
"""

from __future__ import annotations

import re
from itertools import product

from geomap.gazetteer.folding import APOSTROPHES

MOST_FORMS = 20
"""Guesses kept of a name; the right one is seldom later."""


def _pairs(table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read a table of ``ukrainian=russian,russian``; ``-`` stands for nothing."""
    pairs = (item.split("=") for item in table.split())
    return tuple(
        (left, tuple("" if way == "-" else way for way in right.split(","))) for left, right in pairs
    )


# Roots and prefixes that differ otherwise than by the rules for letters: from the start of a word or of
# a part of a compound. Where two Russian roots occur, both are tried.
ROOTS = """
    авді=авде андрі=андре багат=богат велик=велик,больш верхньо=верхне нижньо=нижне середньо=средне
    вівс=овс вівч=овч відрад=отрад відродж=возрожд вільш=ольш вільх=ольх вільн=вольн вогн=огн
    вовч=волч вовк=волк володим=владим вуглед=углед вугл=угл гірськ=горск гірн=горн гнат=игнат
    горіх=орех горді=горде гвардій=гвардей григорі=григорь дібров=дубров діброва=дубрава довг=долг
    жовт=желт,жовт залізн=железн зор=зар,зор кам'ян=камен катерин=екатерин козац=казац козач=казач
    козак=казак лук'ян=лукьян марі=марь матві=матве микит=никит микол=никол мілов=мелов між=меж
    мусі=моисе надія=надежда новомикол=новоникол одрад=отрад олександр=александр олексі=алексе
    олекс=алекс олен=елен,ален омелян=емельян опанас=афанас орин=ирин оріх=орех охтир=ахтыр
    охрім=охрим пилип=филипп південн=южн північн=северн підгород=подгород під=под піщан=песчан
    піс=пес первомайськ=первомайск перемог=победа п'ят=пят радісн=радостн рівн=ровн роз=раз,роз
    розсош=россош робот=работ,робот рокит=ракит світл=светл сергі=серге сєвєро=северо
    сіверськ=северск сіверськодонец=северодонец слов'ян=славян соняч=солнеч солодк=сладк
    спокійн=спокойн тиміш=тимош тимофі=тимофе товст=толст хвилі=фили хлібо=хлебо хрест=крест
    хрещ=крещ червон=червон,красн чорн=черн юхим=ефим юрі=юрь яблун=яблон явдот=авдот яким=аким,яким
    яків=яков василів=васильев вишгород=вышгород висок=высок виг=выг виш=виш,выш лис=лис,лыс риб=рыб
    бик=бык бистр=быстр корит=корыт крим=крым крин=крын мис=мыс тин=тын брід=брод ріг=рог гір=гор
    біл=бел ліс=лес сіл=сел дід=дед хліб=хлеб річ=реч сніж=снеж сніг=снег стріл=стрел нім=нем
    вір=вер кіндрат=кондрат запоріз=запорож запоріж=запорож комиш=камыш довж=долж росош=россош
    прибереж=прибреж перш=перш,перв білозір=белозор вітр=ветр звір=звер цілин=целин кліщ=клещ
    костянтин=константин ганн=анн кирил(?!л)=кирилл трохим=трофим щаст=счаст щасли=счастли
    ілліч=ильич іллін=ильин микіл=никол яблучн=яблочн колодяз=колодез кропив=крапив снігур=снигир,снегир
    сонцев=солнцев розкіш=роскош межове=межевое вузл=узл ювілей=юбилей комун=коммун комісар=комиссар
    знам'ян=знамен армійськ=армейск гвардійськ=гвардейск руськ=русск грузьк=грузск яструб=ястреб
    екон=экон вчорай=вчерай суміжн=смежн гарасим=герасим відваж=отваж жайвор=жавор барвін=барвин
    багач=богач сиваськ=сивашск запорізьк=запорожск праця=праця,труд
    острів=остров новосіл=новосел красносіл=красносел пчол=пчел хутір=хутор торець=торец рижан=рыжан
    сир=сыр ковил=ковыл кизи=кизи,кызы тис=тыс,тис дим=дым,дим кри=кри,кры
    прогрес(?!с)=прогресс глибок=глубок огірц=огурц огірк=огурк пильн=пыльн угроїд=угроед дворіч=двуреч
    верхньокам'ян=верхнекамен нижньокам'ян=нижнекамен соловйов=соловьев кіндраш=кондраш
    степов=степов,степн звіров=зверев,зверов гірник=горняк,горник
"""
FIRST_PARTS = (
    "ново старо мало велико верхньо нижньо красно червоно біло чорно остро криво сухо золото -".split()
)
COMPOUND: str = f"(?:^|{'|'.join(f'(?<={part})' for part in FIRST_PARTS)})"
ROOT_RULES = tuple(
    (re.compile(COMPOUND + root), ways)
    for root, ways in sorted(_pairs(ROOTS), key=lambda pair: -len(pair[0]))
)

# Endings, the longest that fits; the likelier way first.
ENDINGS = r"""
    ення=ение,енье стя=стье увата=оватая,еватая уватка=оватка,еватка уваха=еваха,оваха
    ([рвз])на=ная,на ова=овая,ова рна=рная,рна ([аио])че=чье,чее
    іївка=еевка,иевка аївка=аевка уївка=уевка оївка=оевка ївка=евка івка=овка,евка іївці=еевцы,иевцы
    ївці=евцы івці=овцы,евцы івець=овец,евец ївськ=евск івськ=овск,евск івський=овский,евский
    ївський=евский івське=овское,евское ївське=евское івська=овская,евская ївська=евская іїв=еев,иев
    їв=ев ів=ов,ев ський=ский цький=цкий зький=зкий ське=ское цьке=цкое зьке=зкое ська=ская
    цька=цкая зька=зкая ськ=ск цьк=цк єве=ево,евое еве=ево,евое ове=ово,овое їне=ино ине=ино,ное
    омічне=омическое,омичное анічне=аническое,аничное
    нє=нее ше=шее,шое че=чее ге=гое ке=кое хе=хое пілля=полье увате=оватое ([бвмпр])'?яни=яны
    ччина=тчина ([счжш])на=ная,на ця=ца ([дтлнсзжчш])\1я=ье б'я=бье р'я=рье м'я=мье в'я=вье п'я=пье
    піль=поль піл=пол е=ое,о,е ній=ний ій=ий,ей ий=ый,ой,ий ці=цы чі=чи і=ы,и,ые ([кгхжчшщ])и=и и=ы
    оньк[аи]=-
"""
ENDING_RULES = tuple((re.compile(f"(?:{ending})$"), ways) for ending, ways in _pairs(ENDINGS))
ADJECTIVE_ENDINGS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"я$"), ("яя",)),
    (re.compile(r"([кгх])а$"), (r"\1ая",)),
    (re.compile(r"а$"), ("ая", "а")),
    (re.compile(r"([кгхжчшщ])і$"), (r"\1ие",)),
    (re.compile(r"і$"), ("ые",)),
)
"""Of the first word of a name of two: Нова, Стара, Нові."""
LONG_ADJECTIVE = re.compile(r"[сцз]ьк(?:а|е|ий)$")
LETTERS = str.maketrans({"ї": "и", "є": "е", "ґ": "г", "'": "ъ"})
SOFTENED = (
    ("йо", "ё"), ("ьо", "ё"), ("ськ", "ск"), ("цьк", "цк"), ("зьк", "зк"), ("ець", "ец"), ("чо", "че"),
    ("шо", "ше"),
)  # fmt: skip


def russian_forms(name: str) -> tuple[str, ...]:
    """Return likely Russian forms of a Ukrainian name, likeliest first.

    >>> russian_forms("Авдіївка")[0], russian_forms("Високопілля")[0], russian_forms("Роботине")[0]
    ('Авдеевка', 'Высокополье', 'Работино')
    """
    words = APOSTROPHES.sub(lambda found: "'" if found.group() in "'’‘ʼ`" else "", name).split(" ")
    made = [_word(word, adjective=len(words) > 1 and place == 0) for place, word in enumerate(words)]
    forms = (
        " ".join(ways) for ways in product(*(way[: MOST_FORMS if len(words) == 1 else 5] for way in made))
    )
    return tuple(dict.fromkeys(forms))[:MOST_FORMS]


def _word(word: str, *, adjective: bool) -> tuple[str, ...]:
    """Return the Russian forms of one word."""
    lower = word.lower()
    rooted = dict.fromkeys(_rooted(lower))
    rooted[lower] = None
    made: dict[str, None] = {}
    for root in rooted:
        for ended in _ended(root, adjective=adjective):
            for form in _lettered(ended):
                made[form] = None
    first = (lambda w: w[:1].upper() + w[1:]) if word[:1].isupper() else str
    return tuple(dict.fromkeys("-".join(first(part) for part in form.split("-")) for form in made))


def _rooted(word: str) -> list[str]:
    """Return a word with the root at its start, and that of a compound's second part, made Russian."""
    forms = [word]
    for _ in range(2):
        for rule, ways in ROOT_RULES:
            if any(rule.search(form) for form in forms):
                changed = [rule.sub(way, form) for form in forms for way in ways]
                if changed != forms:
                    forms = changed
                    break
    return forms


def _ended(word: str, *, adjective: bool) -> list[str]:
    if adjective and not LONG_ADJECTIVE.search(word):
        for rule, ways in ADJECTIVE_ENDINGS:
            if rule.search(word):
                return [rule.sub(way, word) for way in ways]
    for rule, ways in ENDING_RULES:
        found = rule.search(word)
        if found:
            kept = found[1] if found.re.groups and found[1] else ""
            return [word[: found.start()] + kept + way for way in ways]
    return [word]


def _lettered(word: str) -> list[str]:
    """Return a word in Russian letters; і between consonants may stand for е, о or и, and и for ы."""
    for group, way in SOFTENED:
        word = word.replace(group, way)
    word = re.sub(r"([дтлнсзжчш])\1я", r"\1ья", word)
    word = word.replace("іє", "ие").replace("ія", "ия").replace("ії", "ии").replace("ій", "ий")
    word = re.sub("^і", "и", word)
    variants = (
        [word.replace("і", "е"), word.replace("і", "о"), word.replace("і", "и")] if "і" in word else [word]
    )
    hard = [_hardened(v) for v in variants[:1]]
    return [variant.translate(LETTERS) for variant in [*variants, *hard]]


def _hardened(word: str) -> str:
    """Return a word with ы for its first и, where Russian allows it."""
    return re.sub(r"^(.*?[бвдзлмнпрстфц])и(?=[^яеюийо])", r"\1ы", word, count=1)
