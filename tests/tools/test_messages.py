"""The catalogue tool on a small invented package: what it finds, what it keeps, what it complains about."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tools.messages.__main__ import check, main, write

VIEWS = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

TITLE = _("Läget")
COUNT = ngettext("%(n)s händelse", "%(n)s händelser", 2)
# Translators: a Swedish month
MONTH = pgettext("month", "maj")
NOT_A_TEXT = "Hemligt"
"""
PAGE = """
    {% load i18n %}
  {# Translators: on the button #}
  <c-button :label="_('Spara')" title="{% translate "Spara nu" %}">"unbalanced ' quotes (</c-button>
{% blocktranslate trimmed count n=rows|length %}
     {{ n }} rad
  {% plural %}
     {{ n }} rader
{% endblocktranslate %}
      <p>{{ name|default:_("okänd") }}</p>
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    step = tmp_path / "gvi" / "steps" / "incidents"
    (step / "templates" / "incidents").mkdir(parents=True)
    (step / "views.py").write_text(VIEWS, encoding="utf-8")
    (step / "templates" / "incidents" / "list.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "gvi"


def po_of(package: Path, app: str = "steps/incidents") -> Path:
    return package / app / "locale/en/LC_MESSAGES/django.po"


def fill(po: Path, **english: str) -> None:
    """Write English after each Swedish msgid; what is not named gets a text of its own."""
    lines: list[str] = []
    swedish = {"msgid": "", "msgid_plural": ""}
    for line in po.read_text(encoding="utf-8").splitlines():
        word = line.partition(" ")[0]
        if word in swedish:
            swedish[word] = line.split('"')[1]
        key = swedish["msgid_plural" if word == "msgstr[1]" else "msgid"]
        is_empty = key and word.startswith("msgstr") and line.endswith('""')
        lines.append(line.replace('""', f'"{english.get(key, f"English {key}")}"') if is_empty else line)
    po.write_text("\n".join(lines) + "\n", encoding="utf-8")


def swap(po: Path, old: str, new: str) -> None:
    text = po.read_text(encoding="utf-8")
    assert old in text
    po.write_text(text.replace(old, new), encoding="utf-8")


def test_texts_are_found_in_python_templates_and_cotton_attributes(package: Path) -> None:
    write(package)
    po = po_of(package).read_text(encoding="utf-8")
    for text in ("Läget", "%(n)s händelse", "maj", "Spara", "Spara nu", "%(n)s rad", "okänd"):
        assert f'msgid "{text}"' in po
    assert 'msgctxt "month"' in po
    assert 'msgid_plural "%(n)s rader"' in po
    assert "#. Translators: a Swedish month" in po
    assert "Hemligt" not in po


def test_a_complete_catalogue_has_no_fault_and_translates(package: Path) -> None:
    write(package)
    fill(po_of(package), Läget="Today")
    write(package)
    assert check(package) == []
    with po_of(package).with_suffix(".mo").open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert english.gettext("Läget") == "Today"
    assert english.ngettext("%(n)s rad", "%(n)s rader", 1) == "English %(n)s rad"


def test_writing_twice_changes_nothing_and_keeps_the_english(package: Path) -> None:
    write(package)
    fill(po_of(package), Läget="Today")
    write(package)
    before = po_of(package).read_bytes(), po_of(package).with_suffix(".mo").read_bytes()
    write(package)
    assert before == (po_of(package).read_bytes(), po_of(package).with_suffix(".mo").read_bytes())
    assert b"Date" not in before[0]


def test_each_text_without_english_is_named(package: Path) -> None:
    write(package)
    faults = check(package)
    assert "gvi.steps.incidents: no English: 'Läget'" in faults
    assert len([fault for fault in faults if "no English" in fault]) == 7


def test_an_unsure_translation_is_named(package: Path) -> None:
    write(package)
    fill(po_of(package))
    swap(po_of(package), 'msgid "Läget"', '#, fuzzy\nmsgid "Läget"')
    assert "gvi.steps.incidents: marked as unsure (fuzzy): 'Läget'" in check(package)


def test_a_lost_placeholder_is_named(package: Path) -> None:
    write(package)
    fill(po_of(package))
    swap(po_of(package), "English %(n)s rader", "English rows")
    assert any("other placeholders" in fault for fault in check(package))


def test_a_stale_compiled_catalogue_is_named(package: Path) -> None:
    write(package)
    fill(po_of(package))
    assert "gvi.steps.incidents: django.mo is not compiled from django.po" in check(package)


def test_a_new_and_a_removed_text_are_named(package: Path) -> None:
    write(package)
    fill(po_of(package))
    write(package)
    views = package / "steps/incidents/views.py"
    views.write_text(VIEWS.replace("Läget", "Översikt"), encoding="utf-8")
    faults = check(package)
    assert "gvi.steps.incidents: not extracted: 'Översikt'" in faults
    assert "gvi.steps.incidents: no longer in the code: 'Läget'" in faults


def test_two_apps_may_not_translate_one_text_differently(package: Path) -> None:
    other = package / "trust" / "log"
    other.mkdir(parents=True)
    (other / "views.py").write_text('TITLE = _("Läget")\n', encoding="utf-8")
    write(package)
    fill(po_of(package))
    fill(po_of(package, "trust/log"), Läget="Today")
    write(package)
    assert check(package) == ["gvi.trust.log: another English than in gvi.steps.incidents: 'Läget'"]


def test_a_module_directly_on_a_floor_belongs_to_site(package: Path) -> None:
    (package / "trust").mkdir()
    (package / "trust" / "refusals.py").write_text('WHY = _("Får inte")\n', encoding="utf-8")
    write(package)
    assert "Får inte" in po_of(package, "site").read_text(encoding="utf-8")


def test_the_command_says_what_is_missing(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], package) == 0
    assert main(["--check"], package) == 1
    assert "no English: 'Läget'" in capsys.readouterr().err


def test_an_app_without_texts_has_no_catalogue(package: Path) -> None:
    write(package)
    (package / "steps/incidents/views.py").write_text("", encoding="utf-8")
    (package / "steps/incidents/templates/incidents/list.html").unlink()
    write(package)
    assert not po_of(package).exists()
    assert check(package) == []
