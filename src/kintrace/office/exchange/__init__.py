"""What goes out of the office and what comes in from the field's other systems."""
