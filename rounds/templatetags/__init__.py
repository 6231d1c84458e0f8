"""Tags of the round's templates."""
