"""Plain-text accounting for who said what."""
