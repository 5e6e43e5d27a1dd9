"""The command line of `unify-activate`."""

__all__ = ["main"]
