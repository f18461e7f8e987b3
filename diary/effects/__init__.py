"""What followed a session."""
