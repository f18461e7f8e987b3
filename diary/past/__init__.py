"""The patient looks back: the days as they were answered, and what they add up to."""
