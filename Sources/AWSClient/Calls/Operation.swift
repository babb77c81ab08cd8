/// One call, ready to be signed and sent.
struct Operation: Sendable {
    let service: AWSService
    let name: String

    /// The method, in upper case.
    var method = "POST"

    /// What the request's URL has behind the endpoint: begins with a slash, percent-encoded.
    var path = "/"

    /// The bucket of S3 that the call goes to.
    var bucket: String?

    var headers: [HTTPHeader] = []
    var body: [UInt8] = []

    /// How long the answer's body may be, in bytes.
    var maximumResponseBytes = 1 << 20

    /// Values that must not come back in an error.
    var secrets: [String] = []

    /// Whether the call needs credentials.
    var isSigned = true

    /// A call with parameters as a form.
    ///
    /// - Parameters:
    ///   - version: the API's.
    ///   - parameters: in order; those without a value are left out.
    static func query(
        _ service: AWSService,
        _ name: String,
        _ parameters: [(name: String, value: String?)]
    ) -> Operation {
        guard case .query(let version) = service.wire else { preconditionFailure("\(service.name) takes no form") }
        var items = [(name: "Action", value: name), (name: "Version", value: version)]
        for case (let name, let value?) in parameters { items.append((name: name, value: value)) }
        return Operation(
            service: service,
            name: name,
            headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array(PercentEncoding.query(items).utf8)
        )
    }

    /// A call with parameters as JSON.
    static func json(_ service: AWSService, _ name: String, _ parameters: JSONText) -> Operation {
        guard case .json(let version, let prefix) = service.wire else {
            preconditionFailure("\(service.name) takes no JSON")
        }
        return Operation(
            service: service,
            name: name,
            headers: [
                HTTPHeader("Content-Type", "application/x-amz-json-\(version)"),
                HTTPHeader("X-Amz-Target", "\(prefix).\(name)"),
            ],
            body: Array(parameters.text.utf8)
        )
    }

    func allowing(responseBytes: Int) -> Operation {
        var operation = self
        operation.maximumResponseBytes = responseBytes
        return operation
    }

    func keepingSecret(_ secrets: [String]) -> Operation {
        var operation = self
        operation.secrets = secrets
        return operation
    }
}
