"""The clinic and its people: patients, their areas, consent, and the one door to a patient."""
