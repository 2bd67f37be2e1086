"""What is done with persons: one use case a file."""
