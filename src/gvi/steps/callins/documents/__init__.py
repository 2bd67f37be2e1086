"""Papers of the call-in, in Swedish as every document of the authorities (språklagen 2009:600, 10 §)."""
