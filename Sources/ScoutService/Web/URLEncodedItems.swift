/// Names and values of a query or a form.
///
/// - Source: WHATWG URL Standard, "application/x-www-form-urlencoded parsing".
struct URLEncodedItems: Sendable, Hashable {
    private let items: [(name: String, value: String)]

    /// How many items are read; the rest is dropped.
    private static let maximumItems = 2_000

    /// Reads bytes. Whatever they are, something comes of it.
    init(_ bytes: some Collection<UInt8>) {
        items = bytes.split(separator: UInt8(ascii: "&"), maxSplits: Self.maximumItems).map { item in
            let parts = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
        }
    }

    /// Reads the query of a request.
    init(query: String?) { self.init((query ?? "").utf8) }

    /// The first value of that name.
    subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// All values of that name, in order.
    func values(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// The names in order, one that stands twice twice.
    var names: [String] { items.map(\.name) }

    /// Whether both have the same items in the same order.
    static func == (left: Self, right: Self) -> Bool { left.items.elementsEqual(right.items, by: ==) }

    /// Hashes the items.
    func hash(into hasher: inout Hasher) {
        for item in items {
            hasher.combine(item.name)
            hasher.combine(item.value)
        }
    }

    /// The text that a name or value of a form stands for.
    static func decoded(_ bytes: some Collection<UInt8>) -> String { decoded(bytes, plus: UInt8(ascii: " ")) }

    /// The text that a part of a path stands for, where a plus sign is one.
    static func percentDecoded(_ bytes: some Collection<UInt8>) -> String { decoded(bytes, plus: UInt8(ascii: "+")) }

    private static func decoded(_ bytes: some Collection<UInt8>, plus: UInt8) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(plus)
            case UInt8(ascii: "%"):
                if let value = hexadecimal(rest.prefix(2)) {
                    decoded.append(value)
                    rest = rest.dropFirst(2)
                } else {
                    decoded.append(byte)
                }
            default: decoded.append(byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: some Collection<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
            return nil
        }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
