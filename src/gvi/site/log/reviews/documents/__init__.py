"""The protocol of a signed review, as an accessible PDF without personal data of anyone the log is about."""
