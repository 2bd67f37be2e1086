"""Make a picture of a page small: 256 colours are enough for text, lines and a few charts.

The browser that took the picture reads it and finds the colours; the file itself is written here, with nothing but
the standard library (PNG specification, 11.2: a palette and one byte a pixel).
"""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TypedDict

from playwright.sync_api import Browser

HEAD = b"\x89PNG\r\n\x1a\n"
QUANTISE = """async source => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const data = canvas.getImageData(0, 0, image.width, image.height).data;
    const pixels = new Uint32Array(data.buffer), times = new Map();
    for (const pixel of pixels) times.set(pixel, (times.get(pixel) ?? 0) + 1);
    const palette = [...times.keys()].sort((a, b) => times.get(b) - times.get(a)).slice(0, 256);
    const parts = pixel => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
    const known = palette.map(parts), near = new Map(palette.map((pixel, index) => [pixel, index]));
    for (const pixel of times.keys()) {
        if (near.has(pixel)) continue;
        const [r, g, b] = parts(pixel);
        const far = known.map(([x, y, z]) => (x - r) ** 2 + (y - g) ** 2 + (z - b) ** 2);
        near.set(pixel, far.indexOf(Math.min(...far)));
    }
    const text = bytes => bytes.reduce((all, byte) => all + String.fromCharCode(byte), '');
    return {width: image.width, height: image.height, palette: known.flat(),
        pixels: btoa(text(Uint8Array.from(pixels, pixel => near.get(pixel))))};
}"""


class Quantised(TypedDict):
    """What the browser answers; ``pixels`` holds an index into the palette for each pixel, as base64."""

    width: int
    height: int
    palette: list[int]
    pixels: str


def shrink(browser: Browser, png: bytes) -> bytes:
    """The same picture in at most 256 colours."""
    page = browser.new_page()
    found: Quantised = page.evaluate(QUANTISE, f"data:image/png;base64,{base64.b64encode(png).decode()}")
    page.close()
    return write_png(
        found["width"], found["height"], bytes(found["palette"]), base64.b64decode(found["pixels"])
    )


def write_png(width: int, height: int, palette: bytes, pixels: bytes) -> bytes:
    """A PNG of one byte a pixel; ``palette`` holds red, green and blue of each colour."""
    rows = (b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    return b"".join(
        [
            HEAD,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", zlib.compress(b"".join(rows), 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
