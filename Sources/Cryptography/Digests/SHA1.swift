/// The digest SHA-1 of bytes that arrive in pieces.
///
/// Collisions of SHA-1 can be made, so it serves only where an older format demands it, as version 1 of Amazon SNS's
/// signatures does.
///
/// - Source: FIPS 180-4, 6.1.
public struct SHA1: Sendable {
    private var blocks = BlockDigest<SHA1State>()

    /// A digest that has taken in nothing yet.
    public init() {}

    /// Takes in the bytes that follow.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) { blocks.update(bytes) }

    /// Takes in the bytes that follow.
    public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { blocks.update($0) } }

    /// Takes in the bytes that follow.
    public mutating func update(_ bytes: some Sequence<UInt8>) { blocks.update(bytes) }

    /// The 20 bytes of the digest of what has been taken in; more may follow.
    public func finalized() -> [UInt8] { blocks.finalized() }

    /// The 20 bytes of the digest of a message.
    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        var digest = SHA1()
        digest.update(bytes)
        return digest.finalized()
    }

    /// The 20 bytes of the digest of a message.
    public static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var digest = SHA1()
        digest.update(bytes)
        return digest.finalized()
    }
}
