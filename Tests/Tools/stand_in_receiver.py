"""The vendor's side of the integration, as small as it can be: what a customer's stack calls back to.

It serves `POST /v1/setup/<integration>` (Amazon SNS) and `POST /v1/events/<integration>` (EventBridge) on loopback and
completes a set-up as the real service does: it assumes the role that the stack made, writes fresh credentials into the
stack's secret with that role, and answers the custom resource. It trusts every message, since it talks to a local AWS only.
"""

import http.client
import json
import secrets
import threading
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CUSTOM_RESOURCE_SUBJECT = "AWS CloudFormation custom resource request"
API_KEY_HEADER = "X-Scout-Api-Key"
CALL_SECONDS = 15


@dataclass
class Delivery:
    """One event as it arrived."""

    body: dict
    headers: dict


@dataclass
class Integration:
    """What the vendor knows of one customer, and what has been received for it."""

    identifier: str
    external_id: str
    api_key: str | None = None
    confirmations: list[dict] = field(default_factory=list)
    notifications: list[dict] = field(default_factory=list)
    requests: list[dict] = field(default_factory=list)
    answers: list[dict] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def request_types(self):
        return [request["RequestType"] for request in self.requests]


class StandInReceiver:
    """A receiver on 127.0.0.1 for any number of integrations; use it as a context manager.

    `make_client(service, credentials)` returns a boto3 client: with the vendor's own credentials for `None`, else with
    the `Credentials` of an AssumeRole answer.
    """

    def __init__(self, make_client, port=0):
        self._make_client = make_client
        self._integrations = {}
        # Guards all that integrations have received, and wakes `wait_for`.
        self._changed = threading.Condition()
        self._workers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="setup")
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler_for(self))

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True, name="receiver").start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._workers.shutdown(wait=False, cancel_futures=True)

    @property
    def setup_endpoint(self):
        return f"http://127.0.0.1:{self._server.server_port}/v1/setup"

    @property
    def events_endpoint(self):
        return f"http://127.0.0.1:{self._server.server_port}/v1/events"

    @property
    def api_keys(self):
        """Every key that was written, so that a caller can make sure none of them is printed."""
        with self._changed:
            return [each.api_key for each in self._integrations.values() if each.api_key]

    def add_integration(self):
        integration = Integration("int-" + secrets.token_hex(8), secrets.token_urlsafe(24))
        with self._changed:
            self._integrations[integration.identifier] = integration
        return integration

    def wait_for(self, condition, seconds):
        """Whether `condition()`, a question about an integration, came true in time."""
        with self._changed:
            return self._changed.wait_for(condition, timeout=seconds)

    # What the handler calls; each returns the HTTP status.

    def receive_sns(self, identifier, message):
        integration = self._integrations.get(identifier)
        if integration is None:
            return 404
        # SNS waits 15 seconds for an answer, and a set-up may take longer: answer first, work afterwards.
        self._workers.submit(self._process, integration, message)
        return 200

    def receive_event(self, identifier, body, headers):
        integration = self._integrations.get(identifier)
        if integration is None:
            return 404
        with self._changed:
            integration.deliveries.append(Delivery(body, headers))
            self._changed.notify_all()
        return 200

    # The work behind an SNS message.

    def _process(self, integration, message):
        try:
            if message["Type"] == "SubscriptionConfirmation":
                _confirm(message["SubscribeURL"])
                self._record(integration.confirmations, message)
            elif message.get("Subject") == CUSTOM_RESOURCE_SUBJECT:
                self._record(integration.notifications, message)
                self._complete(integration, json.loads(message["Message"]))
        except Exception as fault:  # a worker's fault has no caller; `faults` carries it to the report
            self._record(integration.faults, f"{type(fault).__name__}: {fault}")

    def _complete(self, integration, request):
        self._record(integration.requests, request)
        answer = {
            "Status": "SUCCESS",
            "PhysicalResourceId": integration.identifier,
            "StackId": request["StackId"],
            "RequestId": request["RequestId"],
            "LogicalResourceId": request["LogicalResourceId"],
        }
        try:
            if request["RequestType"] != "Delete":
                self._write_credentials(integration, request["ResourceProperties"])
        except Exception as fault:  # whatever went wrong, an unanswered stack would wait for its timeout
            answer |= {"Status": "FAILED", "Reason": f"{type(fault).__name__}: {fault}"[:1000]}
        _put_answer(request["ResponseURL"], answer)
        self._record(integration.answers, answer)

    def _write_credentials(self, integration, properties):
        """Assume the stack's set-up role and put a fresh key into the stack's secret with it."""
        assumed = self._make_client("sts", None).assume_role(
            RoleArn=properties["SetupRoleArn"],
            RoleSessionName=f"setup-{integration.identifier}",
            ExternalId=integration.external_id,
        )
        api_key = secrets.token_urlsafe(32)
        self._make_client("secretsmanager", assumed["Credentials"]).put_secret_value(
            SecretId=properties["SecretArn"], SecretString=json.dumps({"apiKey": api_key})
        )
        with self._changed:
            integration.api_key = api_key

    def _record(self, where, what):
        with self._changed:
            where.append(what)
            self._changed.notify_all()


def _confirm(url):
    with urllib.request.urlopen(url, timeout=CALL_SECONDS) as answer:
        answer.read()


def _put_answer(url, answer):
    """PUT with an empty Content-Type, which the presigned URL covers; urllib would fill in one of its own."""
    parts = urllib.parse.urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=CALL_SECONDS)
    try:
        target = f"{parts.path}?{parts.query}"
        connection.request("PUT", target, json.dumps(answer), {"Content-Type": ""})
        status = connection.getresponse().status
        if status != 200:
            raise RuntimeError(f"the answer to the stack was refused with status {status}")
    finally:
        connection.close()


def _handler_for(receiver):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = CALL_SECONDS

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            match self.path.split("/"):
                case ["", "v1", "setup", identifier]:
                    status = receiver.receive_sns(identifier, body)
                case ["", "v1", "events", identifier]:
                    status = receiver.receive_event(identifier, body, dict(self.headers.items()))
                case _:
                    status = 404
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Nothing: the report says what was received."""

    return Handler
