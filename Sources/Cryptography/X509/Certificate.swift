/// An X.509 certificate with an RSA key: what it says, which nobody has to believe.
///
/// Reading proves the form only. Whether the issuer signed it says ``isSigned(by:)``, whether it is in force
/// ``isValid(at:)``; names are text from outside.
///
/// - Shape: DER of at most 64 KiB, or PEM; versions 1 to 3.
/// - Source: RFC 5280, 4.1.
public struct Certificate: Sendable, Hashable {
    /// The algorithms that certificates are signed with.
    public enum SignatureAlgorithm: Sendable, Hashable {
        /// RSASSA-PKCS1-v1_5 with SHA-1.
        case sha1WithRSA
        /// RSASSA-PKCS1-v1_5 with SHA-256.
        case sha256WithRSA
        /// Another one, which is not verified here, by its object identifier: `1.2.840.10045.4.3.2`.
        case other(String)
    }

    /// A distinguished name; equal names have equal bytes.
    public struct Name: Sendable, Hashable {
        /// The whole name, as it stands in the certificate.
        public let der: [UInt8]
        /// The common names, mostly one, in the order of the certificate.
        public let commonNames: [String]
        /// The organizations, mostly one, in the order of the certificate.
        public let organizations: [String]

        init(der: [UInt8], _ commonNames: [String], _ organizations: [String]) {
            (self.der, self.commonNames, self.organizations) = (der, commonNames, organizations)
        }
    }

    /// The version: 1, 2 or 3.
    public let version: Int
    /// Who signed.
    public let issuer: Name
    /// Whose key it is.
    public let subject: Name
    /// The first second in which the certificate is in force, since the beginning of 1970.
    public let notBefore: Int64
    /// The last second in which the certificate is in force, since the beginning of 1970.
    public let notAfter: Int64
    /// The subject's key.
    public let publicKey: RSAPublicKey
    /// The host names among the subject's alternative names.
    public let dnsNames: [String]
    /// Whether the subject may sign certificates, by the basic constraints.
    public let isCertificateAuthority: Bool
    /// Critical extensions that are not read here, by their object identifiers: whoever builds on the certificate has to
    /// know what they demand, or to refuse it.
    public let unreadCriticalExtensions: [String]
    /// The algorithm of the signature.
    public let signatureAlgorithm: SignatureAlgorithm
    /// The bytes that are signed.
    public let tbsCertificate: [UInt8]
    /// The issuer's signature.
    public let signature: [UInt8]

    /// How many bytes a certificate may have.
    public static let maximumByteCount = 65_536

    /// Reads a certificate that ends with the bytes.
    public init(der: [UInt8]) throws(CertificateError) {
        guard der.count <= Self.maximumByteCount else {
            throw CertificateError(.size, at: Self.maximumByteCount, expected: "nothing more")
        }
        var reader = DERReader(der, in: der.indices)
        var certificate = reader.inside(try reader.read(.sequence, "a certificate"))
        try reader.finish()
        let signed = try certificate.read(.sequence, "the signed part")
        tbsCertificate = [UInt8](der[signed.whole])
        var fields = certificate.inside(signed)

        version = try fields.readVersion()
        _ = try fields.readInteger("the serial number")
        let signedAlgorithm = try fields.readSignatureAlgorithm()
        issuer = try fields.readName("the issuer")
        var validity = fields.inside(try fields.read(.sequence, "the validity"))
        notBefore = try validity.readTime("the beginning of the validity")
        notAfter = try validity.readTime("the end of the validity")
        try validity.finish()
        subject = try fields.readName("the subject")
        publicKey = try fields.readPublicKey()
        let extensions = try fields.readOptionalFields(version: version)
        dnsNames = extensions.dnsNames
        isCertificateAuthority = extensions.isCertificateAuthority
        unreadCriticalExtensions = extensions.unreadCriticalExtensions

        let algorithmOffset = certificate.offset
        signatureAlgorithm = try certificate.readSignatureAlgorithm()
        guard signatureAlgorithm == signedAlgorithm else {
            throw CertificateError(.value, at: algorithmOffset, expected: "the algorithm that the signed part names")
        }
        let bits = try certificate.readBitString("the signature")
        signature = [UInt8](der[bits.content])
        try certificate.finish()
    }

    /// Whether the certificate is in force.
    ///
    /// - Parameter seconds: the time in seconds since the beginning of 1970.
    public func isValid(at seconds: Int64) -> Bool { notBefore <= seconds && seconds <= notAfter }

    /// Whether the signature is the key's. A certificate with ``SignatureAlgorithm/other(_:)`` is signed by no key.
    public func isSigned(by key: RSAPublicKey) -> Bool {
        let algorithm: DigestAlgorithm
        switch signatureAlgorithm {
        case .sha1WithRSA: algorithm = .sha1
        case .sha256WithRSA: algorithm = .sha256
        case .other: return false
        }
        return key.verifies(signature: signature, of: algorithm.digest(of: tbsCertificate), algorithm: algorithm)
    }
}
