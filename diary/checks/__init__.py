"""The weekly check: PEG, change, goal, and what the patient wants to ask."""
