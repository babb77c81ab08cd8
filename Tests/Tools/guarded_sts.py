"""Stands in front of the local AWS's STS, which lets anybody assume any role, and asks the role's trust policy first.

The policy is the one that the local AWS's IAM has; Principal Mapper judges it (`policy_evaluator.py` says why). A role that
does not exist is refused like one that does not trust the caller, as AWS does. All other calls are passed on.

Usage: guarded_sts.py AWS-URL; prints its own URL as the first line, and serves until it is ended or its standard input is, so
that it cannot outlive the test that started it.
"""

import os
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3

import policy_evaluator

REFUSAL = (
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code>'
    "<Message>User: {caller} is not authorized to perform: sts:AssumeRole on resource: {role}</Message></Error>"
    "<RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>"
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        form = dict(urllib.parse.parse_qsl(body.decode()))
        if form.get("Action") == "AssumeRole":
            account = self.headers["Authorization"].split("Credential=")[1].split("/")[0]
            caller = f"arn:aws:iam::{account}:user/caller"
            if not self.server.trusts(form["RoleArn"], caller, form.get("ExternalId")):
                self.answer(403, REFUSAL.format(caller=caller, role=form["RoleArn"]).encode(), "text/xml")
                return
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        request = urllib.request.Request(self.server.aws_url, data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                self.answer(response.status, response.read(), response.headers["Content-Type"])
        except urllib.error.HTTPError as error:
            self.answer(error.code, error.read(), error.headers["Content-Type"])

    def answer(self, status, body, content_type):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, aws_url):
        super().__init__(("127.0.0.1", 0), Handler)
        self.aws_url = aws_url

    def trusts(self, role, caller, external_id):
        iam = boto3.session.Session().client(
            "iam",
            endpoint_url=self.aws_url,
            region_name="us-east-1",
            aws_access_key_id=role.split(":")[4],
            aws_secret_access_key="test",
        )
        try:
            trust = iam.get_role(RoleName=role.split("/")[-1])["Role"]["AssumeRolePolicyDocument"]
        except iam.exceptions.NoSuchEntityException:
            return False
        context = {} if external_id is None else {"sts:ExternalId": external_id}
        return policy_evaluator.trusts(trust, role, caller, "sts:AssumeRole", context)


if __name__ == "__main__":
    server = Server(sys.argv[1])
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(0)
