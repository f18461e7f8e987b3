"""The clinic's list of patients, and each patient's set-up."""
