"""Verbs that frame an event without naming it: to undergo one, to carry one out, and plain ones, in English."""

from __future__ import annotations

from geomap.languages.rules import events as sense

FRAMES: dict[int, str] = {
    sense.ENEMY: "enemy",
    sense.FIGHT: "fighting clash clashes clashed battle battles battled battling skirmish skirmishes combat hostilities fought fights firefight firefights engagement engagements",
    sense.REPEL: "repel repels repelled repelling repulse repulsed repulses fend fended thwarted beaten beat foiled",
    sense.IDLE: "cost costs carry carries carried need needs remain remains remained belong belongs weigh weighs hang hangs appear appears appeared exist exists circled hovered arrived help helped filmed",
    sense.CARRIES: "these those they them among so then also likewise others",
    sense.EXAMPLE: "include includes included",
    sense.UNDER: "under amid",
    # what the subject undergoes: suffered shelling, took hits, saw heavy fighting
    sense.UNDERGO: "suffer suffers suffered suffering endure endures endured enduring sustain sustains sustained "
    "withstand withstands withstood weather weathers weathered face faces faced facing experience experiences "
    "experienced undergo undergoes underwent undergone see sees saw seen witness witnesses witnessed "
    "take takes took taken taking receive receives received absorb absorbs absorbed bear bears bore borne get gets got "
    "subjected exposed",
    # who carries out what the noun after it names: carried out strikes
    sense.LIGHT: "carry carries carried carrying conduct conducts conducted conducting make makes made making deal deals dealt "
    "deliver delivers delivered delivering inflict inflicts inflicted inflicting mount mounts mounted mounting "
    "stage stages staged staging perform performs performed undertake undertakes undertook undertaken unleash unleashes "
    "unleashed wage wages waged record records recorded register registers registered note notes noted observe observes "
    "observed occur occurs occurred continue continues continued rage rages raged raging persist persists persisted "
    "intensify intensifies intensified resume resumes resumed lead leads led",
    sense.VERB: "accepted allowed appeared arranged asked began built burned bought called carried caused changed "
    "checked chose closed collected came compared completed continued cost counted covered created dealt "
    "decided delivered depended died dug drew drawn earned ate ended enjoyed ensured existed expanded "
    "extended felt filled finished fixed followed forgot formed gave gives given goes went gone grew "
    "grown had happened heard held helped hid hidden included increased joined kept knew known lacked "
    "laid lasted lay led learned let lifted liked listened lived loaded looked lowered made managed "
    "marked meant moved need needed offered opened owed owned paid picked placed played preferred "
    "prevailed produced proved provided pulled put raised ran read received recalled recorded reduced "
    "remained remembered repaired replaced replied required rested rose risen sang sat saved seems seemed "
    "sold served set shared showed shown shut slept slowed spent stayed stopped stored studied succeed "
    "suffered supported talked taught tended threw thrown touched trained treated turned understood used "
    "varied waited woke walked warmed washed wore weighed won wondered worked worried wrote",
}

VOICES = {
    word: side
    for side, words in {
        "RU": "dpr lpr battlegroup denazification neo-nazi neo-nazis",
        "UA": "occupiers invaders aggressor orcs",
    }.items()
    for word in words.split()
} | {"": "UA"}
