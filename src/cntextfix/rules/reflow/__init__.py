"""Family reflow: lines that the measure broke are joined to paragraphs."""
