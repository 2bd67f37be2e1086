"""Find a Chromium for the browser tests and the screenshots, and see to it that there is one.

Looked for in this order: the variable `GVI_BROWSER`, the machine's own Chromium or Chrome, Playwright's own. When
none is there, `python -m tools.browser` installs Debian's package where it may, and Playwright's otherwise.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
DEBIAN_PACKAGES = ("chromium", "fonts-liberation")
ADVICE = (
    "No Chromium found and none could be installed. Install Chromium or Chrome, or point GVI_BROWSER to one."
)


def find_browser() -> Path | None:
    """The browser to drive, or None. A path given in `GVI_BROWSER` that is not there is an error."""
    if chosen := os.environ.get("GVI_BROWSER"):
        return _must_exist(Path(chosen))
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return MAC if MAC.exists() else _playwright_browser()


def _must_exist(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(f"GVI_BROWSER points to {path}, which does not exist")
    return path


def _playwright_browser() -> Path | None:
    """The one that `playwright install chromium` downloads."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install_browser() -> bool:
    """Install one: Debian's when apt-get may be used, otherwise Playwright's. True when a way succeeded."""
    return _install_debian() or _succeeds(sys.executable, "-m", "playwright", "install", "chromium")


def _install_debian() -> bool:
    if not shutil.which("apt-get"):
        return False
    before = () if os.geteuid() == 0 else ("sudo", "-n")
    if before and not (shutil.which("sudo") and _succeeds(*before, "true")):
        return False
    apt = (*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    install = (*apt, "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES)
    return _succeeds(*apt, "update") and _succeeds(*install)


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def main() -> int:
    """Make sure of a browser and print where it is."""
    if find_browser() is None:
        print("Installing Chromium for the browser tests ...", flush=True)
        install_browser()
    browser = find_browser()
    print(f"Browser: {browser}" if browser else ADVICE, file=sys.stdout if browser else sys.stderr)
    return 0 if browser else 1


if __name__ == "__main__":
    raise SystemExit(main())
