import CloudFormation

/// One thing that the API does: how it is asked for, who may, what comes of it. The OpenAPI document shows what stands here,
/// and requests are answered by it.
struct APIOperation: Sendable {
    /// What does the work.
    enum Work: Sendable {
        /// Anybody gets the document that describes the API.
        case document
        /// Whoever has a token of the organization.
        case members(@Sendable (APIRequest) async throws -> APIAnswer)
        /// Whoever has an owner's token.
        case owners(@Sendable (APIRequest) async throws -> APIAnswer)
    }

    /// What comes of it when all is well.
    struct Success: Sendable {
        var status = 200
        /// One sentence.
        let description: String
        let schema: Schema
        /// Whether the answer says where what was made is.
        var hasLocation = false
        /// Operations to go on with, for `integration` of the answer's id.
        var links: [String] = []
    }

    /// A name for programs.
    let id: String
    let method: String
    let path: PathTemplate
    /// What it does, in a few words.
    let summary: String
    /// What else there is to know, in sentences.
    var description = ""
    /// The group that it belongs to.
    let tag: String
    /// The parameters of the query, as the members of an object.
    var query = Schema.object()
    /// The body; `nil` for operations without.
    var body: Schema?
    let success: Success
    /// Where values that come to light as wrong only while the work is done are to be found, by their subjects.
    var places: [String: Violation.Place] = [:]
    let work: Work

    /// Whether a token is needed.
    var needsToken: Bool { if case .document = work { false } else { true } }

    /// Whether the token must be an owner's.
    var needsOwner: Bool { if case .owners = work { true } else { false } }

    /// The problems that may come instead, by status.
    var problems: [Problem.Kind] {
        var kinds: Set<Problem.Kind> = [.invalid]
        if needsToken { kinds.formUnion([.unauthorized, .forbidden, .tooManyRequests, .unavailable]) }
        if path.variables.count > 1 || mentionsIntegration { kinds.insert(.notFound) }
        if method == "POST", path.variables.count == 1, success.status == 201 { kinds.insert(.conflict) }
        if body != nil { kinds.formUnion([.malformed, .contentTooLarge, .unsupportedMediaType]) }
        return kinds.sorted { $0.status < $1.status }
    }

    private var mentionsIntegration: Bool {
        (query.members + (body?.members ?? [])).contains { $0.name == "integration" }
    }
}

/// A path with variables, such as `/v1/organizations/{organization}/settings`.
struct PathTemplate: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The path as the document shows it.
    let text: String
    private let segments: [Substring]

    /// A path; what stands in braces is a variable.
    init(stringLiteral text: String) {
        self.text = text
        segments = text.split(separator: "/", omittingEmptySubsequences: false)
    }

    /// The names of the variables, in order.
    var variables: [String] { segments.compactMap(Self.variable) }

    /// The values of the variables in a path; `nil` where the path is another one.
    ///
    /// - Parameter path: as it was sent, percent-encoded.
    func match(_ path: String) -> [String: String]? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == segments.count else { return nil }
        var values: [String: String] = [:]
        for (segment, part) in zip(segments, parts) {
            let decoded = URLEncodedItems.percentDecoded(part.utf8)
            if let name = Self.variable(segment) {
                guard !decoded.isEmpty else { return nil }
                values[name] = decoded
            } else if decoded != segment {
                return nil
            }
        }
        return values
    }

    private static func variable(_ segment: Substring) -> String? {
        segment.hasPrefix("{") && segment.hasSuffix("}") ? String(segment.dropFirst().dropLast()) : nil
    }
}
