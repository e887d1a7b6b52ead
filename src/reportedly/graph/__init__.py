"""Floor 4: claims and conflicts as an attribution graph, and the way from a claim to its words."""
