/// Why a call of AWS has failed, after all retries.
public struct AWSError: Error, Sendable, Hashable {
    /// Where it failed.
    public enum Kind: Sendable, Hashable {
        /// The service refused; ``AWSError/code`` is its own.
        case service
        /// No response; the code is a ``TransportError/Code``.
        case transport
        /// No credentials; the code is `CredentialsUnavailable`.
        case credentials
        /// A setting is wrong; the code is `InvalidConfiguration`.
        case configuration
        /// The response is not what the service documents; the code is `InvalidResponse`.
        case response
    }

    /// The service's name.
    public let service: String

    /// The operation's name.
    public let operation: String

    /// Where it failed.
    public let kind: Kind

    /// The error code, for programs: AWS's own, like `AccessDenied`, without prefix.
    public let code: String

    /// What AWS says, or what happened, cut and free of control characters; values that the call keeps secret are left out.
    public let message: String

    /// AWS's id of the request, to ask its support about.
    public let requestID: String?

    /// The HTTP status.
    public let status: Int?

    /// Whether the same call may succeed later.
    public let isRetryable: Bool

    init(
        _ kind: Kind,
        _ operation: Operation,
        code: String,
        message: String,
        requestID: String? = nil,
        status: Int? = nil,
        isRetryable: Bool = false,
        secrets: [String] = []
    ) {
        service = operation.service.name
        self.operation = operation.name
        self.kind = kind
        self.code = code.displayable(100)
        var message = message
        // AWS quotes parts of requests, of a rejected signature even the session token.
        for secret in operation.secrets + secrets where secret.utf8.count >= 4 {
            message = message.replacing(secret, with: "<redacted>")
        }
        self.message = message.displayable(1000)
        self.requestID = requestID?.displayable(100)
        self.status = status
        self.isRetryable = isRetryable
    }
}

extension AWSError: CustomStringConvertible {
    /// The message for a user.
    public var description: String {
        let status = status.map { " (HTTP \($0))" } ?? ""
        let request = requestID.map { " [request \($0)]" } ?? ""
        return "\(service) \(operation): \(code)\(status): \(message)\(request)"
    }
}
