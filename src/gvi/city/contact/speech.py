"""What is said at an invented call-in, and by whom: obviously invented names and texts that name nobody."""

from types import MappingProxyType

SPEAKERS = MappingProxyType(
    {
        "municipality": ("Britt Fiktivsson", "070-174 06 11"),
        "police": ("Per Påhittad", "070-174 06 12"),
        "prosecutor": ("Åke Uppdiktad", "070-174 06 13"),
        "grief": ("Siv Sagovall", "070-174 06 14"),
        "remorse": ("Ali Exempelberg", "070-174 06 15"),
        "hope": ("Maja Tänktsjö", "070-174 06 16"),
        "probation": ("Ulf Modellund", "070-174 06 17"),
        "social_services": ("Eva Övningsmark", "070-174 06 18"),
    }
)
SCRIPTS = MappingProxyType(
    {
        "municipality": "Välkomna. Ni är här för att vi bryr oss om er. Vi vill att ni lever, och att det blir lugnt.",
        "police": "Vi vill inte att du dör och vi vill inte att du dödar. Om skjutningarna fortsätter kommer det att "
        "märkas för hela gruppen. Det är ett löfte, och det gäller från i dag.",
        "prosecutor": "Jag ska säga hur lagen ser ut och vad som väntar den som skjuter, och den som hjälper till.",
        "grief": "Min son blev tjugoett. Jag vill berätta om dagen efter, och om alla dagar sedan dess.",
        "remorse": "Jag satt där ni sitter. Jag hörde men lyssnade inte. Det kostade elva år och en väns liv.",
        "hope": "Jag tog mig ur. Det tog tid, och någon svarade när jag ringde. Numret står på kortet.",
        "probation": "Ni som står under övervakning: här är vad ni kan räkna med av oss, och vad vi räknar med av er.",
        "social_services": "Numret på kortet går till människor. Ni behöver inte säga vad ni heter för att fråga.",
    }
)
SHORTER = MappingProxyType(
    {
        "police": "Vi vill inte att du dör. Vi vill inte att du dödar. Fortsätter det, märks det för hela gruppen.",
        "grief": "Min son blev tjugoett. Jag ska berätta om dagen efter.",
    }
)
LINES = (
    "Vi vill inte att du dör.\nVi vill inte att du dödar.\n"
    "Om våldet fortsätter kommer det att märkas för hela gruppen.\nVi vill att du tar emot hjälpen vi erbjuder."
)
SMALL_PRINT = "Du kan ringa utan att säga vad du heter."
SAFETY = MappingProxyType(
    {
        "lead": "Yttre befäl, lokalpolisområdet",
        "arrival": "Två ingångar, visitation vid båda. Den som kommer för tidigt väntar i det norra rummet.",
        "inside": "Tre poliser vid dörrarna, ingen i salen. Talarna kommer och går genom köksvägen.",
        "departure": "En rad i taget med fem minuter emellan. Buss från den södra ingången.",
        "stop": "Säkerhetsansvarig avbryter när någon hotar någon. Alla går ut genom närmaste dörr.",
    }
)
OBSERVATIONS = (
    ("worked", "Tystnaden efter den som förlorat någon var det starkaste."),
    ("worked", "Visitationen tog tolv minuter. Ingen behövde vänta ute."),
    ("change", "Åklagaren hann inte klart. Två minuter till nästa gång."),
    ("safety", "Bakdörren stod olåst under första kvarten."),
)
DEBRIEF = "Dagen höll ihop. Talen var korta och alla hördes. Korten togs emot."
CHANGES = "Åklagaren får åtta minuter. Bakdörren låses innan talarna kommer."
DECISION = "Våldet mellan grupperna har ökat. Alla myndigheter står bakom löftena och kan hålla dem."
DECIDED_BY = "Lokalpolisområdeschef, kommundirektör, chef för frivården"
SUMMONS = (
    "Du kallas till ett möte om våldet i staden. Mötet tar en timme. Du blir inte gripen för att du kommer."
)
SUMMONS_BASIS = "Föreskrift i övervakningsplanen om att delta i möten som frivården kallar till"
INVITATION = (
    "Du är inbjuden till ett möte om våldet i staden. Det är frivilligt att komma. Mötet tar en timme."
)
INFORMATION = (
    "Polisen, kommunen och frivården håller mötet tillsammans. Ingen ställer frågor till dig på mötet."
)
TALK_LETTERS = (
    "Vi har sökt dig för att tala om våldet. Vi vill inte att du dör och inte att du dödar. Kortet ligger med.",
    "Vi har sökt dig för att tala om våldet. Vi vill att du lever. Numret på kortet går till människor som svarar.",
    "Vi var här för att tala med dig. Vi kommer tillbaka. Vill du tala med någon före det finns numret på kortet.",
)
TEAMS = ("Lag Norr", "Lag Söder", "Lag Hamnen")
