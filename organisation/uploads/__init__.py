"""Files that people bring: refused kindly or read as rows of cells, whoever then makes use of them."""
