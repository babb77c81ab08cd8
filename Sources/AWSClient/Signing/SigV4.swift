internal import Cryptography

/// Signs requests to one service in one region.
///
/// - Source: IAM User Guide, "AWS Signature Version 4 for API requests"; Amazon S3 API Reference, "Authenticating
///   Requests (AWS Signature Version 4)".
public struct SigV4: Sendable, Hashable {
    /// What differs between services.
    public struct Rules: Sendable, Hashable {
        let normalizesPath: Bool
        let encodesPathAgain: Bool
        let addsPayloadHash: Bool
        let presignsPayload: Bool

        /// Every service but S3: the path is normalized, and its percent signs are encoded once more.
        public static let standard = Rules(
            normalizesPath: true,
            encodesPathAgain: true,
            addsPayloadHash: false,
            presignsPayload: true
        )

        /// S3: the path is signed as it is sent, headers carry the body's hash, a presigned URL leaves the body open.
        public static let s3 = Rules(
            normalizesPath: false,
            encodesPathAgain: false,
            addsPayloadHash: true,
            presignsPayload: false
        )
    }

    /// The region's name, as the service knows it.
    public let region: String

    /// The service's signing name.
    public let service: String

    /// What differs for this service.
    public let rules: Rules

    /// Signatures for a service.
    ///
    /// - Parameter rules: by default those of the service.
    public init(region: String, service: String, rules: Rules? = nil) {
        self.region = region
        self.service = service
        self.rules = rules ?? (service == "s3" ? .s3 : .standard)
    }

    /// The request with `X-Amz-Date`, `Authorization` and what else the signature needs; earlier ones are replaced.
    ///
    /// All fields are covered but those that are changed on the way, like `User-Agent`. `Host` is covered, and left to
    /// the transport unless it was given.
    public func signing(
        _ request: OutgoingRequest,
        with credentials: AWSCredentials,
        at time: AWSTimestamp
    ) throws(TransportError) -> OutgoingRequest {
        sign(request, to: try RequestURL(request.url), with: credentials, at: time)
    }

    /// The request's URL with a signature in its query, which lets whoever has it send the request.
    ///
    /// All given fields have to be sent with it as they are; the body is covered too, except for S3.
    ///
    /// - Parameter seconds: how long the URL is good, up to 604,800.
    public func presigning(
        _ request: OutgoingRequest,
        with credentials: AWSCredentials,
        at time: AWSTimestamp,
        expiringAfter seconds: Int
    ) throws(TransportError) -> String {
        presign(request, to: try RequestURL(request.url), with: credentials, at: time, expiringAfter: seconds).text
    }

    func sign(
        _ request: OutgoingRequest,
        to url: RequestURL,
        with credentials: AWSCredentials,
        at time: AWSTimestamp
    ) -> OutgoingRequest {
        var request = request
        let payloadHash = Self.hash(request.body)
        request.headers.set("X-Amz-Date", time.basicFormat)
        if let token = credentials.sessionToken { request.headers.set("X-Amz-Security-Token", token) }
        if rules.addsPayloadHash { request.headers.set("X-Amz-Content-SHA256", payloadHash) }
        let canonical = canonicalRequest(request, to: url, payloadHash: payloadHash)
        request.headers.set(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(time)), "
                + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature(canonical, credentials, time))"
        )
        return request
    }

    func presign(
        _ request: OutgoingRequest,
        to url: RequestURL,
        with credentials: AWSCredentials,
        at time: AWSTimestamp,
        expiringAfter seconds: Int
    ) -> RequestURL {
        var url = url
        let signedHeaders = CanonicalRequest.canonical(withHost(request.headers, url)).map(\.name)
        var items = [
            (name: "X-Amz-Algorithm", value: "AWS4-HMAC-SHA256"),
            (name: "X-Amz-Credential", value: "\(credentials.accessKeyID)/\(scope(time))"),
            (name: "X-Amz-Date", value: time.basicFormat),
            (name: "X-Amz-Expires", value: "\(seconds)"),
            (name: "X-Amz-SignedHeaders", value: signedHeaders.joined(separator: ";")),
        ]
        if let token = credentials.sessionToken { items.append((name: "X-Amz-Security-Token", value: token)) }
        let given = url.query.map { $0.isEmpty ? "" : "\($0)&" } ?? ""
        let query = given + PercentEncoding.query(items)
        url.query = query
        let payloadHash = rules.presignsPayload ? Self.hash(request.body) : "UNSIGNED-PAYLOAD"
        let canonical = canonicalRequest(request, to: url, payloadHash: payloadHash)
        url.query = "\(query)&X-Amz-Signature=\(signature(canonical, credentials, time))"
        return url
    }

    func canonicalRequest(_ request: OutgoingRequest, to url: RequestURL, payloadHash: String) -> CanonicalRequest {
        CanonicalRequest(
            method: request.method,
            path: url.path,
            query: url.query,
            headers: withHost(request.headers, url),
            payloadHash: payloadHash,
            rules: rules
        )
    }

    private func withHost(_ headers: [HTTPHeader], _ url: RequestURL) -> [HTTPHeader] {
        headers["Host"] == nil ? headers + [HTTPHeader("Host", url.authority)] : headers
    }

    private func scope(_ time: AWSTimestamp) -> String {
        "\(time.basicFormat.prefix(8))/\(region)/\(service)/aws4_request"
    }

    /// - Source: IAM User Guide, "Create a signed AWS API request", steps 2 to 4.
    private func signature(
        _ request: CanonicalRequest,
        _ credentials: AWSCredentials,
        _ time: AWSTimestamp
    ) -> String {
        var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
        for part in [String(time.basicFormat.prefix(8)), region, service, "aws4_request"] {
            key = HMAC.sha256(of: Array(part.utf8), key: key)
        }
        let lines = ["AWS4-HMAC-SHA256", time.basicFormat, scope(time), Self.hash(Array(request.text.utf8))]
        return Hexadecimal.encode(HMAC.sha256(of: Array(lines.joined(separator: "\n").utf8), key: key))
    }

    static func hash(_ bytes: [UInt8]) -> String { Hexadecimal.encode(SHA256.digest(of: bytes)) }
}
