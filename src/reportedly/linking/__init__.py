"""What is the same over documents: events, sources, what figures count."""
