"""The index of a map on several pages: periods with their links, and where links of the map lead to."""

from __future__ import annotations

import os
from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from geomap.files.arrays import Array
from geomap.files.columns import EPOCH
from geomap.files.html import Look, content_policy, data_block, escaped, source
from geomap.files.period_words import Words
from geomap.files.periods import Period
from geomap.records import ID_MARK

if TYPE_CHECKING:
    import numpy as np
else:
    from geomap.later import np

HEAD_DIGITS = 8
"""Hexadecimal digits of an id by which the index knows its page: of a million, 116 pairs begin alike."""
PAGE_BITS = 32
PACK_FROM = 100_000
"""Bytes of the index's data from which it is packed: it is what everybody loads first, on a phone too."""
AT_ONCE = 10_000
"""Claims whose pages are written at a time."""
SCRIPTS = ("store", "words", "index")
SAID = (
    "language", "theme.switch", "link.claim", "link.place", "about.not.title", "about.not",
)  # fmt: skip
"""What the index says in the words of every page."""


class Written(NamedTuple):
    """What is told of a page that is written."""

    file: str
    period: Period
    places: int
    """Of which something is claimed there."""


class Held(NamedTuple):
    """What all pages hold together."""

    pages: Sequence[Written]
    keys: array[int]
    """Where each claim stands, as ``key_of`` has it, in any order."""
    places: Mapping[str, array[int]]
    """The numbers of the pages that have claims of a place, by its id."""
    documents: int


def address(file: str) -> str:
    """Return the address of a file that lies beside a page.

    >>> address("a: b#1.html")
    'a%3A%20b%231.html'
    """
    return quote(os.fsencode(file))


def key_of(claim: str, page: int) -> int:
    """Return the beginning of an id and the number of a page as one number; they sort by the first."""
    return int(claim.removeprefix(ID_MARK)[:HEAD_DIGITS], 16) << PAGE_BITS | page


def index_parts(held: Held, look: Look, words: Mapping[str, Words]) -> dict[str, str]:
    """Return what makes the index of its shell."""
    said = {code: _said(held, look, one) for code, one in words.items()}
    own = said[look.language]
    kind, text = data_block(_data(held, look, said), PACK_FROM)
    script = '(() => { "use strict";\n' + "\n".join(source(f"{name}.js") for name in SCRIPTS) + "\n})();"
    styles = source("page.css") + source("periods.css")
    return {
        "language": look.language,
        "policy": content_policy(scripts=(script,), styles=(styles,), tiles=None),
        "heading": escaped(own["title"]),
        "about": escaped(own["about.not"]),
        "styles": styles,
        "standfirst": _paragraphs(own, {"standfirst": 'id="standfirst"', "why": 'class="why"'}),
        "periods": _table(held, own, words[look.language]),
        "rules": _rules(own),
        "data-type": kind,
        "data": text,
        "script": script,
    }


def _said(held: Held, look: Look, words: Words) -> dict[str, str]:
    """Return all that the index says in a language."""
    claims = sum(page.period.claims for page in held.pages)
    most = look.claims_a_page
    why = [words.say("periods.why", maps=words.say("periods.maps", n=len(held.pages)), n=most)]
    if any(page.period.claims > most for page in held.pages):
        why.append(words.say("periods.over"))
    return {
        **{key: words.say(key) for key in SAID},
        **{key: words.say(key) for key, text in words.table.items() if isinstance(text, str)},
        **{f"period.{number}": words.name(page.period) for number, page in enumerate(held.pages)},
        "title": look.title or words.say("title"),
        "standfirst": words.say(
            "periods.standfirst",
            claims=words.say("claims", n=claims),
            places=words.say("periods.places", n=len(held.places)),
            articles=words.say("articles", n=held.documents),
        ),
        "why": " ".join(why),
        "tally": words.tally(look.tally) if look.tally else "",
    }


def _paragraphs(said: Mapping[str, str], keys: Mapping[str, str]) -> str:
    return "\n".join(f'  <p {how} data-say="{key}">{escaped(said[key])}</p>' for key, how in keys.items())


def _table(held: Held, said: Mapping[str, str], words: Words) -> str:
    """Return the periods as a table, each with a link, its claims and its places."""
    most = max(page.period.claims for page in held.pages)
    claims = sum(page.period.claims for page in held.pages)

    def head(key: str, how: str = "") -> str:
        return f'<th scope="col"{how} data-say="{key}">{escaped(said[key])}</th>'

    def number(n: int) -> str:
        return f'<td data-number="{n}">{words.number(n)}</td>'

    rows = [
        f'<tr><th scope="row"><a href="{escaped(address(page.file))}" data-say="period.{at}">'
        f"{escaped(said[f'period.{at}'])}</a></th>{number(page.period.claims)}"
        f'<td class="share" aria-hidden="true">{_bar(page.period.claims / most)}</td>'
        f"{number(page.places)}</tr>"
        for at, page in enumerate(held.pages)
    ]
    return "\n".join(
        (
            f'  <table id="periods">\n<caption class="unseen" data-say="periods.caption">'
            f"{escaped(said['periods.caption'])}</caption>",
            f"<thead><tr>{head('periods.period')}{head('periods.claims')}"
            f'<td class="share"></td>{head("periods.atPlaces")}</tr></thead>',
            "<tbody>",
            *rows,
            "</tbody>",
            f'<tfoot><tr><th scope="row" data-say="periods.whole">{escaped(said["periods.whole"])}</th>'
            f'{number(claims)}<td class="share"></td>{number(len(held.places))}</tr></tfoot>',
            "</table>",
        )
    )


def _bar(share: float) -> str:
    """Return a bar; the policy of the page forbids styles that stand in elements."""
    bar = f'<rect width="{100 * share:.1f}" height="10"/>'
    return f'<svg viewBox="0 0 100 10" preserveAspectRatio="none">{bar}</svg>'


def _rules(said: Mapping[str, str]) -> str:
    parts = [
        f'  <h2 data-say="{key}.title">{escaped(said[f"{key}.title"])}</h2>\n'
        f'  <p class="rule" data-say="{key}">{escaped(said[key])}</p>'
        for key in ("periods.rule", "about.not")
    ]
    if said["tally"]:
        parts.append(f'  <p class="tally" data-say="tally">{escaped(said["tally"])}</p>')
    return "\n".join(parts)


def _data(held: Held, look: Look, said: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return what the script of the index reads: words, and which page has what."""
    spans = (page.period.days for page in held.pages)
    heads, pages = _claims(held.keys)
    places = sorted(held.places)
    return {
        "language": look.language,
        "strings": said,
        "days": [days and [days.start.toordinal() - EPOCH, days.end.toordinal() - EPOCH] for days in spans],
        "claims": {"heads": heads, "pages": pages},
        "places": {"ids": places, "pages": [held.places[place].tolist() for place in places]},
    }


def _claims(keys: array[int]) -> tuple[Array, Array]:
    """Return the beginnings of all ids, each as what it has more than the one before, and their pages."""
    ordered = np.frombuffer(keys, dtype=np.uint64)
    ordered.sort()  # in its place: the order of the keys is nobody's
    heads, pages = Array(), Array()
    last = 0
    for start in range(0, len(keys), AT_ONCE):
        some = ordered[start : start + AT_ONCE]
        found = (some >> PAGE_BITS).tolist()
        heads.extend([one - before for before, one in zip([last, *found], found, strict=False)])
        pages.extend((some & ((1 << PAGE_BITS) - 1)).tolist())
        last = found[-1]
    return heads, pages
