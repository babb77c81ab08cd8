/// A header field.
public struct HTTPHeader: Sendable, Hashable {
    /// The name, in any case.
    public var name: String

    /// The value.
    public var value: String

    /// A field of that name and value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [HTTPHeader] {
    /// The value of the first field of that name, whatever its case.
    public subscript(name: String) -> String? {
        let name = name.lowercased()
        return first { $0.name.lowercased() == name }?.value
    }

    /// Replaces all fields of that name, whatever their case, by one.
    package mutating func set(_ name: String, _ value: String) {
        let lowercaseName = name.lowercased()
        removeAll { $0.name.lowercased() == lowercaseName }
        append(HTTPHeader(name, value))
    }
}

extension HTTPHeader {
    /// Whether the field is one line that HTTP allows.
    ///
    /// - Source: RFC 9110, sections 5.1 and 5.5.
    package var isSendable: Bool {
        let isName = !name.isEmpty && name.utf8.allSatisfy { $0.isUnreserved || "!#$%&'*+^`|".utf8.contains($0) }
        return isName && value.utf8.allSatisfy { $0 == 9 || ($0 >= 0x20 && $0 != 0x7F) }
    }
}
