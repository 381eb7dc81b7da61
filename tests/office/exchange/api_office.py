"""An office with a little of everything that the API hands out, and programs that ask it. All is invented."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from kintrace.office.exchange import tokens
from kintrace.office.exchange.api_doors import RATE

EVERYTHING = tuple(act.name for act in tokens.SCOPES)
TO = "Red Cross of Nowhere"
SENT = {"legal_basis": "consent", "children": [{"name": "Вигадана Олена", "birth": "2015"}]}


@dataclass
class Program:
    """A program that holds a token."""

    secret: str
    token: Any

    def ask(self, path: str, sent: Any = None, method: str = "", **more: Any) -> tuple[int, Any]:
        """Ask an operation; returns the status and what was answered."""
        RATE.forget()
        body = {} if sent is None else {"data": json.dumps(sent), "content_type": "application/json"}
        method = method or ("POST" if sent is not None else "GET")
        headers = {"Authorization": f"Bearer {self.secret}", "Accept-Language": "en"}
        answer = Client().generic(method, f"/api/v1/{path}", headers=headers, **body, **more)
        return answer.status_code, answer.json()


def program(administrator, acts=EVERYTHING, recipient=TO, purpose="sharing", name="Bridge") -> Program:
    wanted = tokens.Wanted(name, list(acts), 30, recipient, purpose)
    token, secret = tokens.make(by=administrator, wanted=wanted)
    return Program(secret, token)
