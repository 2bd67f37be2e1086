"""What is written on paper for a talk."""
