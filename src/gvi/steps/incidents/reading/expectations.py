"""What was expected, in words a reader of the refusal can act on.

Every sentence is a Swedish message id marked for translation, so that the file floor needs no settings and no
language: whoever shows a refusal translates it. The words follow domain.md, *Incidents*: each refused row says why.
"""

from gvi.steps.incidents.reading.marking import mark as _

# about a file
A_FILE = _("en vanlig fil (inte en mapp, länk eller enhet)")
NOT_EMPTY = _("en fil med innehåll")
SMALLER_FILE = _("en mindre fil")
READABLE_FILE = _("en fil som går att öppna")
JSON_NAME = _("ett filnamn som slutar på .json")
CSV_NAME = _("ett filnamn som slutar på .csv, .tsv eller .txt")
XLSX_NAME = _("ett filnamn som slutar på .xlsx")
PARQUET_NAME = _("ett filnamn som slutar på .parquet")
KNOWN_FORMAT = _("formatet polisen, csv, xlsx eller parquet")
WHOLE_JSON = _("hela filen i JSON, som polisen publicerar den")
EVENT_LIST = _("en lista med händelser, som polisen publicerar den")
SHALLOW_JSON = _("händelser utan djupt nästlade delar")
CSV_TEXT = _("text med ett tecken mellan fälten, inte en fil av annat slag")
KNOWN_ENCODING = _("text i UTF-8: teckenkodningen går inte att avgöra, spara om filen som UTF-8")
CLOSED_QUOTE = _("ett avslutande citattecken")
XLSX_FILE = _("en oskadad och olåst Excelfil av typen .xlsx")
NEW_EXCEL = _("en olåst fil av typen .xlsx: öppna filen i Excel, ta bort lösenordet och spara om den")
MODEST_XLSX = _(
    "ett helt blad av rimlig storlek: filen är skadad eller packas upp till mycket mer än den säger"
)
PARQUET_FILE = _("en oskadad Parquetfil")
FLAT_COLUMN = _("en kolumn med text, tal eller datum")
FEWER_ROWS = _("högst fem miljoner rader")
HEADER_ROW = _("en rubrikrad med minst datum och händelse")
MAPPED_HEADERS = _("de rubriker som kolumnvalet nämner")
MAPPING_FILE = _("ett sparat kolumnval i JSON eller TOML")
KINDS_FILE = _("en tabell med händelsetyper i TOML")

# about a row
AN_OBJECT = _("en händelse med fälten id, datetime, name, summary, url, type och location")
TEXT = _("text")
PLAIN_TEXT = _("text utan styrtecken")
SHORTER_TEXT = _("högst 20 000 tecken")
NO_FORMULA = _("ett värde, inte en formel")
SAME_FIELDS = _("lika många fält som rubrikraden")
SOUND_QUOTES = _("citattecken runt hela fältet eller inte alls")
PUBLISHED = _("tidpunkt som 2026-08-22 9:48:12 +02:00")
EVENT_NAME = _("datum, tid, typ och plats, som i 22 augusti 17.59, Brand, Kävlinge")
EVENT_ID = _("ett heltal")
AN_AREA = _("namnet på en kommun eller ett län")
A_DATE = _("ett datum som 2026-03-04, 4 mars 2026 eller 4/3 2026")
A_YEAR = _("ett datum med år")
SURE_DATE = _("ett entydigt datum: dag och månad kan läsas på flera sätt, välj ordning")
A_REAL_DATE = _("ett datum som finns i kalendern")
DATE_IN_RANGE = _("ett datum från 1990 till och med i morgon")
A_TIME = _("ett klockslag som 22.40, 22:40 eller kl 22")
A_KIND = _("en känd händelse, till exempel skjutning, sprängning eller knivdåd")
A_COUNT = _("ett antal, 0 till 1000")
A_LATITUDE = _("en latitud i grader, 55,0 till 69,2")
A_LONGITUDE = _("en longitud i grader, 10,5 till 24,3")
BOTH_COORDINATES = _("både latitud och longitud, eller ingen av dem")
A_STATE = _("rapporterad, avvaktar, bekräftad eller avförd")
AN_AREA_LEVEL = _("kommun, län eller område")
A_SOURCE = _("en källa på högst 50 tecken")
AN_ID = _("ett id på högst 200 tecken")
ONE_ID = _("ett id som bara står på en rad i filen")
A_LINK = _("en webbadress som börjar med http:// eller https://")
NO_IDENTITY_NUMBER = _("text utan personnummer eller samordningsnummer")
NO_CODE_NAME = _("text utan en grupps kodnamn")
