"""When treatment happened: courses and treatment sessions."""
