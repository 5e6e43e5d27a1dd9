"""What magic links make: scenarios, people, policies."""
