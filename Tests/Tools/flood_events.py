"""Sends many image events to a real `scout-ecr serve`, some of them twice and all in disorder; reports what became of them.

As EventBridge does, it sends again what was not answered with 200. In the middle, the service is killed (SIGKILL) and started
again. Exit 0 with a report as JSON on stdout, or 1 with the reason and the service's log on stderr. Every wait has a limit.
"""

import argparse
import hashlib
import json
import random
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import set_up_integrations as setup

KEY = "the key of the set-up"
ACCOUNT = "123456789012"
PIPELINED = 32
QUEUED = "scout_image_queue_depth"


def connect(service, organization="acme"):
    """An integration as it is after its set-up, with a known key."""
    identifier = setup.add(service, organization)["id"]
    path = Path(service.environment["SCOUT_DATA"]) / "integrations" / f"{identifier}.json"
    stored = json.loads(path.read_text())
    stored |= {
        "status": "connected",
        "account": ACCOUNT,
        "credentials": [hashlib.sha256(KEY.encode()).hexdigest()],
        "stack": {
            "id": f"arn:aws:cloudformation:{setup.REGION}:{ACCOUNT}:stack/S/01234567-89ab-cdef-0123-456789abcdef",
            "resources": {
                "setupRole": f"arn:aws:iam::{ACCOUNT}:role/setup",
                "ecrAccessRole": f"arn:aws:iam::{ACCOUNT}:role/ecr",
                "secret": f"arn:aws:secretsmanager:{setup.REGION}:{ACCOUNT}:secret:one",
            },
        },
    }
    path.write_text(json.dumps(stored))
    return identifier


def event(number, action):
    """The event of one image: its push, or its deletion a minute later."""
    detail = {
        "result": "SUCCESS",
        "repository-name": f"team/app-{number % 100}",
        "image-digest": f"sha256:{number:064x}",
        "action-type": action,
        "image-tag": f"v{number}",
    }
    return {
        "version": "0",
        "id": f"{action}-{number}",
        "detail-type": "ECR Image Action",
        "source": "aws.ecr",
        "account": ACCOUNT,
        "time": f"2026-01-31T12:{1 if action == 'DELETE' else 0:02}:00Z",
        "region": setup.REGION,
        "resources": [],
        "detail": detail,
    }


def requests(identifier, port, images, deleted):
    events = [event(number, "PUSH") for number in range(images)]
    events += [event(number, "DELETE") for number in range(deleted)]
    events += random.Random(1).sample(events, len(events) // 5)
    random.Random(2).shuffle(events)
    head = (
        f"POST /v1/events/{identifier} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Scout-Api-Key: {KEY}\r\n"
        "Content-Type: application/json; charset=utf-8\r\nContent-Length: "
    )
    for each in events:
        body = json.dumps(each).encode()
        yield f"{head}{len(body)}\r\n\r\n".encode() + body


class Sender(threading.Thread):
    """Sends requests on a connection, several before it waits for their answers, until each is answered with 200."""

    def __init__(self, port, waiting, deadline):
        super().__init__(daemon=True)
        self.port, self.waiting, self.deadline = port, waiting, deadline
        self.accepted = self.resent = 0
        self.slowest = 0.0

    def run(self):
        connection = None
        while self.waiting and time.monotonic() < self.deadline:
            batch = self.waiting[-PIPELINED:]
            try:
                if connection is None:
                    connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
                started = time.monotonic()
                connection.sendall(b"".join(batch))
                answered = self.answers(connection, len(batch))
                self.slowest = max(self.slowest, time.monotonic() - started)
            except OSError:
                answered = 0
            self.accepted += answered
            if answered == len(batch):
                del self.waiting[-PIPELINED:]
                continue
            # Answers come in the order of the requests.
            self.waiting[-len(batch) :] = batch[answered:]
            self.resent += len(batch) - answered
            connection = None
            time.sleep(0.05)

    @staticmethod
    def answers(connection, count):
        received = b""
        while received.count(b"accepted\n") < count:
            part = connection.recv(65_536)
            if not part:
                break
            received += part
        return received.count(b"HTTP/1.1 200 OK")


def metric(port, name):
    text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30).read().decode()
    return int(re.search(rf"^{name} (\d+)$", text, re.M).group(1))


def peak_megabytes(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) // 1024


def flood(service, images, deleted, senders, seconds):
    service.environment["SCOUT_LOG_LEVEL"] = "warning"
    identifier = connect(service)
    service.run("repositories", "activate", "--organization", "acme", "*")
    start(service)
    prepared = list(requests(identifier, service.port, images, deleted))
    total = len(prepared)
    deadline = time.monotonic() + seconds
    threads = [Sender(service.port, prepared[number::senders], deadline) for number in range(senders)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    setup.wait_for("half of the events", lambda: sum(thread.accepted for thread in threads) > total // 2, seconds)
    peaks = [peak_megabytes(service.process)]
    service.kill()
    start(service)
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    sent_seconds = time.monotonic() - started
    backlog = metric(service.port, "scout_event_queue_depth")
    setup.wait_for("all events are taken in", lambda: metric(service.port, "scout_event_queue_depth") == 0, seconds)
    taken_seconds = time.monotonic() - started
    # Of what the killed process was writing, entries of the queue may be left over, which the next one drops.
    setup.wait_for("the queue is in order", lambda: metric(service.port, QUEUED) <= images - deleted, seconds)
    peaks.append(peak_megabytes(service.process))
    listed = json.loads(service.run("images", "list", "--json"))
    states = {}
    for image in listed:
        states[image["state"]] = states.get(image["state"], 0) + 1
    return {
        "sent": total,
        "accepted": sum(thread.accepted for thread in threads),
        "unsent": sum(len(thread.waiting) for thread in threads),
        "resent": sum(thread.resent for thread in threads),
        "images": len(listed),
        "different": len({image["digest"] for image in listed}),
        "states": states,
        "queued": metric(service.port, QUEUED),
        "peakMegabytes": max(peaks),
        "slowestAnswer": max(thread.slowest for thread in threads),
        "sentSeconds": sent_seconds,
        "takenInSeconds": taken_seconds,
        "backlog": backlog,
        "exitCode": service.stop(),
    }


def start(service):
    """Starts the service, which logs nothing of it at this level, and waits until it is ready."""
    with service.log_file.open("ab") as log:
        service.process = subprocess.Popen(
            [service.program, "serve"], env=service.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )

    def ready():
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{service.port}/readyz", timeout=5).status == 200
        except OSError:
            return False

    setup.wait_for("the service is ready", ready, service.seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--images", type=int, default=95_000)
    parser.add_argument("--deleted", type=int, default=5_000)
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--timeout", type=float, default=240)
    arguments = parser.parse_args()
    service = setup.Service(arguments.program, "http://127.0.0.1:9", arguments.workdir, arguments.timeout)
    try:
        report = flood(service, arguments.images, arguments.deleted, arguments.senders, arguments.timeout)
        print(json.dumps(report, indent=2))
    except (setup.RunFailed, subprocess.TimeoutExpired) as error:
        sys.exit(f"{error}\n{service.log_file.read_text(errors='replace')}")
    finally:
        if service.process is not None and service.process.poll() is None:
            service.kill()


if __name__ == "__main__":
    main()
