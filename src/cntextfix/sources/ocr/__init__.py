"""Pages that OCR has read: ALTO and hOCR."""
