"""What waits for people, in the order that helps most, and what they have done."""
