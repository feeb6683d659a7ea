"""Exports of Telegram Desktop (``result.json``): of one channel, or of a whole account.

Only channels are read. What an account holds beside them is private: personal chats, groups, contacts,
numbers of telephone. It is counted, and goes nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.json_stream import Event, Events, JsonError, pass_by, value_of
from geomap.documents.kinds import Found, Kind, Read, Skipped, Source
from geomap.documents.rows import running_text

CHANNELS = ("public_channel", "private_channel")
CHAT = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages|'
    rb'replies|verification_codes)"'
)
ACCOUNT = re.compile(
    rb'^\s*\{\s*(?:"about"\s*:.{0,2000}?)?"(?:personal_information|chats|contacts)"\s*:\s*\{', re.DOTALL
)
CHATS = ("", "chats.list.item", "left_chats.list.item")
"""Where chats stand: the whole file is one, or it lists them."""
MESSAGES = ("messages.item", *(f"{chat}.messages.item" for chat in CHATS[1:]))
PRIVATE = "messages of private chats and groups"
NO_PERSON = re.compile(
    r"\b(?:channel|news|media|press|live|online|radio|tv|канал|новини|новости|медіа|медиа|прес\w*|онлайн|радіо|"
    r"радио|тв|вісник|вестник)\b",
    re.IGNORECASE,
)
"""Words in the name of a channel that no person is called by."""
HIDDEN = ("phone", "email", "bank_card")
"""Pieces of a text that are no news and may be someone's own."""


def _fits(head: bytes, _suffix: str) -> bool:
    return bool(ACCOUNT.match(head) or (b'"messages"' in head and CHAT.search(head)))


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the posts of the channels of an export."""
    with source.open() as file:
        try:
            events = Events(file, settings)
            if events.remark:
                yield Remark(source.where, events.remark)
            yield from _posts(source, events)
        except JsonError as error:
            yield Refusal(
                source.where, f"{error}; the posts before it are read. Export it again if it is cut off"
            )


def _posts(source: Source, events: Events) -> Iterator[Read]:
    chat: dict[str, object] = {}
    pieces = iter(events)
    for event in pieces:
        if event.what == "end_map":
            events.object_is_done()
        place, _, name = event.prefix.rpartition(".")
        if event.what == "start_map" and event.prefix in CHATS[1:]:
            chat = {}
        elif event.prefix == "contacts.list.item":
            pass_by(event, pieces)
            yield Skipped(source.where, "contacts")
        elif name in ("name", "type", "id") and place in CHATS:
            chat[name] = event.value
        elif event.prefix in MESSAGES:
            yield from _post(source, chat, event, pieces)
            events.object_is_done()


def _post(
    source: Source, chat: Mapping[str, object], event: Event, pieces: Iterator[Event]
) -> Iterator[Read]:
    if chat.get("type") not in CHANNELS:
        pass_by(event, pieces)
        yield Skipped(source.where, PRIVATE)
        return
    post = value_of(event, pieces)
    if not isinstance(post, dict):
        yield Skipped(source.where, "what is no post")
        return
    where = f"{source.where}#{post.get('id')}"
    if post.get("type") != "message":
        yield Skipped(where, "notes of service")
        return
    text = running_text(_open(post.get("text"))) or ""
    if not any(map(str.isalpha, text)):
        yield Skipped(where, "posts without words")
        return
    given = {
        "published": post.get("date_unixtime") or post.get("date"),
        "publisher": _forwarded(post) or chat.get("name"),
        "via": chat.get("name") if _forwarded(post) else None,
    }
    yield Found(where, f"telegram:{chat.get('id', chat.get('name'))}/{post.get('id')}", text, given)


def _open(text: object) -> object:
    """Return the pieces of a text without those that may be someone's own."""
    if not isinstance(text, list):
        return text
    return [
        {"text": "…"} if isinstance(piece, dict) and piece.get("type") in HIDDEN else piece for piece in text
    ]


def _forwarded(post: Mapping[str, object]) -> str:
    """Return the channel that a post was taken over from; people who are quoted so are no publishers.

    Older exports give no id: a name alone counts only where it says that it is no person's.
    """
    name, id_ = post.get("forwarded_from"), str(post.get("forwarded_from_id") or "")
    if not isinstance(name, str):
        return ""
    return name if id_.startswith("channel") or (not id_ and NO_PERSON.search(name)) else ""


KIND = Kind("Telegram export", (".json",), _fits, read)
