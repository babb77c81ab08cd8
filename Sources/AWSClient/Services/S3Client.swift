/// The calls of Amazon S3 that are made here.
///
/// - Source: Amazon S3 API Reference.
public struct S3Client: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// Stores an object under its key.
    ///
    /// A put whose answer was lost is sent again, so with a condition it may be refused because of its own success.
    ///
    /// - Parameters:
    ///   - key: any text; slashes are kept.
    ///   - cacheControl: what whoever gets the object is told in `Cache-Control`.
    ///   - ifNoneMatch: whether an object that is there stays: the error's code is then `PreconditionFailed`, or
    ///     `ConditionalRequestConflict` when somebody else is storing or deleting one now.
    ///   - ifMatch: the ``StoredObject/entityTag`` of the object that may be replaced; the codes are the same for another
    ///     one, and `NoSuchKey` for none.
    public func putObject(
        bucket: String,
        key: String,
        body: [UInt8],
        contentType: String,
        cacheControl: String? = nil,
        ifNoneMatch: Bool = false,
        ifMatch: String? = nil
    ) async throws(AWSError) {
        var headers = [HTTPHeader("Content-Type", contentType)]
        if let cacheControl { headers.append(HTTPHeader("Cache-Control", cacheControl)) }
        if ifNoneMatch { headers.append(HTTPHeader("If-None-Match", "*")) }
        if let ifMatch { headers.append(HTTPHeader("If-Match", ifMatch)) }
        _ = try await client.call(.object(bucket, key, "PutObject", method: "PUT", headers: headers, body: body))
    }

    /// An object as it is stored.
    public struct StoredObject: Sendable, Hashable {
        /// Its bytes.
        public let content: [UInt8]
        /// What S3 calls this content, with quotation marks.
        public let entityTag: String
    }

    /// The content of the object of that key; nil without one. A bucket that is not there is an error of the code `NoSuchBucket`.
    ///
    /// - Parameter maximumBytes: a longer object is an error of the code `ResponseTooLarge`.
    public func object(
        bucket: String,
        key: String,
        maximumBytes: Int = 1 << 20
    ) async throws(AWSError) -> [UInt8]? {
        try await response(bucket, key, maximumBytes)?.response.body
    }

    /// The object of that key, with what it takes to replace it and no other; nil without one.
    ///
    /// Parameters as for ``object(bucket:key:maximumBytes:)``.
    public func storedObject(
        bucket: String,
        key: String,
        maximumBytes: Int = 1 << 20
    ) async throws(AWSError) -> StoredObject? {
        guard let (operation, response) = try await response(bucket, key, maximumBytes) else { return nil }
        guard let tag = response.headers["ETag"] else {
            throw AWSError(.response, operation, code: "InvalidResponse", message: "the object has no ETag")
        }
        return StoredObject(content: response.body, entityTag: tag)
    }

    private func response(
        _ bucket: String,
        _ key: String,
        _ maximumBytes: Int
    ) async throws(AWSError) -> (operation: Operation, response: IncomingResponse)? {
        // An error has to fit even where hardly an object may.
        let operation = Operation.object(bucket, key, "GetObject", method: "GET")
            .allowing(responseBytes: max(maximumBytes, 64 << 10))
        let response: IncomingResponse
        do {
            response = try await client.call(operation)
        } catch {
            if error.code == "NoSuchKey" || error.code == "HTTP404" { return nil }
            throw error
        }
        guard response.body.count <= maximumBytes else {
            throw AWSError(
                .transport,
                operation,
                code: TransportError.Code.tooLarge.rawValue,
                message: "the object has more than \(maximumBytes) bytes"
            )
        }
        return (operation, response)
    }
}

extension Operation {
    fileprivate static func object(
        _ bucket: String,
        _ key: String,
        _ name: String,
        method: String,
        headers: [HTTPHeader] = [],
        body: [UInt8] = []
    ) -> Operation {
        Operation(
            service: .s3,
            name: name,
            method: method,
            path: "/\(PercentEncoding.encode(key, keepingSlashes: true))",
            bucket: bucket,
            headers: headers,
            body: body
        )
    }
}

extension AWSClient {
    /// Amazon S3.
    public var s3: S3Client { S3Client(self) }
}
