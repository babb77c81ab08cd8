/// A refusal as it comes from a service, in either protocol.
///
/// - Source: the services' API references, "Common errors"; AWS JSON and AWS query protocols (Smithy).
struct ServiceFailure: Sendable, Hashable {
    let status: Int
    private(set) var code: String
    private(set) var message: String
    let requestID: String?
    let date: AWSTimestamp?

    init(_ response: IncomingResponse) {
        status = response.status
        date = response.headers["Date"].flatMap(AWSTimestamp.init(httpDate:))
        let headerID = response.headers["x-amzn-RequestId"] ?? response.headers["x-amz-request-id"]
        let headerType = response.headers["x-amzn-ErrorType"]
        if let error = JSONText.decode(JSONError.self, from: response.body) {
            code = Self.code(error.__type ?? error.code ?? headerType) ?? "HTTP\(response.status)"
            message = error.message ?? error.Message ?? "(no message)"
            requestID = headerID
        } else if let tree = try? XMLTree.parse(response.body), let error = tree["Error"] ?? tree.asError {
            code = error.text("Code") ?? "HTTP\(response.status)"
            message = error.text("Message") ?? "(no message)"
            requestID = tree.text("RequestId") ?? tree.text("RequestID") ?? error.text("RequestId") ?? headerID
        } else {
            // A proxy's page, or nothing: not worth showing.
            code = Self.code(headerType) ?? "HTTP\(response.status)"
            message = "the answer has no error code of AWS"
            requestID = headerID
        }
        if status == 301, let region = response.headers["x-amz-bucket-region"] {
            (code, message) = ("PermanentRedirect", "the bucket is in region \(region); the call must go there")
        }
    }

    /// The code in `com.amazonaws.x#Code`, `Code` or `Code:http://…`.
    private static func code(_ type: String?) -> String? {
        type?.prefix { $0 != ":" }.split(separator: "#").last.map(String.init)
    }

    private struct JSONError: Decodable {
        let __type: String?
        let code: String?
        let message: String?
        let Message: String?
    }

    /// Whether AWS says that the same call may succeed soon.
    var isRetryable: Bool {
        [500, 502, 503, 504].contains(status) || Self.retryableCodes.contains(code)
    }

    /// Whether the credentials are too old.
    var meansExpiredCredentials: Bool {
        ["ExpiredToken", "ExpiredTokenException"].contains(code)
    }

    /// By how many seconds the service's clock is ahead, when the refusal is because of that.
    ///
    /// - Parameter time: when the request was signed.
    func clockSkew(at time: AWSTimestamp) -> Int64? {
        guard let date else { return nil }
        let skew = date.seconds(since: time)
        let isCertain = ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"].contains(code)
        let isPossible = ["InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure"].contains(code)
        // Signatures are good for five minutes around; a smaller difference has another cause.
        guard isCertain && skew != 0 || isPossible && abs(skew) > 240 else { return nil }
        return skew
    }

    /// - Source: AWS SDKs and Tools Reference Guide, "Retry behavior"; Amazon DynamoDB Developer Guide, "Error handling".
    private static let retryableCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
        "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
        "TransactionInProgressException", "RequestTimeout", "RequestTimeoutException", "IDPCommunicationError",
        "TransactionConflictException", "ReplicatedWriteConflictException",
    ]
}

extension XMLTree {
    /// The element itself if it is an error without a response around it, as S3's are.
    fileprivate var asError: XMLTree? { name == "Error" ? self : nil }
}
