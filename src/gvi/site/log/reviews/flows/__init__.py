"""What a log reviewer does with a month, and what the data protection officer says about it. One use case a file."""
