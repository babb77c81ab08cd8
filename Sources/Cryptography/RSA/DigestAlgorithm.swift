/// The digests that signatures are verified with.
public enum DigestAlgorithm: Sendable, Hashable, CaseIterable {
    /// SHA-1, which only an older format may still demand.
    case sha1
    /// SHA-256.
    case sha256

    /// How many bytes a digest has.
    public var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        }
    }

    /// The digest of a message.
    public func digest(of message: some Sequence<UInt8>) -> [UInt8] {
        switch self {
        case .sha1: SHA1.digest(of: message)
        case .sha256: SHA256.digest(of: message)
        }
    }

    /// What stands before the digest in a DigestInfo, with NULL as the algorithm's parameters.
    ///
    /// - Source: RFC 8017, 9.2, note 1.
    var digestInfoPrefix: [UInt8] {
        switch self {
        case .sha1:
            [0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14]
        case .sha256:
            [
                0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
                0x04, 0x20,
            ]
        }
    }
}
