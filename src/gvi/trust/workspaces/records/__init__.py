"""Requests for public records (begäran om allmän handling): the states, and where steps register joint documents.

Tryckfrihetsförordningen 2 kap.: whoever keeps a document answers for it. The product collects, marks whose each
document is and routes; it never answers by itself (domain.md, "Small numbers" and what stands before it).
"""
