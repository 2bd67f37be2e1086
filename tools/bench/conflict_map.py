"""The conflict map

Places and drawing of a map by the server, and the same map in Chromium on a page that holds nothing else, from the
request until it answers a key: files fetched, drawn, zoomed and drawn anew. The best of three, each in a new window.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from gvi.site.middleware.headers import POLICY
from tools.bench.figures import Figure, seconds
from tools.browser import find_browser
from tools.conflict_map_page import STATIC, invented_map, page_of

ANSWERS = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const canvas = document.querySelector('[data-drawn] .conflict-map-canvas');
    await frame();
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key: '+' }));
    await frame();
    await frame();
    return performance.now();
}"""


class Handler(SimpleHTTPRequestHandler):
    """The static files, and the map at the root, with the policy of every answer."""

    page = b""

    def do_GET(self) -> None:
        """Answer with the page, or a file."""
        if self.path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page)
        return None

    def end_headers(self) -> None:
        """Send the policy too."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of the server's part, and of the whole in a browser."""
    groups = 20 if smoke else 200
    limit = None if smoke else 0.3
    yield Figure(
        f"{groups} groups: places", min(seconds(lambda: invented_map(groups)) for _ in range(3)), "s", limit
    )
    program = find_browser()
    if program is None:
        print("  no browser is here, so the page is not measured")
        return
    Handler.page = page_of(groups).encode()
    with served() as address:
        spent = _interactive(str(program), address, 1 if smoke else 3)
    yield Figure(f"{groups} groups: from request to the answer to a key", spent, "s", None if smoke else 1)


@contextmanager
def served() -> Iterator[str]:
    """A server of the page on this machine; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(STATIC)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _interactive(program: str, address: str, times: int) -> float:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    spent: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for _ in range(times):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(address)
            page.wait_for_selector("[data-drawn]")
            spent.append(page.evaluate(ANSWERS) / 1000)
            page.close()
        browser.close()
    return min(spent)
