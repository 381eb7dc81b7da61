"""What templates of the journal ask with."""
