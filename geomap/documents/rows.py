"""Rows of tables, lines and lists of JSON: what in them is the id, the text and the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from geomap.documents.disguise import is_blank
from geomap.documents.document import Refusal
from geomap.documents.fields import ALIASES, IDS, TEXTS, as_text, field_name, fields_of
from geomap.documents.kinds import Found, Read, Skipped
from geomap.excerpts import clipped
from geomap.links import link_of

WITHOUT_TEXT = "rows without text"
TWICE = "rows that stand in the file twice"
WRAPPERS = ("fields", "_source", "attributes")
"""Names under which the rows of some interfaces hold all that they say."""
SERVICE = ("MessageService", "service")
"""What scrapers of Telegram call a note of the service."""
CHANNELS = ("channel", "channel_username", "channel_name", "chat_username")
NUMBERED = ("channel_id", "chat_id", "peer_id")
"""Under which scrapers tell the number of a channel; within an object as well."""
TITLED = ("chat_title", "channel_title")
"""Under which they tell what a channel is called, which is no name in addresses."""
TAGS = "p|br|div|a|strong|em|b|i|h[1-6]|ul|ol|li|span|img|blockquote"
MARKED_UP = re.compile(rf"</?(?:{TAGS})\b[^<>]{{0,2000}}>", re.IGNORECASE)
MANY_TAGS = 2
MOST_NAMES, LONGEST_NAME = 12, 30
"""Names of fields that a refusal tells, and characters of one."""
CHANNEL = re.compile(r"@?([A-Za-z]\w{3,31})")
"""The name of a channel of Telegram as it stands in addresses."""
EMPHASIS = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*")
"""Bold words of Markdown, in which some interfaces give the body."""


class Rows:
    """The rows of one file, one after another."""

    def __init__(self, name: str, *, exact: bool = False, named: Mapping[str, str] | None = None) -> None:
        """Begin with a file of that name; ``exact`` refuses a row without text, which else is left out.

        ``named`` tells which names stand for which fields, where the user says so.
        """
        self.name = name
        self.exact = exact
        self.named = named or {}
        self.seen: Counter[str] = Counter()
        self.addresses: dict[str, list[str]] = {}
        """The digests of the rows of each address: one page may give several excerpts."""

    def read(self, where: str, row: Mapping[str, object]) -> Found | Refusal | Skipped:
        """Return what a row gives.

        A row without an id has its address for one, else a digest of what it says: a number that counts rows
        would change with every row that is put in before it.
        """
        row = _mapped(_unwrapped(row), self.named)
        names: dict[str, str] = {}
        for name in row:
            names.setdefault(field_name(name), name)
        text, text_name = _text(row, names)
        if text is None and row.get("_", row.get("type")) in SERVICE:
            return Skipped(where, "notes of service")
        if text is None:
            known = any(name in names for name in TEXTS)
            told = "give the article as one string" if known or not row else _remedy(row)
            return Refusal(where, f"text: missing, or no text; {told}")
        if is_blank(text) and not self.exact:
            return Skipped(where, WITHOUT_TEXT)
        given = names.get("id")
        if given and row[given] is not None and not _id(row[given]):
            return Refusal(where, "id: missing or empty; give each document its own, a text or a number")
        id_name = next((names[name] for name in IDS if name in names and _id(row[names[name]])), None)
        document_id = _id(row[id_name]) if id_name else ""
        if document_id.isdecimal() and (channel := _channel(row, names)):
            document_id = f"telegram:{channel}/{document_id}"
        used = (id_name or given, text_name)
        rest = {name: value for name, value in row.items() if name not in used}
        document_id = document_id or self._key(rest, text)
        return Found(where, document_id, text, rest) if document_id else Skipped(where, TWICE)

    def _key(self, rest: Mapping[str, object], text: str) -> str:
        """Return the id of a row that gives none; an empty one where its address has said the same before."""
        fields = fields_of(rest)[0]
        digest = digest_of("\0".join([text, *(one.value for one in fields.values())]))
        # What is no address of the web is none of a page, and its id would stand in every export.
        address = link_of(fields["url"].value) if "url" in fields else None
        if address:
            before = self.addresses.setdefault(address, [])
            key = f"{address}#{digest}" if before else address
            if digest in before:
                return ""
            before.append(digest)
            return key
        self.seen[digest] += 1
        again = f"-{self.seen[digest]}" if self.seen[digest] > 1 else ""
        return f"{self.name}#{digest}{again}"


def digest_of(text: str) -> str:
    """Return what stands for a text that has no other name."""
    import hashlib  # late: most documents have a name

    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:12]


def together(reads: Iterable[Read]) -> Iterator[Read]:
    """Yield what rows give, with one refusal for rows on end that are refused for the same reason."""
    run: list[Refusal] = []
    for read in reads:
        if isinstance(read, Refusal) and (not run or read.what == run[0].what):
            run.append(read)
            continue
        yield from _joined(run)
        run = [read] if isinstance(read, Refusal) else []
        if not run:
            yield read
    yield from _joined(run)


def _joined(run: list[Refusal]) -> Iterator[Refusal]:
    if len(run) > 1:
        what = f"{run[0].what}; so to {run[-1].where.rpartition('/')[2]}"
        yield Refusal(run[0].where, what, documents=sum(one.documents for one in run))
    else:
        yield from run


def _unwrapped(row: Mapping[str, object]) -> Mapping[str, object]:
    """Return a row with what it holds under the name of a wrapper; its own values count more."""
    for wrapper in WRAPPERS:
        inner = row.get(wrapper)
        if isinstance(inner, dict):
            return {**inner, **{name: value for name, value in row.items() if name != wrapper}}
    return row


def _text(row: Mapping[str, object], names: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the text of a row and the name it stands under; of a row of a headline alone the headline."""
    there = [names[name] for name in TEXTS if name in names]
    texts = {name: running_text(row[name]) for name in there}
    for name, text in texts.items():
        if text is not None and not is_blank(text):
            return _plain(text, field_name(name)), name
    if None in texts.values():
        return None, None
    for name in ALIASES["title"]:
        if name in names and (title := as_text(row[names[name]])):
            return title, None
    return ("", there[0]) if there else (None, None)


def _plain(text: str, name: str) -> str:
    """Return a text without the marks that it is given in: HTML, or bold words of Markdown."""
    if len(MARKED_UP.findall(text)) >= MANY_TAGS or name == "content_html":
        from geomap.documents.markup import text_of_html  # late: few rows are marked up

        return text_of_html(text, links=False)
    return EMPHASIS.sub(r"\1", text) if name == "body" else text


def _mapped(row: Mapping[str, object], named: Mapping[str, str]) -> Mapping[str, object]:
    """Return a row with its fields under the names that the user gives them; points lead into objects."""
    if not named:
        return row
    taken: dict[str, object] = {}
    dropped: set[str] = set()
    for field, name in named.items():
        aliases = TEXTS if field == "text" else IDS if field == "id" else ALIASES.get(field, (field,))
        dropped.update(one for one in row if field_name(one) in aliases and one != name)
        value: object = row
        for part in (name,) if name in row else name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if name:
            taken[field] = value
            dropped.add(name)
    return {**{one: value for one, value in row.items() if one not in dropped}, **taken}


def _remedy(row: Mapping[str, object]) -> str:
    names = list(row)
    more = f" and {len(names) - MOST_NAMES} others" if len(names) > MOST_NAMES else ""
    told = ", ".join(clipped(name, LONGEST_NAME) for name in names[:MOST_NAMES])
    return f"the fields are {told}{more}: name it with --map text=FIELD"


def running_text(value: object) -> str | None:
    """Return the text of a value: of pieces with and without marks of their own all, as Telegram writes them.

    >>> running_text(["Troops ", {"type": "bold", "text": "entered"}, " Balakliia."])
    'Troops entered Balakliia.'
    """
    if value is None:
        return ""
    if isinstance(value, dict):
        value = value.get("rendered", value.get("text"))
    if isinstance(value, list):
        pieces = [piece.get("text") if isinstance(piece, dict) else piece for piece in value]
        apart = "" if any(isinstance(piece, dict) for piece in value) else "\n"
        return apart.join(piece for piece in pieces if isinstance(piece, str))
    return value if isinstance(value, str) else None


def _id(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and not is_blank(value) else ""


def _channel(row: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Return the channel of Telegram that a scraper names beside the number of a message."""
    if "message" not in names and "message_id" not in names:
        return ""
    given = (as_text(row[names[name]]) for name in CHANNELS if name in names)
    called = next((found[1] for value in given if (found := CHANNEL.fullmatch(value))), "")
    numbers = (_number(row[names[name]]) for name in NUMBERED if name in names)
    titles = (as_text(row[names[name]]) for name in TITLED if name in names)
    return called or next((str(one) for one in numbers if one), "") or next(filter(None, titles), "")


def _number(value: object) -> int:
    """Return the number of a channel, which may stand in an object: {"channel_id": 1234}."""
    if isinstance(value, Mapping):
        value = value.get("channel_id", value.get("chat_id"))
    if isinstance(value, str) and value.lstrip("-").isdecimal():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
