"""The child's way home: cases, their steps and gates, family, care, consent, tasks."""
