"""A real registry on loopback for tests: Debian's docker-registry with htpasswd, filled by skopeo, and images to fill it with."""

import gzip
import hashlib
import io
import json
import os
import random
import shutil
import socket
import subprocess
import tarfile
import time
import urllib.error
import urllib.request
from pathlib import Path

OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json"
OCI_INDEX = "application/vnd.oci.image.index.v1+json"
USER = "AWS"
START_SECONDS = 30
COMMAND_SECONDS = 300


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Registry:
    """The registry; what it stores is in `folder`/data."""

    def __init__(self, folder, password=None):
        self.folder, self.password = Path(folder), password
        self.folder.mkdir(parents=True, exist_ok=True)
        self.host = f"127.0.0.1:{free_port()}"
        self.process = None

    def start(self):
        configuration = [
            "version: 0.1",
            "log: {level: error, accesslog: {disabled: true}}",
            f"storage: {{filesystem: {{rootdirectory: {self.folder}/data}}, delete: {{enabled: true}}}}",
            f"http: {{addr: '{self.host}', secret: test}}",
        ]
        if self.password:
            users = subprocess.run(
                ["htpasswd", "-Bbn", USER, self.password], capture_output=True, text=True, check=True
            ).stdout
            (self.folder / "htpasswd").write_text(users)
            configuration.append(f"auth: {{htpasswd: {{realm: test, path: {self.folder}/htpasswd}}}}")
        (self.folder / "config.yml").write_text("\n".join(configuration) + "\n")
        with (self.folder / "registry.log").open("ab") as log:
            self.process = subprocess.Popen(
                ["docker-registry", "serve", str(self.folder / "config.yml")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"docker-registry does not start: {(self.folder / 'registry.log').read_text()}")
            time.sleep(0.05)
        return self

    def _answers(self):
        try:
            urllib.request.urlopen(f"http://{self.host}/v2/", timeout=5)
        except urllib.error.HTTPError as error:
            return error.code == 401
        except OSError:
            return False
        return True

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(START_SECONDS)

    def push(self, layout, name, *options):
        """Copies an image of a layout to the registry, all of its platforms, and gives its digest there."""
        login = ["--dest-creds", f"{USER}:{self.password}"] if self.password else []
        skopeo("copy", "--all", "--dest-tls-verify=false", *login, *options, f"oci:{layout}", f"docker://{self.host}/{name}")
        return self.digest(name)

    def digest(self, name):
        login = ["--creds", f"{USER}:{self.password}"] if self.password else []
        raw = skopeo("inspect", "--raw", "--tls-verify=false", *login, f"docker://{self.host}/{name}")
        return f"sha256:{hashlib.sha256(raw).hexdigest()}"

    def blob_file(self, digest):
        """Where the registry keeps a blob."""
        hexadecimal = digest.removeprefix("sha256:")
        return self.folder / "data/docker/registry/v2/blobs/sha256" / hexadecimal[:2] / hexadecimal / "data"


def skopeo(*arguments):
    result = subprocess.run(["skopeo", *arguments], capture_output=True, timeout=COMMAND_SECONDS)
    if result.returncode != 0:
        raise RuntimeError(f"skopeo {' '.join(arguments)}: {result.stderr.decode(errors='replace')}")
    return result.stdout


class Layout:
    """An OCI layout that is being made."""

    def __init__(self, folder):
        self.folder = Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "blobs/sha256").mkdir(parents=True)
        (self.folder / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
        self._entries = []

    def blob(self, content, media_type):
        digest = hashlib.sha256(content).hexdigest()
        (self.folder / "blobs/sha256" / digest).write_bytes(content)
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(content)}

    def image(self, files, architecture="amd64"):
        """The descriptor of an image with a layer for each dictionary of file names and contents."""
        layers, diff_ids = [], []
        for contents in files:
            raw = io.BytesIO()
            with tarfile.open(fileobj=raw, mode="w") as archive:
                for name, content in contents.items():
                    entry = tarfile.TarInfo(name)
                    entry.size = len(content)
                    archive.addfile(entry, io.BytesIO(content))
            diff_ids.append(f"sha256:{hashlib.sha256(raw.getvalue()).hexdigest()}")
            layers.append(
                self.blob(gzip.compress(raw.getvalue(), 1, mtime=0), "application/vnd.oci.image.layer.v1.tar+gzip")
            )
        configuration = {
            "architecture": architecture,
            "os": "linux",
            "config": {},
            "rootfs": {"type": "layers", "diff_ids": diff_ids},
            "history": [{"created_by": "test"} for _ in diff_ids],
        }
        config = self.blob(json.dumps(configuration).encode(), "application/vnd.oci.image.config.v1+json")
        manifest = {"schemaVersion": 2, "mediaType": OCI_MANIFEST, "config": config, "layers": layers}
        return self.blob(json.dumps(manifest).encode(), OCI_MANIFEST)

    def index(self, entries):
        """The descriptor of an index of images, given with their architectures."""
        manifests = [
            image | {"platform": {"os": "linux", "architecture": architecture}} for image, architecture in entries
        ]
        index = {"schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": manifests}
        return self.blob(json.dumps(index).encode(), OCI_INDEX)

    def tag(self, descriptor, name):
        self._entries.append(descriptor | {"annotations": {"org.opencontainers.image.ref.name": name}})
        (self.folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": self._entries}))
        return f"{self.folder}:{name}"

    def read(self, descriptor):
        return json.loads((self.folder / "blobs/sha256" / descriptor["digest"].removeprefix("sha256:")).read_bytes())


def random_bytes(count, seed):
    return random.Random(seed).randbytes(count)


def layout_faults(folder):
    """What is wrong with a layout: bytes that are not what their names say, or tools that cannot read it."""
    faults = []
    folder = Path(folder)
    for blob in (folder / "blobs/sha256").iterdir():
        if hashlib.sha256(blob.read_bytes()).hexdigest() != blob.name:
            faults.append(f"{blob.name} has other bytes")
    index = json.loads((folder / "index.json").read_text())
    for entry in index["manifests"]:
        faults += missing_blobs(folder, entry["digest"])
        raw = skopeo("inspect", "--raw", f"oci:{folder}")
        if f"sha256:{hashlib.sha256(raw).hexdigest()}" != entry["digest"]:
            faults.append("skopeo reads another manifest")
    listed = subprocess.run(
        ["umoci", "ls", "--layout", str(folder)], capture_output=True, text=True, timeout=COMMAND_SECONDS
    )
    names = {entry.get("annotations", {}).get("org.opencontainers.image.ref.name") for entry in index["manifests"]}
    if listed.returncode != 0 or set(listed.stdout.split()) != names - {None}:
        faults.append(f"umoci lists {listed.stdout!r} {listed.stderr!r}")
    return faults


def missing_blobs(folder, digest):
    """Everything that a manifest or index refers to and that is not there."""
    path = folder / "blobs/sha256" / digest.removeprefix("sha256:")
    if not path.exists():
        return [f"{digest} is missing"]
    manifest = json.loads(path.read_bytes())
    faults = []
    for entry in manifest.get("manifests", []):
        faults += missing_blobs(folder, entry["digest"])
    for entry in [manifest.get("config"), *manifest.get("layers", [])]:
        if entry and not os.path.exists(folder / "blobs/sha256" / entry["digest"].removeprefix("sha256:")):
            faults.append(f"{entry['digest']} is missing")
    return faults
