"""Floor 7: the command line. One small file a command; printing and prompting live only here."""

from reportedly.cli.main import main

__all__ = ["main"]
