"""Adding up a folder of returned tables: a blank form and the files of many units in, one total out."""
