"""English: the words of the extractor's first language; `archive.extraction.lexicons` reads them."""
