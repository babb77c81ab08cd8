"""Has `scout-ecr doctor` look at an integration that works, and at the same one with one thing after another broken.

The stack is connected by a real `scout-ecr serve` on a local AWS, its roles are guarded by their trust policies
(`guarded_sts.py`), images are in Debian's docker-registry, and moto tells of them as Amazon ECR does.

Exit 0 with the report on stdout, or 1 with the reason and the service's log on stderr. Every wait has a limit.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import set_up_integrations as setup
from image_registry import Layout, Registry, random_bytes
from pull_images import MOTO_ACCOUNT, MOTO_PASSWORD, Moto

TABLE = "scout-doctor"


class Stage:
    """A script of this folder that serves at the URL it prints, in the Python that has moto and Principal Mapper."""

    def __init__(self, python, script, *arguments):
        self.process = subprocess.Popen(
            [python, "-B", Path(__file__).with_name(script), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise setup.RunFailed(f"{script} has ended")

    def stop(self):
        self.process.kill()
        self.process.wait(30)


class Doctor:
    """Runs `scout-ecr doctor` with what an engineer has in the environment."""

    def __init__(self, service, integration):
        self.program, self.integration, self.seconds = service.program, integration, service.seconds
        self.environment = service.environment | {"AWS_EC2_METADATA_DISABLED": "true"}
        self.customer = {
            "SCOUT_CUSTOMER_CREDENTIALS": "environment",
            "SCOUT_CUSTOMER_ACCESS_KEY_ID": setup.CUSTOMER_ACCOUNT,
            "SCOUT_CUSTOMER_SECRET_ACCESS_KEY": "hunter-secret",
        }

    def run(self, *options, integration=None, **environment):
        begin = time.monotonic()
        result = subprocess.run(
            [self.program, "doctor", integration or self.integration, *options],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=self.seconds,
        )
        return {
            "status": result.returncode,
            "output": result.stdout,
            "errors": result.stderr,
            "seconds": time.monotonic() - begin,
        }

    def look(self, *options, integration=None, **environment):
        """The checks by name, with what the program says of itself."""
        result = self.run("--json", *options, integration=integration, **environment)
        if not result["output"]:
            raise setup.RunFailed(f"doctor: {result['errors']}")
        report = json.loads(result["output"])
        return {
            "status": result["status"],
            "integration": report["integration"],
            "organization": report["organization"],
            "state": report["status"],
            "seconds": result["seconds"],
            "checks": {check["name"]: check for check in report["checks"]},
        }

    def look_with_all(self, **environment):
        return self.look(**(self.customer | environment))


class Stack:
    """The customer's deployed stack, and how to break it."""

    def __init__(self, customer, identifier):
        self.customer = customer
        resources = customer.cloudformation.describe_stack_resources(StackName=identifier)["StackResources"]
        self.names = {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in resources}
        self.events, self.sns, self.iam, self.secrets = (
            customer.client(name) for name in ("events", "sns", "iam", "secretsmanager")
        )

    def secret_versions(self):
        found = self.secrets.describe_secret(SecretId=self.names["ScoutAPICredentials"])["VersionIdsToStages"]
        return sorted(",".join(stages) for stages in found.values())

    def current_digest(self):
        value = self.secrets.get_secret_value(SecretId=self.names["ScoutAPICredentials"])["SecretString"]
        return hashlib.sha256(json.loads(value)["apiKey"].encode()).hexdigest()

    def subscription(self):
        return self.sns.list_subscriptions_by_topic(TopicArn=self.names["SNSTopic"])["Subscriptions"][0]

    def subscribe_again(self, subscription, seconds):
        self.sns.subscribe(
            TopicArn=self.names["SNSTopic"], Protocol=subscription["Protocol"], Endpoint=subscription["Endpoint"]
        )
        setup.wait_for(
            "the subscription is confirmed", lambda: self.subscription()["SubscriptionArn"].startswith("arn:"), seconds
        )

    def trust(self, logical_id):
        return self.iam.get_role(RoleName=self.names[logical_id])["Role"]["AssumeRolePolicyDocument"]

    def set_trust(self, logical_id, document):
        self.iam.update_assume_role_policy(RoleName=self.names[logical_id], PolicyDocument=json.dumps(document))

    def delete_role(self, logical_id):
        name = self.names[logical_id]
        for policy in self.iam.list_role_policies(RoleName=name)["PolicyNames"]:
            self.iam.delete_role_policy(RoleName=name, PolicyName=policy)
        self.iam.delete_role(RoleName=name)


def push_image(registry, moto, workdir):
    """An image in the registry that moto's Amazon ECR knows too."""
    import boto3

    layout = Layout(workdir / "image")
    digest = registry.push(layout.tag(layout.image([{"app": random_bytes(100_000, 1)}]), "v1"), "team/app:v1")
    manifest = (workdir / "image/blobs/sha256" / digest.split(":")[1]).read_text()
    ecr = boto3.session.Session().client(
        "ecr", endpoint_url=moto.url, region_name=setup.REGION, aws_access_key_id="test", aws_secret_access_key="test"
    )
    # The first one in order has none.
    for name in ["empty/app", "team/app"]:
        ecr.create_repository(repositoryName=name)
    known = ecr.put_image(
        repositoryName="team/app",
        imageManifest=manifest,
        # Without it, moto makes a digest of its own.
        imageDigest=digest,
        imageManifestMediaType="application/vnd.oci.image.manifest.v1+json",
        imageTag="v1",
    )["image"]["imageId"]["imageDigest"]
    if known != digest:
        raise setup.RunFailed(f"moto calls the image {known}, the registry {digest}")
    return digest


def waiting_in_table(service, doctor, dynamodb):
    """What the doctor says of an integration that a table has, and that no stack was made for yet."""
    table = {
        "SCOUT_DATA": f"dynamodb:{TABLE}",
        "AWS_REGION": setup.REGION,
        "AWS_ENDPOINT_URL_DYNAMODB": dynamodb.url,
    }
    added = subprocess.run(
        [service.program, "integrations", "add", "--organization", "acme", "--region", setup.REGION, "--json"],
        env=service.environment | table,
        capture_output=True,
        text=True,
        timeout=service.seconds,
    )
    if added.returncode != 0:
        raise setup.RunFailed(f"integrations add: {added.stderr}")
    return doctor.look(integration=json.loads(added.stdout)["id"], **table)


def connected(service, customer):
    service.start()
    integration = setup.add(service)
    stack = customer.create(integration, "doctor")
    customer.expect(stack, "CREATE_COMPLETE")
    service.await_status(integration["id"], "connected")
    return integration, stack


def healthy(service, customer, doctor, stack, integration, dynamodb, workdir):
    before = stack.current_digest()
    no_event = doctor.look_with_all()
    setup.expect_delivery(service, customer, integration)
    # An event is accepted first, and noted by a thread of its own.
    setup.wait_for(
        "the event is noted", lambda: service.count("images_changed", integration=integration["id"]), service.seconds
    )
    config = workdir / "config"
    config.write_text(
        f"[profile customer]\naws_access_key_id={setup.CUSTOMER_ACCOUNT}\naws_secret_access_key=hunter-secret\n"
    )
    report = {
        "noEvent": no_event,
        "all": doctor.look_with_all(),
        "profile": doctor.look("--customer-profile", "customer", AWS_CONFIG_FILE=str(config)),
        "vendorOnly": doctor.look(),
        "table": waiting_in_table(service, doctor, dynamodb),
        "text": doctor.run(**doctor.customer),
        "unknown": doctor.run(integration="int-unknown"),
        "wrongUsage": doctor.run("--customer-credentials", "file"),
        "sameKey": before == stack.current_digest() and service.stored_digests(integration["id"]) == [before],
        "versions": stack.secret_versions(),
    }
    # The connection works as before.
    setup.expect_delivery(service, customer, integration)
    return report


def breakages(doctor, stack, seconds):
    """What the doctor says of each breakage; they are put right where that can be done."""
    names, found = stack.names, {}
    stack.events.disable_rule(Name=names["Rule"])
    found["the rule is disabled"] = doctor.look_with_all()
    stack.events.enable_rule(Name=names["Rule"])

    subscription = stack.subscription()
    stack.sns.unsubscribe(SubscriptionArn=subscription["SubscriptionArn"])
    found["the subscription is removed"] = doctor.look_with_all()
    stack.subscribe_again(subscription, seconds)

    for logical_id in ["AssumeRoleScoutSetup", "AssumeRoleEcrAccess"]:
        trust = stack.trust(logical_id)
        open_trust = json.loads(json.dumps(trust))
        for statement in open_trust["Statement"]:
            statement.pop("Condition", None)
        stack.set_trust(logical_id, open_trust)
        found[f"{logical_id} asks for no external id"] = doctor.look_with_all()
        stack.set_trust(logical_id, trust)

    found["another template is published"] = doctor.look_with_all(SCOUT_TEMPLATE_URL="")
    found["the credentials are of another account"] = doctor.look_with_all(SCOUT_CUSTOMER_ACCESS_KEY_ID=MOTO_ACCOUNT)
    found["the registry does not answer"] = doctor.look_with_all(
        SCOUT_REGISTRY_ENDPOINT=f"http://127.0.0.1:{setup.free_port()}"
    )
    found["the vendor has no credentials"] = doctor.look_with_all(AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="")
    found["all is well again"] = doctor.look_with_all()

    stack.secrets.put_secret_value(SecretId=names["ScoutAPICredentials"], SecretString='{"apiKey": "hunter-key"}')
    found["the secret has another key"] = doctor.look_with_all()
    stack.events.delete_connection(Name=names["Connection"])
    found["the connection is deleted"] = doctor.look_with_all()
    stack.secrets.delete_secret(SecretId=names["ScoutAPICredentials"], ForceDeleteWithoutRecovery=True)
    found["the secret is deleted"] = doctor.look_with_all()
    stack.delete_role("AssumeRoleEcrAccess")
    found["the role for images is deleted"] = doctor.look_with_all()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--template", required=True, type=Path)
    parser.add_argument("--endpoint-url", required=True, help="the local AWS")
    parser.add_argument("--moto", required=True, help="moto_server")
    parser.add_argument("--evaluator", required=True, help="a Python with moto and Principal Mapper")
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--timeout", type=float, default=90)
    arguments = parser.parse_args()
    workdir = arguments.workdir / "doctor"
    workdir.mkdir()

    registry = Registry(workdir / "registry", MOTO_PASSWORD).start()
    moto = sts = dynamodb = service = None
    try:
        moto = Moto(arguments.moto, workdir)
        moto.wait()
        sts = Stage(arguments.evaluator, "guarded_sts.py", arguments.endpoint_url)
        dynamodb = Stage(arguments.evaluator, "local_dynamodb.py", "--table", TABLE)
        customer = setup.Customer(
            arguments.endpoint_url, json.loads(arguments.template.read_text()), arguments.timeout
        )
        s3 = customer.client("s3")
        s3.create_bucket(Bucket="templates")
        s3.put_object(Bucket="templates", Key="docker-scout-ecr.json", Body=arguments.template.read_bytes())
        service = setup.Service(arguments.program, arguments.endpoint_url, arguments.workdir, arguments.timeout)
        service.environment |= {
            "AWS_ENDPOINT_URL_ECR": moto.url,
            "AWS_ENDPOINT_URL_STS": sts.url,
            "SCOUT_REGISTRY_ENDPOINT": f"http://{registry.host}",
            "SCOUT_TEMPLATE_URL": f"{arguments.endpoint_url}/templates/docker-scout-ecr.json",
        }
        digest = push_image(registry, moto, workdir)
        integration, identifier = connected(service, customer)
        stack = Stack(customer, identifier)
        doctor = Doctor(service, integration["id"])
        report = healthy(service, customer, doctor, stack, integration, dynamodb, workdir)
        report |= {
            "integration": integration["id"],
            "externalId": integration["externalId"],
            "digest": digest,
            "broken": breakages(doctor, stack, arguments.timeout),
        }
        print(json.dumps(report, indent=2))
    except (setup.RunFailed, subprocess.TimeoutExpired, RuntimeError) as error:
        sys.exit(f"{error}\n{service.log_file.read_text(errors='replace') if service else ''}")
    finally:
        if service is not None and service.process is not None and service.process.poll() is None:
            service.kill()
        for each in (sts, dynamodb, moto, registry):
            if each is not None:
                each.stop()
        shutil.rmtree(workdir, ignore_errors=True)


if __name__ == "__main__":
    main()
