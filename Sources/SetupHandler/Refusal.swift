/// A message that is not acted on, and why.
///
/// - Source: Amazon SNS Developer Guide, "Message delivery retries": after 4xx a message is not sent again, after 5xx it is.
public struct Refusal: Error, Sendable, Hashable {
    /// The kind of reason, which metrics count by.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// No integration has that id.
        case unknownIntegration = "unknown_integration"
        /// The vendor has withdrawn the integration.
        case removedIntegration = "removed_integration"
        /// The body is no SNS message.
        case malformed
        /// The signature is of a version that is not accepted.
        case signatureVersion = "signature_version"
        /// The certificate is not where SNS keeps its certificates.
        case certificateURL = "certificate_url"
        /// The certificate is none of SNS, or not valid now.
        case certificate
        /// The certificate could not be fetched.
        case certificateUnavailable = "certificate_unavailable"
        /// The signature is wrong.
        case signature
        /// The message is too old, or from the future.
        case stale
        /// The topic is of another account or region than the integration.
        case topic
        /// The URL that confirms a subscription leads elsewhere.
        case subscribeURL = "subscribe_url"
        /// What the message says of its stack does not belong to the integration.
        case request
        /// The URL for the answer leads elsewhere.
        case responseURL = "response_url"
        /// The service cannot take the message now.
        case unavailable
    }

    /// The kind of reason.
    public let code: Code
    /// The reason as a sentence without its full stop, for the log.
    public let reason: String

    /// A refusal.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The status of the HTTP answer.
    public var status: Int {
        switch code {
        case .unknownIntegration: 404
        case .removedIntegration: 410
        case .malformed: 400
        case .certificateUnavailable, .unavailable: 503
        default: 403
        }
    }
}

extension Refusal {
    /// No integration has the id of the request's path.
    public static let unknownIntegration = Refusal(.unknownIntegration, "there is no such integration")
    /// The message could not be made durable.
    public static let journalFailed = Refusal(.unavailable, "the message could not be stored")
}
