"""The contract over HTTP: `settings` say how, `backend` asks and loads what that takes by itself."""

__all__ = [
    "backend",
    "errors",
    "responses",
    "settings",
]
