"""The one alphabet in which the tables say what a word can do, for all stages.

In the tables a sense is written as here, in lower case and with hyphens: ``speech-noun``.
"""

from __future__ import annotations

from itertools import count
from typing import Final


class _Bits:
    """Hands out the bits of one alphabet in the order of its lines.

    Plain integers rather than an ``IntFlag``: a sentence is read with hundreds of tests, and each costs
    ten times as much on a flag, or by its name in an enumeration of Python 3.11.
    """

    def __init__(self) -> None:
        self._next = count()

    def __call__(self) -> int:
        return 1 << next(self._next)


_sense, _relation, _trait = _Bits(), _Bits(), _Bits()


class Sense:
    """What a word can be in a sentence; a word mostly has several senses."""

    # Marks, the same in every language: what phrases are scanned for comes first, for small numbers are fast.
    COMMA: Final = _sense()
    END: Final = _sense()
    QUOTE: Final = _sense()
    DASH: Final = _sense()
    COLON: Final = _sense()
    BRACKET: Final = _sense()
    SEMICOLON: Final = _sense()

    # Words of the grammar
    DETERMINER: Final = _sense()
    """the, its: stands before a noun phrase."""
    PREPOSITION: Final = _sense()
    AUXILIARY: Final = _sense()
    """has, had, did."""
    LINKING: Final = _sense()
    """is, became, remained: ties a subject to what is told of it; with a participle, makes a passive."""
    MODAL: Final = _sense()
    """will, may: not yet."""
    NEGATION: Final = _sense()
    """not, no, without."""
    INFINITIVE: Final = _sense()
    """to."""
    CONJUNCTION: Final = _sense()
    """and, or: joins names of a list."""
    RELATIVE: Final = _sense()
    """which, who, where."""
    OBJECTIVE: Final = _sense()
    """which, that: stands for the thing before it."""
    BREAK: Final = _sense()
    """while, but: opens a new clause."""
    CONDITION: Final = _sense()
    """if, unless."""
    EXAMPLE: Final = _sense()
    """including, among them: what follows belongs to the list before."""
    NEARBY: Final = _sense()
    """close to, next to: a preposition of place in several words."""
    BESIDE: Final = _sense()
    """near, outside: what happens there happens close by, as at a front."""
    ONE_PERSON: Final = _sense()
    """he, an envoy: stands for one person, or for few who travel like one."""
    LEADER: Final = _sense()
    """The surname of a politician: one person."""
    SIDE: Final = _sense()
    """Russian, Ukraine: names a party to the war."""
    DATE: Final = _sense()
    """Monday, June: a capital that is no name."""

    # Words around the name of a place
    MODIFIER: Final = _sense()
    """western, occupied, almost: steps aside for the noun."""
    QUARTER: Final = _sense()
    """eastern, central: makes a country a part of it."""
    GEOGRAPHIC: Final = _sense()
    """city, outskirts, direction: a place by another word."""
    PARTITIVE: Final = _sense()
    """most, remainder: a share of the place."""
    FACILITY: Final = _sense()
    """airfield, street: a thing that stands in the place."""
    FRONT: Final = _sense()
    """direction, axis: a stretch of the front."""
    BEARING: Final = _sense()
    """north, southwest."""
    DISTANCE: Final = _sense()
    """km, miles."""
    THING: Final = _sense()
    """pipeline, street, missile: bears a place's name without standing there."""
    RUN: Final = _sense()
    """train, flight: called after the two places between which it runs."""
    CARRIER: Final = _sense()
    """bus, convoy, reserves: goes to a place, or is taken there."""
    MEANT: Final = _sense()
    """for: of what is carried, tells whither."""
    HELD: Final = _sense()
    """occupied, besieged: an adjective unless somebody does it."""
    FORMER: Final = _sense()
    """formerly: what follows is an old name."""
    NAMED: Final = _sense()
    """dubbed, nicknamed."""
    ORIGIN: Final = _sense()
    """native, born, citizen: where somebody is from."""

    # Who and with what
    BODY: Final = _sense()
    """ministry, administration: makes the name a part of its own."""
    TITLE: Final = _sense()
    """president, mayor."""
    FORCE: Final = _sense()
    """army, troops, leadership: the state in arms."""
    PERSON: Final = _sense()
    """official, resident."""
    GARRISON: Final = _sense()
    """garrison, defenders: a force that is in the place it is called after."""
    KIT: Final = _sense()
    """industry, vehicles: after a noun of event, makes it an adjective."""
    AERIAL: Final = _sense()
    """drone, missile: makes an attack a strike."""
    RECORD: Final = _sense()
    """footage, camera: what it captures is a picture."""
    WAR: Final = _sense()
    """war, invasion: names the country it is fought in."""

    # Whether it happened
    REPORT: Final = _sense()
    """said, denied: tells of an event, and is none."""
    PLAN: Final = _sense()
    """plans, aims, ordered: what follows is meant to happen."""
    TRIAL: Final = _sense()
    """tried, attempted: a plan, but for a fight a fact."""
    NEARLY: Final = _sense()
    """almost: a place that was nearly taken is not taken yet."""
    ASKED: Final = _sense()
    """whether: what the clause asks is not told to have happened."""
    REAL: Final = _sense()
    """managed, began, forced: what follows did happen."""
    DENIAL: Final = _sense()
    """denied, cancelled, prevented: what follows did not happen."""
    CONFIRM: Final = _sense()
    """confirmed, borne out: what is not so is in doubt."""
    FAILURE: Final = _sense()
    """failed, unable."""
    LACKING: Final = _sense()
    """there was: with a negation, what is named did not happen."""

    # How an event is told by other words
    UNDERGO: Final = _sense()
    """suffered, took: what the noun after it names befalls the subject."""
    LIGHT: Final = _sense()
    """carried out, inflicted: the noun after it names the event."""
    VERB: Final = _sense()
    """Any other finite verb."""
    REPLY: Final = _sense()
    """in response to: the deed after it, with a state's name, is that of the state."""
    UNDER: Final = _sense()
    """under: what the event noun after it names befalls the subject."""
    CARRIES: Final = _sense()
    """these, among, then: opens a sentence that goes on with the list before it."""
    IDLE: Final = _sense()
    """cost, remain: what a weapon does without striking."""
    CALM: Final = _sense()
    """quiet, unchanged: nothing goes on there."""
    SITED: Final = _sense()
    """located, lives, studied: says where somebody or something is or was, which is no event."""
    TIES: Final = _sense()
    """links, connects: what a road does with the places between which it runs."""
    ENEMY: Final = _sense()
    """the enemy: the side that the text is not on."""
    FIGHT: Final = _sense()
    """battle, clash: both sides act."""
    REPEL: Final = _sense()
    """repelled, beaten off: the other side attacked."""

    # Who says so: what a verb does with its content
    SPEECH: Final = _sense()
    """said, reported: somebody asserts a content."""
    BELIEF: Final = _sense()
    """believed, expected: somebody holds it true."""
    EVIDENCE: Final = _sense()
    """showed, indicated: a thing bears it out."""
    ATTITUDE: Final = _sense()
    """wanted, criticised: a stance that asserts nothing."""
    FINITE: Final = _sense()
    """A form that takes a subject as it stands: says, said."""
    BASE: Final = _sense()
    """A form that also follows an auxiliary or a particle: say."""
    PAST: Final = _sense()
    """A form that turns passive after a form of *be*: said, reported."""
    GERUND: Final = _sense()
    """A form that shares the subject of the main clause: saying."""
    CLAUSAL: Final = _sense()
    """A form of speech that attributes only a clause or a quotation: continued, concluded."""
    TELL: Final = _sense()
    """A form that always names its hearer first, so that it is never inverted: told, urged."""
    HEAR: Final = _sense()
    """A form that may name its hearer first: warned, asked."""
    APPEAL: Final = _sense()
    """A form that asserts nothing before a preposition or an infinitive: called on, urged to."""
    NAMING: Final = _sense()
    """A form that only gives a thing a name, up to the next comma: called."""
    DISTANT: Final = _sense()
    """A form from which the author keeps a distance, and may contradict in the same sentence: claimed."""
    CONTRARY: Final = _sense()
    """A form that asserts the contrary of what it names: denied."""
    CHAIN: Final = _sense()
    """A verb that passes its subject on to an infinitive: continued, refused."""
    REGISTERING: Final = _sense()
    """A form by which a body tells what it has counted or seen, and nobody else anything: recorded."""
    RUMOURED: Final = _sense()
    """A participle of rumour before the particle: is *said* to have fled."""

    # Who says so: other cues
    SPEECH_NOUN: Final = _sense()
    """A noun that attributes: claim, announcement."""
    ALSO_NOUN: Final = _sense()
    """A verb form that is as often a noun or adjective: report, claims."""
    CUE_PHRASE: Final = _sense()
    """Words that a source follows: according to, in the words of."""
    HEARSAY: Final = _sense()
    """reportedly, alleged."""
    OUTCOME: Final = _sense()
    """A word before which a participle of rumour is passive: three reported *dead*."""
    DOCUMENT: Final = _sense()
    """What a source issues: statement, post."""
    EVIDENCE_NOUN: Final = _sense()
    """A thing that shows rather than says: footage, images."""
    LABEL: Final = _sense()
    """A word before a colon that names no source: update, photo."""

    NATURE: Final = _sense()
    """hail, an outage: what strikes a place and is sent by nobody."""
    CAUSAL: Final = _sense()
    """due: what follows it with its particle is what made it so, unless that is a verb."""
    SUBURB: Final = _sense()
    """suburb, outskirts: what lies beside the town that it is of."""
    PEACEFUL: Final = _sense()
    """police, a band, tourists: those whose storming and seizing is no war."""

    # Who says so: the phrases that name a source
    SOURCE_PERSON: Final = _sense()
    """A noun or title of people who speak: spokesman, officials."""
    SOURCE_BODY: Final = _sense()
    """A noun for a body that can speak: ministry, command."""
    PERSON_PRONOUN: Final = _sense()
    """he."""
    GROUP_PRONOUN: Final = _sense()
    """they."""
    THING_PRONOUN: Final = _sense()
    """it: a body or a thing."""
    OWN_PRONOUN: Final = _sense()
    """A pronoun that names no claimant: for the author or reader, for nobody, for all."""
    PERSON_OWNER: Final = _sense()
    """his."""
    GROUP_OWNER: Final = _sense()
    """their."""
    POSSESSIVE: Final = _sense()
    """his, 's."""
    ANAPHOR: Final = _sense()
    """A pronoun for what was said before: *this* the army reported."""
    SOURCE_DETERMINER: Final = _sense()
    """A word by which the phrase of a source opens."""
    ARTICLE: Final = _sense()
    """A word that only a noun phrase can follow."""
    INDEFINITE: Final = _sense()
    """A word that opens a phrase for somebody new, never carried back: a, some."""
    ADJECTIVE: Final = _sense()
    """A capitalised adjective, which is no subject by itself."""
    SOURCE_PREPOSITION: Final = _sense()
    """A preposition that a source's phrase can hold or end at."""
    JOINER: Final = _sense()
    """A preposition that binds two nouns into one name: of, for."""
    AGENT: Final = _sense()
    """A preposition before the agent of a passive: by."""
    SEAT: Final = _sense()
    """A preposition before the body in which somebody speaks: reported *at* the staff."""
    TOPIC: Final = _sense()
    """A preposition that opens what is reported on: reported *on* the capture."""
    HEARER: Final = _sense()
    """A noun, in the case of a hearer, between a verb and the subject that follows it."""
    TIME: Final = _sense()
    """A weekday or another word of time, which is no part of a source."""
    BE: Final = _sense()
    """A form of *be* that makes a passive or a progressive."""
    SOURCE_AUXILIARY: Final = _sense()
    """Any other word between a subject and its verb: has, would, not."""
    UNASSERTED: Final = _sense()
    """An auxiliary by which the saying itself is denied or only possible: not, may."""
    ADVERB: Final = _sense()
    """An adverb between a subject and its verb: also, later."""
    SOURCE_RELATIVE: Final = _sense()
    """A relative pronoun that can stand for a source: who, which."""
    COMPLEMENTIZER: Final = _sense()
    """A word that opens a content clause: that, whether."""
    COORDINATOR: Final = _sense()
    """and, or, but."""
    OPENER: Final = _sense()
    """A conjunction or the like at which a subject cannot go on to the left: because, while."""
    COMPARATOR: Final = _sense()
    """A conjunction before a source that comments on the main clause: *as* the army said."""
    CONTRAST: Final = _sense()
    """A conjunction that opens a contradiction: but, though."""

    # Who says so: whose statement a whole text is, and what stands for who was named
    THERE: Final = _sense()
    """there: stands for the body named before: they said *there*."""
    BACKWARD: Final = _sense()
    """A noun for a body that by itself stands for the one named before: the agency."""
    ISSUE: Final = _sense()
    """A form by which somebody gives out an account without telling it here: published."""
    ACCOUNT: Final = _sense()
    """What is so given out, besides documents: details, aftermath."""
    NARRATOR: Final = _sense()
    """A pronoun by which an author speaks of himself: we."""
    REPORTER: Final = _sense()
    """Somebody who writes for an outlet: *our* reporter."""
    MEDIUM: Final = _sense()
    """A word in the name of an outlet that passes on what others say: news, radio."""
    DEPARTURE: Final = _sense()
    """A word by which a text leaves a statement that it gave before: meanwhile."""

    # Given by the reader, never by a table
    NAME: Final = _sense()
    """A token of a mention."""


class Relation:
    """How a place can stand to an event word, or what a preposition can say of it."""

    WITHIN: Final = _relation()
    """In or near the place. A strong event word allows it unasked."""
    OBJECT: Final = _relation()
    """shelled X."""
    SUBJECT: Final = _relation()
    """X fell: the subject of an intransitive verb."""
    GENITIVE: Final = _relation()
    """the capture of X."""
    GOAL: Final = _relation()
    """went to X."""
    START: Final = _relation()
    """withdrew from X."""
    TARGET: Final = _relation()
    """fired at, on, against X."""
    PRIZE: Final = _relation()
    """the battle for X."""
    COMPANION: Final = _relation()
    """met with X."""
    AGENT: Final = _relation()
    """by."""
    INTO: Final = _relation()
    """into."""
    ON: Final = _relation()
    """on: of a road, a front or a day too."""
    EXAMPLE: Final = _relation()
    """including: what follows belongs to what stands before."""
    WHEN: Final = _relation()
    """after, before: tells a time by another event."""
    ELSE: Final = _relation()
    """about, except: none of these."""


class Trait:
    """What else decides on the action of an event word."""

    PERSONAL: Final = _trait()
    """A visit where a person does it: arrived."""
    ARMED: Final = _trait()
    """An attack or a withdrawal where a force does it, else a move: entered, left."""
    TAKING: Final = _trait()
    """A taking of places, of soldiers (a fight) or of other things: took, lost."""
    INVERSE: Final = _trait()
    """The subject is the one who loses the place: lost."""
    FIXED: Final = _trait()
    """The word itself tells the former holder from the newcomer, where no subject is a side: retake."""
    STATE: Final = _trait()
    """Who holds a place: whose it was before has not taken it back: under control."""
    REPLY: Final = _trait()
    """An attack in reply: who throws it back is the one who attacked before: counterattack."""
    FIRE: Final = _trait()
    """A fire, which far from the war nobody has caused unless the text says so."""
    RAID: Final = _trait()
    """An attack that may come from the air as well as on the ground: attack, raid."""


MARKS: dict[str, int] = {
    ",": Sense.COMMA,
    **dict.fromkeys(".!?…", Sense.END),
    **dict.fromkeys("\"“”„«»‘’'", Sense.QUOTE),
    **dict.fromkeys("-–—―|", Sense.DASH),
    ":": Sense.COLON,
    ";": Sense.SEMICOLON,
    **dict.fromkeys("()[]", Sense.BRACKET),
}
"""The senses of single marks in every language."""


def names_of(alphabet: type) -> dict[str, int]:
    """Return the flags of an alphabet under their names as the tables write them.

    >>> names_of(Sense)["speech-noun"] == Sense.SPEECH_NOUN
    True
    """
    return {name.lower().replace("_", "-"): bit for name, bit in vars(alphabet).items() if name.isupper()}
