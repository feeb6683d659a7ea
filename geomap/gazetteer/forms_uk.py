"""Ukrainian case endings of place names, in folded letters: no soft signs, ї as і, ґ as г."""

from geomap.gazetteer.forms import CaseRules


def _table(*lines: str) -> dict[str, tuple[str, ...]]:
    """Read lines of ``forms: bases``; ``-`` stands for no ending."""
    table: dict[str, tuple[str, ...]] = {}
    for line in lines:
        forms, bases = line.split(":")
        ends = tuple("" if base == "-" else base for base in bases.split())
        for form in (form.strip("-") for form in forms.split()):
            table[form] = tuple(dict.fromkeys((*table.get(form, ()), *ends)))
    return table


ADJECTIVE = "ий ого ому им ім а оі ій у ою е і их ими"

UKRAINIAN = CaseRules(
    language="uk",
    alphabet="абвгдежзийклмнопрстуфхцчшщюяєі",
    endings=_table(
        # Masculine: Ізюм, Бахмут; soft Гостомель; Джанкой.
        "а у ові ом і е: -",
        "я ю еві ем єм єві: - й",
        "і: й",
        # Харків: Харкова; Київ: Києва; Тернопіль: Тернополя; Кривий Ріг: Рогу; Давидів Брід: Броду.
        "ова ову ові овом: ів",
        "єва єву єві євом ева еву еві евом: ів",
        "поля полю полі полем: піл",
        "ового овому овим овім: ів",
        "еня еню ені енем: ін",
        "ополя ополю ополі ополем: опіл",
        "рогу рогом розі: ріг",
        "роду родом роді: рід",
        "остова: остів",
        "моста мосту мостом мості: міст",
        "лісу лісом лісі: ліс",
        # Городець: Городця; Ставок: Ставка; Торецьк keeps its к.
        "ця цю цем ці цеві: ец",
        "ка ку ком кові: ок",
        # Feminine: Полтава, Охтирка (Охтирці), Рига (Ризі), Кремениха (Кременисі), Балаклія, Вінниця.
        "и і у ою: а",
        "ці: ка",
        "уці: ук",  # Кременчук
        "зі: га",
        "сі: ха",
        "і ю ею єю: я",
        "ею: а",
        # Feminine in a consonant: Умань, Керч.
        "ю чю: -",
        "ччю: ч",
        # Neuter: Гуляйполе, Запоріжжя, Рівне and the many names in -е that are adjectives.
        "я ю ем і: е",
        "ю ям і: я",
        "а у ом і: о",
        "ого ому им ім: е",
        "ого ому ім: є",  # Середнє: Середнього
        # Plural: Суми, Ровеньки (Ровеньок), Лубни (Лубен), Чернівці, Бровари.
        "ах ами ам: и а",
        "ях ями ям: і я",
        *(f"{hush}ах {hush}ами {hush}ам: {hush}і" for hush in "жчшщ"),  # Біличі
        "-: и",
        "ок: ки",
        "ьок: ки",
        "ен: ни",
        "ів: и і",
        "ов: ови",
        # Adjectives: Кропивницький, Ясинувата, Нова (Каховка), Великі.
        "ого ому им ім: ий",
        "ім: ій",
        "оі ій у ою: а",
        "их им ими: і",
        # Soft ones, without the soft sign: Верхній (Токмак), Верхня (Терса), Нижні (Сірогози).
        "ного ному: ній",
        "ноі ній ною: ня",
        "ніх нім німи: ні",
    ),
    words=_table(
        "рогу рогом розі: ріг",
        "броду бродом броді: брід",
        "мосту мостом мості: міст",
        "лісу лісом лісі: ліс",
        "кута кутом куті: кут",
        "рова рову ровом рові: рів",
    ),
    adjectives=_table(
        *(f"ск{end}: - ск а и ка ки е ія" for end in ADJECTIVE.split()),
        *(f"цк{end}: цк ця к ч ц" for end in ADJECTIVE.split()),
        *(f"зк{end}: жжя г" for end in ADJECTIVE.split()),
        # Курахове, Сватове; Гуляйполе, Добропілля.
        *(f"івск{end}: ове" for end in ADJECTIVE.split()),
        *(f"пілск{end}: поле пілля" for end in ADJECTIVE.split()),
    ),
)
