"""What entries, treatment sessions and effects add up to."""
