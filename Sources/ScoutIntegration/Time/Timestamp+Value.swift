import CloudFormation

extension Value {
    /// The moment that a member of an object tells.
    func timestamp(_ key: String) -> Timestamp? { self[key]?.stringValue.flatMap { Timestamp(iso8601: $0) } }
}
