"""How a patient wants the diary."""
