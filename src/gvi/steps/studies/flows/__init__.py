"""What is done with studies, one use case a file."""
