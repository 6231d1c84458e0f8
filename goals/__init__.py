"""The goal chain, the judgement of each goal, and the one gate through which a value is recorded."""
