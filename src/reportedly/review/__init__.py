"""The review queue: what is asked, in which order, what people decide, and how far they agree."""
