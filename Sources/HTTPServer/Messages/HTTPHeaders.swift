/// The fields of a request's or an answer's header, in their order.
///
/// Names are compared without regard to case and keep their spelling. A name may occur several times.
///
/// - Shape: all names and values in one array of bytes, so that a request costs two allocations whatever it contains.
/// - Source: RFC 9110, section 5.
public struct HTTPHeaders: Sendable {
    /// Where one field stands in `bytes`.
    struct Field: Hashable {
        let nameStart: UInt32
        let nameEnd: UInt32
        let valueStart: UInt32
        let valueEnd: UInt32
    }

    /// The bytes that `fields` points into.
    private(set) var bytes: [UInt8]
    private(set) var fields: [Field]

    /// No fields.
    public init() {
        bytes = []
        fields = []
    }

    /// The fields of a header as received. Each of them lies within the bytes, which are fewer than 4 GiB.
    init(bytes: [UInt8], fields: [Field]) {
        self.bytes = bytes
        self.fields = fields
    }

    /// The number of fields.
    public var count: Int { fields.count }

    /// Whether there are no fields.
    public var isEmpty: Bool { fields.isEmpty }

    /// The value of the first field of that name.
    public subscript(name: String) -> String? {
        for field in fields where isNamed(field, name) { return text(field.valueStart, field.valueEnd) }
        return nil
    }

    /// The values of all fields of that name, in their order.
    public func values(of name: String) -> [String] {
        fields.filter { isNamed($0, name) }.map { text($0.valueStart, $0.valueEnd) }
    }

    /// Whether a text can be the name of a field.
    public static func isName(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(\.isTokenCharacter) }

    /// Adds a field at the end.
    ///
    /// - Parameters:
    ///   - name: a token of RFC 9110, which is the caller's to know: anything else ends the program.
    ///   - value: any text. Characters that would end the line or mean nothing in a field become spaces, so a value
    ///     from outside cannot add fields or an answer of its own.
    public mutating func append(_ name: String, _ value: String) {
        precondition(Self.isName(name), "a field's name must be a token")
        let nameStart = UInt32(bytes.count)
        bytes.append(contentsOf: name.utf8)
        let valueStart = UInt32(bytes.count)
        for byte in value.utf8 { bytes.append(byte.isFieldCharacter ? byte : .space) }
        fields.append(
            Field(
                nameStart: nameStart,
                nameEnd: valueStart,
                valueStart: valueStart,
                valueEnd: UInt32(bytes.count)
            )
        )
    }

    /// Calls the closure with each name and value as bytes, which are valid only during the call.
    @inline(__always)
    func forEachField(
        _ body: (_ name: Slice<UnsafeBufferPointer<UInt8>>, _ value: Slice<UnsafeBufferPointer<UInt8>>) -> Void
    ) {
        bytes.withUnsafeBufferPointer { bytes in
            for field in fields {
                body(
                    bytes[Int(field.nameStart)..<Int(field.nameEnd)],
                    bytes[Int(field.valueStart)..<Int(field.valueEnd)]
                )
            }
        }
    }

    private func isNamed(_ field: Field, _ name: String) -> Bool {
        let (start, end) = (Int(field.nameStart), Int(field.nameEnd))
        guard end - start == name.utf8.count else { return false }
        return zip(bytes[start..<end], name.utf8).allSatisfy { $0.lowercased == $1.lowercased }
    }

    private func text(_ start: UInt32, _ end: UInt32) -> String {
        String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self)
    }
}

extension HTTPHeaders: Sequence {
    /// The names, as they were spelt, with their values. Bytes that are not UTF-8 are replaced.
    public func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
        fields.lazy.map { field in
            (name: text(field.nameStart, field.nameEnd), value: text(field.valueStart, field.valueEnd))
        }.makeIterator()
    }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
    /// The fields in the order in which they are written.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { append(name, value) }
    }
}

extension HTTPHeaders: Equatable {
    /// Whether both have the same fields in the same order; the case of names does not matter.
    public static func == (one: Self, other: Self) -> Bool {
        one.count == other.count
            && zip(one, other).allSatisfy { $0.name.lowercased() == $1.name.lowercased() && $0.value == $1.value }
    }
}
