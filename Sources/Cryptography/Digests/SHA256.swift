/// The digest SHA-256 of bytes that arrive in pieces.
///
/// - Source: FIPS 180-4, 6.2.
public struct SHA256: Sendable {
    private var blocks = BlockDigest<SHA256State>()

    /// A digest that has taken in nothing yet.
    public init() {}

    /// Takes in the bytes that follow.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) { blocks.update(bytes) }

    /// Takes in the bytes that follow.
    public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { blocks.update($0) } }

    /// Takes in the bytes that follow.
    public mutating func update(_ bytes: some Sequence<UInt8>) { blocks.update(bytes) }

    /// The 32 bytes of the digest of what has been taken in; more may follow.
    public func finalized() -> [UInt8] { blocks.finalized() }

    /// The 32 bytes of the digest of a message.
    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        var digest = SHA256()
        digest.update(bytes)
        return digest.finalized()
    }

    /// The 32 bytes of the digest of a message.
    public static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var digest = SHA256()
        digest.update(bytes)
        return digest.finalized()
    }
}
