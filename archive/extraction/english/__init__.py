"""English: the word lists of the extractor's first language."""
