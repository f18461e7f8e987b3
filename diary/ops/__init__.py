"""Running the diary: start, health, the worker's housekeeping."""
