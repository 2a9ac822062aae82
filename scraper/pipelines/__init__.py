"""What commands do, step by step, without a terminal."""
