public import Cryptography
public import ScoutIntegration

/// Decides about a message that was sent to an integration's endpoint.
public struct SetupIntake: Sendable {
    /// Checks who sent a message.
    public let verifier: SNSVerifier
    /// Says what a message means.
    public let interpreter: MessageInterpreter

    /// An intake with these rules.
    public init(verifier: SNSVerifier) {
        self.verifier = verifier
        interpreter = MessageInterpreter(hosts: verifier.hosts)
    }

    /// What is to become of a message.
    public enum Decision: Sendable, Hashable {
        /// It is to be kept and answered, and means this.
        case accept(VerifiedSNSMessage, Integration.Event?)
        /// It cannot be judged without the certificate at this URL, which is SNS's.
        case fetchCertificate(String)
    }

    /// Judges a message.
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - integration: the integration whose endpoint it was sent to.
    ///   - now: the time.
    ///   - certificate: finds a certificate by its URL, without waiting.
    /// - Throws: why it is refused. Nothing was fetched or called then.
    public func decide(
        _ message: SNSMessage,
        for integration: Integration,
        at now: Timestamp,
        certificate: (String) -> Certificate?
    ) throws(Refusal) -> Decision {
        guard let certificate = certificate(message.signingCertificateURL) else {
            // Everything else is judged before the certificate is fetched, so that a refusal costs no call.
            try verifier.check(message, for: integration, at: now)
            _ = try interpreter.event(of: message, for: integration)
            return .fetchCertificate(message.signingCertificateURL)
        }
        let verified = try verifier.verify(message, with: certificate, for: integration, at: now)
        return .accept(verified, try interpreter.event(of: verified, for: integration))
    }
}
