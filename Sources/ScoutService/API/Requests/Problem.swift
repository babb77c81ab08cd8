import CloudFormation
import HTTPServer

/// Why a request is not done, as clients read it.
///
/// - Source: RFC 9457, "Problem Details for HTTP APIs".
struct Problem: Error, Sendable, Hashable {
    /// What kind of problem it is. The document describes each.
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case malformed = "Malformed"
        case unauthorized = "Unauthorized"
        case forbidden = "Forbidden"
        case notFound = "NotFound"
        case methodNotAllowed = "MethodNotAllowed"
        case conflict = "Conflict"
        case contentTooLarge = "ContentTooLarge"
        case unsupportedMediaType = "UnsupportedMediaType"
        case invalid = "Invalid"
        case tooManyRequests = "TooManyRequests"
        case unavailable = "Unavailable"
    }

    let kind: Kind
    /// What is wrong with this request, in sentences.
    let detail: String
    /// What in the request cannot be used.
    var violations: [Violation] = []
    /// Fields that the answer has because of the problem.
    var headers: [(name: String, value: String)] = []

    static func == (left: Self, right: Self) -> Bool {
        left.kind == right.kind && left.detail == right.detail && left.violations == right.violations
            && left.headers.elementsEqual(right.headers, by: ==)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(detail)
    }
}

extension Problem.Kind {
    /// The status of the answer.
    var status: Int {
        switch self {
        case .malformed: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .conflict: 409
        case .contentTooLarge: 413
        case .unsupportedMediaType: 415
        case .invalid: 422
        case .tooManyRequests: 429
        case .unavailable: 503
        }
    }

    /// The kind in a few words, the same for every problem of it.
    var title: String {
        switch self {
        case .malformed: "The body cannot be read as JSON"
        case .unauthorized: "A token is needed"
        case .forbidden: "The token does not allow it"
        case .notFound: "There is no such thing"
        case .methodNotAllowed: "The method is not allowed here"
        case .conflict: "It does not fit what is there"
        case .contentTooLarge: "The body is too large"
        case .unsupportedMediaType: "The body must be JSON"
        case .invalid: "Something in the request cannot be used"
        case .tooManyRequests: "Too many wrong tokens"
        case .unavailable: "The service cannot do it at the moment"
        }
    }

    /// What identifies the kind: its place in the document, relative to the service.
    var type: String { "\(OpenAPIDocument.path)#/components/responses/\(rawValue)" }
}

extension Problem {
    /// The problem's body.
    var value: Value {
        var object: Object = [
            "type": .string(kind.type), "title": .string(kind.title), "status": .number(Number(kind.status)),
            "detail": .string(detail),
        ]
        if !violations.isEmpty { object["errors"] = .array(violations.map(\.value)) }
        return .object(object)
    }

    /// The answer that tells of the problem.
    var response: HTTPResponse {
        var response = HTTPResponse.api(kind.status, Self.mediaType, Array(value.json(.compact).utf8))
        for (name, value) in headers { response.headers.append(name, value) }
        return response
    }

    static let mediaType = "application/problem+json"

    /// Values that cannot be used.
    static func invalid(_ violations: [Violation]) -> Problem {
        Problem(
            kind: .invalid,
            detail: violations.map(\.detail.asSentence).joined(separator: " "),
            violations: violations
        )
    }

    /// There is no such thing; the sentence says which.
    static func notFound(_ detail: String) -> Problem { Problem(kind: .notFound, detail: detail) }

    /// The service cannot do it now, but may later.
    static func unavailable(_ detail: String) -> Problem {
        Problem(kind: .unavailable, detail: detail, headers: [("Retry-After", "10")])
    }

    static let storeFailed = unavailable("The store cannot be used.")
    static let overloaded = unavailable("There are too many requests at the moment.")
}

extension HTTPResponse {
    /// An answer of the API. Nobody keeps it, and no browser takes it for anything else.
    static func api(_ status: Int, _ mediaType: String, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: [
                "Content-Type": mediaType, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
            ],
            body: body
        )
    }
}

extension String {
    /// The text as a sentence of its own.
    var asSentence: String { prefix(1).uppercased() + dropFirst() + (hasSuffix("?") || hasSuffix(".") ? "" : ".") }
}
