"""Accounts, links and secrets as they are stored."""
