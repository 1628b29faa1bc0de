"""The kinds of activity and their measures, as data: the words that link notice, record and form."""
