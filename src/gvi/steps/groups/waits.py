"""What waits of memberships."""


def register_waits() -> None:
    """Nothing yet."""
