"""The sentences of the choice in Swedish and English."""

REACHED = {
    "sv": "{chosen} budbärare når {reached} av {members} personer ({share}) inom {steps}.",
    "en": "{chosen} messengers reach {reached} of {members} persons ({share}) within {steps}.",
}
EXPECTED = {
    "sv": "Med den frånvaro som är antagen väntas budskapet nå en vikt av {weight}.",
    "en": "With the attendance that is assumed the message is expected to reach a weight of {weight}.",
}
STEPS = {"sv": {1: "ett steg", 2: "två steg"}, "en": {1: "one step", 2: "two steps"}}
STATUS = {
    "sv": {
        "optimal": "Det är bevisat att inget annat val når fler.",
        "optimal within 0.5 %": "Det är bevisat att inget annat val når mer än en halv procent fler.",
        "feasible": "Det är inte bevisat att valet är det bästa.",
    },
    "en": {
        "optimal": "It is proven that no other choice reaches more.",
        "optimal within 0.5 %": "It is proven that no other choice reaches over half a per cent more.",
        "feasible": "It is not proven that the choice is the best.",
    },
}
GAP = {
    "sv": "Inget val når mer än {gap} fler.",
    "en": "No choice reaches over {gap} more.",
}
CAUTION = {
    "sv": "Det är ett underlag för dem som väljer, inte ett omdöme om en person (n = {members} personer, {ties} band).",
    "en": "It is a basis for those who choose, not a judgement of any person (n = {members} persons, {ties} ties).",
}
IMPOSSIBLE = {
    "sv": "Inget val uppfyller alla villkor.",
    "en": "No choice meets every condition.",
}
REASONS = {
    "sv": {
        "eligible": "gruppen har {count} valbara och måste ha {needed}",
        "seats": "grupperna behöver tillsammans {needed} platser, och det finns {count}",
        "meet": "de som kan väljas får inte mötas, och deras grupper kan annars inte företrädas",
        "together": "gruppen kan inte företrädas tillsammans med de andra här: de som kan väljas får inte mötas",
    },
    "en": {
        "eligible": "the group has {count} eligible and must have {needed}",
        "seats": "the groups need {needed} seats together, and there are {count}",
        "meet": "these must not meet, and their groups can not be represented otherwise",
        "together": "can not be represented together with the others named here: those eligible must not meet",
    },
}
SESSIONS_HELP = {
    "sv": "Med {sessions} träffar går det.",
    "en": "With {sessions} sessions it is possible.",
}
BARS = {
    "sv": "{group}: {reached} av {members}",
    "en": "{group}: {reached} of {members}",
}
NO_GROUP = {"sv": "utan grupp", "en": "in no group"}
BROKEN = {
    "sv": {
        "eligible": "En person i valet är inte valbar.",
        "group": "Gruppen {group} saknar budbärare.",
        "seats": "Fler är valda än det finns platser.",
        "twice": "En person sitter på två träffar.",
        "apart": "Två som inte får mötas sitter på samma träff.",
    },
    "en": {
        "eligible": "A person in the choice is not eligible.",
        "group": "The group {group} lacks messengers.",
        "seats": "More are chosen than there are seats.",
        "twice": "A person sits in two sessions.",
        "apart": "Two who must not meet sit in the same session.",
    },
}
