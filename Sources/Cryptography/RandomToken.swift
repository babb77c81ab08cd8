/// Secrets and names that nobody can guess, from the operating system's random numbers.
public enum RandomToken: Sendable {
    /// Random bytes.
    ///
    /// - Precondition: `count` is not negative.
    public static func bytes(_ count: Int) -> [UInt8] {
        precondition(count >= 0, "a token cannot have \(count) bytes")
        // Every platform's system generator is cryptographically secure (on Linux it is getrandom).
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
        }
        return bytes
    }

    /// Random bytes as two hexadecimal digits each, in lower case.
    ///
    /// - Precondition: `count` is not negative.
    public static func hexadecimal(bytes count: Int) -> String { Hexadecimal.encode(bytes(count)) }

    /// Random bytes in the alphabet that URLs and file names can carry, without padding.
    ///
    /// - Source: RFC 4648, 5.
    /// - Precondition: `count` is not negative.
    public static func base64URL(bytes count: Int) -> String {
        Base64.text(of: bytes(count), alphabet: Base64.urlAlphabet)
    }
}
