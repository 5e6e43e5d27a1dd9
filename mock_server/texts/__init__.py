"""The server's words in its `languages`: of `problems`, and of the `rules` they name."""

__all__ = ["languages", "problems", "rules"]
