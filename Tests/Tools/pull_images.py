"""Plays a customer who pushes images, with a real registry, a local AWS and a real `scout-ecr serve`; reports as JSON.

whole-way: the stack is deployed, images are pushed to the registry and told of by put-events, the analyzer is called.
crash:     the service is killed (SIGKILL) at many moments of pulling and analyzing, and started again.
by-hand:   `scout-ecr pull` of single and multi-platform images, with and without a login.

Exit 0 with the report on stdout, or 1 with the reason and the service's log on stderr. Every wait has a limit.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import image_registry
import set_up_integrations as setup
from image_registry import Layout, Registry, layout_faults, random_bytes

# What moto's ECR gives: the token of the account that its clients are taken to be of.
MOTO_ACCOUNT = "123456789012"
MOTO_PASSWORD = f"{MOTO_ACCOUNT}-auth-token"


class Moto:
    """moto's server, for ECR's tokens, which the local AWS does not have."""

    def __init__(self, program, folder):
        self.port = image_registry.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        with (folder / "moto.log").open("ab") as log:
            self.process = subprocess.Popen(
                [program, "-H", "127.0.0.1", "-p", str(self.port)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def wait(self):
        def answers():
            try:
                return urllib.request.urlopen(f"{self.url}/moto-api/", timeout=5).status == 200
            except OSError:
                return False

        setup.wait_for("moto answers", answers, 60)

    def stop(self):
        # It has nothing to lose, and does not always end when it is asked to.
        self.process.kill()
        self.process.wait(30)


class Analyzer:
    """A command that keeps what it was given, and notes each call when it begins and when it ends."""

    def __init__(self, folder, seconds=0.0):
        self.folder = folder / "analyzed"
        self.folder.mkdir()
        script = folder / "analyze.sh"
        script.write_text(
            "#!/bin/sh -e\n"
            'name=$(basename "$(dirname "$1")")\n'
            f'cat >"{self.folder}/$name.json"\n'
            f'echo "$name" >>"{self.folder}/begun"\n'
            f"sleep {seconds}\n"
            f'cp -a "$1" "{self.folder}/$name"\n'
            f'echo "$name" >>"{self.folder}/ended"\n'
            'echo "looked at $(ls "$1/blobs/sha256" | wc -l) blobs"\n'
        )
        script.chmod(0o755)
        self.command = str(script)

    def names(self, file):
        path = self.folder / file
        return path.read_text().split() if path.exists() else []

    def images(self):
        """What was given, by digest: the image's JSON and the kept layout."""
        found = {}
        for name in self.names("ended"):
            image = json.loads((self.folder / f"{name}.json").read_text())
            found[image["digest"]] = image | {"layout": self.folder / name}
        return found


def push_events(customer, repository, manifests):
    """Tells what Amazon ECR tells of a push: an event for each manifest, the tag with the one that has it."""
    entries = []
    for digest, tag in manifests:
        detail = {"result": "SUCCESS", "repository-name": repository, "image-digest": digest, "action-type": "PUSH"}
        if tag:
            detail["image-tag"] = tag
        entries.append({"Source": "aws.ecr", "DetailType": "ECR Image Action", "Detail": json.dumps(detail)})
    customer.client("events").put_events(Entries=entries)


def delete_event(customer, repository, digest, tag):
    detail = {
        "result": "SUCCESS",
        "repository-name": repository,
        "image-digest": digest,
        "action-type": "DELETE",
        "image-tag": tag,
    }
    entry = {"Source": "aws.ecr", "DetailType": "ECR Image Action", "Detail": json.dumps(detail)}
    customer.client("events").put_events(Entries=[entry])


def images(service):
    return {image["digest"]: image for image in service.command("images", "list")}


def await_state(service, digest, state):
    def reached():
        found = images(service).get(digest)
        return found if found and found["state"] == state else None

    return setup.wait_for(f"{digest} is {state}", reached, service.seconds)


def multi_platform(folder):
    """A layout with an image for two platforms that share a layer, and the parts' digests."""
    layout = Layout(folder)
    base = {"base": random_bytes(2_000_000, 1)}
    parts = [
        (layout.image([base, {"app": random_bytes(100_000, seed)}], architecture), architecture)
        for seed, architecture in [(2, "amd64"), (3, "arm64")]
    ]
    return layout.tag(layout.index(parts), "v1"), [part["digest"] for part, _ in parts]


def whole_way(service, customer, registry, analyzer, workdir):
    service.environment["SCOUT_ANALYZER"] = analyzer.command
    service.start()
    integration = setup.add(service)
    stack = customer.create(integration, "images")
    customer.expect(stack, "CREATE_COMPLETE")
    service.await_status(integration["id"], "connected")
    service.run("repositories", "activate", "--organization", "acme", "team/*")

    index_layout, parts = multi_platform(workdir / "index")
    index = registry.push(index_layout, "team/app:v1")
    single = Layout(workdir / "single")
    single_name = single.tag(single.image([{"one": random_bytes(500_000, 4)}, {"two": b"2"}]), "v1")
    docker = registry.push(single_name, "team/docker:v1", "--format", "v2s2")
    inactive = registry.push(single_name, "other/app:v1")

    started = time.monotonic()
    push_events(customer, "team/app", [(parts[0], None), (parts[1], None), (index, "v1")])
    push_events(customer, "team/docker", [(docker, "v1")])
    push_events(customer, "other/app", [(inactive, "v1")])
    await_state(service, index, "handed-off")
    seconds = time.monotonic() - started
    await_state(service, docker, "handed-off")
    ignored = await_state(service, inactive, "ignored")
    for part in parts:
        await_state(service, part, "ignored")
    given = analyzer.images()

    delete_event(customer, "team/docker", docker, "v1")
    deleted = await_state(service, docker, "deleted")
    customer.delete(stack)
    service.await_status(integration["id"], "removed")
    return {
        "index": images(service)[index],
        "single": deleted,
        "ignored": ignored,
        "given": {
            digest: {"image": {k: v for k, v in image.items() if k != "layout"}, "faults": layout_faults(image["layout"])}
            for digest, image in given.items()
        },
        "calls": len(analyzer.names("begun")),
        "expected": {"index": index, "docker": docker, "inactive": inactive, "parts": parts},
        "left": left_over(service),
        "seconds": seconds,
        "exitCode": service.stop(),
    }


def left_over(service):
    """What is kept of images after their analysis: nothing but blobs that may be of use for others."""
    work = Path(service.environment["SCOUT_DATA"]) / "work/images"
    return sorted(each.name for each in work.iterdir()) if work.exists() else []


def crash(service, customer, registry, analyzer, workdir, rounds):
    """Each round pushes an image, and kills the service somewhat later after the event was accepted."""
    service.environment["SCOUT_ANALYZER"] = analyzer.command
    service.start()
    integration = setup.add(service)
    customer.expect(customer.create(integration, "crash"), "CREATE_COMPLETE")
    service.await_status(integration["id"], "connected")
    service.run("repositories", "activate", "--organization", "acme", "*")
    report = []
    for number in range(rounds):
        layout = Layout(workdir / "crash")
        layers = [{"shared": random_bytes(20_000_000, 1)}, {"own": random_bytes(20_000_000, 100 + number)}]
        digest = registry.push(layout.tag(layout.image(layers), "v1"), f"team/app:v{number}")
        push_events(customer, "team/app", [(digest, f"v{number}")])
        setup.wait_for(
            "the event is accepted", lambda: service.count("event_accepted", digest=digest), service.seconds
        )
        time.sleep(number * 0.06)
        service.kill()
        found = images(service).get(digest)
        service.start()
        await_state(service, digest, "handed-off")
        given = analyzer.images().get(digest)
        report.append(
            {
                "killedIn": found["state"] if found else "accepted",
                "faults": layout_faults(given["layout"]) if given else ["the analyzer never had it"],
            }
        )
    begun = analyzer.names("begun")
    return {"rounds": report, "calls": len(begun), "images": len(set(begun)), "exitCode": service.stop()}


def by_hand(program, registry, workdir):
    """Pulls as a person does."""
    index_layout, parts = multi_platform(workdir / "index")
    index = registry.push(index_layout, "team/app:v1")

    def pull(name, *options, **environment):
        result = subprocess.run(
            [program, "pull", name, "--json", *options],
            env=os.environ | {"DOCKER_CONFIG": str(workdir)} | environment,
            capture_output=True,
            text=True,
            timeout=120,
            cwd=workdir,
            input=environment.get("INPUT", ""),
        )
        return {
            "status": result.returncode,
            "report": json.loads(result.stdout) if result.stdout else None,
            "errors": result.stderr,
        }

    image = f"{registry.host}/team/app:v1"
    login = {"SCOUT_REGISTRY_USER": image_registry.USER, "SCOUT_REGISTRY_PASSWORD": registry.password}
    pulls = {
        "all": pull(image, "--output", "all", **login),
        "again": pull(image, "--output", "all", **login),
        "platform": pull(image, "--output", "platform", "--platform", "linux/arm64", **login),
        "digest": pull(f"{registry.host}/team/app@{index}", **login),
        "password": pull(
            image, "--output", "password", "--user", image_registry.USER, "--password-stdin", INPUT=registry.password + "\n"
        ),
        "denied": pull(image, "--output", "denied"),
        "missing": pull(f"{registry.host}/team/app:none", "--output", "missing", **login),
        "occupied": pull(image, "--output", "index/blobs", **login),
    }
    skopeo_login = ["--src-creds", f"{image_registry.USER}:{registry.password}"]
    image_registry.skopeo(
        "copy", "--all", "--src-tls-verify=false", *skopeo_login, f"docker://{image}", f"oci:{workdir}/skopeo:v1"
    )
    (workdir / "config.json").write_text(json.dumps({"auths": {registry.host: {"auth": basic(registry)}}}))
    pulls["docker-login"] = pull(image, "--output", "docker-login")
    return {
        "pulls": pulls,
        "index": index,
        "parts": parts,
        "faults": {
            name: layout_faults(workdir / pulls[name]["report"]["layout"])
            for name in ["all", "platform", "digest", "password", "docker-login"]
            if pulls[name]["report"]
        },
        "sameBlobsAsSkopeo": blobs(workdir / "all") == blobs(workdir / "skopeo"),
    }


def basic(registry):
    import base64

    return base64.b64encode(f"{image_registry.USER}:{registry.password}".encode()).decode()


def blobs(layout):
    return sorted(each.name for each in (layout / "blobs/sha256").iterdir())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", choices=["whole-way", "crash", "by-hand"])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--template", type=Path)
    parser.add_argument("--endpoint-url", help="the local AWS")
    parser.add_argument("--moto", help="moto_server")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--timeout", type=float, default=90)
    arguments = parser.parse_args()
    workdir = arguments.workdir / "images"
    workdir.mkdir()

    registry = Registry(workdir / "registry", MOTO_PASSWORD).start()
    moto = service = None
    try:
        if arguments.scenario == "by-hand":
            print(json.dumps(by_hand(arguments.program, registry, workdir), indent=2))
            return
        moto = Moto(arguments.moto, workdir)
        moto.wait()
        service = setup.Service(arguments.program, arguments.endpoint_url, arguments.workdir, arguments.timeout)
        service.environment |= {"AWS_ENDPOINT_URL_ECR": moto.url, "SCOUT_REGISTRY_ENDPOINT": f"http://{registry.host}"}
        template = json.loads(arguments.template.read_text())
        customer = setup.Customer(arguments.endpoint_url, template, arguments.timeout)
        if arguments.scenario == "whole-way":
            report = whole_way(service, customer, registry, Analyzer(workdir), workdir)
        else:
            report = crash(service, customer, registry, Analyzer(workdir, 0.2), workdir, arguments.rounds)
        print(json.dumps(report, indent=2))
    except (setup.RunFailed, subprocess.TimeoutExpired, RuntimeError) as error:
        sys.exit(f"{error}\n{service.log_file.read_text(errors='replace') if service else ''}")
    finally:
        if service is not None and service.process is not None and service.process.poll() is None:
            service.kill()
        if moto is not None:
            moto.stop()
        registry.stop()
        shutil.rmtree(workdir, ignore_errors=True)


if __name__ == "__main__":
    main()
