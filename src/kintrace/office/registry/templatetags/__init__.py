"""What templates of tracing ask with."""
