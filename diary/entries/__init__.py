"""What the patient feels."""
