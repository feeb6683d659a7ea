from pathlib import Path

import pytest

from geomap.documents import Document, Refusal, Settings, scan_documents
from geomap.language.foreign import foreign_language

POLISH = "Rosyjskie rakiety uderzyły w Charków w poniedziałek, powiedział mer miasta."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Russische Raketen haben am Montag die Stadt Charkiw getroffen, teilte der Bürgermeister mit.",
        ),
        ("pl", POLISH),
        ("cs", "Ruské rakety v pondělí zasáhly Charkov, uvedl starosta města. Zranění jsou tři lidé."),
        ("fr", "Des missiles russes ont frappé Kharkiv lundi, a déclaré le maire de la ville."),
        ("be", "Расійскія ракеты ўдарылі па Харкаве ў панядзелак, паведаміў мэр горада."),
        ("bg", "Руски ракети удариха Харков в понеделник, съобщи кметът на града. Трима души са ранени."),
        ("bg", "Той каза, че ракети удариха Харков в понеделник и че трима души са ранени."),
        ("mk", "Тој рече дека ракети го погодија Харков и дека има повредени лица."),
        ("sr", "Руске ракете погодиле су Харков у понедељак, рекао је градоначелник."),
        ("", "Ρωσικοί πύραυλοι έπληξαν το Χάρκοβο τη Δευτέρα, δήλωσε ο δήμαρχος της πόλης."),
    ],
)
def test_a_language_that_is_not_read_is_told(code: str, text: str) -> None:
    found = foreign_language(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "Le Monde and Die Zeit said that Wałęsa met the governor of Łódź on Monday in Warsaw.",
        "«Дуже серйозно детонувало»: капітан запасу про те, чому удар по аеродрому вразив не всіх.",
        "По данным администрации, в Мелитополе прогремели взрывы, пострадавших нет.",
        "Charków w poniedziałek",  # too short to tell
        "Суджа потеряна. Той ночью никто не спал. До утра шёл дождь.",
        "Жителей Льгова просят уехать. Той ночью никто не спал до утра.",
        "Water talks end soon as mayor.example.com says yesterday evening.",
        "I swam again, then I baked twelve loaves yesterday.",
        "https://la.example/de/el/que/no-es/para/los/por/un/con",
    ],
)
def test_a_text_that_is_read_or_too_short_is_no_foreign_one(text: str) -> None:
    assert foreign_language(text) is None


def test_a_foreign_text_is_refused_by_name_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(POLISH, encoding="utf-8")
    (refusal,) = scan_documents([tmp_path / "a.txt"])
    assert isinstance(refusal, Refusal)
    assert "Polish, which is not read; --language" in str(refusal)
    (document,) = scan_documents([tmp_path / "a.txt"], None, Settings(language="en"))
    assert isinstance(document, Document)
    assert document.language == "en"
    (tmp_path / "a.md").write_text(f"---\nlanguage: en\n---\n{POLISH}", encoding="utf-8")
    (document,) = scan_documents([tmp_path / "a.md"])
    assert isinstance(document, Document)
