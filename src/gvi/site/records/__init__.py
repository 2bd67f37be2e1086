"""Begäran om allmän handling: collects joint documents, marks whose each is, routes, and never answers by itself."""
