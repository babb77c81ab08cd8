import CloudFormation
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
        let digits = String(unsafeUninitializedCapacity: Self.length) { buffer in
            var count = 0
            for byte in id.utf8 where byte != UInt8(ascii: "-") {
                guard byte.isHexDigit, count < Self.length else { return 0 }
                buffer[count] = byte | 0x20  // in lower case; a digit has that bit already
                count += 1
            }
            return count == Self.length ? count : 0
        }
        text = digits.isEmpty ? String(Hexadecimal.encode(SHA256.digest(of: id.utf8)).prefix(Self.length)) : digits
    }

    /// How many digits a trace's id has.
    private static let length = 32

    /// The trace as a field of an ``Observation``.
    public var field: (name: String, value: String) { ("trace", text) }
}
