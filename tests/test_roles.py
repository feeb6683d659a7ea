"""Roles, actions and modalities, sentence by sentence.

A place is written ``[Lyman]`` (a town), ``[Kyiv|capital]``, ``[Ukraine|country]``, ``[Donbas|area]`` or
``[Kherson Oblast|region]``; what is expected of each stands in the second column: an action, with ``?``
where it is planned and ``!`` where it is denied, or ``geo``, ``state``, ``body``, ``person``, ``page``.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.roles import Reading
from tests.scenes import read_marked

SHORT = {
    "location_other": "geo",
    "state_actor": "state",
    "organisation_part": "body",
    "person_name": "person",
    "boilerplate": "page",
    "demonym": "demonym",
}
SIGNS = {"factual": "", "planned": "?", "negated": "!"}

ENGLISH = [
    ("There were no attempts to storm [Terny] on Monday.", "attacked!"),
    ("There were two attempts to storm [Terny] on Monday.", "attacked"),
    ("Rebel sources say their men seized [Zelenopillia] and [Kuzmyne] at dawn.", "captured captured"),
    ("Ukrainian marines retook [Pisky] late on Friday.", "reclaimed"),
    ("The garrison pulled out of [Snihurivka] and blew up the bridge behind it.", "withdrew"),
    ("Rockets slammed into a market in [Kupiansk], killing nine.", "struck"),
    ("Russian infantry attacked toward [Novoselivka] and were thrown back.", "attacked"),
    ("Ukrainian gunners repelled three assaults near [Terny].", "attacked"),
    ("Families were evacuated by bus from [Orikhiv] to [Dnipro].", "moved moved"),
    ("The minister paid a visit to [Chernihiv] on Sunday.", "visited"),
    ("The ministry in London denied that British crews had entered [Odesa].", "moved!"),
    ("Generals plan to capture [Chasiv Yar] before the winter.", "captured?"),
    ("The army will not withdraw from [Vuhledar], its commander vowed.", "withdrew!"),
    ("[Moscow|capital] said it had no part in the blast.", "state"),
    ("Envoys of [Russia|country] walked out.", "state"),
    ("Aid worth a billion was promised to [Ukraine|country].", "state"),
    ("The shelling of key cities including [Kyiv|capital] and [Kharkiv] went on.", "struck struck"),
    ("Several cities, including [Kyiv|capital], condemned the shelling of [Nikopol].", "state struck"),
    ("Residents of a village and [Terny] sang.", "geo"),
    ("The missile attack on the civilians of [Nikopol] went on.", "struck"),
    ("The visit to the residents of [Nikopol] was short.", "geo"),
    ("Ministers will be in [Finland|country] next week.", "visited?"),
    ("The soldier was in [Ukraine|country] in 2022.", "geo"),
    ("Every substation in [Ukraine|country] has been damaged by missiles.", "struck"),
    ("Drones set fire to several refineries across [Russia|country].", "struck"),
    ("Missile strikes deep inside [Russia|country] went on.", "struck"),
    ("Missile attacks came after several days of relative quiet in [Ukraine|country].", "geo"),
    ("Shells hit [Nikopol] and other towns in [Ukraine|country].", "struck geo"),
    ("Doctors in [Ukraine|country] treat those wounded by shelling.", "geo"),
    ("Drones made in [Russia|country] hit a market.", "geo"),
    ("The war in [Ukraine|country] has driven up grain prices.", "geo"),
    ("The [Sumy] Regional Military Administration counted forty explosions.", "body"),
    ("[Ukraine|country]'s General Staff published the figures.", "body"),
    ("The mayor of [Enerhodar] spoke of looting.", "body"),
    ("Shells fell on [Nikopol], a town in [Dnipropetrovsk Oblast|region].", "struck geo"),
    ("A column was seen in [Bilokurakyne], [Luhansk Oblast|region].", "moved geo"),
    ("Fighting went on at [Spirne], 12 km south of [Kreminna].", "attacked geo"),
    ("Soldiers call him the “Fox of [Izium]”.", "person"),
    ("A pro-[Moscow|capital] blogger praised the raid.", "state"),
    ("KYIV, Ukraine (Agency) — Drones hit [Poltava] overnight.", "struck"),
    ("[KYIV|capital], Ukraine (Agency) — Drones hit [Poltava] overnight.", "geo struck"),
    ("By dusk [Bilohorivka] had been overrun.", "captured"),
    ("[Avdiivka] came under heavy fire for a third night.", "struck"),
    ("[Popasna] is expected to fall within days.", "captured?"),
    ("Russian troops were driven out of [Vilkhivka] and [Mala Rohan].", "withdrew withdrew"),
    ("The liberation of [Snihurivka] took a single morning.", "reclaimed"),
    ("The recapture of [Izium] surprised everyone.", "reclaimed"),
    ("An aim of the campaign is the capture of [Kramatorsk].", "captured?"),
    ("The army is on the verge of losing [Siversk].", "captured?"),
    ("Drones attacked an airfield near [Saky].", "struck"),
    ("A missile attack on [Kremenchuk] killed twenty shoppers.", "struck"),
    ("Fierce battles raged for [Rubizhne].", "attacked"),
    ("On May 16, drones hit a refinery in [Ust-Luga].", "struck"),
    ("Since May the gunners have shelled [Orikhiv] daily.", "struck"),
    ("The raids of early May destroyed a school in [Lyptsi].", "struck"),
    ("May was the month when [Robotyne] was retaken.", "reclaimed"),
    ("[Lyptsi] may fall in May.", "captured?"),
    ("May the army retake [Robotyne] soon.", "reclaimed?"),
    ("Why Russia May Attack [Sumy] Next", "attacked?"),
    ("Units dug in around [Tokmak], officers said.", "moved"),
    ("Reserves were sent from [Melitopol] to the [Orikhiv] direction.", "moved moved"),
    ("The summit in [Istanbul] ended without a deal.", "visited"),
    ("Talks between [Moscow|capital] and [Kyiv|capital] broke down.", "state state"),
    ("The trip to [Warsaw|capital] was called off.", "visited!"),
    ("Occupation officials announced a referendum in [Kherson].", "announced"),
    ("Investigators found a mass grave in [Izium].", "other"),
    ("Sirens wailed in [Dnipro] all morning.", "other"),
    ("An official in [Nikopol] said the night was calm.", "geo"),
    ("A teacher from [Sumy] lost her house.", "geo"),
    ("[Bakhmut], formerly [Artemivsk], is in ruins.", "geo geo"),
    ("Soldiers advanced west of [Klishchiivka] and north of [Kurdiumivka].", "attacked attacked"),
    ("Assaults continued near [Vesele], south of [Soledar].", "attacked geo"),
    ("Shelling was reported in [Zmiiv] in [Kharkiv Oblast|region].", "struck geo"),
    ("They hit targets in the [Odesa|region] and [Mykolaiv|region] regions.", "struck struck"),
    ("Seven villages, including [Kozacha Lopan] and [Udy], were shelled.", "struck struck"),
    ("Guns struck [Huliaipole], [Orikhiv]; [Stepnohirsk]; and [Kamianske].", "struck struck struck struck"),
    ("[Ukraine|country]'s [Kharkiv Oblast|region] was shelled.", "geo struck"),
    ("Sanctions against [Russia|country] will stay.", "state"),
    ("[Russia|country]-backed officials left [Kherson].", "state withdrew"),
    ("The [US|country] ambassador to [Ukraine|country] spoke of hope.", "body body"),
    ("The Ministry of Foreign Affairs of [Ukraine|country] sent a note.", "body"),
    ("The [Kyiv|capital] School of Economics counted the damage.", "body"),
    ("Troops crossed into [Ukraine|country] from [Belarus|country].", "moved moved"),
    ("The president travelled to [Finland|country] for talks.", "visited"),
    ("If they take [Pokrovsk], the road is open.", "captured?"),
    ("Without capturing [Chasiv Yar] they cannot go on.", "captured!"),
    ("They managed to hold off an attack on [Marinka].", "attacked"),
    ("Russian gunners were forced to leave [Lyman].", "withdrew"),
    ("Footage captured a convoy in [Enerhodar].", "moved"),
    ("[Druzhba] pipeline deliveries stopped.", "geo"),
    ("[Moscow|capital] had expected the capital, [Kyiv|capital], to be taken in days.", "state captured?"),
    ("Aldermen and councillors in [Moscow|capital] asked him to go.", "geo"),
    ("Rockets killed one man in the city of [Zaporizhzhia], medics said.", "struck"),
    ("Half the homes in [Odesa] had no heating after strikes in [Izmail].", "struck struck"),
    ("Thirty drones were sent against [Kyiv|capital].", "struck"),
    ("Gunfire came from the left bank of the river in [Kherson Oblast|region].", "geo"),
    ("His brother was taken to [Taganrog] in a prison van.", "moved"),
    ("Most families left [Orikhiv] in the first weeks.", "moved"),
    ("Her aunt refused to leave [Kupiansk].", "moved!"),
    ("Some 300 people reached [Dnipro] by bus.", "moved"),
    ("The brigade left [Robotyne] at night.", "withdrew"),
    ("The strikes left [Odesa] in the dark.", "struck"),
    ("Crowds took to the streets of [Melitopol].", "other"),
    ("A missile destroyed part of a school in [Nikopol].", "struck"),
    ("Street lamps were switched off in [Poltava].", "other"),
    ("The agency reported the return of six boys from [Belarus|country].", "moved"),
    ("Envoys will be in [Geneva] on Monday.", "visited?"),
    ("The crossing at [Chonhar] would be opened in spring.", "other?"),
    ("Flights were suspended at the airports of [Samara] and [Ufa].", "other other"),
    (
        "Guns downed 30 drones: 12 over [Bryansk Oblast|region], 9 over [Kursk Oblast|region].",
        "struck struck",
    ),
    ("Last night came drones: over [Sumy Oblast|region].", "struck"),
    ("Boats ferried civilians out of [Kherson] toward [Oleshky].", "moved moved"),
    ("Two ships have left for [Egypt|country] and [Spain|country].", "moved moved"),
    ("Witnesses spoke of beatings in the police station at [Kupiansk].", "other"),
    ("[Kursk Oblast|region], the neighbour of [Sumy Oblast|region], has been hit by drones.", "struck geo"),
    ("They saw [Odesa], which Russia has struck again and again.", "struck"),
    ("He is a welder from [Volnovakha], whose house they destroyed.", "geo"),
    ("No government in [Kyiv|capital] could accept it.", "state"),
    ("The captives were taken from [Mariupol] to [Olenivka].", "moved moved"),
    ("Police took three men into custody in [Odesa].", "other"),
    ("She took a picture of her cat in [Lviv].", "other"),
    ("The army took two hamlets near [Terny].", "captured"),
    ("The garrison left three tanks in [Lyman].", "other"),
    ("She lost her home in [Mariupol].", "other"),
    ("A deal was reached in [Istanbul].", "announced"),
    ("Claims that [Vuhledar] had fallen are false.", "captured!"),
    ("The army lost 300 servicemen near [Terny].", "attacked"),
    ("Half of [Poltava] lost power.", "other"),
    ("Governments in [Berlin|capital] and [Paris|capital] hesitate.", "state state"),
    ("After months of setbacks, army officials in [London|capital] argue, little has changed.", "geo"),
    (
        "[Nikopol], [Marhanets] and the settlement of [Tomakivka] all took hits overnight.",
        "struck struck struck",
    ),
    ("[Zolochiv], whose mill closed long ago, endured another night of bombing.", "struck"),
    ("They took back the tiny, shell-pocked, almost roofless village of [Robotyne].", "reclaimed"),
    ("The [Azovstal] choir, formed by evacuated workers, sang until midnight.", "geo"),
    ("[Izium], [Balakliia] and [Savyntsi] share one railway line.", "geo geo geo"),
    ("Bombs fell on villages in the north. Among them were [Seredyna-Buda] and [Svesa].", "struck struck"),
    ("The fair drew guests from the north. Among them were [Seredyna-Buda] and [Svesa].", "geo geo"),
    ("Drones set tanks ablaze in [Krasnodar]. Then came [Tikhoretsk].", "struck struck"),
    ("Drones set tanks ablaze in [Krasnodar]. Then his train took us to [Tikhoretsk].", "struck moved"),
    ("Soldiers had captured a fox in the ruins of [Chasiv Yar].", "other"),
    ("A drone gutted a depot in [Snovsk].", "struck"),
    ("Fans stormed the box office in [Rivne].", "other"),
    ("Hail fell in [Uzhhorod] and broke a few windows.", "other"),
    ("A missile fell in [Zatoka].", "struck"),
    ("A missile hit the control room of a brigade in [Skadovsk].", "struck"),
    ("They will try to break through to [Novopavlivka] by summer.", "attacked?"),
    ("A supplier sends artillery shells, tanks and tents to [Rivne].", "moved"),
    ("Crews fired shells at [Rivne].", "struck"),
    ("He chairs the Centre for Defence Strategies, a think tank based in [Rivne].", "geo"),
    ("A think tank opened an office in [Rivne].", "other"),
    ("Troops attacked villages around [Popasna], which may let them go north.", "attacked"),
    ("Troops may attack villages around [Popasna].", "attacked?"),
    ("A drone on its way to [Rivne] crashed near [Brody].", "geo struck"),
    ("The army regains control over [Izium].", "reclaimed"),
    ("The shelling of [Orikhiv] has not stopped.", "struck"),
    ("Without warning, shells hit [Orikhiv].", "struck"),
    ("Without shelling [Orikhiv], they left.", "struck!"),
    ("He denied the charge and entered [Orikhiv].", "moved"),
    ("He denied that troops shelled and entered [Orikhiv].", "attacked!"),
    ("Troops did not manage to take [Orikhiv].", "captured!"),
    ("Troops managed to take [Orikhiv].", "captured"),
    ("On the [Lyman] direction it was calm.", "geo"),
    ("On the [Lyman] direction troops dug in.", "moved"),
]

# A text of few sentences is read as a caption, so the sentences under test stand in a longer one.
EN = "Nothing more is known. The day was calm. Prices rose. It rained."
UK = "Більше нічого не відомо. День минув тихо. Ціни зросли. Падав дощ."
RU = "Больше ничего не известно. День прошёл тихо. Цены выросли. Шёл дождь."
UKRAINIAN = [
    ("Делегація прибула на переговори з [Росією|country].", "state"),
    ("Делегація прибула на переговори до [Росії|country].", "visited"),
    ("Двоє загинули під час тривоги в [Україні|country].", "geo"),
    ("Загарбники обстріляли [Вовчанськ] та [Липці] з гармат.", "struck struck"),
    ("У [Запоріжжі] вночі пролунали вибухи.", "struck"),
    ("Наші воїни звільнили [Роботине].", "reclaimed"),
    ("Росіяни захопили [Попасну] торік.", "captured"),
    ("Мешканців [Гуляйполя] вивезли потягом.", "moved"),
    ("Ворог планує захопити [Куп'янськ] до осені.", "captured?"),
    ("Військові не відступали з [Авдіївки].", "withdrew!"),
    ("Тривають бої за [Торецьк].", "attacked"),
    ("Мер [Нікополя] показав наслідки.", "body"),
    ("[Росія|country] не припиняє наступу.", "state"),
    ("Війна в [Україні|country] триває.", "geo"),
    ("Удар по підстанції в окупованій [Каховці].", "struck"),
    ("В 20 кілометрах від [Києва|capital] горів ліс.", "geo"),
    ("Генштаб Збройних Сил [України|country] оприлюднив дані.", "body"),
    ("Авіаударів зазнали [Часів Яр], [Торецьк] і [Нью-Йорк].", "struck struck struck"),
    ("Тривають обстріли [Оріхова].", "struck"),
    ("Сили оборони відбили атаки поблизу [Спірного], зокрема біля [Білогорівки].", "attacked attacked"),
    ("Людей евакуювали з [Лимана] до [Дніпра].", "moved moved"),
    ("Міністр оборони [Франції|country] відвідав [Ірпінь].", "body visited"),
    ("ЗСУ не підтвердили захоплення [Работиного].", "captured!"),
    ("Без світла залишилися [Полтава] та частина [Києва|capital].", "other other"),
    ("У [Харкові] вибухів не було.", "struck!"),
    ("У самому [Ізюмі] влучань немає.", "struck!"),
    ("Атака на [Суми] не була успішною.", "attacked"),
    ("Постраждалих у [Нікополі] немає.", "struck!"),
    ("Дітей відправлять до [Львова] наступного тижня.", "moved?"),
    ("По [Одесі] буде завдано удару.", "struck?"),
    ("Завтра автобуси вирушать із [Селидового].", "moved?"),
    ("Родини покинули [Селидове].", "moved"),
    ("Пораненого забрали до лікарні в [Нікополі].", "moved"),
    ("Під ударом опинилася [Межова].", "struck"),
    ("Дісталося також [Марганцю].", "struck"),
    ("Людей вивезли з [Новогродівки], що на [Донеччині|region].", "moved geo"),
    ("Чутки про прорив біля [Липців] штаб спростував.", "attacked!"),
    ("Обстріл [Сум] не припинявся всю ніч.", "struck"),
    ("Під ударами перебували [Вовчанськ], [Козача Лопань] та [Дворічна].", "struck struck struck"),
    ("[Шостка], [Глухів] і [Конотоп] були обстріляні вранці.", "struck struck struck"),
    ("[Шостка], [Глухів] і [Конотоп] славляться садами.", "geo geo geo"),
    ("Ворог обстріляв міста. Зокрема, [Липці] та [Стрілечу].", "struck struck"),
    ("Під [Торецьком] не вщухають зустрічні бої.", "attacked"),
    ("Під [Торецьком] боїв немає.", "attacked!"),
    ("Штурм [Лимана] не відбувся.", "attacked!"),
    ("Ворог зміг захопити [Лиман].", "captured"),
    ("Ворог не зміг захопити [Лиман].", "captured!"),
    ("На [Лиманському] напрямку ситуація змін не зазнала.", "geo"),
    ("Ворог обстріляв міста. Зокрема, завтра відновиться рух поїздів із [Ніжином].", "geo"),
    ("У [Тростянці] ніхто не постраждав, хоча дрон влучив у склад.", "struck"),
    ("Росіяни не лише обстрілюють [Синьківку], а й бомблять її.", "struck"),
    ("Снаряд пробив дах школи в [Чугуєві].", "struck"),
    ("Майстерня в [Чугуєві] шиє намети.", "other"),
    ("Звільнено місто [Лиман].", "reclaimed"),
    ("Звільнене місто [Лиман] чекає на воду.", "geo"),
    ("Морська піхота звільнила від окупантів [Макарівку].", "reclaimed"),
    ("Мешканці втекли від окупантів [Макарівки].", "geo"),
    ("Під вогнем опинилися [Білопілля] та [Хотінь].", "struck struck"),
    ("[Лиман]: сім штурмових дій.", "attacked"),
    ("[Лиман]: сім штурмів, один бій триває.", "attacked"),
    ("[Лиман]: сім новин, один жарт триває.", "geo"),
    ("У [Лимані] — дев'ять боїв.", "attacked"),
    ("У [Лимані] — дев'ять шкіл.", "other"),
    (
        "Під вечір терористи били по [Водяному], шахті «[Бутівка]», [Опитному] та [Пісках].",
        "struck struck struck struck",
    ),
    ("Книжку про [Опитне] видала фабрика «[Бутівка]», [Піски] мовчать.", "geo geo geo"),
    (
        "У [Сумському районі|region] село [Басівка] обстріляли з артилерії.",
        "struck struck",
    ),  # which holds it is not told here
    ("У [Сумському районі|region] село [Басівка] славиться садами.", "geo geo"),
    ("За ніч збили 30 дронів. Із них над [Сумською областю|region] – вісім.", "struck"),
    ("Школу закінчили 30 дітей. Із них у [Сумській області|region] – вісім.", "geo"),
    ("На напрямку [Лиман] – [Ямпіль] тривають бої.", "attacked attacked"),
    ("Після обстрілу [Лимана] – [Ямпіль] мовчить.", "struck geo"),
    ("Розвідка помітила рух колони техніки в [Мелітополі].", "moved"),
    ("Росіяни перетворили [Бахмут] на суцільну руїну.", "struck"),
    ("Росіяни перетворили [Мелітополь] на військову базу.", "geo"),
    ("Раніше біля [Лимана] у селищі [Торське] вибухнула міна.", "geo struck"),
    ("Раніше біля [Лимана] на городі вибухнула міна.", "struck"),
    ("Ворог обстріляв [Очаків]. О 12:00 по селах [Дмитрівка] та [Парутине].", "struck struck struck"),
    ("Ворог обстріляв [Очаків]. Екскурсія по селах [Дмитрівка] та [Парутине].", "struck other other"),
    ("Рада зібралася в [Очакові]. О 12:00 по селах [Дмитрівка] та [Парутине].", "other other other"),
]
RUSSIAN = [
    ("Ракеты попали в склад в [Чугуеве].", "struck"),
    ("Войска заняли [Марьинку] после боев.", "captured"),
    ("Жители сообщают о взрывах в [Джанкое].", "struck"),
    ("Под [Купянском] отражены две атаки.", "attacked"),
    ("Власти опровергли захват [Волчанска].", "captured!"),
    ("[Москва|capital] назвала это провокацией.", "state"),
    ("В [Токмаке] ВСУ ударили по складу.", "struck"),
    ("Мэр [Энергодара] рассказал об этом.", "body"),
    ("В [Очакове] к югу от [Николаева] горит порт.", "struck geo"),
    ("Раненых эвакуировали из [Бахмута] в [Днепр].", "moved moved"),
    ("Войска отошли из [Лимана].", "withdrew"),
    ("Армия планирует взять [Славянск].", "captured?"),
    ("Обстрелу подверглись [Орехов] и [Гуляйполе].", "struck struck"),
    ("Взят под контроль посёлок [Курдюмовка].", "captured"),
    ("Президент [Белоруссии|country] прибыл в [Гродно].", "body visited"),
    ("Министр обороны [Украины|country] молчит.", "body"),
    ("Жителей вывезут в [Рыльск].", "moved?"),
    ("Детей отправят в [Воронеж] на лето.", "moved?"),
    ("Слухи о прорыве у [Теткино] штаб опроверг.", "attacked!"),
    ("Ночью центр [Белгорода] попал под обстрел.", "struck"),
    ("В [Шебекино] взрывов не было.", "struck!"),
    ("Под обстрелом оказался [Рыльск].", "struck"),
    ("Пострадавших в [Курске] нет.", "struck!"),
    ("Занятия в школах [Белгорода] отменили.", "other"),
    ("[Шостка] и [Глухов] подверглись обстрелу утром.", "struck struck"),
    ("Западнее [Авдеевки] наши войска штурмуют [Орловку].", "geo attacked"),
    (
        "Над [Калужской областью|region] сбито два дрона, ещё один — над [Брянской областью|region].",
        "struck struck",
    ),
    ("Дрон пробил крышу депо в [Лисках], сообщил мэр.", "struck"),
    ("Под [Торецком] не стихают бои.", "attacked"),
    ("Поездка генсека в [Лиман] не состоится.", "visited!"),
    ("Под [Торецком] боёв не было.", "attacked!"),
    ("Спецназ освободил двух заложников в [Казани].", "other"),
    ("В [Казани] спецназ освободил двух заложников.", "other"),
    ("В [Купянске] войска освободили часть города.", "reclaimed"),
    ("ВСУ сообщают: освобождён город [Лиман], оккупанты бежали от захватчиков.", "reclaimed"),
    ("Освобождённый город [Лиман] ждёт воду.", "geo"),
    ("Подразделениями группировки «Центр» освобождён город [Лиман].", "captured"),
    ("Морская пехота освободила от россиян [Макаровку].", "reclaimed"),
    ("Под огнём оказались [Орехов] и [Гуляйполе].", "struck struck"),
    ("Под рукой оказались [Орехов] и [Гуляйполе].", "geo geo"),
    ("Заявили о взятии в [Харьковской области|region] села [Копанки].", "captured captured"),
    ("Движение колонн техники заметили в [Джанкое].", "moved"),
    ("Движение поездов в [Джанкое] любили снимать.", "other"),
    ("Вечером атакам подверглись [Орехов] и [Гуляйполе].", "struck struck"),
    ("Вечером критике подверглись [Орехов] и [Гуляйполе].", "geo geo"),
    ("Ночью в [Рыльске] работала российская ПВО.", "struck"),
    ("Ночью в [Рыльске] работала пекарня.", "geo"),
    ("Сумевшие покинуть [Суджу] люди спаслись.", "moved"),
    ("Желающие покинуть [Суджу] люди ждут.", "moved?"),
    ("Люди погибли в результате «вечернего обстрела» города [Шебекино].", "struck"),
    ("Люди читали книгу «вечернего города» [Шебекино].", "geo"),
]


def label(reading: Reading) -> str:
    """Return a reading in the short form of the tables."""
    if reading.event is None:
        return SHORT[reading.role]
    return reading.event.action + SIGNS[reading.event.modality]


@pytest.mark.parametrize(("marked", "expected"), ENGLISH)
def test_english(marked: str, expected: str) -> None:
    assert " ".join(label(r) for r in read_marked(f"{marked} {EN}")) == expected


@pytest.mark.parametrize(("marked", "expected"), UKRAINIAN)
def test_ukrainian(marked: str, expected: str) -> None:
    assert " ".join(label(r) for r in read_marked(f"{marked} {UK}", "uk")) == expected


@pytest.mark.parametrize(("marked", "expected"), RUSSIAN)
def test_russian(marked: str, expected: str) -> None:
    assert " ".join(label(r) for r in read_marked(f"{marked} {RU}", "ru")) == expected


@pytest.mark.parametrize(("marked", "expected"), ENGLISH)
def test_every_reading_has_a_reason_and_an_event_only_as_an_event_location(
    marked: str, expected: str
) -> None:
    for reading in read_marked(marked):
        assert reading.reason
        assert (reading.event is not None) == (reading.role == "event_location")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gunners struck a dozen villages, the army said. Among them are [Hoptivka] and [Strilecha].", "en"),
        ("Вночі обстріляно десять сіл, повідомили в ОВА. Серед них [Стрілеча] та [Гоптівка].", "uk"),
    ],
)
def test_a_brief_text_may_go_on_with_the_list_of_the_sentence_before(text: str, language: str) -> None:
    readings = read_marked(text, language)
    assert [reading.event and reading.event.action for reading in readings] == ["struck", "struck"]


def test_a_name_inside_a_fixed_phrase_breaks_nothing() -> None:
    readings = read_marked("В [результате] обстрела [Чугуев] горит.", "ru")
    assert len(readings) == 2


WORDS = (
    "[Lyman] [Kyiv|capital] [Ukraine|country] [Khersonshchyna|region] [Donbas|area] Russian forces captured "
    "in near of the to from , ; ( ) . : - 's ’s and or not will plan north 9km city mayor said claims under "
    "fire took control people army shelled including “ ” Smith THE with by for against on between out"
).split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "uk", "ru"]))
def test_any_order_of_words_gets_one_reading_a_place(words: list[str], language: str) -> None:
    marked = " ".join(words)
    readings = read_marked(marked, language)
    assert len(readings) == marked.count("[")
    assert all((r.event is not None) == (r.role == "event_location") for r in readings)
