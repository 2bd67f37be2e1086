"""What people fill in about studies."""
