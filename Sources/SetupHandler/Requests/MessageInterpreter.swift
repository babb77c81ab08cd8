import CloudFormation
public import ScoutIntegration

/// Says what a verified message means for its integration.
public struct MessageInterpreter: Sendable, Hashable {
    /// The hosts that answers may go to.
    public let hosts: TrustedHosts

    /// An interpreter.
    public init(hosts: TrustedHosts) { self.hosts = hosts }

    /// The subject of a custom resource's request.
    ///
    /// - Source: CloudFormation's messages; no document promises it, so a request without it is understood too.
    static let customResourceSubject = "AWS CloudFormation custom resource request"

    /// What happens to the integration; `nil` where the message means nothing to it.
    ///
    /// - Throws: ``Refusal`` where the message says something that its topic has no right to say.
    public func event(of verified: VerifiedSNSMessage, for integration: Integration) throws(Refusal) -> Integration
        .Event?
    {
        try event(of: verified.message, for: integration)
    }

    /// The same for a message that was verified when it was taken into the journal.
    func event(of message: SNSMessage, for integration: Integration) throws(Refusal) -> Integration.Event? {
        switch message.kind {
        case .unsubscribeConfirmation:
            return nil
        case .subscriptionConfirmation:
            return .subscriptionOffered(SubscriptionConfirmation(topic: message.topic, token: message.token))
        case .notification:
            if message.message.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
                return try CustomResourceRequest(message).request(for: integration, hosts).map(
                    Integration.Event.requested
                )
            }
            guard let event = StackEventText.event(in: message.message) else { return nil }
            try check(event.stackID, comesFrom: message.topic)
            return .stackChanged(event)
        }
    }

    private func check(_ stack: StackID, comesFrom topic: ARN) throws(Refusal) {
        guard stack.accountID.digits == topic.account, stack.region.name == topic.region else {
            throw Refusal(.request, "the topic tells of a stack of another account or region: \(stack.arn)")
        }
    }
}
