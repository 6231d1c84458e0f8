"""bin/bench: how fast the program is at the size of the whole city, against bare limits."""
