"""What people decide about a written name for good: here, in a source, or everywhere."""
