"""The server's words in German and English: of `problems`, and of the `rules` they name."""

__all__ = ["problems", "rules"]
