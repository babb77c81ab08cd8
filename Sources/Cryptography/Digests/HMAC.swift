/// Keyed message authentication codes.
///
/// - Source: RFC 2104, FIPS 198-1.
public enum HMAC: Sendable {
    /// The 32 bytes of HMAC-SHA-256.
    ///
    /// - Parameter key: any number of bytes; more than 64 are replaced by their digest, as the standard says.
    public static func sha256(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        let blockSize = 64
        let secret = key.count > blockSize ? SHA256.digest(of: key) : key
        let padded = secret + [UInt8](repeating: 0, count: blockSize - secret.count)
        var inner = SHA256()
        inner.update(padded.map { $0 ^ 0x36 })
        inner.update(message)
        var outer = SHA256()
        outer.update(padded.map { $0 ^ 0x5c })
        outer.update(inner.finalized())
        return outer.finalized()
    }
}
