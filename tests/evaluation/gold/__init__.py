"""Gold of real pages, as numbers of lines of PDFs that lie elsewhere."""
