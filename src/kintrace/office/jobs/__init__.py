"""Long work: a table of jobs with leases, and the worker that does them."""
