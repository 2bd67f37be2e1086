"""The log: who did what, in which room, when and why; never the content (trust.md, "Log").

The lowest app of the trust floor: it names everything by opaque id and has no foreign keys.
"""
