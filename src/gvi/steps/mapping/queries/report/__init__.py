"""What a problem analysis is written from, as plain values: incidents, groups, and what may leave the room."""
