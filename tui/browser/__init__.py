"""The hand-off to what comes after: a browser here, or a person's other device."""

__all__ = ["actions", "address", "browsers", "clipboard", "qr", "workspace"]
