"""Living in the notes on a terminal (Textual): a face on the actions, and no more than that."""
