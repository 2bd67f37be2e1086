"""Copy the front-end files that pages need from npm packages into the repository (``make vendor``).

The versions and their hashes are held by ``package-lock.json``; ``npm ci`` fetches exactly those, and this
script copies, trims and lists them, so that whoever installs gvi needs no Node and no page asks another
host for anything (docs/explanation/dependencies.md). Two files are changed on the way; VENDOR.md says how.
"""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STATIC = ROOT / "src/gvi/site/static/vendor"
FONTS = ROOT / "src/gvi/science/typesetting/fonts"
TESTS = ROOT / "tests/vendor"

BASE_STYLES = ("base", "heading", "label", "paragraph", "link", "validation-message")
PART_STYLES = (
    "data-size-workaround",
    "button",
    "input",
    "field",
    "fieldset",
    "skip-link",
    "details",
    "dialog",
    "card",
    "list",
    "divider",
    "pagination",
    "tag",
    "error-summary",
    "table",
    "breadcrumbs",
    "alert",
)
STYLES = "@digdir/designsystemet-css"
THEME = "@digdir/designsystemet-theme"
FONT = "@fontsource-variable/inter"
PAPER_FONT = "@expo-google-fonts/inter"  # Inter as the static TrueType files that documents need
BINARY = {".woff2", ".ttf"}
IN_USE = "only the components in use"


@dataclass(frozen=True)
class Copy:
    """One file to write: from which package, from which of its files, to where, and how it is changed."""

    package: str
    sources: tuple[str, ...]
    target: Path
    change: Callable[[list[str]], str] | None = None
    changed: str = ""
    licence: str = "LICENSE"


def style_sheet(parts: list[str]) -> str:
    """Put the wanted components in the cascade layers that the package's own index.css gives them."""
    base = "".join(f"@layer ds.base{{{part}}}\n" for part in parts[: len(BASE_STYLES)])
    rest = "".join(f"@layer ds.components{{{part}}}\n" for part in parts[len(BASE_STYLES) :])
    return "@layer ds.theme, ds.base, ds.components;\n" + base + rest


def classic_interpreter(parts: list[str]) -> str:
    """Take the interpreter's one import from the global ``vega`` instead of a bundler, and hang it there."""
    text = re.sub(
        r"^import (\{.+?\}) from 'vega-util';", r"const \1 = globalThis.vega;", parts[0], flags=re.M
    )
    exported = "export { expression as expressionInterpreter };"
    text = text.replace(exported, "globalThis.gviExpressionInterpreter = expression;")
    if "import " in text or "export " in text:
        raise ValueError("vega-interpreter.js: expected one import, from vega-util, and one export")
    return text


def style_sources() -> tuple[str, ...]:
    """Name the style files of the components that the product uses, in the order of their layers."""
    return tuple(f"dist/src/{name}.css" for name in (*BASE_STYLES, *PART_STYLES))


COPIES = (
    Copy(STYLES, style_sources(), STATIC / "designsystemet/designsystemet.css", style_sheet, IN_USE),
    Copy(THEME, ("src/themes/designsystemet.css",), STATIC / "designsystemet/theme.css"),
    Copy(FONT, ("files/inter-latin-wght-normal.woff2",), STATIC / "inter/inter-latin.woff2"),
    Copy(FONT, ("files/inter-latin-ext-wght-normal.woff2",), STATIC / "inter/inter-latin-ext.woff2"),
    Copy(
        PAPER_FONT, ("400Regular/Inter_400Regular.ttf",), FONTS / "Inter-Regular.ttf", licence="LICENSE_FONT"
    ),
    Copy(
        PAPER_FONT,
        ("600SemiBold/Inter_600SemiBold.ttf",),
        FONTS / "Inter-SemiBold.ttf",
        licence="LICENSE_FONT",
    ),
    Copy("cytoscape", ("dist/cytoscape.min.js",), STATIC / "cytoscape/cytoscape.min.js"),
    Copy("htmx.org", ("dist/htmx.min.js",), STATIC / "htmx/htmx.min.js"),
    Copy("vega", ("build/vega.min.js",), STATIC / "vega/vega.min.js"),
    Copy("vega-lite", ("build/vega-lite.min.js",), STATIC / "vega/vega-lite.min.js"),
    Copy(
        "vega-interpreter",
        ("build/vega-interpreter.js",),
        STATIC / "vega/vega-interpreter.js",
        classic_interpreter,
        "import and export replaced by the global vega",
    ),
    Copy("axe-core", ("axe.min.js",), TESTS / "axe.min.js"),
)


def content(copy: Copy) -> bytes:
    """Read a file: bytes as published, or text after its change, without pointers to source maps."""
    paths = [MODULES / copy.package / source for source in copy.sources]
    if copy.target.suffix in BINARY:
        return paths[0].read_bytes()
    texts = [path.read_text(encoding="utf-8") for path in paths]
    text = copy.change(texts) if copy.change else texts[0]
    text = re.sub(r"^(//# sourceMappingURL=.*|/\*# sourceMappingURL=.*\*/)$", "", text, flags=re.M)
    return (text.rstrip() + "\n").encode()


def write(copy: Copy) -> str:
    """Write one file with its licence beside it; return its line in VENDOR.md."""
    data = content(copy)
    copy.target.parent.mkdir(parents=True, exist_ok=True)
    copy.target.write_bytes(data)
    licence = (MODULES / copy.package / copy.licence).read_text(encoding="utf-8")
    name = f"LICENSE.{copy.package.rsplit('/', 1)[-1]}.txt"
    copy.target.with_name(name).write_text(licence.rstrip() + "\n", encoding="utf-8")
    about = json.loads((MODULES / copy.package / "package.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(data).hexdigest()
    cells = (copy.target.name, copy.package, about["version"], about["license"], digest, copy.changed or "no")
    return "| " + " | ".join(cells) + " |"


def report(folder: Path) -> Iterator[str]:
    """Write the copies that belong in ``folder`` and yield the lines of its VENDOR.md."""
    yield "# Files from others\n"
    yield "Written by `make vendor` from the packages in `package-lock.json`; do not edit by hand.\n"
    yield "| file | package | version | licence | sha256 | changed |"
    yield "|---|---|---|---|---|---|"
    yield from (write(copy) for copy in COPIES if copy.target.is_relative_to(folder))


def main() -> None:
    """Fetch the locked packages and copy their files."""
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, check=True)
    for folder in (STATIC, FONTS, TESTS):
        folder.mkdir(parents=True, exist_ok=True)
        lines = list(report(folder))
        (folder / "VENDOR.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print("\n".join(lines[2:]))


if __name__ == "__main__":
    main()
