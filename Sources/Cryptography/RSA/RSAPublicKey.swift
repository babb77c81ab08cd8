/// The public half of an RSA key, ready to verify signatures.
///
/// What verification needs beyond the key is computed once, when the value is made; keep the value where many signatures
/// are verified with it.
public struct RSAPublicKey: Sendable, Hashable {
    /// The modulus, big-endian, without leading zeros.
    public let modulus: [UInt8]
    /// The exponent, big-endian, without leading zeros.
    public let exponent: [UInt8]

    private let arithmetic: MontgomeryModulus

    /// A key with the given numbers, big-endian; leading zeros do not count.
    ///
    /// - Parameters:
    ///   - modulus: odd, of 2048 to 4096 bits.
    ///   - exponent: odd, at least 3, at most 256 bits: FIPS 186-5's bound (A.1.1), which also bounds the time that a
    ///     key from outside can cost.
    public init(modulus: [UInt8], exponent: [UInt8]) throws(RSAKeyError) {
        self.modulus = [UInt8](modulus.drop { $0 == 0 })
        self.exponent = [UInt8](exponent.drop { $0 == 0 })
        let (modulusBits, exponentBits) = (Self.bitCount(self.modulus), Self.bitCount(self.exponent))
        guard Self.modulusBits.contains(modulusBits) else { throw .modulusSize(bits: modulusBits) }
        guard Self.isOdd(self.modulus) else { throw .evenModulus }
        guard exponentBits <= Self.maximumExponentBits else { throw .exponentSize(bits: exponentBits) }
        guard exponentBits >= 2, Self.isOdd(self.exponent) else { throw .unusableExponent }
        arithmetic = MontgomeryModulus(self.modulus)
    }

    private static let modulusBits = 2048...4096
    private static let maximumExponentBits = 256

    private static func bitCount(_ number: [UInt8]) -> Int {
        number.count * 8 - (number.first?.leadingZeroBitCount ?? 0)
    }

    private static func isOdd(_ number: [UInt8]) -> Bool { number.last.map { $0 & 1 == 1 } ?? false }
}

/// A modulus or an exponent that no RSA key of ours may have.
public enum RSAKeyError: Error, Sendable, Hashable {
    /// The modulus has fewer than 2048 or more than 4096 bits.
    case modulusSize(bits: Int)
    /// The modulus is even, so it is not a product of large primes.
    case evenModulus
    /// The exponent has more than 256 bits.
    case exponentSize(bits: Int)
    /// The exponent is even, or it is 1.
    case unusableExponent
}

extension RSAKeyError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .modulusSize(let bits): "an RSA modulus must have 2048 to 4096 bits, and this one has \(bits)"
        case .evenModulus: "an RSA modulus must be odd, and this one is even"
        case .exponentSize(let bits): "an RSA exponent must have at most 256 bits, and this one has \(bits)"
        case .unusableExponent: "an RSA exponent must be odd and at least 3"
        }
    }
}

extension RSAPublicKey {
    /// Whether a signature is this key's, in the scheme RSASSA-PKCS1-v1_5, for the message with the given digest.
    ///
    /// The one encoding that a right signature can have is built and compared whole; nothing that the signature contains is
    /// parsed.
    ///
    /// - Parameters:
    ///   - signature: exactly as many bytes as the modulus has; a shorter or longer one is refused.
    ///   - digest: the message's digest; one of another length than the algorithm's is refused.
    /// - Source: RFC 8017, 8.2.2 and 9.2.
    public func verifies(signature: [UInt8], of digest: [UInt8], algorithm: DigestAlgorithm) -> Bool {
        guard signature.count == modulus.count, digest.count == algorithm.byteCount else { return false }
        // Both have the same length, so the order of the bytes is the order of the numbers.
        guard signature.lexicographicallyPrecedes(modulus) else { return false }
        return arithmetic.power(signature, exponent) == encoded(digest, algorithm)
    }

    /// EMSA-PKCS1-v1_5 of a digest; the shortest modulus has room for eight times as much padding as the format demands.
    private func encoded(_ digest: [UInt8], _ algorithm: DigestAlgorithm) -> [UInt8] {
        let info = algorithm.digestInfoPrefix + digest
        let padding = [UInt8](repeating: 0xff, count: modulus.count - info.count - 3)
        return [0x00, 0x01] + padding + [0x00] + info
    }
}
