"""What is known of Chinese: classes of characters, words, scripts, marks, and the tables for them."""
