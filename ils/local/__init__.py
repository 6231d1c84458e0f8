"""Runs ILS on one machine: embedded servers, the processes around them, and the checks."""
