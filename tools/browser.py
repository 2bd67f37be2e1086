"""Find a Chromium for the browser tests and the screenshots, and see to it that there is one.

Looked for in this order: the variable `GVI_BROWSER`, the machine's own Chromium or Chrome, Playwright's own. Chromium
without windows goes before the one with: it shows the same pages for less work. When none is there,
`python -m tools.browser` installs Debian's package where it may, and Playwright's otherwise. It also
sees to it that Playwright's driver runs: on a bare Debian one small library is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

WINDOWLESS = "chromium-headless-shell"
NAMES = (
    WINDOWLESS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
BROWSER_PACKAGES = (WINDOWLESS, "chromium")  # the first that the machine's Debian has
FONTS = "fonts-liberation"
DRIVER_PACKAGES = ("libatomic1",)
PLAYWRIGHT = (sys.executable, "-m", "playwright")
NO_DRIVER = "Playwright's driver does not start; `.venv/bin/playwright --version` says why."
NO_BROWSER = (
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


def driver_runs() -> bool:
    """Whether Playwright's driver, a program of its own, starts on this machine."""
    return _succeeds(*PLAYWRIGHT, "--version", quiet=True)


def _playwright_browser() -> Path | None:
    """The one that `playwright install chromium` downloads."""
    if not driver_runs():
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install_debian(*packages: str) -> bool:
    """Install Debian packages when we are root or may become root without a password. True when it succeeded."""
    if not shutil.which("apt-get"):
        return False
    before = () if os.geteuid() == 0 else ("sudo", "-n")
    if before and not (shutil.which("sudo") and _succeeds(*before, "true", quiet=True)):
        return False
    print("Installing", *packages, "...", flush=True)
    apt = (*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    return _succeeds(*apt, "update") and _succeeds(
        *apt, "install", "-y", "--no-install-recommends", *packages
    )


def _succeeds(*command: str, quiet: bool = False) -> bool:
    """Run a command. What it complains about is shown unless `quiet`."""
    complaints = subprocess.DEVNULL if quiet else None
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=complaints, check=False)
    return done.returncode == 0


def see_to_browser() -> Path | None:
    """Find a browser; otherwise install one, Debian's before Playwright's."""
    found = find_browser()
    if found is None and not any(install_debian(package, FONTS) for package in BROWSER_PACKAGES):
        _succeeds(*PLAYWRIGHT, "install", "chromium")
    return found or find_browser()


def main() -> int:
    """Make sure of driver and browser, and print where the browser is."""
    if not driver_runs() and not (install_debian(*DRIVER_PACKAGES) and driver_runs()):
        print(NO_DRIVER, file=sys.stderr)
        return 1
    browser = see_to_browser()
    print(f"Browser: {browser}" if browser else NO_BROWSER, file=sys.stdout if browser else sys.stderr)
    return 0 if browser else 1


if __name__ == "__main__":
    raise SystemExit(main())
