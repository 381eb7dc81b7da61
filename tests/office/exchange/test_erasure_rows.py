"""Whatever points to a person is known to the erasure: a new table fails here until it is."""

import ast
import inspect

from django.apps import apps

from kintrace.office.exchange import erasure_rows

ROOTS = {"Record", "Proposal", "Child", "Transfer", "Case"}


def test_every_table_that_points_to_a_person_is_taken_out():
    tree = ast.parse(inspect.getsource(erasure_rows))
    known = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    pointing = {
        model.__name__
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.many_to_one and field.related_model and field.related_model.__name__ in ROOTS
    }
    assert {"NameKey", "Decision", "Step", "Indicator"} <= pointing
    assert pointing - known == set()
