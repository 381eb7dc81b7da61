"""Addresses of cases."""

from django.urls import path

from kintrace.office.cases import case_pages, case_view, family_pages
from kintrace.office.cases.may import ACT_OF
from kintrace.office.cases.steps import Kind

_AROUND = ("relative", "sibling", "care", "consent", "task", "assign", "send")

urlpatterns = [
    path("", case_pages.cases, name="cases"),
    path("new/<int:number>/", case_pages.case_open, name="record-case"),
    path("practice/", case_pages.practice, name="cases-practice"),
    path("tasks/", family_pages.tasks, name="tasks"),
    path("tasks/<int:number>/done/", family_pages.task_done, name="task-done"),
    path("tasks/<int:number>/reopen/", family_pages.task_reopen, name="task-reopen"),
    path("tasks/<int:number>/cancel/", family_pages.task_cancel, name="task-cancel"),
    path("care/<int:number>/mistake/", family_pages.care_mistake, name="care-mistake"),
    path("moves/<int:number>/answer/", family_pages.move_answer, name="move-answer"),
    path("moves/<int:number>/revoke/", family_pages.move_revoke, name="move-revoke"),
    path("steps/<int:number>/take-back/", case_pages.step_take_back, name="step-take-back"),
    path("<int:number>/", case_pages.case, name="case"),
    path("<int:number>/change/", case_pages.case_change, name="case-change"),
    path("records/<int:number>/out/", case_pages.inside_out, name="inside-out"),
    path("<int:number>/gather/", case_pages.case_gather, name="case-gather"),
    *(path(f"<int:number>/{name}/", getattr(family_pages, name), name=f"case-{name}") for name in _AROUND),
    *(
        path(
            f"<int:number>/{kind.replace('_', '-')}/",
            case_pages.step_page(kind),
            name=case_view.address_of(kind),
        )
        for kind in ACT_OF
        if kind is not Kind.OPENED
    ),
]
