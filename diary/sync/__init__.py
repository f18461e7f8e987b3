"""Phone and server agree on what the diary says."""
