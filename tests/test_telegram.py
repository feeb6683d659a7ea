import json
from pathlib import Path

import pytest

from geomap.documents import Document, LeftOut, Refusal, scan_documents
from geomap.documents.document import Item, Settings

WORDS = "Missiles struck Kharkiv on Monday, the mayor said."


def post(number: int, **more: object) -> dict[str, object]:
    return {"id": number, "type": "message", "date_unixtime": "1662362100", "text": WORDS, **more}


def chat(*posts: dict[str, object], kind: str = "public_channel", name: str = "Steppe") -> dict[str, object]:
    return {"name": name, "type": kind, "id": 17, "messages": list(posts)}


def scan(folder: Path, export: object, settings: Settings | None = None) -> list[Item]:
    file = folder / "result.json"
    file.write_text(export if isinstance(export, str) else json.dumps(export), encoding="utf-8")
    return list(scan_documents([file], None, settings))


def documents(items: list[Item]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


@pytest.mark.parametrize("kind", ["personal_chat", "private_group", "public_supergroup", "saved_messages"])
def test_nothing_that_is_no_channel_is_read(tmp_path: Path, kind: str) -> None:
    (left,) = scan(tmp_path, chat(post(1), post(2), kind=kind, name="Anna Example"))
    assert isinstance(left, LeftOut)
    assert left.count == 2
    assert "Anna" not in str(left)


def test_of_an_account_the_channels_are_read_and_the_rest_is_counted(tmp_path: Path) -> None:
    account = {
        "about": "Here is the data you asked for.",
        "personal_information": {"phone_number": "+380440000000", "first_name": "Anna"},
        "contacts": {"list": [{"first_name": "Borys", "phone_number": "+380440000001"}]},
        "chats": {
            "list": [chat(post(1), kind="personal_chat"), chat(post(2)), chat(post(3), kind="bot_chat")]
        },
        "left_chats": {"list": [chat(post(4), kind="private_channel")]},
    }
    items = scan(tmp_path, account)
    assert [document.id for document in documents(items)] == ["telegram:17/2", "telegram:17/4"]
    assert isinstance(items[-1], LeftOut)
    assert {what: number for what, number, _ in items[-1].kinds} == {
        "messages of private chats and groups": 2,
        "contacts": 1,
    }
    assert not any(word in repr(items) for word in ("38044", "Anna", "Borys"))


def test_numbers_and_addresses_in_a_post_are_left_out_and_its_words_stay(tmp_path: Path) -> None:
    pieces = ["Call ", {"type": "phone", "text": "+380440000000"}, " if ", {"type": "bold", "text": WORDS}]
    (document,) = documents(scan(tmp_path, chat(post(1, text=pieces))))
    assert document.text == f"Call … if {WORDS}"


def test_a_post_taken_over_is_of_its_first_channel_but_never_of_a_person(tmp_path: Path) -> None:
    first, person, own = documents(
        scan(
            tmp_path,
            chat(
                post(1, forwarded_from="Azov Coast", forwarded_from_id="channel9"),
                post(2, forwarded_from="Anna Example", forwarded_from_id="user9"),
                post(3, forwarded_from=None),
            ),
        )
    )
    assert (first.publisher, first.via) == ("Azov Coast", "Steppe")
    assert (person.publisher, person.via, own.publisher, own.via) == ("Steppe", None, "Steppe", None)


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("Anna Example", "Steppe"),
        ("Іван Вістовий", "Steppe"),
        ("Azov News", "Azov News"),
        ("Канал Юг", "Канал Юг"),
    ],
)
def test_a_name_without_an_id_may_be_that_of_a_person(tmp_path: Path, name: str, publisher: str) -> None:
    (taken,) = documents(scan(tmp_path, chat(post(1, forwarded_from=name))))
    assert (taken.publisher, taken.via) == (publisher, None if publisher == "Steppe" else "Steppe")


def test_an_export_that_is_cut_off_keeps_the_posts_before(tmp_path: Path) -> None:
    whole = json.dumps(chat(post(1), post(2), post(3)))
    document, *_, refusal = scan(tmp_path, whole[: whole.index('"id": 3')])
    assert isinstance(document, Document)
    assert isinstance(refusal, Refusal)
    assert "Export it again" in str(refusal)


def test_one_post_may_be_as_large_as_a_document_and_all_may_be_larger(tmp_path: Path) -> None:
    small = Settings(largest=200_000)
    many = chat(*(post(number, text=WORDS * 100) for number in range(100)))
    assert len(json.dumps(many)) > small.largest + 200_000
    assert len(documents(scan(tmp_path, many, small))) == 100
    refused = scan(tmp_path, chat(post(1, text=WORDS * 10_000)), small)
    assert "raise --max-size" in str(refused[-1])


def test_exports_that_overlap_give_each_post_once(tmp_path: Path) -> None:
    for name, posts in (("a", (post(1), post(2))), ("b", (post(2), post(3)))):
        (tmp_path / f"{name}.json").write_text(json.dumps(chat(*posts)), encoding="utf-8")
    items = list(scan_documents([tmp_path]))
    assert [document.id for document in documents(items)] == [f"telegram:17/{n}" for n in (1, 2, 3)]
    assert "documents that another file gave before: 1" in str(items[-1])
