import pytest

from geomap.documents.encodings import EncodingError, decode, repaired

UKRAINIAN = "Російські війська обстріляли Харків — є поранені, повідомив мер."
RUSSIAN = "Российские войска обстреляли Харьков, ещё двое ранены, сообщил мэр."
ENGLISH = "The café in Kharkiv was struck, the mayor said."


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (UKRAINIAN, "utf-8", ""),
        (UKRAINIAN, "utf-8-sig", ""),
        (UKRAINIAN, "utf-16", "UTF-16"),
        (UKRAINIAN, "utf-16-le", "UTF-16"),
        (ENGLISH, "utf-16-be", "UTF-16"),
        (UKRAINIAN, "utf-32", "UTF-32"),
        (UKRAINIAN, "cp1251", "windows-1251"),
        (UKRAINIAN.upper(), "cp1251", "windows-1251"),
        (UKRAINIAN.replace("—", "-"), "koi8-u", "KOI8-U"),
        (UKRAINIAN.replace("—", "-"), "cp1125", "CP1125"),
        (UKRAINIAN.replace("—", "-").replace("і", "i").replace("є ", ""), "cp866", "CP866"),
        (UKRAINIAN, "mac-cyrillic", "MacCyrillic"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-U"),
        (RUSSIAN, "cp866", "CP866"),
        (RUSSIAN, "iso8859-5", "ISO-8859-5"),
        ("Харьков", "cp1251", "windows-1251"),
        (ENGLISH, "cp1252", "windows-1252"),
        ("“Kharkiv” – it’s struck", "cp1252", "windows-1252"),
    ],
)
def test_an_encoding_is_told_from_the_bytes_and_named(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert named in decoded.remark
    assert bool(named) == bool(decoded.remark)


def test_a_broken_byte_in_utf8_costs_that_letter_alone() -> None:
    decoded = decode(UKRAINIAN.encode() + b"\xff" + UKRAINIAN.encode())
    assert decoded.text == f"{UKRAINIAN}\ufffd{UKRAINIAN}"
    assert "1 broken bytes, the first is byte 119" in decoded.remark


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)), "日本語の文章です".encode("euc-jp"), b"a\0\0\xff\xfe"]
)
def test_what_cannot_be_told_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(EncodingError, match=r"name it with --encoding, such as windows-1251|not a text file"):
        decode(data)


def test_an_encoding_can_be_forced() -> None:
    assert decode("Żółw".encode("cp1250"), "cp1250").text == "Żółw"
    with pytest.raises(EncodingError, match=r"not utf-8 \(byte 0\); leave --encoding out"):
        decode(RUSSIAN.encode("cp1251"), "utf-8")


@pytest.mark.parametrize("page", ["cp1251", "cp1252"])
def test_utf8_that_was_read_as_a_code_page_is_put_right(page: str) -> None:
    scrambled = "".join(
        bytes([byte]).decode(page, "ignore") or chr(byte) for byte in f"{UKRAINIAN}\n{ENGLISH}".encode()
    )
    mended = repaired(f"Kharkiv\n{scrambled}")
    assert mended is not None
    assert mended.text == f"Kharkiv\n{UKRAINIAN}\n{ENGLISH}"
    assert page.removeprefix("cp") in mended.remark


@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN.upper(), ENGLISH, "“Ð” is a letter, â€ is none"])
def test_text_in_order_is_left_alone(text: str) -> None:
    assert repaired(text) is None
