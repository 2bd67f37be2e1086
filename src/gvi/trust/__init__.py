"""The trust floor: rooms, rights and the log that every step stands on (docs/explanation/house.md)."""
