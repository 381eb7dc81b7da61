"""The registry: children, the places they were taken to, the programmes that took them, each transfer."""
