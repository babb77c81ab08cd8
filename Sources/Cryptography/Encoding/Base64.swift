/// Base64 with the standard alphabet, padded.
///
/// - Source: RFC 4648, 4.
public enum Base64: Sendable {
    /// The text of some bytes, without line breaks.
    public static func encode(_ bytes: [UInt8]) -> String {
        let padding = (3 - bytes.count % 3) % 3
        return text(of: bytes, alphabet: standardAlphabet) + String(repeating: "=", count: padding)
    }

    /// The bytes that a text stands for, or nil if it is not the one text that ``encode(_:)`` makes of them.
    ///
    /// So white space, missing padding, and bits behind the last byte that are not zero are refused.
    public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? { decode(Array(text)) }

    private static func decode(_ text: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var (group, digits, padding) = (UInt32(0), 0, 0)
        for character in text {
            if character == UInt8(ascii: "=") {
                padding += 1
                // Two digits at least make the first byte of a group.
                guard digits % 4 >= 2, digits % 4 + padding <= 4 else { return nil }
            } else {
                guard padding == 0, let digit = value(of: character) else { return nil }
                group = group << 6 | digit
                digits += 1
                if digits % 4 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                    bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                    bytes.append(UInt8(truncatingIfNeeded: group))
                }
            }
        }
        guard (digits + padding) % 4 == 0 else { return nil }
        switch padding {
        case 1:
            guard group & 0b11 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 10))
            bytes.append(UInt8(truncatingIfNeeded: group >> 2))
        case 2:
            guard group & 0b1111 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 4))
        default: break
        }
        return bytes
    }

    private static let standardAlphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    static let urlAlphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The digits of some bytes, without padding.
    static func text(of bytes: [UInt8], alphabet: [UInt8]) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity((bytes.count + 2) / 3 * 4)
        var (group, bits) = (UInt32(0), 0)
        for byte in bytes {
            // At most four bits are left of the bytes before; what has been used is shifted out at the top.
            group = group << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                digits.append(alphabet[Int(group >> UInt32(bits)) & 63])
            }
        }
        if bits > 0 { digits.append(alphabet[Int(group << UInt32(6 - bits)) & 63]) }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
