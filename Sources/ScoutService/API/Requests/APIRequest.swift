import CloudFormation
import HTTPServer
import ScoutIntegration

/// A request that may be done: the token is good, and query and body are as the operation's schemas say.
struct APIRequest: Sendable {
    /// What was shown.
    let token: AccessToken
    /// The values of the path's variables.
    let path: [String: String]
    /// The parameters that were given, and the defaults of others.
    let query: Object
    /// The body; `null` for operations without.
    let body: Value

    /// In whose name it is done.
    var organization: OrganizationName { token.organization }

    /// The text of a parameter of the query.
    func text(_ parameter: String) -> String? { query[parameter]?.stringValue }

    /// The whole number of a parameter of the query.
    func integer(_ parameter: String) -> Int? {
        if case .number(let number) = query[parameter] { number.integerValue } else { nil }
    }
}

/// What comes of a request.
struct APIAnswer: Sendable {
    var status = 200
    /// The address of what was made.
    var location: String?
    let body: Value

    /// An answer.
    init(_ body: Value, status: Int = 200, location: String? = nil) {
        self.body = body
        self.status = status
        self.location = location
    }

    var response: HTTPResponse {
        var response = HTTPResponse.api(status, Self.mediaType, Array(body.json(.compact).utf8))
        if let location { response.headers.append("Location", location) }
        return response
    }

    static let mediaType = "application/json"
}
