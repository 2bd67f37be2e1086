"""The steps of the strategy: one Django app a step, stacked in the order in which they are used."""
