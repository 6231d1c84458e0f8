"""The goal chain, the judgement of each goal, and the one gate for a measurement."""
