import CloudFormation
import ScoutIntegration

/// Something in a request that cannot be used.
struct Violation: Sendable, Hashable {
    /// Where it stands.
    enum Place: Sendable, Hashable {
        /// In the body, by a JSON pointer as a URI's fragment. The API's own names need no escapes in it.
        ///
        /// - Source: RFC 6901, section 6.
        case body(String)
        /// In the query, by the parameter's name.
        case query(String)
        /// In the query as a whole.
        case wholeQuery
    }

    let place: Place
    /// One sentence without a full stop: what was given, and what would be right.
    let detail: String

    init(_ place: Place, _ detail: String) {
        self.place = place
        self.detail = detail
    }

    init(_ place: Place, _ input: InvalidInput) { self.init(place, input.description) }

    init(_ place: Place, _ name: String, given value: Value, _ requirement: String) {
        self.init(place, InvalidInput(name, given: value.scalarSpelling ?? value.json(.compact), requirement))
    }

    /// The violation as clients read it.
    ///
    /// - Source: RFC 9457, section 3, whose example has `detail` and `pointer`.
    var value: Value {
        var object: Object = ["detail": .string(detail)]
        switch place {
        case .body(let pointer): object["pointer"] = .string(pointer)
        case .query(let name): object["parameter"] = .string(name)
        case .wholeQuery: break
        }
        return .object(object)
    }
}

extension Violation.Place {
    /// The whole body.
    static let wholeBody = Violation.Place.body("#")

    /// Where the member of an object stands whose place this is.
    func member(_ name: String) -> Self {
        switch self {
        case .body(let pointer): .body("\(pointer)/\(name)")
        case .query: self
        case .wholeQuery: .query(name)
        }
    }

    /// Where an element of a list stands.
    func element(_ index: Int) -> Self { member("\(index)") }
}
