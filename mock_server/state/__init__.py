"""Everything the mock remembers, each in a file of its own; `service` is all of it.

Rooms are given the parts that they need. Only who puts a mock together imports `service`.
"""

__all__ = [
    "changes",
    "fault_queue",
    "journal",
    "platform",
    "platform_rate_limits",
    "rate_limits",
    "service",
    "settings",
]
