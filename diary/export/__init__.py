"""What the diary holds of a patient, for the patient: who looked, a copy, sharing and deleting."""
