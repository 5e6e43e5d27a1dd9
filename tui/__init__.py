"""The terminal app: one flow, drawn on screens."""
