import CloudFormation
import HTTPServer

/// Reads queries and bodies by their schemas.
enum RequestReading {
    /// The largest body, in bytes: a thousand patterns of the longest kind have half as many.
    static let maximumBody = 1 << 20
    private static let limits = ParseLimits(maximumDepth: 8, maximumBytes: maximumBody, maximumNodes: 10_000)

    /// The parameters of a query, with the defaults of those that are not given.
    static func query(_ text: String?, _ parameters: Schema) throws(Problem) -> Object {
        let (members, items) = (parameters.members, URLEncodedItems(query: text))
        var object: Object = [:]
        var violations: [Violation] = []
        for name in items.names where !object.contains(name) {
            let values = items.values(name)
            if values.count > 1, violations.count < Schema.maximumViolations {
                violations.append(Violation(.query(name.displayable), "\(name.displayable) must be given once"))
            }
            object[name] = members.first { $0.name == name }?.schema.reading(values[0]) ?? .string(values[0])
        }
        violations += parameters.violations(in: .object(object), at: .wholeQuery, named: "query")
        guard violations.isEmpty else { throw .invalid(violations) }
        for member in members where !object.contains(member.name) { object[member.name] = member.schema.defaultValue }
        return object
    }

    /// The body of a request.
    static func body(_ request: HTTPRequest, _ schema: Schema) throws(Problem) -> Value {
        let mediaType = (request.headers["Content-Type"] ?? "").prefix { $0 != ";" }
        guard mediaType.split(separator: " ").joined().lowercased() == APIAnswer.mediaType else {
            throw Problem(
                kind: .unsupportedMediaType,
                detail: "Send the body with Content-Type: \(APIAnswer.mediaType)."
            )
        }
        guard request.body.count <= maximumBody else {
            throw Problem(kind: .contentTooLarge, detail: "A body may have at most \(maximumBody) bytes.")
        }
        let value: Value
        do throws(ParseError) {
            value = try JSONReader.read(request.body, name: "body", limits: limits).value
        } catch {
            throw Problem(kind: .malformed, detail: "\(error).")
        }
        let violations = schema.violations(in: value, at: .wholeBody, named: "body")
        guard violations.isEmpty else { throw .invalid(violations) }
        return value
    }
}

extension Schema {
    /// The value that the text of a query stands for; the text itself where it is of another kind.
    fileprivate func reading(_ text: String) -> Value {
        switch kind {
        case .flag where text == "true": true
        case .flag where text == "false": false
        case .integer, .number: Number(spelling: text).map { .number($0) } ?? .string(text)
        default: .string(text)
        }
    }
}
