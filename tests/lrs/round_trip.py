"""Sends statements to a real learning record store, reads each back, and compares.

round_trip.py STATEMENTS: a JSON array of statements. The store is ralph-malph with its file backend, started for this run in a folder of its own.
"""

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

# What the store adds to a statement: when it came, who sent it, its date where the statement has none. (Others add `version`; this one does not.)
ADDED = {"stored", "authority", "timestamp"}
USER = "essai"


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Store:
    """The store, from its start to its end."""

    def __init__(self, folder):
        ralph = str(Path(sys.executable).parent / "ralph")
        password = secrets.token_hex(16)
        environment = {
            **os.environ,
            "RALPH_APP_DIR": str(folder),
            "RALPH_AUTH_FILE": str(folder / "auth.json"),
            "RALPH_RUNSERVER_BACKEND": "fs",
            "NO_PROXY": "127.0.0.1",
        }
        user = [ralph, "auth", "-u", USER, "-p", password, "-s", "all", "-M", "mailto:essai@example.org", "-w"]
        subprocess.run(user, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = free_port()
        data = folder / "data"
        data.mkdir()
        self.log = folder / "log"
        server = [ralph, "runserver", "-b", "fs", "--fs-default-directory-path", str(data), "-h", "127.0.0.1", "-p", str(port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(server, env=environment, stdout=log, stderr=log)
        self.address = f"http://127.0.0.1:{port}/xAPI/statements/"
        self.session = requests.Session()
        # Nothing of the machine's own settings: neither a proxy nor a stored password.
        self.session.trust_env = False
        self.session.auth = (USER, password)
        self.session.headers["X-Experience-API-Version"] = "1.0.3"
        self.wait()

    def wait(self):
        for _ in range(300):
            if self.process.poll() is not None:
                break
            try:
                self.session.get(self.address, params={"limit": 1}, timeout=2)
                return
            except requests.ConnectionError:
                time.sleep(0.1)
        raise SystemExit("the store does not start:\n" + self.log.read_text())

    def post(self, statements):
        return self.session.post(self.address, json=statements, timeout=120)

    def get(self, statement_id):
        return self.session.get(self.address, params={"statementId": statement_id}, timeout=30)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def broken(statement, how):
    copy = json.loads(json.dumps(statement))
    how(copy)
    return copy


def check(store, statements):
    """What is wrong, in words, and which keys the store added."""
    wrong = []
    sent = store.post(statements)
    if sent.status_code != 200:
        return [f"the statements are refused: {sent.status_code} {sent.text[:2000]}"], set()
    if sent.json() != [statement["id"] for statement in statements]:
        wrong.append("the store answers with other ids")
    added = set()
    for statement in statements:
        answer = store.get(statement["id"])
        if answer.status_code != 200:
            wrong.append(f"{statement['id']}: {answer.status_code}")
            continue
        kept = answer.json()
        # xAPI wants the statement itself; this store gives a list of one.
        if list(kept) == ["statements"] and len(kept["statements"]) == 1:
            kept = kept["statements"][0]
        new = set(kept) - set(statement)
        added |= new
        if not new <= ADDED:
            wrong.append(f"{statement['id']}: the store added {sorted(new - ADDED)}")
        if {key: value for key, value in kept.items() if key not in new} != statement:
            wrong.append(f"{statement['id']}: read back otherwise: {json.dumps(kept, ensure_ascii=False)[:1500]}")
    again = store.post(statements)
    if again.status_code not in (200, 204, 409):
        wrong.append(f"the same statements again: {again.status_code} {again.text[:500]}")
    # What is no statement must be refused, or the store would accept anything of ours.
    def new_id(statement):
        statement["id"] = "00000000-0000-4000-8000-000000000001"
    def no_verb(statement):
        new_id(statement)
        del statement["verb"]
    def odd_id(statement):
        statement["id"] = "answered/1"
    def odd_iri(statement):
        new_id(statement)
        statement["object"]["id"] = "décision"
    for how in (no_verb, odd_id, odd_iri):
        answer = store.post([broken(statements[1], how)])
        # xAPI wants 400; this store has its own numbers.
        if answer.status_code < 400:
            wrong.append(f"{how.__name__}: accepted with {answer.status_code}")
    answer = store.post([broken(statements[1], lambda statement: statement["result"].update(response="autre"))])
    if answer.status_code != 409:
        wrong.append(f"another statement under an id that is there: {answer.status_code}, 409 was expected")
    return wrong, added


def main():
    statements = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="bifurque-lrs-") as folder:
        store = Store(Path(folder))
        try:
            wrong, added = check(store, statements)
        finally:
            store.stop()
    if wrong:
        raise SystemExit("\n".join(wrong[:5]))
    print(f"  {len(statements)} statements sent to a store and read back equal, but for what it added: {', '.join(sorted(added))}")


main()
