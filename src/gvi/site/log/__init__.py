"""The log on screen. Here and not in ``gvi.trust.log``: the log is the lowest floor and knows no page."""
