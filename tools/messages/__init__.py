"""Swedish in the code, English in one catalogue per app: extraction, checking and compiling without gettext's programs.

`python -m tools.messages` extracts and compiles; `--check` changes nothing and names every text that lacks English.
"""
