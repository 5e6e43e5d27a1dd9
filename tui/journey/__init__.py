"""The journey of one account and the queue of several: no screen, no network of its own."""

__all__ = [
    "account_queue",
    "clock",
    "consistency",
    "flow",
    "form",
    "idle_timer",
    "invitation",
    "journey",
    "states",
    "trust_card",
]
