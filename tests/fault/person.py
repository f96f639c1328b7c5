"""Somebody at the API, over connections that may break: signs in, and sends a request until it is surely done.

A write that got no answer, or one that says "not now", is sent again as it was and under its Idempotency-Key. So
whatever became of the first, it is done once and answered.
"""
import http.client
import json
import time
import uuid

import program

NOT_NOW = {429, 502, 503, 504}
PATIENCE = 30  # seconds for one request


class Person:
    """`connect` opens a connection to wherever the API is; `host` is what it is called there."""

    def __init__(self, connect, host):
        self.connect, self.host = connect, host
        self.connection = None
        self.cookies, self.token = {}, ""
        self.repeated = []  # why a request was sent again

    def ask(self, verb, path, body=None, key=""):
        """Sends a request once; status, headers and JSON of the answer, or OSError or HTTPException."""
        headers = {"Host": self.host, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/json"
        headers.update({name: value for name, value in
                        {"X-CSRF-Token": self.token, "Idempotency-Key": key}.items() if value})
        try:
            self.connection = self.connection or self.connect()
            self.connection.request(verb, path, None if body is None else json.dumps(body), headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.leave()
            raise
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, answer.headers, json.loads(text) if is_json else None

    def insist(self, verb, path, body=None):
        """Sends the same request under one key until it is answered; status and JSON of that answer."""
        key = uuid.uuid4().hex if verb == "POST" else ""
        end = time.monotonic() + PATIENCE
        while True:
            wait = 0.1
            try:
                status, headers, answer = self.ask(verb, path, body, key)
                running = status == 409 and answer["key"] == "idempotency.running"
                if status == 409 and answer["key"] == "idempotency.done":
                    self.repeated.append("done")
                    return self.insist("GET", headers["Location"])
                if status not in NOT_NOW and not running:
                    return status, answer
                why, wait = "running" if running else str(status), float(headers.get("Retry-After", wait))
            except (OSError, http.client.HTTPException) as fault:
                why = type(fault).__name__
            self.repeated.append(why)
            assert time.monotonic() < end, f"{verb} {path}: {self.repeated[-5:]}"
            time.sleep(wait)

    def sign_in(self, login, first_password, password):
        """With the first password, which is changed; the headers of the answer."""
        status, headers, answer = self.ask("POST", "/api/v1/session", {"login": login, "password": first_password})
        assert status == 200, answer
        self.token = answer["csrf_token"]
        status, _, answer = self.ask("PUT", "/api/v1/session/password",
                                     {"old_password": first_password, "new_password": password})
        assert status == 204, answer
        return headers

    def leave(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def add(data, login, name, *roles):
    """Enters somebody by the command line; the first password."""
    words = [word for role in roles for word in ("--role", role)]
    said = program.must("account", "add", "--data", data, "--agency", program.AGENCY, "--login", login, "--name", name,
                        *words)
    return said.split("初始密码：")[1].split("\n")[0]
