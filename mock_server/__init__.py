"""The service that testers run: it answers the contract as the real one does."""
