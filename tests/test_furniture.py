"""Menus and link lists are found by their shape; headlines and lists of places are no furniture."""

from geomap.documents import Document
from geomap.furniture import furniture_blocks
from geomap.text import read_text

STORY = (
    "Shells hit a school in Orikhiv before dawn on Friday and the roof fell in, the regional governor wrote, "
    "adding that nobody had been inside the building at that hour."
)


def furniture(body: str) -> list[str]:
    text = read_text(Document(id="t", text=body, language="en"))
    return [body[text.blocks[n].start : text.blocks[n].end] for n in sorted(furniture_blocks(text))]


def test_a_run_of_short_lines_is_a_menu() -> None:
    assert furniture(f"Home\nUkraine\nWorld\nEurope\nSport\n\n{STORY}\n") == [
        "Home",
        "Ukraine",
        "World",
        "Europe",
        "Sport",
    ]


def test_entries_between_bars_are_a_menu() -> None:
    body = f"Home | World | Europe | War | Weather: Boston\n\n{STORY}\n\n{STORY}\n"
    assert furniture(body) == ["Home | World | Europe | War | Weather: Boston"]


def test_what_readers_write_is_no_part_of_the_article() -> None:
    comment = "Ivan K.: My cousin in Vinnytsia has had no heating at all since the first snow."
    body = f"{STORY}\n\nComments (2)\n{comment}\nann_w: Poor souls!\n"
    assert furniture(body) == ["Comments (2)", comment, "ann_w: Poor souls!"]


def test_a_headline_alone_is_the_article() -> None:
    assert furniture("Blasts in Dzhankoi\n") == []


def test_places_under_a_colon_are_no_menu() -> None:
    assert (
        furniture(f"{STORY}\n\nAlso shelled were:\nOrikhiv\nStepnohirsk\nKamianske\nMala Tokmachka\n") == []
    )


def test_links_after_a_heading_end_with_the_next_sentence() -> None:
    body = f"{STORY}\n\nRead also\nPoland shuts a crossing\nA night in Lviv\n\n{STORY} Really.\n"
    assert furniture(body) == ["Read also", "Poland shuts a crossing", "A night in Lviv"]


def test_a_line_in_title_case_among_paragraphs_is_a_link() -> None:
    link = "Moscow Officials Stunned After Crimea Bridge Blast"
    assert furniture(f"{STORY}\n\n{link}\n\n{STORY} Really.\n") == [link]


def test_a_bare_markdown_link_is_a_link() -> None:
    link = "- [Odesa](https://example.org/odesa)"
    assert furniture(f"{STORY}\n\n{link}\n\n{STORY} Really.\n") == [link]
