"""Who is named as the claimant in the orders of words that news use, each with a look-alike."""

import pytest

from geomap.attributions import attribution_of, find_attributions
from geomap.documents import Document
from geomap.spans import Span
from geomap.text import read_text

PLACES = {"en": "Orikhiv", "uk": "Оріх", "ru": "Орехов"}


def claimant(language: str, body: str) -> str | None:
    """Return who claims what is told of the last place that the table above names."""
    text = read_text(Document(id="x", text=body, language=language))
    start = body.rindex(PLACES[language])
    found = attribution_of(text, find_attributions(text), Span(start, start + len(PLACES[language])))
    return found.claimant if found else None


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "Guns hit Orikhiv, said the mayor, Petro Hnatiuk, on Friday.", "the mayor, Petro Hnatiuk"),
        (
            "en",
            "Guns hit Orikhiv, according to the regional governor, Ivan Hai.",
            "the regional governor, Ivan Hai",
        ),
        (
            "en",
            "The raid on Orikhiv was reported by the head of the council, Ivan Hai.",
            "the head of the council, Ivan Hai",
        ),
        ("en", "Guns hit Orikhiv, said the mayor, Evening Post reported.", "the mayor"),
        ("en", "Guns hit Orikhiv, reported the police, Ivan Hai being away.", "the police"),
        (
            "ru",
            "Горит Орехов, сообщил министр обороны и тяжёлой промышленности Пётр Ким.",
            "министр обороны и тяжёлой промышленности Пётр Ким",
        ),
        (
            "uk",
            "Горить Оріхів, повідомив голова ради міста та району Петро Гай.",
            "голова ради міста та району Петро Гай",
        ),
        ("ru", "Горит Орехов, сообщил министр и вручил награды Ивану Киму.", "министр"),
        ("ru", "Горит Орехов, сообщил заммэра Пётр Ким.", "заммэра Пётр Ким"),
    ],
)
def test_an_office_is_named_with_who_holds_it(language: str, body: str, who: str) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "The mission was told by villagers that guns hit Orikhiv.", "villagers"),
        ("en", "Near Orikhiv the mission was told by two officers that guns fired.", "two officers"),
        ("en", "The mission was told by phone that guns hit Orikhiv.", None),
        ("en", "The mission was told by guards to leave Orikhiv.", None),
        ("uk", "Журналістам повідомили в поліції, що горить Оріхів.", "поліція"),
        ("uk", "Нашому виданню розповіли мешканці, що горить Оріхів.", "мешканці"),
        ("ru", "Журналистам рассказал мэр, что горит Орехов.", "мэр"),
        ("uk", "Журналісти повідомили, що горить Оріхів.", "Журналісти"),
    ],
)
def test_who_was_told_is_not_who_tells(language: str, body: str, who: str | None) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "The SMM recorded 32 explosions in Orikhiv.", "The SMM"),
        ("en", "Monitors did not observe soldiers in Orikhiv.", "Monitors"),
        ("en", "Ten blasts in Orikhiv were recorded by the mission.", "the mission"),
        ("en", "Ten blasts in Orikhiv were recorded by cameras.", None),
        ("en", "Cameras recorded ten blasts in Orikhiv.", None),
        ("en", "The man observed the strike on Orikhiv.", None),
        ("uk", "Місія не зафіксувала обстрілів Оріхова.", "Місія"),
        ("uk", "Житель зафіксував на відео вибух в Оріхові.", None),
        ("ru", "В Орехове мониторы зафиксировали 32 взрыва.", "мониторы"),
        ("ru", "В Орехове зафиксировали 32 взрыва.", None),
        ("en", "The fall of Orikhiv has been confirmed by satellite images.", None),
    ],
)
def test_a_body_tells_what_it_has_registered(language: str, body: str, who: str | None) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Council: Troops reported to advance on Orikhiv", "Council"),
        ("Soldiers said to have left Orikhiv", None),
        ("Army reported to parliament that Orikhiv was lost", "Army"),
        ("The army reported to Kyiv that Orikhiv was lost.", "The army"),
    ],
)
def test_nobody_speaks_who_is_only_reported_to_do_something(body: str, who: str | None) -> None:
    assert claimant("en", body) == who


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        (
            "en",
            "The Staff of the Army in its report on the morning of May 5 reports, in particular, that guns "
            "hit Orikhiv.",
            "The Staff of the Army",
        ),
        ("en", "The mayor on his page said, among other things, that guns hit Orikhiv.", "The mayor"),
        ("en", "The spokesman for his office said that guns hit Orikhiv.", "The spokesman for his office"),
        ("uk", "Генштаб у зведенні на ранок 5 травня повідомляє, зокрема, що горить Оріхів.", "Генштаб"),
        ("uk", "Речниця штабу на зустрічі з жителями сказала, що горить Оріхів.", "Речниця штабу"),
        ("ru", "Мэр в своём канале написал, что горит Орехов.", "Мэр"),
        ("ru", "Посол в ООН сказал, что горит Орехов.", "Посол в ООН"),
        ("uk", "За даними Генштабу росіяни обстріляли Оріхів.", "Генштаб"),
        ("uk", "За даними «Рибаря» росіяни обстріляли Оріхів.", "Рибаря"),
        ("ru", "По данным «Рыбаря» горит Орехов.", "Рыбаря"),
        ("ru", "По данным штаба армии захватчиков, горит Орехов.", "штаб армии захватчиков"),
        ("en", "Near the bridge, the army continues to shell Orikhiv, including from the air.", None),
        ("en", "Guns hit the bridge and Orikhiv, the mayor continued.", "the mayor"),
    ],
)
def test_what_stands_around_the_verb_hides_nobody(language: str, body: str, who: str | None) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "Minsk claims to have taken Orikhiv.", "Minsk"),
        ("en", "Minsk claims to hold Polohy, Tokmak and Orikhiv.", "Minsk"),
        ("en", "Belarusian claims to have taken Orikhiv are false.", None),
        ("en", "Rival claims to Orikhiv were heard.", None),
        ("uk", "Мінськ заявляє, що взяв Оріхів.", "Мінськ"),
        ("ru", "Минск утверждает о взятии города Орехов.", "Минск"),
    ],
)
def test_a_claim_to_have_done_something_is_its_subjects(language: str, body: str, who: str | None) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", 'Guns hit Orikhiv, as stated by "Iron Pen."', "Iron Pen"),
        ("en", 'However, according to "Iron Pen," guns hit Orikhiv.', "Iron Pen"),
        ("en", 'According to "Iron Pen," guns fired. The channel also reports fire in Orikhiv.', "Iron Pen"),
        ("en", 'The channel "Iron Pen" reports that guns hit Orikhiv.', "Iron Pen"),
        ("en", 'The mayor said "Iron Pen," a channel, had lied about Orikhiv.', "The mayor"),
        ("en", 'According to the mayor "every day is a battle" in Orikhiv.', "the mayor"),
        ("uk", 'За даними "Пера," горить Оріхів.', "Пера"),
        ("uk", "«Перо» каже, що тихо. Канал також пише про бої за Оріхів.", "Перо"),
        ("ru", "Минобороны молчит. Министерство науки пишет, что горит Орехов.", "Министерство науки"),
    ],
)
def test_a_name_in_quotation_marks_is_a_source(language: str, body: str, who: str) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("uk", "Втрату Оріхова підтвердив Київ.", "Київ"),
        ("uk", "Захоплення Оріхова заперечив речник Іван Гай.", "речник Іван Гай"),
        ("uk", "Про удар по Оріхову Іван Гай розповів у мережі.", "Іван Гай"),
        ("uk", "Про удар по місту Оріхів Іван Гай розповів у мережі.", "Іван Гай"),
        ("uk", "Про захоплення Оріхова у штабі заявили вчора.", "штаб"),
        ("ru", "Захват Орехова подтвердила Москва.", "Москва"),
        ("ru", "Обстрел Орехова зафиксировала миссия.", "миссия"),
        ("uk", "Іван Гай підтвердив Генштабу втрату Оріхова.", "Іван Гай"),
        ("ru", "Обстрел Орехова подтвердили в администрации.", "администрация"),
        ("ru", "Власти Орехова подтвердили обстрел.", None),
    ],
)
def test_what_is_told_of_may_stand_before_its_verb(language: str, body: str, who: str | None) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "After a strike on Orikhiv, Olena Kim said that she had fled.", None),
        ("en", "After a strike on Lviv Olena Kim said that Orikhiv was hit.", "Olena Kim"),
        ("en", "After the army in Lviv said that guns hit Orikhiv, troops left.", "the army in Lviv"),
        ("uk", "Мер Іван Гай після удару по Львову заявив, що горить Оріхів.", "Мер Іван Гай"),
        ("en", "The mayor after a strike on Lviv said that Orikhiv was hit.", "The mayor"),
        ("uk", "Після удару по Львову Іван Гай заявив, що горить Оріхів.", "Іван Гай"),
        ("uk", "Після удару по Львову й Херсону Іван Гай заявив, що горить Оріхів.", "Іван Гай"),
        ("uk", "Після зустрічі з Олегом Гаєм мер сказав, що горить Оріхів.", "мер"),
        ("uk", "У Збройних силах України заявили, що горить Оріхів.", "Збройні сили України"),
        ("ru", "В Одессе Пётр Ким сказал, что горит Орехов.", "Пётр Ким"),
    ],
)
def test_a_time_or_place_before_who_speaks_is_no_part_of_the_name(
    language: str, body: str, who: str | None
) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "Film posted online was said to show tanks in Orikhiv.", None),
        ("en", "A clip shared online claimed that tanks had entered Orikhiv.", None),
        ("en", "A video posted on Telegram claims to show tanks in Orikhiv.", None),
        ("en", "A film crew of the ministry said that tanks had entered Orikhiv.", "the ministry"),
        ("en", "Data of the ministry showed that Orikhiv was hit.", None),
        ("ru", "СюжетМурманск: учения на море\nПожар в городе Орехов", None),
        ("ru", "Мурманск: пожар в городе Орехов", "Мурманск"),
    ],
)
def test_neither_a_picture_nor_a_label_speaks(language: str, body: str, who: str | None) -> None:
    answer = claimant(language, body)
    assert answer == who or (who and answer and who in answer)


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "Olena Kim ruled out the surrender of Orikhiv.", "Olena Kim"),
        ("en", "Olena Kim was adamant that Orikhiv would stand.", "Olena Kim"),
        ("en", "Olena Kim is adamant about holding Orikhiv, calling it a red line.", "Olena Kim"),
        ("en", "An adamant crowd left Orikhiv.", None),
        ("en", "The court ruled on its own in Orikhiv.", None),
        ("en", "No officials could confirm that guns hit Orikhiv.", None),
        ("uk", "Київ виключає здачу Оріхова.", "Київ"),
        ("ru", "Киев исключил сдачу Орехова.", "Киев"),
    ],
)
def test_who_rules_out_something_says_so(language: str, body: str, who: str | None) -> None:
    assert claimant(language, body) == who


@pytest.mark.parametrize("answer", ["denies this", "has denied the claim", "rejected the report"])
def test_a_denial_of_what_was_said_before_leaves_it_to_who_said_it(answer: str) -> None:
    assert claimant("en", f"Guns hit Orikhiv, the mayor said. Minsk {answer}.") == "the mayor"
    assert claimant("en", f"Guns hit Orikhiv. Minsk {answer}.") is None


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "The column reported by Iron Pen consists of trucks near Orikhiv.", None),
        ("en", "Orikhiv was hit, according to a report published by the Council.", "the Council"),
        ("en", "The fall of Orikhiv was reported by Iron Pen in May.", "Iron Pen"),
        ("en", "Social media reports indicate guns hit Orikhiv.", None),
        ("en", "Kim scolded those who left and claimed that Orikhiv was hit.", "Kim"),
        ("en", "Kim said that Minsk refuses to talk, denying that guns hit Orikhiv.", "Kim"),
        ("en", "The raid on Orikhiv now threatens that the road falls near Orikhiv.", None),
        ("en", "Monitors noted that men are hanging flags to mark Orikhiv day.", "Monitors"),
        ("en", "Olena Kim omitted mention of the fall of Orikhiv.", None),
        ("en", "The army has set up a corps called “First” in Orikhiv.", None),
        ("en", "Iron Pen issued its report on Lviv, which noted that Orikhiv fell.", "Iron Pen"),
        (
            "en",
            "The Territorial Defence of Lviv said that guns hit Orikhiv.",
            "The Territorial Defence of Lviv",
        ),
        ("en", "Troops left despite Mayor Olena Kim’s claim that Orikhiv stood.", "Mayor Olena Kim"),
        ("uk", "Міністр аграрної політики та продовольства доповів, що горить Оріхів.", "Міністр"),
        ("uk", "Поінформував Бориса про удар по Оріхову.", None),
        ("uk", "Хтось каже, що горить Оріхів.", None),
        ("uk", "Сусіди кажуть, що горить Оріхів.", "Сусіди"),
        ("uk", "Це важливий жест, який підтверджує захоплення Оріхова.", None),
        ("uk", "Мені сказали, що горить Оріхів.", None),
        ("uk", "Головне для Оріхова – міцність Збройних сил України", None),
        ("uk", "Ворог обстріляв Оріхів – обласна влада", "обласна влада"),
        ("en", "Army units shelled these towns: Lyman and Orikhiv.", None),
        ("en", "Army units commander: guns hit Orikhiv.", "Army units commander"),
    ],
)
def test_neither_a_clause_nor_a_thing_nor_somebody_unknown_is_a_claimant(
    language: str, body: str, who: str | None
) -> None:
    answer = claimant(language, body)
    assert answer == who or (who and answer and who in answer)


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "Mayors of Lviv, Odesa and Izium said guns hit Orikhiv.", "Mayors of Lviv, Odesa and Izium"),
        (
            "en",
            "Police in Lviv, Odesa, and Rivne regions reported a raid on Orikhiv.",
            "Police in Lviv, Odesa, and Rivne regions",
        ),
        ("en", "After raids on Lviv, Odesa and Izium, police said guns hit Orikhiv.", "police"),
        ("en", "In Lviv, Odesa police said guns hit Orikhiv.", "Odesa police"),
        (
            "uk",
            "Посадовці у Львові, Одесі та Ізюмі кажуть, що горить Оріхів.",
            "Посадовці у Львові, Одесі та Ізюмі",
        ),
        (
            "ru",
            "Губернаторы Курской и Тульской областей сообщили, что горит Орехов.",
            "Губернаторы Курской и Тульской областей",
        ),
    ],
)
def test_a_list_of_places_is_of_those_who_speak_there(language: str, body: str, who: str) -> None:
    assert claimant(language, body) == who
