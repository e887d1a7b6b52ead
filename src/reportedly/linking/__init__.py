"""What is the same over documents: events, sources."""
