"""Reading a notice: a document goes in, a `Plan` comes out, each item tied to the words it came from."""
