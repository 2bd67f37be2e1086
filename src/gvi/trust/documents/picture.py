"""Turns a drawing (SVG) into a picture (PNG) for whoever can't use the drawing, with the documents' own typeface."""

import struct
from typing import Final

import typst

from gvi.science.typesetting.render import DocumentError
from gvi.science.typesetting.typeface import fonts

PAGE: Final = b"""#set page(width: auto, height: auto, margin: 12pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg", width: 1000pt, alt: "")
"""
POINTS = 1024  # the page's width: the drawing and its margins
INCH = 72
HEADER: Final = struct.Struct(">16xII")


def png(drawing: str, *, width: int = 2048) -> bytes:
    """Draw the text of one ``<svg>`` on white as a PNG about ``width`` pixels wide. Raises ``DocumentError``.

    >>> from gvi.trust.documents.picture import size
    >>> size(png('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><circle r="3"/></svg>', width=512))
    (512, 262)
    """
    try:
        compiler = typst.Compiler(input=PAGE, font_paths=fonts())
        picture = compiler.compile(format="png", ppi=width / POINTS * INCH, sys_inputs={"drawing": drawing})
    except RuntimeError:  # what it quotes can be text out of the drawing
        raise DocumentError("the drawing could not be made a picture") from None
    if not isinstance(picture, bytes):
        raise DocumentError("expected one picture")
    return picture


def size(picture: bytes) -> tuple[int, int]:
    """The width and height of a PNG in pixels, as its own header tells."""
    width, height = HEADER.unpack_from(picture)
    return width, height
