"""What one does with rooms and members, one use case a file: right first, then the work, then one log event."""
