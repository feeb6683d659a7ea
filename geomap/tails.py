"""What follows a name: the noun phrase that it opens, and the word after that."""

from __future__ import annotations

from typing import NamedTuple

from geomap.grammar import ENDS_PHRASE, Hit, Scene, is_possessive
from geomap.language import Relation, Sense


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
    senses, lowers, words, at = scene.senses, scene.lowers, scene.words, scene.at
    end = len(lowers)
    k = last
    possessive = k < end and is_possessive(lowers[k]) and (len(lowers[k]) > 1 or lowers[k - 1].endswith("s"))
    if possessive:
        k += 1
    total, head, steps = 0, -1, 0
    noun: Hit | None = None
    after = k
    unknown = 0
    proper = not possessive and k < end and _is_proper(scene, k)
    while k < end and steps < 7:
        steps += 1
        here = senses[k]
        if here & Sense.NAME:
            if possessive or (head >= 0 and scene.names[k] != scene.names.get(last - 1)):
                return Right(possessive, total, head, noun, k, name=True)
            break
        word = words[k]
        if (
            here & Sense.GEOGRAPHIC
            and k + 2 < end
            and lowers[k + 1] in (",", "of")
            and senses[k + 2] & Sense.NAME
            and (possessive or lowers[k + 1] != ",")
        ):
            return Right(possessive, total | here, k, noun, k + 2, name=True)
        hit = at.get(k)
        known = here & (
            Sense.BODY
            | Sense.TITLE
            | Sense.FORCE
            | Sense.PERSON
            | Sense.GEOGRAPHIC
            | Sense.FACILITY
            | Sense.WAR
        )
        if possessive and here & Sense.BEARING:
            known |= Sense.GEOGRAPHIC
        if here & ENDS_PHRASE and not known:
            break
        if hit is not None and hit.trigger.form in ("verb", "past", "base") and not known:
            if hit.trigger.form == "past" and possessive and k + 1 < end and not senses[k + 1] & ENDS_PHRASE:
                k += 1
                continue
            break
        if hit is not None and hit.trigger.form == "gerund" and not possessive and not known:
            break
        if hit is not None and not known:
            if hit.trigger.form == "either" and not possessive and _opens_object(scene, k + 1):
                break
            noun, head = hit, k
            k += 1
            after = k
            continue
        if known:
            if here & Sense.REPORT and not possessive:
                break
            total |= known
            head = k
            k += 1
            after = k
            continue
        if here & (Sense.MODIFIER | Sense.SIDE) or word[0].isupper():
            k += 1
            continue
        if here & (Sense.PLAN | Sense.TRIAL | Sense.REAL | Sense.DENIAL) and not possessive:
            break
        if word[0].isalpha() and word[0].islower():
            unknown += 1
            if possessive and unknown <= 3:
                k += 1
                continue
            if unknown == 1 and word.isalpha() and _is_noun_run(scene, k + 1):
                k += 1
                continue
        break
    return Right(possessive, total, head, noun, after, proper=proper)


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
