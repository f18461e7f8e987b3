"""The patient's one screen: today's check-in."""
