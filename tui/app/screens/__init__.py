"""The screens, one to a file beside its style sheet."""
