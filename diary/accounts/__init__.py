"""Who is signing in: staff, phones, login sessions, guards."""
