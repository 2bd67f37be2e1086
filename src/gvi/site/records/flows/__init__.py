"""Register, route and close a request for public records."""
