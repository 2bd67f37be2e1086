"""Who has read about a certain person, and what is worth looking at today."""
