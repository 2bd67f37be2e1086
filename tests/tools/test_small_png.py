"""A picture in 256 colours is still a picture that a browser reads, of the same size and colours."""

import base64
import zlib

from playwright.sync_api import Browser

from tests.browser.conftest import browser
from tools.small_png import shrink, write_png

__all__ = ["browser"]
PALETTE = bytes([255, 255, 255, 0, 98, 186])
READ = """async source => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    return [image.width, image.height, ...canvas.getImageData(0, 0, image.width, image.height).data];
}"""


def look(browser: Browser, png: bytes) -> list[int]:
    """Width, height, and red, green, blue, alpha of each pixel."""
    page = browser.new_page()
    seen: list[int] = page.evaluate(READ, f"data:image/png;base64,{base64.b64encode(png).decode()}")
    page.close()
    return seen


def test_a_browser_reads_what_was_written(browser: Browser) -> None:
    png = write_png(2, 1, PALETTE, bytes([1, 0]))
    assert look(browser, png) == [2, 1, 0, 98, 186, 255, 255, 255, 255, 255]


def test_a_picture_of_a_page_gets_smaller_and_stays_the_same(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 300, "height": 200})
    page.set_content("<h1>Läget</h1><p>En skjutning i lördags väntar på bekräftelse.</p>")
    before = page.screenshot()
    page.close()
    after = shrink(browser, before)
    assert len(after) < len(before)
    far = [abs(a - b) for a, b in zip(look(browser, before), look(browser, after), strict=True)]
    assert max(far) <= 8


def test_rows_are_packed_without_a_filter() -> None:
    png = write_png(2, 2, PALETTE, bytes([1, 0, 0, 1]))
    data = png[png.index(b"IDAT") + 4 : -16]
    assert zlib.decompress(data) == bytes([0, 1, 0, 0, 0, 1])
