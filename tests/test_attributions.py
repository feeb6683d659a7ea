import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geomap.attributions import Attribution, attribution_of, find_attributions
from geomap.documents import Document
from geomap.spans import Span
from geomap.text import Text, read_text


def read(
    body: str, publisher: str | None = None, language: str = "en"
) -> tuple[Text, tuple[Attribution, ...]]:
    text = read_text(Document(id="x", text=body, publisher=publisher, language=language))
    return text, find_attributions(text)


def claimant(body: str, word: str, publisher: str | None = None, language: str = "en") -> str | None:
    text, attributions = read(body, publisher, language)
    start = body.rindex(word)
    attribution = attribution_of(text, attributions, Span(start, start + len(word)))
    return attribution.claimant if attribution else None


@pytest.mark.parametrize(
    ("body", "word", "who"),
    [
        ("Gunners shelled Orikhiv at dawn, the regional police said.", "Orikhiv", "the regional police"),
        (
            "The General Staff of Belarus (GSB) denied that its guns had shelled Orikhiv.",
            "Orikhiv",
            "The General Staff of Belarus",
        ),
        ("The regional police said that gunners shelled Orikhiv.", "Orikhiv", "The regional police"),
        ("The regional police said gunners had shelled Orikhiv.", "Orikhiv", "The regional police"),
        ("On Friday the regional police said gunners had shelled Orikhiv.", "Orikhiv", "the regional police"),
        ("Gunners shelled Orikhiv, said Petro Hnatiuk.", "Orikhiv", "Petro Hnatiuk"),
        (
            "Guns shelled Orikhiv. This was announced by the mayor Petro Hnatiuk.",
            "Orikhiv",
            "the mayor Petro Hnatiuk",
        ),
        (
            'According to the Town Council: "Those of Orikhiv, Tokmak and Polohy are under fire."',
            "Orikhiv",
            "the Town Council",
        ),
        ("“Gunners shelled Orikhiv,” said Petro Hnatiuk, a farmer.", "Orikhiv", "Petro Hnatiuk"),
        ("“We were in bed. They hit Orikhiv twice,” a farmer said.", "Orikhiv", "a farmer"),
        ("“We were in bed,” a farmer said. “They hit Orikhiv twice.”", "Orikhiv", "a farmer"),
        ("According to the army, Orikhiv was hit.", "Orikhiv", "the army"),
        ("Orikhiv was hit, according to the army, leaving two dead.", "Orikhiv", "the army"),
        (
            "They retook Orikhiv, Huliaipole, and Polohy, Olena Marchuk, head of a press desk, said Monday.",
            "Huliaipole",
            "Olena Marchuk",
        ),
        ("The army’s spokesman, Ihor Bondar, told reporters that Orikhiv stood.", "Orikhiv", "Ihor Bondar"),
        ("Citing two aides, Interfax said on Friday that Orikhiv was empty.", "Orikhiv", "Interfax"),
        ("Kyiv: Orikhiv is ours, says mayor", "Orikhiv", "mayor"),
        ("Russia’s claim that it took Orikhiv was mocked online.", "Orikhiv", "Russia"),
        ("Orikhiv was shelled, as Reuters reported on Friday.", "Orikhiv", "Reuters"),
        (
            "Two sources close to the staff said Orikhiv would be left.",
            "Orikhiv",
            "Two sources close to the staff",
        ),
        ("An aide, speaking in Brussels, said Orikhiv was hit.", "Orikhiv", "An aide"),
        ("Aid left for Orikhiv, the mayor’s spokesman told Radio One.", "Orikhiv", "the mayor’s spokesman"),
        ("One side said it held Mykilske, while Kyiv insisted Orikhiv stood.", "Orikhiv", "Kyiv"),
        ("Minsk accused Kyiv of shelling Orikhiv, a charge Kyiv denied.", "Orikhiv", "Minsk"),
        ("A blogger claimed that tanks entered Orikhiv, but no picture shows it.", "Orikhiv", "A blogger"),
        ("Orikhiv will be left, reports Interfax, citing two aides.", "Orikhiv", "Interfax"),
        ("Orikhiv is “hell,” a 34-year-old gunner with the call sign Fox told us.", "Orikhiv", "gunner"),
        ("The fall of Orikhiv was confirmed by the mayor.", "Orikhiv", "the mayor"),
        ("A nurse who asked not to be named said guns hit Orikhiv.", "Orikhiv", "A nurse"),
        ("A farmer whose barn burned said guns hit Orikhiv.", "Orikhiv", "A farmer"),
        ("The ministry that runs the docks said guns hit Orikhiv.", "Orikhiv", "The ministry"),
        ("Police seized a man who local officials say shelled Orikhiv.", "Orikhiv", "local officials"),
        ("LVIV, Nov. 3 (Agency) - Poland said guns hit Orikhiv.", "Orikhiv", "Poland"),
        ("Danylo, who had no training, said he was sent to Orikhiv.", "Orikhiv", "Danylo"),
        ("Danylo, who had no training said he was sent to Orikhiv.", "Orikhiv", "Danylo"),
        ("Minsk claimed to have entered Orikhiv.", "Orikhiv", "Minsk"),
        ("The garrison denied reports that Orikhiv had fallen.", "Orikhiv", "The garrison"),
        ("The garrison spoke of losses and reported that Orikhiv had fallen.", "Orikhiv", "The garrison"),
    ],
)
def test_a_claim_is_told_by_its_source(body: str, word: str, who: str) -> None:
    answer = claimant(body, word)
    assert answer is not None
    assert who in answer


@pytest.mark.parametrize(
    "body",
    [
        "Gunners shelled Orikhiv at dawn.",
        "Footage posted on Friday shows soldiers in Orikhiv.",
        "Moscow wants to seize Orikhiv.",
        "Ukraine’s reported losses near Orikhiv were heavy.",
        "Orikhiv was reportedly shelled.",
        "Three men reported dead in Orikhiv.",
        "Smoke after an alleged strike on Orikhiv.",
        "The army may declare victory in Orikhiv.",
        "The army has not said that it left Orikhiv.",
        "The army said guns fired, indicating that Orikhiv may be next.",
        "A blogger claimed that tanks came, but no picture shows them in Orikhiv.",
        "The mayor called on the people to leave Orikhiv.",
        "A video posted by the brigade shows tanks in Orikhiv.",
        "The king reportedly ordered the seizure of Orikhiv.",
        "The villagers are said to have fled Orikhiv.",
        "The army said nothing new. Gunners shelled Orikhiv at dawn.",
    ],
)
def test_the_author_asserts_what_nobody_else_does(body: str) -> None:
    assert claimant(body, "Orikhiv") is None


@pytest.mark.parametrize(
    ("language", "body", "word", "who"),
    [
        (
            "uk",
            "Уночі обстріляли Оріхів, повідомив голова ОВА Петро Гнатюк.",
            "Оріхів",
            "голова ОВА Петро Гнатюк",
        ),
        ("uk", "Петро Гнатюк повідомив, що обстріляли Оріхів.", "Оріхів", "Петро Гнатюк"),
        ("uk", "За словами Гнатюка, обстріляли Оріхів.", "Оріхів", "Гнатюка"),
        ("uk", "Обстріляли Оріхів. Про це пише «Вечірка».", "Оріхів", "Вечірка"),
        (
            "uk",
            "Голова ОВА Петро Гнатюк назвав деякі: бійці зайшли в Токмак, Пологи та Оріхів.",
            "Оріхів",
            "Голова ОВА Петро Гнатюк",
        ),
        (
            "uk",
            "Петро Гнатюк не назвав дат, проте запевнив: автобус вирушить до Оріхова.",
            "Оріхова",
            "Петро Гнатюк",
        ),
        ("ru", "«Степняк»: бойцы оставили Орехов.", "Орехов", "Степняк"),
        ("uk", "Як повідомили в поліції, обстріляли Оріхів.", "Оріхів", "поліція"),
        ("uk", "Обстріляли Оріхів, – Генштаб", "Оріхів", "Генштаб"),
        ("uk", "«Обленерго» підтвердило: горить Оріхів.", "Оріхів", "Обленерго"),
        ("uk", "«Так» відповів мер, коли горів Оріхів.", "Оріхів", "мер"),
        ("uk", "Командування «Південь» повідомило, що горить Оріхів.", "Оріхів", "Командування «Південь»"),
        ("ru", "Бомба упала на Орехов, уточнили в Нацполиции.", "Орехов", "Нацполиция"),
        ("ru", "Из Орехова всех вывезут, обещает администрация района.", "Орехова", "администрация района"),
        ("uk", "Гнатюк: обстріляли Оріхів", "Оріхів", "Гнатюк"),
        ("uk", "Удар по місту: горить Оріхів", "Оріхів", None),
        ("uk", "Росіяни нібито зайшли в Оріхів.", "Оріхів", None),
        ("uk", "Про обстріл міста Оріхів повідомив Петро Гнатюк.", "Оріхів", "Петро Гнатюк"),
        ("uk", "Горить Оріхів, йдеться у зведенні Генштабу.", "Оріхів", "Генштаб"),
        (
            "uk",
            "Петро Гнатюк мовчав, але сказав, що їде. За його словами, Оріхів горить.",
            "Оріхів",
            "Петро Гнатюк",
        ),
        ("uk", "Петро Гнатюк сказав, що їде. Додав, що Оріхів горить.", "Оріхів", "Петро Гнатюк"),
        ("ru", "Обстреляли Орехов, сообщили в полиции.", "Орехов", "полиция"),
        ("ru", "Обстреляли Орехов, сообщил журналистам мэр Пётр Гнатюк.", "Орехов", "мэр Пётр Гнатюк"),
        ("ru", "Минобороны заявило о взятии города Орехов.", "Орехов", "Минобороны"),
        ("ru", "По данным штаба, обстреляли Орехов.", "Орехов", "штаб"),
        ("uk", "В Оріхові, розповіли нашому виданню мешканці, горів дім.", "Оріхові", "мешканці"),
        ("ru", "В Орехове, рассказали корреспонденту отдыхающие, упал дрон.", "Орехове", "отдыхающие"),
        ("uk", "В Оріхові горів дім, розповіли мешканці виданню.", "Оріхові", "мешканці"),
        (
            "ru",
            "Представитель Минобороны приехал. Минобороны сообщило: горит Орехов.",
            "Орехов",
            "Минобороны",
        ),
        ("ru", "Обстреляны Торецк и Орехов, сообщили в СЦКК.", "Орехов", "СЦКК"),
        ("ru", "Обстреляны Торецк и Орехов, сообщили в РФ.", "Орехов", None),
        ("en", "ISW noted that troops conducted confirmed advances near Orikhiv.", "Orikhiv", "ISW"),
        ("en", "The mayor confirmed advances near Orikhiv.", "Orikhiv", "The mayor"),
        ("en", "In Orikhiv, officials said that two people had died.", "Orikhiv", "officials"),
        ("ru", "В Орехове власти сообщили, что погибли двое.", "Орехове", "власти"),
        ("en", "On Monday, officials rested. In Orikhiv, two people died.", "Orikhiv", None),
        ("ru", "В областной прокуратуре сообщили, что горит Орехов.", "Орехов", "областная прокуратура"),
        ("ru", "По словам Ивана Гая, всё цело. По данным Гая, горит Орехов.", "Орехов", "Иван Гай"),
        ("uk", "Словам Івана Гая не вірять. Гай каже, що горить Оріхів.", "Оріхів", "Гай"),
    ],
)
def test_other_languages_have_their_own_cues(language: str, body: str, word: str, who: str | None) -> None:
    assert claimant(body, word, language=language) == who


@pytest.mark.parametrize(
    ("language", "body", "word", "who"),
    [
        # What stands between the verb and its subject, and what only looks so.
        ("ru", "Горит Орехов, рассказал в среду журналистам сотрудник музея.", "Орехов", "сотрудник музея"),
        (
            "ru",
            "Горят Орехов и Токмак, что на юге, сообщил в среду сотрудник музея.",
            "Токмак",
            "сотрудник музея",
        ),
        ("uk", "Про це у Телеграм вранці 5 травня повідомив голова ОВА. Оріхів цілий.", "Оріхів", None),
        ("uk", "Обстріляли Оріхів. Про це вранці 5 травня повідомив голова ОВА.", "Оріхів", "голова ОВА"),
        (
            "en",
            "Orikhiv was hit, reported on Sunday evening the head of the council.",
            "Orikhiv",
            "the head of the council",
        ),
        # Signatures.
        ("uk", "«Є влучання в Оріхів», — Гнатюк. Трамваї стоять.", "Оріхів", "Гнатюк"),
        ("ru", "Пожар в Орехове потушен, — МЧС. Рынок открыт.", "Орехове", "МЧС"),
        ("ru", "Пожар в Орехове — рынок сгорел. Трамваи стоят.", "Орехове", None),
        ("en", "The road to Orikhiv is clear: WHO", "Orikhiv", "WHO"),
        ("en", "Guns fired on Orikhiv: security services. Rain fell.", "Orikhiv", "security services"),
        ("en", "We ate. Only one man stayed in Orikhiv: the mayor. Rain fell.", "Orikhiv", None),
        ("en", "Help for Orikhiv – Update #3", "Orikhiv", None),
        # A speaker set into the quotation.
        (
            "ru",
            "«Снаряд упал, — вспоминает врач Зоя Ким. — Это было в Орехове». Тихо.",
            "Орехове",
            "врач Зоя Ким",
        ),
        ("ru", "— Снаряд упал, — сказал врач. — Это было в Орехове.", "Орехове", "врач"),
        ("ru", "«Снаряд упал, — потом тишина. — Это было в Орехове». Тихо.", "Орехове", None),
        # Marks around words, and a time after the verb.
        ("en", "- Fire in **Orikhiv** after a raid, *the governor wrote*", "Orikhiv", "the governor"),
        ("en", "“They took Orikhiv,” the 12th Brigade wrote this morning.", "Orikhiv", "the 12th Brigade"),
        ("ru", '"Группа "Юг" пошла вперёд. Взят Орехов", - сообщили в штабе.', "Орехов", "штаб"),
        ("en", "The army expects the push to reach Orikhiv.", "Orikhiv", "The army"),
        ("en", "The brigade released a film of a raid on Orikhiv.", "Orikhiv", "The brigade"),
        ("uk", "Прикордонники показали кадри удару по складу в Оріхові.", "Оріхові", "Прикордонники"),
        ("uk", "Кадри показали удар по складу в Оріхові.", "Оріхові", None),
        ("en", "A film released by the brigade shows a raid on Orikhiv.", "Orikhiv", None),
        ("en", "According to plan, the column left Orikhiv.", "Orikhiv", None),
        (
            "en",
            "A statement by the Defence Ministry said Orikhiv had been taken.",
            "Orikhiv",
            "Defence Ministry",
        ),
        ("en", "A shell hit a clinic in Orikhiv, its doctor Olha Vus said by phone.", "Orikhiv", "Olha Vus"),
        # What is told before its verb, in languages with cases.
        ("uk", "Чутки про захоплення Оріхова спростував командир бригади.", "Оріхова", "командир бригади"),
        ("uk", "Втрату Оріхова в штабі заперечують.", "Оріхова", "штаб"),
        ("ru", "Сведения об отходе из Орехова штаб назвал вбросом.", "Орехова", "штаб"),
        ("ru", "Взрыв в Орехове подтвердила и мэрия.", "Орехове", "мэрия"),
        ("ru", "Орехов горит. Об этом сообщил мэр Пётр Ким.", "Орехов", "мэр Пётр Ким"),
        ("uk", "Оріхів горить. Про це йдеться в повідомленні ОВА.", "Оріхів", "ОВА"),
        ("ru", "Командир бригады опроверг потерю Орехова.", "Орехова", "Командир бригады"),
        ("uk", "Оріхів узято, випливає зі зведення Генштабу.", "Оріхів", "Генштаб"),
        # Signed within a text; one of whom the sentence has just spoken signs nothing.
        ("en", "It was loud. Troops entered Orikhiv — the General Staff. It rained.", "Orikhiv", "Staff"),
        ("uk", "Гучно. Ворог обстріляв Оріхів – ОВА. Йшов дощ.", "Оріхів", "ОВА"),
        ("uk", "Гучно. В Оріхові вбита одна людина – голова ОВА Іван Гай. Йшов дощ.", "Оріхові", None),
        ("uk", "З Оріхова виїхали сто людей, більшість – мешканці Токмака.", "Оріхова", None),
        ("uk", "Влучання в Оріхові, жертв немає – ДСНС", "Оріхові", "ДСНС"),
        ("ru", "Жителей Орехова вывезли в школу на окраине, сообщил губернатор.", "Орехова", "губернатор"),
        # A name and an office before a colon, and a body whose name has prepositions in it.
        ("uk", "Іван Гай, начальник Запорізької ОВА: ворог обстріляв Оріхів.", "Оріхів", "Іван Гай"),
        ("uk", "Оріхів, ранок: ворог обстріляв місто.", "Оріхів", None),
        ("en", "The Institute for the Study of War: troops entered Orikhiv.", "Orikhiv", "Institute"),
        # A phrase that may also stand alone has a source only where somebody follows it.
        ("uk", "За попередніми даними поліції, обстріляли Оріхів.", "Оріхів", "поліція"),
        ("uk", "За попередніми даними Оріхів обстріляли двічі.", "Оріхів", None),
        ("en", "Orikhiv was hit, according to a statement by Ivan Hai.", "Orikhiv", "Ivan Hai"),
        ("en", "Orikhiv was hit. Ivan Hai announced this on Tuesday.", "Orikhiv", "Ivan Hai"),
        ("en", "Orikhiv was hit. Ivan Hai called this a crime.", "Orikhiv", None),
    ],
)
def test_a_source_is_found_where_the_language_puts_it(
    language: str, body: str, word: str, who: str | None
) -> None:
    answer = claimant(body, word, language=language)
    assert answer == who or (who and answer and who in answer)


@pytest.mark.parametrize(
    ("language", "body", "who"),
    [
        ("en", "Petro Hnatiuk heads the council. Orikhiv was hit, he explained.", "Petro Hnatiuk"),
        (
            "en",
            "The prosecutor, Olena Kim, came. By her account Orikhiv was hit.",
            "The prosecutor, Olena Kim",
        ),
        ("en", "Guests came. The roof leaked. Orikhiv was hit, he explained.", "he"),
        ("en", "The Air Force met. Cows slept. Orikhiv was hit, the agency wrote.", "The Air Force"),
        ("en", "The Air Force met. Cows slept. Orikhiv was hit, an agency wrote.", "an agency"),
        ("uk", "Мер Петро Гнатюк провів нараду. За його словами, Оріхів горить.", "Мер Петро Гнатюк"),
        ("ru", 'Прорыва нет, заявило Минобороны. "Взят Орехов", - уточнили там.', "Минобороны"),
        ("ru", "Прорыва нет, заявило Минобороны. В ведомстве отметили, что взят Орехов.", "Минобороны"),
        (
            "uk",
            "Голова ОВА Петро Гнатюк сказав, що їде. «Оріхів горить», – йдеться в дописі.",
            "Голова ОВА Петро Гнатюк",
        ),
        ("uk", "Оріхів горить, ідеться у повідомленні станом на ранок.", None),
        ("uk", "Оріхів горить, ідеться у зведенні Генштабу станом на ранок.", "Генштаб"),
    ],
)
def test_what_points_back_stands_for_who_was_named(language: str, body: str, who: str | None) -> None:
    word = {"en": "Orikhiv", "uk": "Оріхів", "ru": "Орехов"}[language]
    assert claimant(body, word, language=language) == who


def test_rumour_is_marked() -> None:
    _, attributions = read("Orikhiv was reportedly shelled.")
    assert [a.hearsay for a in attributions] == [True]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        (
            "Kremlin envoy Pavel Orlov spoke first. Orlov said troops left Orikhiv.",
            "Kremlin envoy Pavel Orlov",
        ),
        ("Mayor Olena Marchuk said she was tired. She added that Orikhiv was hit.", "Mayor Olena Marchuk"),
        (
            "Japan’s foreign ministry said talks went on. The ministry added that Orikhiv was hit.",
            "Japan’s foreign ministry",
        ),
        ("The General Staff said little. It also noted that Orikhiv was hit.", "The General Staff"),
        ("A guard said he ran. A farmer said Orikhiv was hit.", "A farmer"),
    ],
)
def test_a_short_form_is_carried_back_to_its_name(body: str, who: str) -> None:
    assert claimant(body, "Orikhiv") == who


def test_the_outlet_that_prints_is_no_source() -> None:
    body = "The Evening Courier reported that Orikhiv was hit."
    assert claimant(body, "Orikhiv") == "The Evening Courier"
    assert claimant(body, "Orikhiv", publisher="Evening Courier") is None


def test_source_cue_and_content_are_spans_of_the_text() -> None:
    text, (attribution,) = read("“Orikhiv stands,” the mayor said on Friday.")
    assert attribution.source is not None
    assert attribution.source.of(text.body) == "the mayor"
    assert attribution.cue.of(text.body) == "said"
    assert attribution.content.of(text.body) == "“Orikhiv stands,”"


WORDS = st.sampled_from(
    (
        "said , . “ ” the mayor Orikhiv that according to he Zelensky and - : ( ) who told citing "
        "reportedly is believed 's claim of by \n \" ' army had"
    ).split(" ")
)


@example(["citing", ",", "the"])
@given(st.lists(WORDS, max_size=60))
def test_any_text_gives_spans_inside_it(words: list[str]) -> None:
    text, attributions = read(" ".join(words))
    for attribution in attributions:
        for span in (attribution.source, attribution.cue, attribution.content, *attribution.more):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text.body)
    assert list(attributions) == sorted(attributions, key=lambda a: a.content)


@pytest.mark.parametrize(
    "body",
    [
        "Nobody knows who shelled Orikhiv.",
        "Western shore: gunners hit Orikhiv",
    ],
)
def test_neither_nobody_nor_a_heading_is_a_claimant(body: str) -> None:
    assert claimant(body, "Orikhiv") is None


def test_an_attack_in_the_field_claims_nothing() -> None:
    assert claimant("They attacked in the fields outside Orikhiv.", "Orikhiv") is None


@pytest.mark.parametrize(
    ("language", "body", "told"),
    [
        ("en", "Shells hit Orikhiv, said the mayor.", ["the mayor: Shells hit Orikhiv"]),
        ("en", "Shells hit Orikhiv, said on Friday the mayor.", ["the mayor: Shells hit Orikhiv"]),
        ("en", "Shells hit Orikhiv, said 5 May the mayor.", ["the mayor: Shells hit Orikhiv"]),
        ("en", "Shells hit Orikhiv, adding smoke to the fog.", []),
        ("en", "The mayor left, adding that Orikhiv was hit.", ["The mayor: that Orikhiv was hit"]),
        ("en", "The mayor spoke, adding Orikhiv was hit.", ["The mayor: Orikhiv was hit"]),
        (
            "en",
            "The mayor left, telling reporters that Orikhiv was hit.",
            ["The mayor: that Orikhiv was hit"],
        ),
        ("en", "The mayor left, denying that Orikhiv was hit.", ["The mayor: that Orikhiv was hit"]),
        ("en", "Adding salt, the mayor left Orikhiv.", []),
        ("en", "The mayor left, speaking of Orikhiv.", []),
        ("en", "The mayor came to Orikhiv.", []),
        (
            "en",
            "The fall of Orikhiv was reported by the army as a loss.",
            ["the army: The fall of Orikhiv … as a loss"],
        ),
        ("en", "It is believed that Orikhiv was hit.", ["None: Orikhiv was hit"]),
        ("en", "Orikhiv is believed to be empty.", ["None: Orikhiv is believed to be empty"]),
        ("en", "The men are said to have left Orikhiv.", ["None: The men are said to have left Orikhiv"]),
        ("en", "The men said they had left Orikhiv.", ["The men: they had left Orikhiv"]),
        ("en", "Orikhiv was hit, reports Interfax.", ["Interfax: Orikhiv was hit"]),
        ("en", "Orikhiv was hit, reports say.", ["reports: Orikhiv was hit"]),
        ("en", "Orikhiv was hit. Reports of rain came.", []),
        ("uk", "Обстріляли Оріхів, повідомив мер.", ["мер: Обстріляли Оріхів"]),
        ("uk", "Обстріляли Оріхів, повідомив у п'ятницю мер.", ["мер: Обстріляли Оріхів"]),
        ("uk", "Обстріляли Оріхів, повідомив журналістам мер.", ["мер: Обстріляли Оріхів"]),
        ("uk", "Обстріляли Оріхів, підтвердив і мер.", ["мер: Обстріляли Оріхів"]),
        ("uk", "Обстріляли Оріхів, повідомив 5 травня мер.", ["мер: Обстріляли Оріхів"]),
        (
            "uk",
            "Обстріляли Оріхів, повідомив на своїй сторінці у мережі мер Петро Гнатюк.",
            ["мер Петро Гнатюк: Обстріляли Оріхів"],
        ),
        ("uk", "Обстріляли Оріхів, повідомили у штабі.", ["штаб: Обстріляли Оріхів"]),
        ("uk", "Про обстріл Оріхова повідомив мер.", ["мер: Про обстріл Оріхова"]),
        (
            "uk",
            "Про обстріл Оріхова, якого не було, повідомив мер.",
            ["мер: Про обстріл Оріхова, якого не було"],
        ),
        ("uk", "Мер мовчав. Додав, що Оріхів горить.", []),
        ("uk", "Мер сказав, що їде. Додав, що Оріхів горить.", ["Мер: що їде", "Мер: що Оріхів горить"]),
        ("uk", "Чутки про захоплення Оріхова спростував штаб.", ["штаб: Чутки про захоплення Оріхова"]),
        ("uk", "Чутки про захоплення Оріхова штаб назвав вигадкою.", ["штаб: Чутки про захоплення Оріхова"]),
        ("uk", "«Горить Оріхів, — сказав мер. — Це обстріл».", ["мер: «Горить Оріхів, … Це обстріл»"]),
        ("uk", "«Горить млин, — сказав мер. — Це в Оріхові».", ["мер: «Горить млин, … Це в Оріхові»"]),
        (
            "uk",
            "«Горить млин! — сказав мер Петро Гнатюк. — Це в Оріхові».",
            ["мер Петро Гнатюк: «Горить млин! … Це в Оріхові»"],
        ),
        ("uk", "«Горить млин, — сказав мер, — і дім в Оріхові».", ["мер: «Горить млин, … і дім в Оріхові»"]),
        ("ru", "Обстреляли Орехов, сообщил мэр.", ["мэр: Обстреляли Орехов"]),
        ("ru", "Обстреляли Орехов, сообщил в пятницу мэр.", ["мэр: Обстреляли Орехов"]),
        ("ru", "Обстреляли Орехов, сообщил журналистам мэр.", ["мэр: Обстреляли Орехов"]),
        ("ru", "Обстреляли Орехов, подтвердил и мэр.", ["мэр: Обстреляли Орехов"]),
        ("ru", "Обстреляли Орехов, сообщил 5 мая мэр.", ["мэр: Обстреляли Орехов"]),
        (
            "ru",
            "Обстреляли Орехов, сообщил на своей странице в сети мэр Пётр Ким.",
            ["мэр Пётр Ким: Обстреляли Орехов"],
        ),
        ("ru", "Обстреляли Орехов, сообщили в штабе.", ["штаб: Обстреляли Орехов"]),
        ("ru", "Об обстреле Орехова сообщил мэр.", ["мэр: Об обстреле Орехова"]),
        ("ru", "Слухи о захвате Орехова опроверг штаб.", ["штаб: Слухи о захвате Орехова"]),
        ("ru", "Слухи о захвате Орехова штаб назвал вымыслом.", ["штаб: Слухи о захвате Орехова"]),
        ("ru", "«Горит Орехов, — сказал мэр. — Это обстрел».", ["мэр: «Горит Орехов, … Это обстрел»"]),
        (
            "ru",
            "«Горит мельница, — сказал мэр. — Это в Орехове».",
            ["мэр: «Горит мельница, … Это в Орехове»"],
        ),
        (
            "ru",
            "«Горит мельница! — сказал мэр Пётр Ким. — Это в Орехове».",
            ["мэр Пётр Ким: «Горит мельница! … Это в Орехове»"],
        ),
        (
            "ru",
            "«Горит мельница, — сказал мэр, — и дом в Орехове».",
            ["мэр: «Горит мельница, … и дом в Орехове»"],
        ),
        (
            "ru",
            "Мэр сказал, что едет. Добавил, что Орехов горит.",
            ["Мэр: что едет", "Мэр: что Орехов горит"],
        ),
    ],
)
def test_the_source_and_all_that_it_tells(language: str, body: str, told: list[str]) -> None:
    text, attributions = read(body, language=language)
    found = [
        (a.claimant, " … ".join(span.of(text.body) for span in (a.content, *a.more))) for a in attributions
    ]
    assert [f"{who}: {what}" for who, what in found] == told


@pytest.mark.parametrize(
    ("body", "word", "language", "who"),
    [
        ("Ніч минула.\n\n11:40 Гнатюк: зайнялася ферма в Оріхові.", "Оріхові", "uk", "Гнатюк"),
        ("Ніч минула.\n\n11:40 Оріхів: зайнялася ферма.", "ферма", "uk", "Оріхів"),
        ("Ніч минула.\n\nГнатюк: зайнялася ферма в Оріхові.", "Оріхові", "uk", None),
        ("К вечеру мэр города сообщил, что в Орехове горит ферма.", "Орехове", "ru", "мэр города"),
        (
            "К середине августа мэрия держала склад и объявила о пожаре в Орехове.",
            "Орехове",
            "ru",
            "мэрия",
        ),
        (
            "Вечером выступил мэр. В Орехове горит ферма, заверил он.",
            "Орехове",
            "ru",
            "мэр",
        ),
        ("По данным мэра, горит ферма. В Орехове тихо, заверил он.", "Орехове", "ru", "мэр"),
    ],
)
def test_a_time_before_the_source_is_no_part_of_it(
    body: str, word: str, language: str, who: str | None
) -> None:
    assert claimant(body, word, language=language) == who
