"""What follows a name: the noun phrase that it opens, and the word after that."""

from __future__ import annotations

from typing import NamedTuple

from geomap.grammar import ENDS_PHRASE, Hit, Scene, is_nominal, is_possessive
from geomap.language import Relation, Sense

KNOWN = Sense.BODY | Sense.TITLE | Sense.FORCE | Sense.PERSON | Sense.GEOGRAPHIC | Sense.FACILITY | Sense.WAR
"""Senses of nouns that tell what the name stands before."""
MOST_WORDS = 7
"""Words after a name that are looked at."""
MOST_UNKNOWN = 3
"""Words that no table knows, in what belongs to a name."""


class Right(NamedTuple):
    """What follows a name: the noun phrase it opens, and the word after that."""

    possessive: bool
    senses: int
    """The sum of the senses of the nouns that follow in the same phrase."""
    head: int
    """Token of the phrase's last known noun; -1 where the name stands alone."""
    hit: Hit | None
    """The event noun that the name stands before, as in "the Kharkiv offensive"."""
    after: int
    """First token after the phrase."""
    proper: bool = False
    """Whether a capitalised word that we do not know follows at once: a longer proper name."""
    name: bool = False
    """Whether another name ends the phrase ("Ukraine's Donetsk region")."""


def look_right(scene: Scene, last: int) -> Right:
    """Return what follows the name that ends before token ``last`` of the scene."""
    lowers, end = scene.lowers, len(scene.lowers)
    possessive = (
        last < end
        and is_possessive(lowers[last])
        and (len(lowers[last]) > 1 or lowers[last - 1].endswith("s"))
    )
    first = after = last + 1 if possessive else last
    total, head, unknown = 0, -1, 0
    noun: Hit | None = None
    proper = not possessive and first < end and _is_proper(scene, first)
    for k in range(first, min(first + MOST_WORDS, end)):
        here = scene.senses[k]
        if here & Sense.NAME:
            if possessive or (head >= 0 and scene.names[k] != scene.names.get(last - 1)):
                return Right(possessive, total, head, noun, k, name=True)
            break
        if here & Sense.GEOGRAPHIC and _holds_name(scene, k, possessive=possessive):
            return Right(possessive, total | here, k, noun, k + 2, name=True)
        known = here & KNOWN
        if possessive and here & Sense.BEARING:
            known |= Sense.GEOGRAPHIC
        if known:
            if here & Sense.REPORT and not possessive:
                break
            total |= known
            head, after = k, k + 1
            continue
        if here & ENDS_PHRASE:
            break
        hit = scene.at.get(k)
        if hit is not None:
            if _is_verb(scene, k, hit, possessive=possessive):
                if _describes(scene, k, hit, possessive=possessive):
                    continue
                break
            noun, head, after = hit, k, k + 1
            continue
        if here & (Sense.MODIFIER | Sense.SIDE) or scene.words[k][0].isupper():
            continue
        unknown += 1
        if not _passes_unknown(scene, k, unknown, possessive=possessive):
            break
    return Right(possessive, total, head, noun, after, proper=proper)


def _holds_name(scene: Scene, index: int, *, possessive: bool) -> bool:
    """Tell whether another name follows a geographic noun: X's city of Y, X's capital, Y."""
    if index + 2 >= len(scene.lowers) or not scene.senses[index + 2] & Sense.NAME:
        return False
    return scene.lowers[index + 1] == "of" or (possessive and scene.lowers[index + 1] == ",")


def _is_verb(scene: Scene, index: int, hit: Hit, *, possessive: bool) -> bool:
    """Tell whether an event word after a name is no noun of its phrase but tells of it."""
    form = hit.trigger.form
    if form in ("verb", "past", "base"):
        return True
    if possessive:
        return False
    if form == "gerund":
        return not is_nominal(scene, hit)
    return form == "either" and _opens_object(scene, index + 1)


def _describes(scene: Scene, index: int, hit: Hit, *, possessive: bool) -> bool:
    """Tell whether a participle describes the noun after it: X's captured towns."""
    if hit.trigger.form != "past" or not possessive or index + 1 >= len(scene.senses):
        return False
    return not scene.senses[index + 1] & ENDS_PHRASE


def _passes_unknown(scene: Scene, index: int, count: int, *, possessive: bool) -> bool:
    """Tell whether the phrase goes on after a word that no table knows, the ``count``-th of such."""
    word = scene.words[index]
    mood = scene.senses[index] & (Sense.PLAN | Sense.TRIAL | Sense.REAL | Sense.DENIAL)
    if (mood and not possessive) or not (word[0].isalpha() and word[0].islower()):
        return False
    if possessive and count <= MOST_UNKNOWN:
        return True
    return count == 1 and word.isalpha() and _is_noun_run(scene, index + 1)


def _is_proper(scene: Scene, index: int) -> bool:
    """Tell whether a capitalised word continues a name, in a text that does not capitalise every word."""
    word, here = scene.words[index], scene.senses[index]
    if (
        not word[0].isupper()
        or len(word) < 2
        or word.isupper()
        or here & (Sense.DATE | Sense.SIDE | Sense.NAME)
    ):
        return False
    of = index + 1 < len(scene.words) and scene.relations(index + 1) == Relation.GENITIVE
    if here and not (here & Sense.FACILITY and of):
        return False
    letters = [w for w in scene.words if w[0].isalpha()]
    return sum(w[0].isupper() for w in letters) < 0.6 * len(letters)


def _opens_object(scene: Scene, index: int) -> bool:
    """Tell whether the words at ``index`` begin an object, so that the word before them is a verb."""
    if index >= len(scene.lowers):
        return False
    here = scene.senses[index]
    if here & Sense.NAME:
        return True
    return bool(here & (Sense.DETERMINER | Sense.SIDE | Sense.GEOGRAPHIC | Sense.FACILITY | Sense.FORCE))


def _is_noun_run(scene: Scene, index: int) -> bool:
    """Tell whether a body or title follows at once, so that an unknown word before it is part of its name."""
    for k in range(index, min(index + 2, len(scene.lowers))):
        here = scene.senses[k]
        if here & (Sense.BODY | Sense.TITLE):
            return True
        if here & ENDS_PHRASE:
            return False
    return False
