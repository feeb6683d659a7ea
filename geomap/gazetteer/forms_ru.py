"""Russian case endings of place names, in folded letters: no soft or hard signs, ё as е."""

from geomap.gazetteer.forms import CaseRules
from geomap.gazetteer.forms_uk import _table

ADJECTIVE = "ий ого ому им ом ая ой ую ою ое ие их ими"

RUSSIAN = CaseRules(
    language="ru",
    alphabet="абвгдежзийклмнопрстуфхцчшщыэюя",
    endings=_table(
        # Masculine: Изюм, Бахмут; soft Мариуполь; Джанкой.
        "а у ом е: -",
        "я ю ем е: - й",
        "и: -",
        "ового овому овым овом: ов",
        # Донец: Донца; Ставок: Ставка.
        "ца цу цом цем це: ец",
        "ка ку ком ке: ок",
        # Feminine: Полтава, Макеевка, Балаклея, Россия, Умань.
        "ы и е у ой ою: а",
        "и е ю ей ею: я",
        "ей: а",
        "ии ию ией: ия",
        "ю: -",
        # Neuter: Роботино, Гуляйполе, Запорожье.
        "а у ом е: о",
        "я ю ем и: е",
        # Plural: Сумы, Пятихатки (Пятихаток), Черкассы (Черкасс), Бровары.
        "ах ами ам: ы и а",
        "ях ями ям: и я",
        "-: ы и",
        "ок ек: ки",
        "ек: йки",  # Валуйки: Валуек
        "ен: ны",
        "ов ев: ы и",
        "ей: и",  # Копани: Копаней
        "ищ: ища",
        # Adjectives: Старомайорское, Угольный, Ясиноватая, Красная (Гора), Великие.
        "ого ому ым ом: ое ый ой",
        "его ему им ем: ее ий",
        "ким: кое",
        "ого ому им ом: ий",
        "ой ую ою: ая",
        "ей юю: яя",
        "ых ым ыми: ые",
        "их им ими: ие",
    ),
    adjectives=_table(
        *(f"ск{end}: - ск а ы и ка ки е ия" for end in ADJECTIVE.split()),
        *(f"цк{end}: цк ца к ч ц" for end in ADJECTIVE.split()),
        *(f"жск{end}: же га" for end in ADJECTIVE.split()),
        # Курахово, Сватово; Шебекино; Гуляйполе, Доброполье.
        *(f"овск{end}: ово" for end in ADJECTIVE.split()),
        *(f"инск{end}: ино" for end in ADJECTIVE.split()),
        *(f"полск{end}: поле" for end in ADJECTIVE.split()),
    ),
)
