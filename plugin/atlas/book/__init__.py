"""From sheets to a book: cover, contents, openings of the families, method, pages of territories."""
