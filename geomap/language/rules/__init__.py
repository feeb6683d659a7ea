"""The rules of a language for text, times and place names, in the shape in which the stages use them."""
