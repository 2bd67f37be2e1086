"""Make `.venv` exactly as `uv.lock` says, with nothing but Python and the package index.

Runs on the machine's own Python before anything is installed, so it uses the standard library only and syntax that
an older Python can at least read. uv goes into `.tools`, apart from the product. Debian ships Python without pip and
venv; then the missing package is installed when we may, and named when we may not.
"""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
OLDEST = (3, 11)
UV = "uv>=0.13,<1"


def run(*command: str | Path, quiet: bool = True) -> bool:
    """Run a command; its output is shown only when it fails (or when not `quiet`). True when it succeeded."""
    pipe = subprocess.PIPE if quiet else None
    done = subprocess.run([str(part) for part in command], stdout=pipe, stderr=pipe, text=True, check=False)
    if done.returncode and quiet:
        sys.stderr.write((done.stdout or "") + (done.stderr or ""))
    return done.returncode == 0


def find_python() -> str:
    """A Python that is new enough: this one, or a newer one beside it."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)  # noqa: UP031 (read by an old Python)
        if found:
            return found
    raise SystemExit("gvi needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031


def can_make_venv(python: str) -> bool:
    """Debian splits venv's other half, ensurepip, into a package of its own."""
    probe = subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    return probe.returncode == 0


def install_venv_package(python: str) -> None:
    """Install Debian's python3-venv as root, or say what to type."""
    if can_make_venv(python):
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SystemExit(
            "Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv"
        )
    print("Installing python3-venv ...", flush=True)
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    if not (run(*apt, "update") and run(*apt, "install", "-y", "--no-install-recommends", "python3-venv")):
        raise SystemExit("Could not install python3-venv; the lines above say why.")


def find_uv(python: str) -> Path:
    """The uv of `.tools`, installed there on the first run."""
    uv = TOOLS / "bin" / "uv"
    if uv.exists() and run(uv, "--version"):
        return uv
    install_venv_package(python)
    shutil.rmtree(TOOLS, ignore_errors=True)
    made = run(python, "-m", "venv", TOOLS) and run(
        TOOLS / "bin" / "python", "-m", "pip", "install", "-q", UV
    )
    if not made:
        shutil.rmtree(TOOLS, ignore_errors=True)
        raise SystemExit("Could not install uv in .tools; the lines above say why.")
    return uv


def has_certificates() -> bool:
    """Whether the machine has certificates of its own. Authorities' networks often need theirs."""
    known = ssl.get_default_verify_paths()
    return bool(known.cafile or (known.capath and any(Path(known.capath).iterdir())))


def main(more: list[str]) -> int:
    """Bring `.venv` to what the lock file says, with `more` of it: `--extra spark`, `--group peers`."""
    python = find_python()
    print("Setting up .venv (the first time takes a minute or two) ...", flush=True)
    os.environ.update({"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(ROOT / ".venv")})
    os.environ.pop("VIRTUAL_ENV", None)
    if has_certificates():
        os.environ.setdefault("UV_SYSTEM_CERTS", "true")
    options = ("--locked", "--quiet", "--compile-bytecode")
    uv = find_uv(python)
    if not run(uv, "sync", *options, *more, "--project", ROOT, "--python", python, quiet=False):
        raise SystemExit("The environment could not be made; the lines above say why.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
