"""PDFs drawn by the tests, and damage done to them."""
