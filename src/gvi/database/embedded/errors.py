"""The one error of the embedded server: what is wrong, where, and what to do about it."""


class ServerError(RuntimeError):
    """The embedded server can't be started, stopped or used; the text says why and what to do."""
