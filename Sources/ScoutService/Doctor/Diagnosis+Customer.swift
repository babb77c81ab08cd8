import AWSClient
import CloudFormation
import Cryptography
import ScoutIntegration

/// What only credentials in the customer's account show.
extension Diagnosis {
    /// How what is skipped without them is looked at.
    static let givingCredentials =
        "Give credentials that may read in the customer's account: --customer-profile NAME, or --customer-credentials "
        + "environment."

    var customerAccount: DoctorCheck {
        let subject = Subject("customer-credentials", "The customer's credentials are of the customer's account")
        guard let customer = findings.customer else {
            return skipped(subject, "none are given", Self.givingCredentials)
        }
        let source = setting.customer.map { "\($0)" } ?? ""
        if case .failed(let failure) = customer.account, failure.kind == .credentials {
            return failed(subject, failure.reason, Self.givingCredentials)
        }
        return check(subject, customer.account, remedy: Self.givingCredentials) { account in
            guard let expected = integration.stack?.id.accountID ?? integration.account else {
                return passed(subject, "account \(account.displayable), from \(source)")
            }
            guard account == expected.digits else {
                return failed(
                    subject,
                    "those from \(source) are of account \(account.displayable), the integration is of \(expected.digits)",
                    Self.givingCredentials
                )
            }
            return passed(subject, "account \(account.displayable), from \(source)")
        }
    }

    /// Judges what the customer's credentials show. What they may not see says nothing about the integration.
    ///
    /// - Parameters:
    ///   - action: the permission that it takes.
    ///   - remedy: what to do where there is no such thing, or where the call is refused for another reason.
    private func check<Value>(
        _ subject: Subject,
        _ finding: KeyPath<CustomerFindings, Finding<Value>>,
        action: String,
        remedy: String,
        _ judge: (Value) -> DoctorCheck
    ) -> DoctorCheck {
        guard let customer = findings.customer else {
            return skipped(
                subject,
                "it takes \(action) in the customer's account, which the stack does not give to Docker Scout",
                Self.givingCredentials
            )
        }
        let found = customer[keyPath: finding]
        if case .failed(let failure) = found, failure.kind == .denied {
            return skipped(subject, failure.reason, "Allow the customer's credentials \(action).")
        }
        return check(subject, found, remedy: remedy, judge)
    }

    // MARK: The stack and its way in

    var stack: DoctorCheck {
        let subject = Subject("stack", "The stack is complete")
        return check(
            subject,
            \.stack,
            action: "cloudformation:DescribeStacks",
            remedy: "Have the customer create the stack again from this integration's launch link."
        ) { stack in
            let found = "\(stack.status)\(stack.statusReason.map { ": \($0)" } ?? "")".displayable(limit: 500)
            if stack.status.hasSuffix("_COMPLETE_CLEANUP_IN_PROGRESS") { return passed(subject, found) }
            if stack.status.hasSuffix("_IN_PROGRESS") {
                return failed(subject, found, "Run the doctor again when the stack has come to an end.")
            }
            guard stack.status.hasSuffix("_COMPLETE"), !["DELETE_COMPLETE", "ROLLBACK_COMPLETE"].contains(stack.status)
            else { return failed(subject, found, "See the stack's events. \(Self.recreating)") }
            return passed(subject, found)
        }
    }

    var topicSubscription: DoctorCheck {
        let subject = Subject("topic-subscription", "The topic's subscription is confirmed")
        return check(
            subject,
            \.subscriptions,
            action: "cloudformation:DescribeStackResources and sns:ListSubscriptionsByTopic",
            remedy: "Without its topic, the stack can be neither updated nor deleted in order. \(Self.recreating)"
        ) { topic in
            let own = topic.value.filter { isOwn($0.endpoint) }
            if let confirmed = own.first(where: { $0.arn.hasPrefix("arn:") }) {
                return passed(subject, confirmed.endpoint.displayable(limit: 300))
            }
            if let pending = own.first {
                let endpoint = pending.endpoint.displayable(limit: 300)
                return failed(
                    subject,
                    "\(endpoint) is not confirmed: \(pending.arn.displayable)",
                    "The service must run and be reached there; then have the customer subscribe it again, which asks "
                        + "for the confirmation once more: \(subscribing(endpoint, to: topic.name))"
                )
            }
            let endpoint = setting.stack.map { "\($0.setupEndpoint.url)/\(integration.id.text)" } ?? "URL"
            return failed(
                subject,
                topic.value.isEmpty
                    ? "the topic has no subscription"
                    : "the topic's subscriptions lead to others than this integration",
                "Have the customer subscribe the set-up endpoint, which the service confirms: "
                    + subscribing(endpoint, to: topic.name)
            )
        }
    }

    /// Whether a subscription leads to this integration: by the vendor's endpoint, where that is known.
    private func isOwn(_ endpoint: String) -> Bool {
        guard let stack = setting.stack else { return endpoint.hasSuffix("/\(integration.id.text)") }
        return endpoint == "\(stack.setupEndpoint.url)/\(integration.id.text)"
    }

    private func subscribing(_ endpoint: String, to topic: String) -> String {
        "aws sns subscribe --topic-arn \(topic.displayable(limit: 300)) --protocol \(endpoint.hasPrefix("http:") ? "http" : "https") "
            + "--notification-endpoint \(endpoint) \(region)"
    }

    // MARK: The way out

    var connection: DoctorCheck {
        let subject = Subject("connection", "The connection is authorized")
        return check(
            subject,
            \.connection,
            action: "cloudformation:DescribeStackResources and events:DescribeConnection",
            remedy: Self.recreating
        ) { connection in
            let found = state(connection.name, connection.value.state, connection.value.stateReason)
            guard connection.value.state != "AUTHORIZED" else { return passed(subject, found) }
            return failed(subject, found, "Events are not sent without it. \(Self.recreating)")
        }
    }

    var rule: DoctorCheck {
        let subject = Subject("rule", "The rule is enabled")
        return check(
            subject,
            \.rule,
            action: "cloudformation:DescribeStackResources and events:DescribeRule",
            remedy: Self.recreating
        ) { rule in
            let found = state(rule.name, rule.value)
            guard !rule.value.hasPrefix("ENABLED") else { return passed(subject, found) }
            let name = rule.name.displayable(limit: 300)
            return failed(
                subject,
                found,
                "Have the customer enable it: aws events enable-rule --name \(name) \(region)"
            )
        }
    }

    var apiDestination: DoctorCheck {
        let subject = Subject("api-destination", "The API destination is active, and leads to the events endpoint")
        return check(
            subject,
            \.apiDestination,
            action: "cloudformation:DescribeStackResources and events:DescribeApiDestination",
            remedy: Self.recreating
        ) { destination in
            let endpoint = destination.value.invocationEndpoint
            let found = "\(state(destination.name, destination.value.state)), \(endpoint.displayable(limit: 300))"
            guard destination.value.state == "ACTIVE" else {
                return failed(subject, found, "It is active when its connection is authorized. \(Self.recreating)")
            }
            let expected = setting.stack.map { "\($0.eventsEndpoint.url)/\(integration.id.text)" }
            guard expected.map({ $0 == endpoint }) ?? endpoint.hasSuffix("/\(integration.id.text)") else {
                return failed(subject, "\(found) instead of \(expected ?? "this integration's endpoint")", updating)
            }
            return passed(subject, found)
        }
    }

    private func state(_ name: String, _ state: String, _ reason: String? = nil) -> String {
        "\(name) is \(state)\(reason.map { ": \($0)" } ?? "")".displayable(limit: 500)
    }

    // MARK: Credentials

    /// Whether the secret holds what events are checked by. The connection has a copy of its own, of which only an event that
    /// was accepted tells.
    var credentials: DoctorCheck {
        let subject = Subject("credentials", "The secret holds the key that events are checked by")
        let event =
            findings.lastEvent.map { "an event was accepted at \($0.iso8601), so the connection's key matched then" }
            ?? "no event was accepted yet"
        guard findings.customer != nil else {
            return skipped(
                subject,
                "it takes secretsmanager:GetSecretValue in the customer's account, which the stack does not give to Docker "
                    + "Scout; \(event)",
                Self.givingCredentials
            )
        }
        return check(
            subject,
            \.keyDigest,
            action: "secretsmanager:GetSecretValue",
            remedy: Self.recreating
        ) { digest in
            guard integration.acceptedCredentials.contains(where: { Self.areSame($0, digest) }) else {
                return failed(
                    subject,
                    "the secret holds another key than the set-up has written; \(event)",
                    Self.recreating
                )
            }
            return passed(subject, event)
        }
    }

    private static func areSame(_ left: CredentialDigest, _ right: CredentialDigest) -> Bool {
        ConstantTime.equal(left.hexadecimal, right.hexadecimal)
    }
}
