"""Family captions: pieces of captions are put together and taken out of the text that they interrupt."""
