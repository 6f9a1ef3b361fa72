"""The book of an atlas, and its pages, as files."""
