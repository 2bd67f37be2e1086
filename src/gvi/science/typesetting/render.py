"""Turns a Typst template and plain data into an accessible PDF (PDF/UA-1), the same bytes for the same data.

Data travel as JSON in ``sys.inputs`` and are never part of the template, so nothing that a person has written can
become markup. The law behind the form: DOS-lagen (2018:1937) and EN 301 549, chapter 10, on accessible documents.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from gvi.science.typesetting.text import MISSING, clean_all
from gvi.science.typesetting.typeface import fonts

ROOT = Path(__file__).resolve().parents[2]
STANDARD: Final = "ua-1"


class DocumentError(ValueError):
    """A template did not become a document. Names the template and the kind of fault, never what was to be written."""


def render(template: Path, data: Mapping[str, Any], *, at: datetime | None) -> bytes:
    """Render ``template`` (inside the package) with ``data`` as a PDF dated ``at``, which must be aware.

    A template that sets no date is rendered without one (``at`` is none).

    The template reads ``json(bytes(sys.inputs.data))``; ``sys.inputs.missing`` holds the sign that stands for
    characters which had to be replaced, or nothing. Raises ``DocumentError``.
    """
    written = json.dumps(clean_all(data), ensure_ascii=False)
    inputs = {"data": written, "missing": MISSING if MISSING in written else ""}
    try:
        compiler = typst.Compiler(input=template, root=ROOT, font_paths=fonts())
        pdf = compiler.compile(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[STANDARD],
            timestamp=int(at.timestamp()) if at else None,
        )
    except RuntimeError as error:  # a TypstError is one; what it quotes can be text out of the data
        fault = str(error).split("`")[0].split('"')[0].strip()
        raise DocumentError(f"{template.name}: {fault}") from None
    if not isinstance(pdf, bytes):
        raise DocumentError(f"{template.name}: expected one PDF")
    return pdf
