"""What is said for the ear, where the eye is given something shorter."""

__all__ = ["card", "problems", "rules", "steps"]
