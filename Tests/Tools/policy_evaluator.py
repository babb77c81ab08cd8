"""Asks an IAM policy evaluator that others wrote: NCC Group's Principal Mapper.

It stands beside moto because moto's enforcement leaves out what matters most here: it ignores a condition whose key the
request lacks (so an absent ExternalId would pass), knows no account root as a principal, does not look at trust policies
across accounts, and knows the requested resource for few services only.
"""

import collections
import collections.abc

# Principal Mapper 1.1.5 imports these names from where Python kept them until 3.9.
collections.Mapping = collections.abc.Mapping
collections.MutableMapping = collections.abc.MutableMapping

from principalmapper.common import Node, Policy  # noqa: E402
from principalmapper.querying.local_policy_simulation import (  # noqa: E402
    ResourcePolicyEvalResult,
    has_matching_statement,
    resource_policy_authorization,
)
from principalmapper.util.case_insensitive_dict import CaseInsensitiveDict  # noqa: E402

TRUSTING_RESULTS = {
    ResourcePolicyEvalResult.ROOT_MATCH,
    ResourcePolicyEvalResult.NODE_MATCH,
    ResourcePolicyEvalResult.DIFF_ACCOUNT_MATCH,
    ResourcePolicyEvalResult.SERVICE_MATCH,
}


def permits(role_arn, documents, action, resource, context):
    """Whether identity policies allow the action on the resource: some statement allows it and none denies it."""
    role = _principal(role_arn, documents)
    keys = CaseInsensitiveDict(context)
    return has_matching_statement(role, "Allow", action, resource, keys) and not has_matching_statement(
        role, "Deny", action, resource, keys
    )


def trusts(trust_policy, role_arn, principal, action, context):
    """Whether a role's trust policy lets the principal, a user's or role's ARN or a service's name, take the action."""
    caller = _principal(principal, []) if principal.startswith("arn:") else principal
    account = role_arn.split(":")[4]
    result = resource_policy_authorization(caller, account, trust_policy, action, role_arn, dict(context))
    return result in TRUSTING_RESULTS


def _principal(arn, documents):
    policies = [Policy(arn, f"inline-{index}", document) for index, document in enumerate(documents)]
    trust = {"Version": "2012-10-17", "Statement": []} if ":role/" in arn else None
    return Node(arn, "AROAEXAMPLE", policies, [], trust, None, 0, False, False, None, False, {})
