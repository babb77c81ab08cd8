import Cryptography

/// What ties together all that follows from one request or event, whichever process does it.
///
/// It is made of the id that AWS has given: so it is the same in the log of every way of running, after a crash, and when a queue
/// brings a message twice.
///
/// - Shape: 32 hexadecimal digits, as W3C's trace ids have them.
/// - Source: W3C Trace Context, "trace-id".
public struct TraceID: Sendable, Hashable {
    /// The id.
    public let text: String

    /// The trace of what has that id: a UUID's own digits, or else some of its digest's.
    public init(of id: String) {
        let digits = id.utf8.filter { $0 != UInt8(ascii: "-") }
        if digits.count == 32, digits.allSatisfy(\.isHexadecimal) {
            text = String(decoding: digits, as: UTF8.self).lowercased()
        } else {
            text = String(Hexadecimal.encode(SHA256.digest(of: Array(id.utf8))).prefix(32))
        }
    }

    /// The trace as a field of an ``Observation``.
    public var field: (name: String, value: String) { ("trace", text) }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
