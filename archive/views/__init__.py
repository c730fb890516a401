"""Pages, by noun: each view asks, pages and renders."""
