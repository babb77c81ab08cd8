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
        guard text.count.isMultiple(of: 4) else { return nil }
        var digits = text[...]
        for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        // Bits 0 to 5 of a value are a digit's, the highest says that it is none.
        var (invalid, rest) = (UInt8(0), UInt32(0))
        let bytes = [UInt8](unsafeUninitializedCapacity: digits.count * 6 / 8) { bytes, count in
            values.withUnsafeBufferPointer { values in
                var index = 0
                func next() -> UInt32 {
                    let value = values[Int(digits[index])]
                    invalid |= value
                    index += 1
                    return UInt32(value & 63)
                }
                while count + 3 <= bytes.count {
                    let group = next() << 18 | next() << 12 | next() << 6 | next()
                    bytes.initializeElement(at: count, to: UInt8(truncatingIfNeeded: group >> 16))
                    bytes.initializeElement(at: count + 1, to: UInt8(truncatingIfNeeded: group >> 8))
                    bytes.initializeElement(at: count + 2, to: UInt8(truncatingIfNeeded: group))
                    count += 3
                }
                var bits: UInt32 = 0
                while index < digits.count {
                    rest = rest << 6 | next()
                    bits += 6
                    guard bits >= 8 else { continue }
                    bits -= 8
                    bytes.initializeElement(at: count, to: UInt8(truncatingIfNeeded: rest >> bits))
                    count += 1
                }
                rest &= 1 << bits - 1
            }
        }
        // The bits that are left of the last digit belong to no byte.
        return invalid & notADigit == 0 && rest == 0 ? bytes : nil
    }

    private static let notADigit: UInt8 = 0x80

    /// What each character stands for.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: notADigit, count: 256)
        for (value, character) in standardAlphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

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
}
