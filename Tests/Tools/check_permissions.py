"""Proves that the roles of the Scout template can do what they must and nothing else; prints one JSON object.

Each row of `checks` says how it was established:

- `http`: a boto3 call over HTTP to moto, which enforces the role's own policies. moto takes `*` for the resource.
- `http-scoped`: the same, with the resource named by the hook below (Secrets Manager and ECR), so that moto compares it.
- `evaluated`: the policy documents, resolved, judged by Principal Mapper (`policy_evaluator.py` says why).
- `document`: read off the template, without evaluating anything.

Exit 0 when every row is as expected, 1 when one is not, 2 when the check itself could not run. `--self-test` tampers with the
template in several ways, and each must make the check fail.
"""

import argparse
import copy
import hashlib
import json
import logging
import os
import re
import secrets
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

# Before moto and boto3 are loaded: only what stands here decides where calls go.
os.environ |= {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}

import boto3  # noqa: E402
from botocore import xform_name  # noqa: E402
from botocore.config import Config  # noqa: E402
from botocore.exceptions import BotoCoreError, ClientError  # noqa: E402
from moto.ecr.responses import ECRResponse  # noqa: E402
from moto.secretsmanager.responses import SecretsManagerResponse  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

import policy_evaluator  # noqa: E402
from template_resolver import Resolver, UnresolvableExpression  # noqa: E402

REGION = "us-east-1"
CUSTOMER, VENDOR, STRANGER = "123456789012", "111122223333", "999999999999"
STACK = "scout-permissions"
REPOSITORY = "scout/app"
SETUP, ECR, INVOKE = "AssumeRoleScoutSetup", "AssumeRoleEcrAccess", "InvokeApiRole"
OWN_SECRET = "ScoutAPICredentials"

# The complete rights of each role. A right more or less is a failure, whatever the probes below say.
GRANTED_ACTIONS = {
    SETUP: {"secretsmanager:PutSecretValue"},
    ECR: {
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:ListImages",
        "ecr:DescribeImages",
        "ecr:DescribeRepositories",
    },
    INVOKE: {"events:InvokeApiDestination"},
}

# Resource types that grant rights beside a role's own inline policies: with one of them the roles' documents are not all.
GRANTING_TYPES = {
    "AWS::IAM::Group",
    "AWS::IAM::GroupPolicy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::User",
    "AWS::IAM::UserPolicy",
    "AWS::ECR::RegistryPolicy",
    "AWS::SecretsManager::ResourcePolicy",
}

DENIALS = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}
# Errors that say that our own set-up is broken; as an "allowed" they would be a lie.
BROKEN_SETUP = {"InvalidClientTokenId", "SignatureDoesNotMatch", "AuthFailure", "ExpiredToken", "InvalidAccessKeyId"}


class CheckFailed(Exception):
    """The check could not run, or a tampered template passed it."""


# MARK: the hook


def secret_resource(request):
    secret_id = request._get_param("SecretId") or "*"
    return secret_id if secret_id.startswith("arn:") else "*"


def repository_resource(request):
    name = request._get_param("repositoryName") or next(iter(request._get_param("repositoryNames") or []), None)
    return repository_arn(name) if name else "*"


def name_requested_resources():
    """moto asks a service's request handler for the requested resource and takes `*` where it has no answer.

    These two services have none; everything else, above all the evaluation of the policy, stays moto's.
    """
    SecretsManagerResponse._determine_resource = secret_resource
    ECRResponse._determine_resource = repository_resource


def read_error_code(response_dict, customized_response_dict, **_):
    """A boto3 hook: moto refuses in XML, also where the protocol is JSON, and boto3 would see no code then."""
    code = re.search(rb"<Code>(\w+)</Code>", response_dict["body"]) if response_dict["status_code"] == 403 else None
    if code:
        customized_response_dict["Error"] = {"Code": code[1].decode(), "Message": "refused"}


# MARK: the account under test


@dataclass(frozen=True)
class Role:
    logical_id: str
    arn: str
    trust: dict
    policies: list


@dataclass
class Account:
    """The template's roles and secret, resolved and made in moto, and what else a role must not touch."""

    roles: dict
    own_secret: str
    other_secret: str
    topic: str
    destination: str
    rule: str
    external_id: str
    sessions: dict = field(default_factory=dict)  # each role's credentials, by logical id


def repository_arn(name, account=CUSTOMER):
    return f"arn:aws:ecr:{REGION}:{account}:repository/{name}"


class Moto:
    """moto's server in this process, on a free port of 127.0.0.1."""

    def __enter__(self):
        name_requested_resources()
        logging.disable(logging.ERROR)  # a line for every request, and a traceback for what moto does not implement
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.url = f"http://{host}:{port}"
        self._config = Config(connect_timeout=5, read_timeout=30, retries={"total_max_attempts": 1})
        self._clients = {}
        return self

    def __exit__(self, *_):
        self._server.stop()

    def client(self, service, credentials=None):
        """A client with a role's session, or without one while moto does not enforce yet."""
        session = credentials or {"AccessKeyId": "test", "SecretAccessKey": "test"}
        key = (service, session["AccessKeyId"])
        if key not in self._clients:
            self._clients[key] = boto3.client(
                service,
                endpoint_url=self.url,
                region_name=REGION,
                config=self._config,
                aws_access_key_id=session["AccessKeyId"],
                aws_secret_access_key=session["SecretAccessKey"],
                aws_session_token=session.get("SessionToken"),
            )
            self._clients[key].meta.events.register("before-parse", read_error_code)
        return self._clients[key]

    def reset(self):
        """Forget every resource and stop enforcing."""
        self._post("reset", "")
        self._post("reset-auth", "inf")

    def enforce(self):
        """From here on every call is checked against its caller's policies."""
        self._post("reset-auth", "0")

    def _post(self, action, text):
        headers = {"Content-Type": "text/plain"}  # urllib's default would make moto read a form instead of the body
        request = urllib.request.Request(f"{self.url}/moto-api/{action}", text.encode(), headers, method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()


def make_account(moto, template):
    moto.reset()
    resources = template["Resources"]
    missing = (GRANTED_ACTIONS.keys() | {OWN_SECRET, "ApiDestination", "Rule"}) - resources.keys()
    if missing:
        raise CheckFailed(f"the template has no {', '.join(sorted(missing))}")
    secrets_manager, iam, sts = moto.client("secretsmanager"), moto.client("iam"), moto.client("sts")
    own_secret = secrets_manager.create_secret(Name=f"{STACK}-own", SecretString="{}")["ARN"]
    other_secret = secrets_manager.create_secret(Name=f"{STACK}-other", SecretString="{}")["ARN"]
    external_id = secrets.token_urlsafe(24)
    resolver = make_resolver(template, own_secret, external_id)

    account = Account(
        roles={},
        own_secret=own_secret,
        other_secret=other_secret,
        topic=moto.client("sns").create_topic(Name=STACK)["TopicArn"],
        destination=resolver.attributes["ApiDestination", "Arn"],
        rule=resolver.attributes["Rule", "Arn"],
        external_id=external_id,
    )
    fill_repository(moto.client("ecr"))
    moto.client("s3").create_bucket(Bucket=STACK)

    for logical_id, resource in resources.items():
        if resource["Type"] != "AWS::IAM::Role":
            continue
        properties = resolver.resolve(resource["Properties"])
        role = Role(
            logical_id,
            resolver.attributes[logical_id, "Arn"],
            properties["AssumeRolePolicyDocument"],
            [policy["PolicyDocument"] for policy in properties.get("Policies", [])],
        )
        name = resolver.names[logical_id]
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(role.trust))
        for policy in properties.get("Policies", []):
            iam.put_role_policy(
                RoleName=name,
                PolicyName=policy["PolicyName"],
                PolicyDocument=json.dumps(policy["PolicyDocument"]),
            )
        account.roles[logical_id] = role
        # moto's trust check is not the one that counts (see policy_evaluator), so this happens before it enforces.
        account.sessions[logical_id] = sts.assume_role(RoleArn=role.arn, RoleSessionName="check")["Credentials"]
    moto.enforce()
    return account


def make_resolver(template, secret_arn, external_id):
    """Everything that a role of the template may refer to, with the names that AWS would give."""
    stack_id = f"arn:aws:cloudformation:{REGION}:{CUSTOMER}:stack/{STACK}/0f9e8d7c-0000-4000-8000-000000000000"
    given = {
        "ScoutAccountId": VENDOR,
        "SetupEndpoint": "https://scout.example/v1/setup",
        "EventsEndpoint": "https://scout.example/v1/events",
        "IntegrationId": "int-0123456789abcdef",
        "ExternalId": external_id,
    }
    names = {
        "AWS::AccountId": CUSTOMER,
        "AWS::Partition": "aws",
        "AWS::Region": REGION,
        "AWS::StackId": stack_id,
        "AWS::StackName": STACK,
        "AWS::URLSuffix": "amazonaws.com",
    }
    for name, parameter in template.get("Parameters", {}).items():
        if name in given or "Default" in parameter:
            names[name] = given.get(name, parameter.get("Default"))

    resolver = Resolver(names, {})
    for logical_id, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        name = resolver.resolve(properties.get("Name", f"{STACK}-{logical_id}"))
        names[logical_id] = name
        arn = f"arn:aws:{{}}:{REGION}:{CUSTOMER}:{{}}"
        match resource["Type"]:
            case "AWS::IAM::Role":
                name = names[logical_id] = resolver.resolve(properties.get("RoleName", name))
                resolver.attributes[logical_id, "Arn"] = f"arn:aws:iam::{CUSTOMER}:role/{name}"
            case "AWS::SecretsManager::Secret":
                names[logical_id] = secret_arn
            case "AWS::SNS::Topic":
                names[logical_id] = resolver.attributes[logical_id, "TopicArn"] = arn.format("sns", name)
            case "AWS::Events::Connection":
                resolver.attributes[logical_id, "Arn"] = arn.format("events", f"connection/{name}/{secrets.token_hex(4)}")
            case "AWS::Events::ApiDestination":
                short = arn.format("events", f"api-destination/{name}")
                resolver.attributes[logical_id, "ArnForPolicy"] = short
                resolver.attributes[logical_id, "Arn"] = f"{short}/11111111-0000-4000-8000-000000000000"
            case "AWS::Events::Rule":
                resolver.attributes[logical_id, "Arn"] = arn.format("events", f"rule/{name}")
    return resolver


def fill_repository(ecr):
    """A repository with one image, so that what is allowed also succeeds."""
    ecr.create_repository(repositoryName=REPOSITORY)
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
        "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 2, "digest": digest(b"{}")},
        "layers": [],
    }
    ecr.put_image(repositoryName=REPOSITORY, imageManifest=json.dumps(manifest), imageTag="latest")


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


# MARK: the probes


@dataclass(frozen=True)
class Probe:
    """One call that a role must or must not be able to make.

    `arguments` is None where no such call exists or moto does not check it; then it is only evaluated.
    """

    role: str
    service: str
    operation: str
    resource: str
    expected: str
    arguments: dict | None

    @property
    def action(self):
        return f"{self.service}:{self.operation}"

    @property
    def how(self):
        return "http-scoped" if self.service in ("secretsmanager", "ecr") else "http"


def probes(account):
    """Every probe; what is denied comes before what would change the account if it were not."""
    own, other = account.own_secret, account.other_secret
    setup_role, ecr_role = account.roles[SETUP], account.roles[ECR]
    repository = {"repositoryName": REPOSITORY}
    image = [{"imageTag": "latest"}]
    layer = digest(b"{}")
    ours = repository_arn(REPOSITORY)

    def table(role, expected, rows):
        return [Probe(role, *row[:2], row[2], expected, row[3]) for row in rows]

    def secret_actions(secret):
        return [
            ("secretsmanager", "GetSecretValue", secret, {"SecretId": secret}),
            ("secretsmanager", "DescribeSecret", secret, {"SecretId": secret}),
            ("secretsmanager", "ListSecretVersionIds", secret, {"SecretId": secret}),
            ("secretsmanager", "UpdateSecret", secret, {"SecretId": secret, "SecretString": "{}"}),
            ("secretsmanager", "DeleteSecret", secret, {"SecretId": secret}),
            ("secretsmanager", "PutResourcePolicy", secret, {"SecretId": secret, "ResourcePolicy": "{}"}),
        ]

    def elsewhere(role):
        """What neither role has any business with; `role` is the caller's own."""
        name = role.arn.rsplit("/", 1)[1]
        target = ecr_role if role is setup_role else setup_role
        policy = json.dumps({"Version": "2012-10-17", "Statement": []})
        return [
            ("secretsmanager", "CreateSecret", "*", {"Name": "new", "SecretString": "{}"}),
            ("secretsmanager", "ListSecrets", "*", {}),
            ("iam", "PutRolePolicy", role.arn, {"RoleName": name, "PolicyName": "more", "PolicyDocument": policy}),
            ("iam", "AttachRolePolicy", role.arn,
             {"RoleName": name, "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}),
            ("iam", "UpdateAssumeRolePolicy", role.arn, {"RoleName": name, "PolicyDocument": policy}),
            ("iam", "CreateUser", f"arn:aws:iam::{CUSTOMER}:user/mallory", {"UserName": "mallory"}),
            ("iam", "CreateAccessKey", f"arn:aws:iam::{CUSTOMER}:user/mallory", {"UserName": "mallory"}),
            ("iam", "ListRoles", "*", {}),
            ("iam", "PassRole", target.arn, None),
            ("sts", "AssumeRole", target.arn, {"RoleArn": target.arn, "RoleSessionName": "hop"}),
            ("sts", "AssumeRole", f"arn:aws:iam::{CUSTOMER}:role/Admin",
             {"RoleArn": f"arn:aws:iam::{CUSTOMER}:role/Admin", "RoleSessionName": "hop"}),
            ("s3", "GetObject", f"arn:aws:s3:::{STACK}/key", {"Bucket": STACK, "Key": "key"}),
            ("s3", "PutObject", f"arn:aws:s3:::{STACK}/key", {"Bucket": STACK, "Key": "key", "Body": b""}),
            ("sns", "Publish", account.topic, {"TopicArn": account.topic, "Message": "hello"}),
            ("sns", "Subscribe", account.topic,
             {"TopicArn": account.topic, "Protocol": "https", "Endpoint": "https://mallory.example"}),
            ("sqs", "ListQueues", "*", {}),
            ("events", "PutEvents", f"arn:aws:events:{REGION}:{CUSTOMER}:event-bus/default", {"Entries": [{}]}),
            ("events", "PutRule", account.rule, {"Name": "x", "ScheduleExpression": "rate(1 day)"}),
            ("cloudformation", "DeleteStack", f"arn:aws:cloudformation:{REGION}:{CUSTOMER}:stack/{STACK}/x",
             {"StackName": STACK}),
            ("dynamodb", "ListTables", "*", {}),
            ("kms", "CreateKey", "*", {}),
            ("kms", "Decrypt", f"arn:aws:kms:{REGION}:{CUSTOMER}:key/k", {"CiphertextBlob": b"x"}),
            ("lambda", "InvokeFunction", f"arn:aws:lambda:{REGION}:{CUSTOMER}:function:f", None),
            ("ec2", "RunInstances", "*", {"MinCount": 1, "MaxCount": 1, "ImageId": "ami-12345678"}),
            ("ssm", "GetParameter", f"arn:aws:ssm:{REGION}:{CUSTOMER}:parameter/p", {"Name": "p"}),
            ("logs", "DescribeLogGroups", "*", {}),
        ]

    def ecr_reads(arn):
        return [
            ("ecr", "BatchGetImage", arn, repository | {"imageIds": image}),
            ("ecr", "DescribeImages", arn, repository),
            ("ecr", "ListImages", arn, repository),
            ("ecr", "DescribeRepositories", arn, {"repositoryNames": [REPOSITORY]}),
            ("ecr", "BatchCheckLayerAvailability", arn, repository | {"layerDigests": [layer]}),
            ("ecr", "GetDownloadUrlForLayer", arn, repository | {"layerDigest": layer}),
        ]

    token = [("ecr", "GetAuthorizationToken", "*", {})]
    ecr_writes = [
        ("ecr", "PutImage", ours, repository | {"imageManifest": "{}"}),
        ("ecr", "InitiateLayerUpload", ours, repository),
        ("ecr", "UploadLayerPart", ours, repository
         | {"uploadId": "u", "partFirstByte": 0, "partLastByte": 0, "layerPartBlob": b"x"}),
        ("ecr", "CompleteLayerUpload", ours, repository | {"uploadId": "u", "layerDigests": [layer]}),
        ("ecr", "BatchDeleteImage", ours, repository | {"imageIds": image}),
        ("ecr", "SetRepositoryPolicy", ours, repository | {"policyText": "{}"}),
        ("ecr", "PutLifecyclePolicy", ours, repository | {"lifecyclePolicyText": "{}" * 60}),
        ("ecr", "PutImageTagMutability", ours, repository | {"imageTagMutability": "IMMUTABLE"}),
        ("ecr", "StartImageScan", ours, repository | {"imageId": image[0]}),
        ("ecr", "CreateRepository", repository_arn("new"), {"repositoryName": "new"}),
        ("ecr", "DeleteRepository", ours, repository | {"force": True}),
        ("ecr", "PutRegistryPolicy", "*", {"policyText": "{}"}),
    ]
    put = "PutSecretValue"
    return [
        *table(SETUP, "allowed", [("secretsmanager", put, own, {"SecretId": own, "SecretString": "{}"})]),
        *table(SETUP, "denied", [("secretsmanager", put, other, {"SecretId": other, "SecretString": "{}"})]),
        *table(SETUP, "denied", elsewhere(setup_role) + token + ecr_reads(ours) + ecr_writes),
        *table(SETUP, "denied", secret_actions(own) + secret_actions(other)),
        *table(ECR, "allowed", token + ecr_reads(ours)),
        *table(ECR, "denied", [("secretsmanager", put, own, {"SecretId": own, "SecretString": "{}"})]),
        *table(ECR, "denied", secret_actions(own) + elsewhere(ecr_role) + ecr_writes),
        # Another account's repository cannot be named in a call of this account's endpoint; the document can be asked.
        *table(ECR, "denied", [(*row[:2], repository_arn(REPOSITORY, STRANGER), None) for row in ecr_reads(ours)]),
        *table(INVOKE, "allowed", [("events", "InvokeApiDestination", account.destination, None)]),
        *table(INVOKE, "denied", [
            ("events", "InvokeApiDestination", f"arn:aws:events:{REGION}:{CUSTOMER}:api-destination/other/u", None),
            ("secretsmanager", "GetSecretValue", own, {"SecretId": own}),
            ("sns", "Publish", account.topic, {"TopicArn": account.topic, "Message": "hello"}),
            ("events", "PutEvents", f"arn:aws:events:{REGION}:{CUSTOMER}:event-bus/default", {"Entries": [{}]}),
        ]),
    ]


# MARK: the checks


def row(role, action, resource, expected, actual, how, **more):
    return {"role": role, "action": action, "resource": resource, "expected": expected, "actual": actual, "how": how} | more


def check_documents(template):
    """What the evaluators cannot see, or would see only if a probe happened to ask for it."""
    resources = template["Resources"]
    granting = {name for name, resource in resources.items() if resource["Type"] in GRANTING_TYPES}
    roles = {name for name, resource in resources.items() if resource["Type"] == "AWS::IAM::Role"}
    yield row("*", "resources that grant rights", "*", "none", listed(granting), "document")
    yield row("*", "roles", "*", listed(GRANTED_ACTIONS), listed(roles), "document")
    for role, expected in GRANTED_ACTIONS.items():
        properties = resources[role]["Properties"]
        statements = [
            statement
            for policy in properties.get("Policies", [])
            for statement in as_list(policy["PolicyDocument"]["Statement"])
            if statement["Effect"] == "Allow"
        ]
        granted = {action for each in statements for action in as_list(each.get("Action", "NotAction"))}
        managed = {str(each) for each in properties.get("ManagedPolicyArns", [])}
        yield row(role, "granted actions", "*", listed(expected), listed(granted), "document")
        yield row(role, "managed policies", "*", "none", listed(managed), "document")


def listed(names):
    return ", ".join(sorted(names)) or "none"


def as_list(value):
    return value if isinstance(value, list) else [value]


def check_probes(moto, account):
    for probe in probes(account):
        role = account.roles[probe.role]
        if probe.arguments is not None:
            actual, answer = call(moto, account.sessions[probe.role], probe)
            yield row(probe.role, probe.action, probe.resource, probe.expected, actual, probe.how, answer=answer)
        context = {
            "aws:PrincipalAccount": CUSTOMER,
            "aws:PrincipalArn": role.arn,
            "aws:RequestedRegion": REGION,
            "aws:SecureTransport": "true",
        }
        if probe.resource != "*" and (owner := probe.resource.split(":")[4]):
            context["aws:ResourceAccount"] = owner
        permitted = policy_evaluator.permits(role.arn, role.policies, probe.action, probe.resource, context)
        yield row(probe.role, probe.action, probe.resource, probe.expected, verdict(permitted), "evaluated")


def call(moto, credentials, probe):
    """The verdict, and what the service answered. An error after the permission check means that the call was allowed."""
    method = getattr(moto.client(probe.service, credentials), xform_name(probe.operation))
    try:
        method(**probe.arguments)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in BROKEN_SETUP:
            raise CheckFailed(f"{probe.action} as {probe.role}: moto refused the credentials: {code}") from error
        return verdict(code not in DENIALS), code
    return "allowed", "success"


def verdict(allowed):
    return "allowed" if allowed else "denied"


def check_trust(account):
    """Who may become a role. Only evaluated: moto would let a request without an ExternalId pass."""
    right, wrong = account.external_id, secrets.token_urlsafe(24)
    vendor = f"arn:aws:iam::{VENDOR}:role/scout-service"
    stranger = f"arn:aws:iam::{STRANGER}:role/scout-service"
    customer = f"arn:aws:iam::{CUSTOMER}:user/developer"
    external = "sts:ExternalId"
    own_event = {"aws:SourceAccount": CUSTOMER, "aws:SourceArn": account.rule}
    other_event = own_event | {"aws:SourceArn": f"arn:aws:events:{REGION}:{CUSTOMER}:rule/other"}
    strangers_event = {"aws:SourceAccount": STRANGER, "aws:SourceArn": account.rule.replace(CUSTOMER, STRANGER)}

    for_vendor = [
        ("the vendor with the ExternalId", vendor, "sts:AssumeRole", {external: right}, "allowed"),
        ("the vendor without an ExternalId", vendor, "sts:AssumeRole", {}, "denied"),
        ("the vendor with an empty ExternalId", vendor, "sts:AssumeRole", {external: ""}, "denied"),
        ("the vendor with another ExternalId", vendor, "sts:AssumeRole", {external: wrong}, "denied"),
        ("the vendor with the ExternalId in other case", vendor, "sts:AssumeRole", {external: right.swapcase()}, "denied"),
        ("the vendor with a part of the ExternalId", vendor, "sts:AssumeRole", {external: right[:-1]}, "denied"),
        ("the vendor with a wildcard as ExternalId", vendor, "sts:AssumeRole", {external: "*"}, "denied"),
        ("the vendor by web identity", vendor, "sts:AssumeRoleWithWebIdentity", {external: right}, "denied"),
        ("another account with the ExternalId", stranger, "sts:AssumeRole", {external: right}, "denied"),
        ("the customer's own account with the ExternalId", customer, "sts:AssumeRole", {external: right}, "denied"),
        ("EventBridge", "events.amazonaws.com", "sts:AssumeRole", own_event, "denied"),
    ]
    for_events = [
        ("EventBridge for this account", "events.amazonaws.com", "sts:AssumeRole", own_event, "allowed"),
        ("EventBridge for another account", "events.amazonaws.com", "sts:AssumeRole", strangers_event, "denied"),
        ("EventBridge for another rule", "events.amazonaws.com", "sts:AssumeRole", other_event, "denied"),
        ("Lambda", "lambda.amazonaws.com", "sts:AssumeRole", own_event, "denied"),
        ("the vendor with the ExternalId", vendor, "sts:AssumeRole", {external: right}, "denied"),
        ("the customer's own account", customer, "sts:AssumeRole", {}, "denied"),
    ]
    for logical_id, cases in ((SETUP, for_vendor), (ECR, for_vendor), (INVOKE, for_events)):
        role = account.roles[logical_id]
        for who, principal, action, context, expected in cases:
            trusted = policy_evaluator.trusts(role.trust, role.arn, principal, action, context)
            yield row(logical_id, action, role.arn, expected, verdict(trusted), "evaluated", caller=who)


def check(moto, template):
    account = make_account(moto, template)
    return [*check_documents(template), *check_probes(moto, account), *check_trust(account)]


def failures(checks):
    return [each for each in checks if each["expected"] != each["actual"]]


# MARK: the check of the check


def statements(properties):
    return [each for policy in properties["Policies"] for each in as_list(policy["PolicyDocument"]["Statement"])]


def trust_statements(properties):
    return as_list(properties["AssumeRolePolicyDocument"]["Statement"])


def set_resource(resource):
    def change(properties):
        for statement in statements(properties):
            statement["Resource"] = resource

    return change


def set_action(action):
    def change(properties):
        for statement in statements(properties):
            statement["Action"] = action

    return change


def drop_conditions(properties):
    for statement in trust_statements(properties):
        statement.pop("Condition", None)


def set_principal(principal):
    def change(properties):
        for statement in trust_statements(properties):
            statement["Principal"] = principal

    return change


def attach_administrator(properties):
    properties["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/AdministratorAccess"]


BOTH = {"http-scoped", "evaluated"}
ELSEWHERE = f"arn:aws:s3:::{STACK}"
# What is done to which role, the action whose rows must fail then, and who must notice.
TAMPERINGS = [
    ("may write every secret", SETUP, set_resource("*"), "secretsmanager:PutSecretValue", BOTH),
    ("may do all with its secret", SETUP, set_action("secretsmanager:*"), "secretsmanager:GetSecretValue", BOTH),
    ("may write no secret", SETUP, set_resource(ELSEWHERE), "secretsmanager:PutSecretValue", BOTH),
    ("asks for no ExternalId", SETUP, drop_conditions, "sts:AssumeRole", {"evaluated"}),
    ("trusts EventBridge", SETUP, set_principal({"Service": "events.amazonaws.com"}), "sts:AssumeRole", {"evaluated"}),
    ("may push", ECR, set_action("ecr:*"), "ecr:PutImage", BOTH),
    ("may not pull", ECR, set_resource(ELSEWHERE), "ecr:BatchGetImage", BOTH),
    ("may not log in", ECR, set_resource(ELSEWHERE), "ecr:GetAuthorizationToken", BOTH),
    ("reads any account", ECR, set_resource("*"), "ecr:BatchGetImage", {"evaluated"}),
    ("has a managed policy", ECR, attach_administrator, "managed policies", {"document"}),
    ("trusts everyone", ECR, set_principal({"AWS": "*"}), "sts:AssumeRole", {"evaluated"}),
    ("trusts every rule", INVOKE, drop_conditions, "sts:AssumeRole", {"evaluated"}),
    ("may call any destination", INVOKE, set_resource("*"), "events:InvokeApiDestination", {"evaluated"}),
]


def self_test(moto, template, untampered_failures):
    """Tampering counts as caught when every way that can see it reports it, and did not before."""
    results = []
    for name, role, change, action, ways in TAMPERINGS:
        tampered = copy.deepcopy(template)
        change(tampered["Resources"][role]["Properties"])
        found = failures(check(moto, tampered))
        noticed = ways_of_noticing(found, role, action) - ways_of_noticing(untampered_failures, role, action)
        results.append({
            "tampering": name,
            "role": role,
            "action": action,
            "expectedBy": sorted(ways),
            "noticedBy": sorted(noticed),
            "failures": len(found),
            "caught": ways <= noticed,
        })
    return results


def ways_of_noticing(found, role, action):
    return {each["how"] for each in found if (each["role"], each["action"]) == (role, action)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--template", type=Path, required=True, help="the template, JSON")
    parser.add_argument("--self-test", action="store_true", help="check tampered copies as well; each must fail")
    arguments = parser.parse_args()
    try:
        template = json.loads(arguments.template.read_text())
        with Moto() as moto:
            checks = check(moto, template)
            report = {"checks": checks, "failures": failures(checks), "how": how_counts(checks)}
            if arguments.self_test:
                report["selfTest"] = self_test(moto, template, report["failures"])
    except (CheckFailed, UnresolvableExpression, BotoCoreError, ClientError, OSError, ValueError) as failure:
        print(f"check_permissions: {type(failure).__name__}: {failure}", file=sys.stderr)
        return 2
    print(json.dumps(report, indent=2))
    missed = [each for each in report.get("selfTest", []) if not each["caught"]]
    return 1 if report["failures"] or missed else 0


def how_counts(checks):
    """How many rows rest on which kind of proof."""
    counts = {}
    for each in checks:
        counts[each["how"]] = counts.get(each["how"], 0) + 1
    return counts


if __name__ == "__main__":
    sys.exit(main())
