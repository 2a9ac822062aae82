"""The trained model and what its answer rests on."""
