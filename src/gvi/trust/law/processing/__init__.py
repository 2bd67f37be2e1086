"""The register of processing that each controller must keep (GDPR art. 30, Directive 2016/680 art. 24).

What a kind of room does is data in the files here; to whom, for how long and under which impact assessment comes from
what the room has switched on, agreed and decided.
"""
