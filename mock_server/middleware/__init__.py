"""What wraps every call: journal, faults, host check."""
