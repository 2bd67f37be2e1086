"""The disclosures the invented city tells of, one a line: every state, every rule, and why.

The texts are examples of how such a decision may be written, not legal advice: a rule is checked by the
customer's lawyer before it is switched on (trust.md, "Law as data").
"""

from dataclasses import dataclass

# rule code → (why it is needed, the test in words)
TEXTS: dict[str, tuple[str, str]] = {
    "osl_10_1_consent": (
        "Personen har själv bett att polisen ska veta att en kontakt finns, för att skonas vid kontroller.",
        "Samtycket är skriftligt, gäller de namngivna poliserna och kan återkallas när som helst.",
    ),
    "osl_10_2": (
        "Uppgiften är nödvändig för att polisen ska kunna fullgöra sitt uppdrag i call-in och samtal.",
        "Prövat om uppdraget kan utföras utan uppgiften. Det kan det inte. Inget mer än det nödvändiga lämnas.",
    ),
    "osl_10_18a": (
        "Uppgiften behövs för att förhindra att den unge, som inte har fyllt 21 år, begår brott.",
        "Konkreta omständigheter visar en risk. Det är inte olämpligt med hänsyn till den unge. "
        "Uppgiften gäller inte misstanke om ett brott som redan har begåtts.",
    ),
    "osl_10_27": (
        "Mottagaren behöver uppgiften för att planera mötet så att personer i konflikt inte möts.",
        "Det är uppenbart att intresset av att uppgiften lämnas har företräde framför sekretessen.",
    ),
    "osl_10_28": (
        "Mottagaren leder förundersökningen och ska enligt lag få uppgiften.",
        "Uppgiftsskyldigheten följer av lag. Ingen annan uppgift än den som efterfrågats lämnas.",
    ),
    "lag_2025_170_4": (
        "Polisen behöver nå personen för att lämna en kallelse.",
        "Bara kontaktuppgifter lämnas. Svaret säger inget om varför personen är känd.",
    ),
    "lag_2025_170_5_7": (
        "Uppgiften behövs i mottagarens brottsbekämpande verksamhet.",
        "Skälen för att uppgiften lämnas väger tyngre än den enskildes intresse av skydd. "
        "Ingen uppgift omfattas av socialtjänst-, hälso- eller statistiksekretess.",
    ),
    "lag_2016_774": (
        "Uppgiften behövs i den beslutade myndighetssamverkan mot organiserad brottslighet.",
        "Samverkansbeslut finns. Övervägande skäl talar inte för att den enskildes intresse har företräde.",
    ),
    "pbdl_2_8": (
        "Mottagaren behöver uppgiften i sin egen brottsbekämpande verksamhet.",
        "Uppgiften är förenlig med det ändamål den samlades in för och omfattar inte mer än vad som behövs.",
    ),
    "polislagen_duty": (
        "Socialtjänsten behöver känna till förhållandet för att kunna ge den unge skydd eller stöd.",
        "Polisens skyldighet att underrätta socialtjänsten gäller. Underrättelsen begränsas till det som setts.",
    ),
    "sol_19_1": (
        "Polisen har fått kännedom om att ett barn kan behöva skydd.",
        "Anmälningsplikten gäller. Alla uppgifter som kan ha betydelse för utredningen lämnas, inga andra.",
    ),
    "lag_2024_7": (
        "Åklagaren behöver underlaget för att ta ställning till ett preventivt vistelseförbud.",
        "Uppgifterna gäller personens egna handlingar. Tillhörighet till en grupp är i sig ingen grund.",
    ),
}

# what can be asked for: class of data, fact or assessment (statements only), and words that stand in no row of ours
ITEMS: dict[str, tuple[str, str, str]] = {
    "name": ("name", "", ""),
    "number": ("identity_number", "", ""),
    "born": ("birth_date", "", ""),
    "address": ("address", "", ""),
    "phone": ("phone", "", ""),
    "role": ("role", "", ""),
    "case": ("case_number", "", ""),
    "group": ("group", "", ""),
    "fact": ("statement", "fact", ""),
    "assessment": ("statement", "assessment", ""),
    "supervision": ("supervision", "", "Ja, personen står under övervakning."),
    "told": ("statement", "fact", "Äldre personer vill att den unge förvarar vapen åt dem."),
    "contact": ("contact_exists", "", "En stödkontakt finns."),
}


@dataclass(frozen=True)
class Plan:
    """One disclosure. `who` is a kind of person (see `gvi.city.persons.pools`), `items` keys of `ITEMS`.

    It was drafted `days` ago, for a stated `reason`, upon request or else on the sender's own initiative,
    and decided single, joint or urgent (`form`); `youth` is the social services' board for young persons,
    else the other; `outcome` says why it was refused, withdrawn or corrected.
    """

    state: str
    rule: str
    sender: str
    receiver: str
    who: str
    items: tuple[str, ...]
    days: float
    requested: bool
    form: str
    youth: bool
    reason: str
    outcome: str

    @property
    def urgent(self) -> bool:
        """Decided by phone; the written test may wait."""
        return self.form == "urgent"


def _plan(facts: str, reason: str, outcome: str = "") -> Plan:
    """Read state, rule, sender, receiver, who, items and days, then any of own, joint, urgent and youth."""
    state, rule, sender, receiver, who, items, days, *said = facts.split()
    return Plan(
        *(state, rule, sender, receiver, who),
        items=tuple(items.split(",")),
        days=float(days),
        requested="own" not in said,
        form=next((form for form in ("joint", "urgent") if form in said), "single"),
        youth="youth" in said,
        reason=reason,
        outcome=outcome,
    )


CALLED = "police probation supervised name,number,address,phone"
PLANS = (
    _plan(f"received osl_10_2 {CALLED} 41 own joint", "Kan nå andra i gruppen. Kallas till call-in."),
    _plan(f"received osl_10_2 {CALLED} 41 own joint", "Har kontakt med båda sidor. Kallas till call-in."),
    _plan(f"refused osl_10_2 {CALLED} 41 own joint", "Föreslagen till call-in.", "Kallas inte denna gång."),
    _plan(f"decided osl_10_2 {CALLED} 2 own", "Uteblev från call-in. Kallas på nytt."),
    _plan(f"draft osl_10_2 {CALLED} 1 own", "Föreslagen till nästa call-in."),
    _plan(
        "corrected osl_10_2 police probation dropped name,number,role 75 own",
        "Kallas till call-in som misstänkt i pågående ärende.",
        "Misstanken är avförd. Uppgiften om misstanke får inte längre användas.",
    ),
    _plan(
        "expired osl_10_27 police probation adult name,assessment 120",
        "Får inte möta en annan av de kallade.",
    ),
    _plan(
        "refused osl_10_27 police probation adult name,role,fact 33",
        "Frivården frågar om vad som är känt om personen.",
        "Begäran är för vid. Frivården behöver inte uppgifterna för sin uppgift.",
    ),
    _plan(
        "received lag_2025_170_5_7 probation police probation name,supervision 39",
        "Svar på om personen kan kallas.",
    ),
    _plan(
        "refused lag_2025_170_5_7 probation police probation name,supervision 20",
        "Polisen frågar om hur övervakningen fungerar.",
        "Sekretessintresset väger tyngre. Polisen behöver inte uppgiften för kallelsen.",
    ),
    _plan(
        "decided lag_2025_170_4 probation police probation name,address,phone 3", "Polisen söker personen."
    ),
    _plan("received lag_2025_170_4 probation police probation name,phone 12", "Polisen söker personen."),
    _plan(
        "received polislagen_duty police social_services minor name,number,fact 24 own youth",
        "Sågs ute sent i samband med ett hot.",
    ),
    _plan(
        "draft polislagen_duty police social_services minor name,number,fact 1 own youth",
        "Sågs i närheten av en skadegörelse.",
    ),
    _plan(
        "received sol_19_1 police social_services minor name,number,born,address,fact 16 own youth",
        "Orosanmälan efter ett samtal.",
    ),
    _plan(
        "decided sol_19_1 police social_services minor name,number,born,fact 2 own youth",
        "Orosanmälan efter en kontroll.",
    ),
    _plan(
        "withdrawn osl_10_2 police social_services adult name,address 24",
        "Gemensamt besök med anledning av risk för hämnd.",
        "Besöket ställdes in. Uppgiften behövs inte.",
    ),
    _plan(
        "decided osl_10_2 police social_services adult name,address 0.2 own urgent",
        "Gemensamt besök i kväll med anledning av risk för hämnd.",
    ),
    _plan(
        "decided osl_10_2 police social_services injured name,address 1.3 own urgent",
        "Besök samma kväll efter ett hot.",
    ),
    _plan(
        "received osl_10_18a social_services police young_case told 20 youth",
        "Samordnat arbete kring den unge.",
    ),
    _plan(
        "refused osl_10_18a social_services police young_case told 31 youth",
        "Polisen frågar om den unge.",
        "Det är olämpligt att lämna uppgiften.",
    ),
    _plan("decided osl_10_1_consent social_services police case contact 9 own", "På personens egen begäran."),
    _plan(
        "withdrawn osl_10_1_consent social_services police case contact 66 own",
        "På personens egen begäran.",
        "Samtycket är återkallat.",
    ),
    _plan("received lag_2024_7 police prosecutor adult name,number,fact 35 own", "Underlag för beslut."),
    _plan(
        "received lag_2024_7 police prosecutor member name,number,group 26 own",
        "Underlag för beslut om preventivt vistelseförbud.",
    ),
    _plan("draft lag_2024_7 police prosecutor adult name,number,fact 4 own", "Underlag för beslut."),
    _plan("received osl_10_28 police prosecutor adult name,number,role,case 52", "Begäran om prioritering."),
    _plan(
        "received pbdl_2_8 police tax_crime adult name,number,address 70",
        "Utredning om ekonomisk brottslighet.",
    ),
    _plan(
        "corrected pbdl_2_8 police tax_crime adult name,number 62",
        "Utredning om ekonomisk brottslighet.",
        "Fel person. Uppgiften gällde någon med samma namn.",
    ),
    _plan("expired lag_2016_774 police enforcement adult name,number,address 210", "Samverkansärende."),
    _plan("draft lag_2016_774 police social_insurance adult name,number 6", "Samverkansärende."),
)
