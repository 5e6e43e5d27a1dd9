"""Passwords suggested and rated."""
