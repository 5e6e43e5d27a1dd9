"""What wraps every call, outermost first: `journal`, `cross_origin`, `fault_injection`, `host_guard`.

Other rooms ask `journal.entry_of` for the entry of a call, `host_guard.origin_of` for its origin.
"""

__all__ = ["cross_origin", "fault_injection", "host_guard", "journal"]
