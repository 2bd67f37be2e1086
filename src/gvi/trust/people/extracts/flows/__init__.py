"""Register a request, say whom it is about, and answer it."""
