"""Has Schemathesis compare the JSON API of a real `scout-ecr serve` with the document that it serves; reports as JSON.

Two organizations have a connected integration each, whose registries have told of images. The API is tried as an owner of one of
them and as a member, with the other one's owner as the peer who must see nothing of it. All checks are on, and the seed is fixed, so
that a run can be repeated. Before that, the other one's owner tries each operation by its example.

Exit 0 with the report on stdout, or 1 with the reason and the service's log on stderr. Every wait has a limit.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import flood_events
import set_up_integrations as setup

SEED = 20_260_131
# What the document has as its example, so that examples are about something.
ORGANIZATION, OTHER = "acme", "other"
INTEGRATION, OTHER_INTEGRATION = "int-0123456789abcdef0123456789abcdef", "int-fedcba9876543210fedcba9876543210"
IMAGES = 12
# An image for each state that the document knows; the events alone leave some queued and some ignored.
STATES = {
    2: {"state": "failed", "reason": "the registry is gone", "failures": 5},
    3: {
        "state": "handed-off",
        "content": {
            "mediaType": "application/vnd.oci.image.index.v1+json",
            "platforms": ["linux/amd64", "linux/arm64"],
            "size": 31_457_280,
            "layers": 7,
        },
        "analysis": {
            "exitCode": 0,
            "summary": 'looked at "5" <blobs>',
            "seconds": 4.25,
            "endedAt": "2026-01-31T12:05:00.000Z",
        },
    },
    4: {"state": "pulling"},
}


def connect(service, organization, identifier):
    """A connected integration of that id."""
    made = flood_events.connect(service, organization)
    path = Path(service.environment["SCOUT_DATA"]) / "integrations" / f"{made}.json"
    stored = json.loads(path.read_text()) | {"id": identifier}
    stored["progress"] = [
        {
            "logicalResourceId": "SNSTopic",
            "type": "AWS::SNS::Topic",
            "status": "CREATE_COMPLETE",
            "reason": "",
            "at": "2026-01-31T11:00:00.000Z",
        }
    ]
    path.with_name(f"{identifier}.json").write_text(json.dumps(stored))
    path.unlink()


def push(service, identifier):
    """Tells of images, as EventBridge does, and waits until they are known."""
    events = [flood_events.event(number, "PUSH") for number in range(IMAGES)]
    events.append(flood_events.event(IMAGES - 1, "DELETE"))
    for event in events:
        request = urllib.request.Request(
            f"http://127.0.0.1:{service.port}/v1/events/{identifier}",
            json.dumps(event).encode(),
            {"X-Scout-Api-Key": flood_events.KEY, "Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=30).close()
    setup.wait_for(
        "the images are known",
        lambda: flood_events.metric(service.port, "scout_event_queue_depth") == 0,
        service.seconds,
    )


def set_states(service, identifier):
    """Images as an analyzer would leave them."""
    images = Path(service.environment["SCOUT_DATA"]) / "images" / identifier
    for number, state in STATES.items():
        path = images / f"team+app-{number}" / f"{number:064x}.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | state))


def token(service, organization, role):
    return service.run("tokens", "create", "--organization", organization, "--role", role).strip()


def fingerprint(service):
    """What the store has of the other organization."""
    data = Path(service.environment["SCOUT_DATA"])
    paths = [data / "integrations" / f"{OTHER_INTEGRATION}.json", data / "organizations" / f"{OTHER}.json"]
    paths += sorted(path for path in (data / "images" / OTHER_INTEGRATION).rglob("*.json"))
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def configuration(folder, tokens):
    """Who asks, the first one, and the peers who must not see the same."""
    users = [
        {"name": name, "fixedHeaders": [{"name": "Authorization", "value": f"Bearer {secret}"}]}
        for name, secret in tokens.items()
    ]
    (folder / "users.json").write_text(json.dumps({"auth": users}))
    lines = [
        "[auth.wfc]",
        f'path = "{folder}/users.json"',
        f'user = "{users[0]["name"]}"',
        f"peers = {json.dumps([user['name'] for user in users])}" if len(users) > 1 else "",
        "[parameters]",
        f'"path.organization" = "{ORGANIZATION}"',
        "[cache]",
        "enabled = false",
    ]
    path = folder / "schemathesis.toml"
    path.write_text("\n".join(lines) + "\n")
    return path


def check(service, schemathesis, folder, name, tokens, examples, seconds, *options):
    """Runs Schemathesis; gives what it reports."""
    folder = folder / name
    folder.mkdir()
    command = [
        *(schemathesis, "--config-file", configuration(folder, tokens)),
        *("run", f"http://127.0.0.1:{service.port}/v1/openapi.json", "--no-color"),
        *("--checks", "all", "--phases", "examples,coverage,fuzzing,stateful", "--workers", "1"),
        *("--max-examples", str(examples), "--seed", str(SEED), "--generation-database", "none"),
        *("--continue-on-failure", "--warnings", "off"),
        *("--report", "json", "--report-json-path", folder / "report.json", *options),
    ]
    result = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=seconds)
    if result.returncode not in (0, 1) or not (folder / "report.json").exists():
        raise setup.RunFailed(f"schemathesis: {result.stdout}\n{result.stderr}")
    report = json.loads((folder / "report.json").read_text())
    return {
        "exitCode": result.returncode,
        "output": result.stdout if result.returncode else "",
        "operations": report["operations"]["tested"],
        "cases": report["test_cases"]["generated"],
        "phases": {name: phase["status"] for name, phase in report["phases"].items()},
    }


def states(service, secret):
    """The states of the images that the API lists."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{service.port}/v1/organizations/{ORGANIZATION}/images",
        headers={"Authorization": f"Bearer {secret}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return sorted({image["state"] for image in json.load(answer)["images"]})


def statuses(service, secret):
    """What whoever has the token gets of each operation of the document, with its examples."""
    url = f"http://127.0.0.1:{service.port}"
    with urllib.request.urlopen(f"{url}/v1/openapi.json", timeout=30) as answer:
        document = json.load(answer)
    found = {}
    for path, item in document["paths"].items():
        target = path.format(organization=ORGANIZATION, integration=INTEGRATION)
        for method, operation in item.items():
            if method == "parameters" or not operation["security"]:
                continue
            content = operation.get("requestBody", {}).get("content", {})
            body = json.dumps(content["application/json"]["example"]).encode() if content else None
            headers = {"Authorization": f"Bearer {secret}"} | ({"Content-Type": "application/json"} if content else {})
            request = urllib.request.Request(f"{url}{target}", body, headers, method=method.upper())
            try:
                found[operation["operationId"]] = urllib.request.urlopen(request, timeout=30).status
            except urllib.error.HTTPError as error:
                found[operation["operationId"]] = error.code
    return found


def prepare(service):
    for organization, identifier in [(ORGANIZATION, INTEGRATION), (OTHER, OTHER_INTEGRATION)]:
        connect(service, organization, identifier)
        service.run("repositories", "activate", "--organization", organization, "team/app-?")
    service.start()
    for identifier in [INTEGRATION, OTHER_INTEGRATION]:
        push(service, identifier)
        set_states(service, identifier)


def run(service, schemathesis, folder, seconds):
    prepare(service)
    owner, member = token(service, ORGANIZATION, "owner"), token(service, ORGANIZATION, "member")
    other = token(service, OTHER, "owner")
    before, found = fingerprint(service), states(service, member)
    foreign = statuses(service, other)

    def checked(name, tokens, examples, *options):
        return check(service, schemathesis, folder, name, tokens, examples, seconds, *options)

    # What removes integrations comes last, since nothing is left to look at then.
    runs = {
        "member": checked("member", {"member": member, "other": other}, 20),
        "owner": checked("owner", {"owner": owner, "other": other}, 50, "--exclude-operation-id", "removeIntegration"),
        "removal": checked("removal", {"owner": owner, "other": other}, 10, "--include-tag", "Integrations"),
    }
    return {
        "states": found,
        "foreign": foreign,
        "runs": runs,
        "isOtherUnchanged": fingerprint(service) == before,
        "refusedTokens": service.count("token_refused"),
        "exitCode": service.stop(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--schemathesis", required=True)
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--timeout", type=float, default=240)
    arguments = parser.parse_args()
    service = setup.Service(arguments.program, "http://127.0.0.1:9", arguments.workdir, arguments.timeout)
    try:
        report = run(service, arguments.schemathesis, arguments.workdir, arguments.timeout)
        print(json.dumps(report, indent=2))
    except (setup.RunFailed, subprocess.TimeoutExpired) as error:
        sys.exit(f"{error}\n{service.log_file.read_text(errors='replace')}")
    finally:
        if service.process is not None and service.process.poll() is None:
            service.kill()


if __name__ == "__main__":
    main()
