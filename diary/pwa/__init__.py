"""What makes the diary an app: the screens a phone keeps, the worker that serves them, the manifest."""
