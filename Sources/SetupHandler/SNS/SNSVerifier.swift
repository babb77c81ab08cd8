import CloudFormation
public import Cryptography
public import ScoutIntegration

/// A message whose signature, certificate, age and topic have been checked.
///
/// Only ``SNSVerifier`` makes one. What the message says of stacks is still the sender's word: ``MessageInterpreter``
/// compares it with the integration.
public struct VerifiedSNSMessage: Sendable, Hashable {
    /// The message.
    public let message: SNSMessage

    fileprivate init(_ message: SNSMessage) { self.message = message }
}

/// Checks that a message comes from SNS, now, and from a topic that the integration may have.
///
/// - Source: Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages".
public struct SNSVerifier: Sendable, Hashable {
    /// The hosts that certificates may come from.
    public let hosts: TrustedHosts
    /// The lowest version of signatures that is accepted: 2 is SHA-256, which the stack's topic has.
    public let minimumSignatureVersion: Int
    /// How old a message may be, in seconds. By default SNS gives up within an hour.
    public let maximumAge: Int64
    /// How far the clocks may differ, in seconds.
    public let maximumSkew: Int64

    /// A verifier.
    public init(
        hosts: TrustedHosts = TrustedHosts(),
        minimumSignatureVersion: Int = 2,
        maximumAge: Int64 = 3_900,
        maximumSkew: Int64 = 300
    ) {
        self.hosts = hosts
        self.minimumSignatureVersion = minimumSignatureVersion
        self.maximumAge = maximumAge
        self.maximumSkew = maximumSkew
    }

    /// Checks everything that needs no certificate, so that nothing is fetched for a message that is refused anyway.
    public func check(_ message: SNSMessage, for integration: Integration, at now: Timestamp) throws(Refusal) {
        // A stack that outlives its integration still asks when it is deleted, and must not wait in vain.
        guard !integration.isWithdrawn || message.kind == .notification else {
            throw Refusal(.removedIntegration, "the integration was removed")
        }
        let topic = message.topic
        guard topic.region == integration.region.name, topic.partition == integration.region.partition else {
            throw Refusal(.topic, "the topic is in \(topic.region), not in \(integration.region.name): \(topic.text)")
        }
        if let account = integration.account, account.digits != topic.account {
            throw Refusal(.topic, "the topic is of account \(topic.account), not of \(account.digits): \(topic.text)")
        }
        guard (try? AccountID(topic.account)) != nil else { throw Refusal(.topic, "the topic is of no account") }
        guard let version = Int(message.signatureVersion), (1...2).contains(version),
            version >= minimumSignatureVersion
        else {
            throw Refusal(
                .signatureVersion,
                "SignatureVersion is \(message.signatureVersion.displayable), not \(minimumSignatureVersion)"
            )
        }
        let age = now.seconds - message.timestamp.seconds
        guard age <= maximumAge, age >= -maximumSkew else {
            throw Refusal(.stale, "the message was published \(message.timestampText), \(age) s ago")
        }
        try hosts.checkCertificate(message.signingCertificateURL, of: topic)
        if message.kind == .subscriptionConfirmation {
            try hosts.checkSubscription(message.subscribeURL, to: topic, token: message.token)
        }
    }

    /// Checks the signature of a message that has passed ``check(_:for:at:)``.
    public func verify(
        _ message: SNSMessage,
        with certificate: Certificate,
        for integration: Integration,
        at now: Timestamp
    ) throws(Refusal) -> VerifiedSNSMessage {
        try check(message, for: integration, at: now)
        guard certificate.isValid(at: now.seconds) else {
            throw Refusal(
                .certificate,
                "the certificate is not valid now: \(message.signingCertificateURL.displayable)"
            )
        }
        guard let signature = Base64.decode(message.signature.utf8) else {
            throw Refusal(.signature, "Signature is no Base64")
        }
        let algorithm: DigestAlgorithm = message.signatureVersion == "1" ? .sha1 : .sha256
        let digest = algorithm.digest(of: message.signedText.utf8)
        guard certificate.publicKey.verifies(signature: signature, of: digest, algorithm: algorithm) else {
            throw Refusal(.signature, "the signature is wrong")
        }
        return VerifiedSNSMessage(message)
    }
}
