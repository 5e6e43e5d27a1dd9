"""The Textual app: screens, widgets and what holds them."""

__all__ = ["app"]
