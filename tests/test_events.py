"""Who does it, by which word, and how the event reads its clause."""

import pytest

from geomap.documents import Document
from geomap.gazetteer import open_gazetteer
from geomap.pipeline import analyse
from geomap.roles import Reading
from geomap.text import read_text
from tests.scenes import read_marked


def read_one(marked: str, language: str = "en") -> tuple[Reading, str]:
    (reading,) = read_marked(marked, language)
    plain = marked.replace("[", "").replace("]", "").replace("|capital", "")
    return reading, read_text(Document(id="t", text=plain, language=language)).body


@pytest.mark.parametrize(
    ("marked", "word", "actor"),
    [
        ("Russian forces shelled [Orikhiv] on Monday.", "shelled", "Russian forces"),
        ("[Izium] was retaken by Ukrainian troops.", "retaken", "Ukrainian troops"),
        ("Ukrainian strikes on [Tokmak] went on.", "strikes", "Ukrainian"),
        ("The town of [Lyman] was taken.", "taken", None),
        ("Ворожі війська обстріляли [Оріхів].", "обстріляли", None),
    ],
)
def test_the_event_keeps_its_word_and_its_actor(marked: str, word: str, actor: str | None) -> None:
    reading, body = read_one(marked, "uk" if "О" in marked else "en")
    assert reading.event is not None
    assert reading.event.trigger is not None
    assert reading.event.trigger.of(body) == word
    if actor is not None:
        assert reading.event.actor == actor


@pytest.mark.parametrize(
    ("marked", "action"),
    [
        ("Ukrainian marines captured [Urozhaine].", "reclaimed"),
        ("Russian marines captured [Urozhaine].", "captured"),
        ("Ukrainian troops captured a village in [Kursk|region].", "captured"),
        ("Russia lost [Urozhaine] again.", "reclaimed"),
        ("Ukraine lost [Urozhaine] again.", "captured"),
        ("The village of [Urozhaine] was captured by Ukrainian troops.", "reclaimed"),
        ("Russian troops retook [Urozhaine].", "captured"),
        ("Russian troops fled as Ukraine retook [Urozhaine].", "reclaimed"),
    ],
)
def test_the_side_tells_taking_from_taking_back(marked: str, action: str) -> None:
    (reading,) = read_marked(marked)
    assert reading.event is not None
    assert reading.event.action == action


@pytest.mark.parametrize(
    ("marked", "action"),
    [
        ("Blinken arrived in [Kyiv|capital] by train.", "visited"),
        ("The foreign minister travelled to [Odesa].", "visited"),
        ("Fresh battalions arrived in [Kupiansk] by train.", "moved"),
        ("Evacuees reached [Dnipro] at noon.", "moved"),
        ("Assault troops reached [Vuhledar] at noon.", "attacked"),
        ("Gunners hit a convoy near [Melitopol].", "struck"),
        ("Five died in shelling in [Toretsk].", "struck"),
        ("They attacked [Sumy] with drones.", "struck"),
    ],
)
def test_who_moves_and_with_what_tells_the_action(marked: str, action: str) -> None:
    (reading,) = read_marked(marked)
    assert reading.event is not None
    assert reading.event.action == action


@pytest.mark.parametrize(
    ("marked", "modality"),
    [
        ("They claim to have taken [Robotyne].", "factual"),
        ("They claim to be about to take [Robotyne].", "planned"),
        ("They failed to take [Robotyne].", "negated"),
        ("They failed in an attack on [Robotyne].", "factual"),
        ("They tried to attack [Robotyne].", "factual"),
        ("They tried to seize [Robotyne].", "planned"),
        ("They continued to shell [Robotyne].", "factual"),
        ("They have likely seized [Robotyne].", "factual"),
        ("They are likely to seize [Robotyne].", "planned"),
        ("Nobody shelled [Robotyne].", "negated"),
        ("Reports of fighting in [Robotyne] were denied.", "negated"),
        ("They failed to advance to [Robotyne].", "negated"),
        ("Main effort: Seize the remainder of [Robotyne] and push on.", "planned"),
        ("War latest: Drones hit [Robotyne].", "factual"),
        ("War latest: capture of [Robotyne] confirmed.", "factual"),
        ("The number of missile strikes on [Robotyne] will increase.", "planned"),
        ("The capture of [Robotyne] did not take place.", "negated"),
        ("The capture of [Robotyne] was not the last.", "factual"),
        ("The capture of [Robotyne] was not confirmed.", "negated"),
        ("The convoy of food to [Robotyne] did not depart.", "negated"),
        ("The convoy of food to [Robotyne] did not stop for anyone.", "factual"),
        ("The claim that [Robotyne] was captured is untrue.", "negated"),
        ("The report that [Robotyne] was captured said nothing untoward.", "factual"),
        ("Reports of the capture of [Robotyne] - a fake.", "negated"),
        ("Reports of the capture of [Robotyne] - the news of the day.", "factual"),
        ("With no power after strikes on [Robotyne] they left.", "factual"),
    ],
)
def test_modality(marked: str, modality: str) -> None:
    (reading,) = read_marked(marked)
    assert reading.event is not None
    assert reading.event.modality == modality


@pytest.mark.parametrize(
    ("marked", "language", "side", "actor"),
    [
        ("Ukrainian troops captured [Urozhaine].", "en", "UA", "Ukrainian troops"),
        ("Russian troops captured [Urozhaine].", "en", "RU", "Russian troops"),
        ("[Urozhaine] was captured by Russian troops.", "en", "RU", "Russian troops"),
        ("[Urozhaine] was captured.", "en", "RU", None),
        ("[Urozhaine] was retaken.", "en", "UA", None),
        ("[Kursk] was captured.", "en", "UA", None),
        ("Fighting went on in [Urozhaine].", "en", "both", None),
        ("An assault on [Urozhaine] went on.", "en", "RU", None),
        ("Shelling went on in [Urozhaine].", "en", None, None),
        ("Shelling went on in [Belgorod].", "en", "UA", None),
        ("Shelling went on in [Sumy Oblast|region].", "en", "RU", None),
        ("Shelling went on in [Donetsk Oblast|region].", "en", None, None),
        ("Shelling went on in [Sevastopol|region].", "en", "UA", None),
        ("A summit went on in [Belgorod].", "en", None, None),
        ("Russian troops repelled an attack on [Urozhaine].", "en", "UA", "Russian troops"),
        ("Enemy strikes on [Urozhaine] went on.", "en", "RU", "Enemy"),
        ("The enemy struck [Urozhaine] again.", "en", "RU", "enemy"),
        ("The neo-Nazis dug in. The enemy struck [Urozhaine] again.", "en", "UA", "enemy"),
        ("The attack of the army on [Urozhaine] went on.", "en", "RU", "army"),
        ("The attack of the century on [Urozhaine] went on.", "en", "RU", None),
        ("The Russian army fled; [Urozhaine] was taken.", "en", "RU", None),
        ("Russian marines on Monday shelled [Urozhaine].", "en", "RU", "Russian marines"),
        ("The rain shelled [Urozhaine].", "en", None, None),
        ("The capture of [Urozhaine] by Russian marines was filmed.", "en", "RU", "Russian marines"),
        ("The capture of [Urozhaine] by the sea was filmed.", "en", "RU", None),
        ("The Russian capture of [Urozhaine] was filmed.", "en", "RU", "Russian"),
        ("Russian commanders want Ukrainian troops to leave [Urozhaine].", "en", "UA", "Ukrainian troops"),
        ("Ukrainian troops want to leave [Urozhaine].", "en", "UA", "Ukrainian troops"),
        ("Путін зажадав, щоб українське військо покинуло [Роботине].", "uk", "UA", "українське військо"),
        ("Путін зажадав, щоб військо покинуло [Роботине].", "uk", None, "військо"),
        ("Ворог обстріляв [Роботине].", "uk", "RU", "Ворог"),
        ("Ворог намагався захопити [Роботине].", "uk", "RU", "Ворог"),
        ("Українські війська захопили [Роботине].", "uk", "UA", "Українські війська"),
        ("Російські війська захопили [Роботине].", "uk", "RU", "Російські війська"),
        ("Атаки противника на [Роботине] тривають.", "uk", "RU", "противника"),
        ("Атаки на [Роботине] тривають.", "uk", "RU", None),
        ("Бої за [Роботине] тривають.", "uk", "both", None),
        ("Звільнено [Роботине].", "uk", "UA", None),
        ("[Роботине] обстріляли окупанти.", "uk", "RU", "окупанти"),
        ("[Роботине] обстріляли вночі.", "uk", None, None),
        ("ВСУ отступили. Противник обстрелял [Работино].", "ru", "UA", "Противник"),
        ("Захватчики отступили. Противник обстрелял [Работино].", "ru", "RU", "Противник"),
        ("ВСУ отступили. Освобождено [Работино].", "ru", "RU", None),
        ("Захватчики отступили. Освобождено [Работино].", "ru", "UA", None),
        ("Атаки пехоты на [Работино] продолжаются.", "ru", None, "пехоты"),
        ("Бои за [Работино] продолжаются.", "ru", "both", None),
        ("Украинские войска захватили [Работино].", "ru", "UA", "Украинские войска"),
        ("Insurgent mortars hit [Urozhaine].", "en", "RU", "Insurgent mortars"),
        ("His volunteers wrested [Urozhaine] from the rebels.", "en", "UA", "volunteers"),
        ("His volunteers wrested [Urozhaine] from the sea.", "en", "RU", "volunteers"),
        ("Militants shelled [Urozhaine]. The neo-Nazis dug in.", "en", "UA", "Militants"),
        ("Бойовики обстріляли [Роботине].", "uk", "RU", "Бойовики"),
        ("Наші бійці вибили терористів із [Роботиного].", "uk", "UA", "бійці"),
        ("Незаконні збройні формування обстріляли [Роботине].", "uk", "RU", "Незаконні збройні формування"),
        ("Збройні формування обстріляли [Роботине].", "uk", None, "Збройні формування"),
        ("Ополчение обстреляло [Работино].", "ru", "RU", "Ополчение"),
        ("Боевики обстреляли [Работино].", "ru", None, "Боевики"),
    ],
)
def test_the_side_that_acts(marked: str, language: str, side: str | None, actor: str | None) -> None:
    (reading,) = read_marked(marked, language)
    assert reading.event is not None
    assert (reading.event.side, reading.event.actor) == (side, actor)


@pytest.mark.parametrize(
    ("marked", "language", "action", "modality"),
    [
        ("Колонна с хлебом в [Бахмут] так и не вышла.", "ru", "moved", "negated"),
        ("Колонна с хлебом в [Бахмут] вышла утром.", "ru", "moved", "factual"),
        ("Процес слухатиме суд в [Одесі].", "uk", "other", "planned"),
        ("Процес слухав суд в [Одесі].", "uk", "other", "factual"),
        ("Из общежития в [Шебекине] вывели сорок человек.", "ru", "moved", "factual"),
        ("З [Торецька] вивели останніх мешканців.", "uk", "moved", "factual"),
        ("Из [Изюма] вывели две роты.", "ru", "withdrew", "factual"),
    ],
)
def test_languages_with_cases(marked: str, language: str, action: str, modality: str) -> None:
    (reading,) = read_marked(marked, language)
    assert reading.event is not None
    assert (reading.event.action, reading.event.modality) == (action, modality)


@pytest.mark.parametrize(
    ("language", "day", "body", "side"),
    [
        ("en", "2025-03-04", "Kherson was shelled on Sunday.", "RU"),
        ("uk", "2025-03-04", "Антонівку вранці обстріляли з РСЗВ.", "RU"),
        ("ru", "2025-03-04", "Орехов обстреляли из артиллерии.", "RU"),
        ("en", "2025-03-04", "Oleshky was shelled on Sunday.", "UA"),
        # Several strike it, and it is not Kyiv who strikes.
        ("ru", "2025-03-04", "Киев обстреляли ночью.", "RU"),
        ("uk", "2025-03-04", "Київ теж обстріляли дронами.", "RU"),
        ("uk", "2025-03-04", "У Криму пролунали вибухи.", "UA"),
        ("uk", "2025-03-04", "На Донбасі пролунали вибухи.", None),
        ("en", "2022-07-20", "A missile hit Chasiv Yar on Sunday.", "RU"),
        ("en", "2022-08-05", "An ammunition depot in Kupiansk blew up.", "UA"),
        ("en", "2024-12-15", "A school in Sudzha was hit by a bomb.", "RU"),
        ("en", "2022-09-15", "Kherson was shelled on Sunday.", "UA"),
        # While it is fought over, and where nobody says when, either side may have.
        ("en", "2022-11-10", "Kherson was shelled on Sunday.", None),
        ("en", None, "Kherson was shelled on Sunday.", None),
    ],
)
def test_who_strikes_is_who_does_not_hold_the_ground(
    language: str, day: str | None, body: str, side: str | None
) -> None:
    document = Document(id="x", text=body, language=language, published=day)
    (claim,) = analyse(document, open_gazetteer()).claims
    assert claim.event.side == side


@pytest.mark.parametrize(
    ("language", "body", "action"),
    [
        ("en", "Hail pounded Chernivtsi, smashing windscreens.", "other"),
        ("en", "An earthquake struck Odesa on Monday.", "other"),
        ("uk", "Злива накрила Тернопіль, підтопило підвали.", "other"),
        ("ru", "Молния попала в нефтебазу в Рязани.", "other"),
        ("ru", "Грипп атаковал Воронеж.", "other"),
        ("en", "A thunderstorm hit Lviv on Friday.", "other"),
        ("ru", "Ураган обрушился на Одессу.", "other"),
        ("en", "Police raided a warehouse in Dnipro on Friday.", "other"),
        ("uk", "Поліцейські штурмували квартиру в Одесі.", "other"),
        ("ru", "Туристы оккупировали пляжи Одессы.", "other"),
        ("en", "Assault police units stormed Maryinka, the brigade said.", "attacked"),
        ("ru", "Спасатели достали из-под завалов в Харькове тело мужчины.", "struck"),
        ("en", "A hail of shells struck Toretsk.", "struck"),
        ("uk", "Попри негоду росіяни обстріляли Харків.", "struck"),
        ("ru", "«Град» накрыл Ставки, горят дома.", "struck"),
        # Far from the war a fire is one, unless a weapon is told of.
        ("ru", "Крупный пожар на складе во Владивостоке.", "other"),
        ("uk", "У Варшаві горить торговий центр.", "other"),
        ("ru", "Во Владивостоке после удара дрона начался пожар.", "struck"),
        ("ru", "Крупный пожар на складе в Туле.", "struck"),
        # Where no army can come, an attack is made from the air.
        ("uk", "Відомі деталі атаки на нафтобазу в Севастополі.", "struck"),
        ("uk", "Відомі деталі атаки на позиції в Лимані.", "attacked"),
        ("ru", "Диверсанты атаковали колонну под Белгородом.", "attacked"),
        ("uk", "Удар припав на місто: у Рязані – атака на завод.", "struck"),
    ],
)
def test_what_nobody_sends_is_no_strike(language: str, body: str, action: str) -> None:
    (claim,) = analyse(Document(id="x", text=body, language=language), open_gazetteer()).claims
    assert claim.event.action == action


@pytest.mark.parametrize(
    ("language", "body", "action", "side"),
    [
        ("en", "The 47th Mechanized Brigade took Robotyne after a week of fighting.", "reclaimed", "UA"),
        ("uk", "Наші бійці зайняли Нескучне.", "reclaimed", "UA"),
        ("ru", "Бойцы 47-й механизированной бригады взяли Работино.", "reclaimed", "UA"),
        ("ru", "Бойцы 150-й мотострелковой дивизии взяли Часов Яр.", "captured", "RU"),
        ("en", "The 20th Motorized Rifle Division captured Niu-York.", "captured", "RU"),
        ("en", "Russian mechanized units captured Terny.", "captured", "RU"),
    ],
)
def test_kinds_of_brigades_tell_whose_they_are(language: str, body: str, action: str, side: str) -> None:
    (claim,) = analyse(Document(id="x", text=body, language=language), open_gazetteer()).claims
    assert (claim.event.action, claim.event.side) == (action, side)


@pytest.mark.parametrize(
    ("language", "body", "modality"),
    [
        ("en", "There were no casualties when a missile landed in a field near Poltava.", "factual"),
        ("uk", "Загиблих немає, у Ромнах пошкоджено ліцей після атаки дронів.", "factual"),
        ("ru", "Пострадавших нет, когда снаряд попал в дом в Шебекино.", "factual"),
        ("en", "There is no evidence that Russian forces captured Torske.", "negated"),
        ("ru", "Нет, Торецк не взяли.", "negated"),
        ("en", "No drones hit Sumy where the shelters stand.", "negated"),
    ],
)
def test_nobody_hurt_is_no_denial_of_the_strike(language: str, body: str, modality: str) -> None:
    (claim,) = analyse(Document(id="x", text=body, language=language), open_gazetteer()).claims
    assert claim.event.modality == modality
