/// A certificate that cannot be used: where, and what would be right.
public struct CertificateError: Error, Sendable, Hashable {
    /// What kind of thing is wrong.
    public enum Code: Sendable, Hashable {
        /// There are more bytes than a certificate or a text of certificates may have.
        case size
        /// The text does not have PEM's form.
        case pem
        /// The bytes do not have the form or the order that DER and X.509 prescribe.
        case encoding
        /// The form is right, but not a value: a date that does not exist, a name with characters that its type lacks.
        case value
        /// The public key is not an RSA key that ``RSAPublicKey`` takes.
        case publicKey
    }

    /// What kind of thing is wrong.
    public let code: Code

    /// At which byte, from 0: of the text if the code is ``Code/pem``, else of the certificate's DER bytes.
    public let offset: Int

    /// What would be right at that place, as a noun.
    public let expected: String

    init(_ code: Code, at offset: Int, expected: String) {
        (self.code, self.offset, self.expected) = (code, offset, expected)
    }
}

extension CertificateError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        "the certificate is not usable: at byte \(offset)\(code == .pem ? " of the text" : "") there should be \(expected)"
    }
}
