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
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for byte in id.utf8 where byte != UInt8(ascii: "-") {
            guard byte.isHexDigit, digits.count < 32 else {
                digits = []
                break
            }
            digits.append(byte | 0x20)  // in lower case; a digit has that bit already
        }
        if digits.count == 32 {
            text = String(decoding: digits, as: UTF8.self)
        } else {
            text = String(Hexadecimal.encode(SHA256.digest(of: id.utf8)).prefix(32))
        }
    }

    /// The trace as a field of an ``Observation``.
    public var field: (name: String, value: String) { ("trace", text) }
}
