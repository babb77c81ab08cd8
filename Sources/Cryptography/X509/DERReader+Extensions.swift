/// What the extensions of a certificate say, as far as it is read.
struct CertificateExtensions: Sendable, Hashable {
    fileprivate(set) var dnsNames: [String] = []
    fileprivate(set) var isCertificateAuthority = false
    fileprivate(set) var unreadCriticalExtensions: [String] = []
}

extension DERReader {
    /// The extensions, each of which occurs once at most.
    ///
    /// - Source: RFC 5280, 4.1.2.9 and 4.2.
    mutating func readExtensions() throws(CertificateError) -> CertificateExtensions {
        var list = inside(try read(.sequence, "the extensions"))
        var (result, seen): (CertificateExtensions, Set<ASN1ObjectIdentifier>) = (CertificateExtensions(), [])
        repeat {
            let element = try list.read(.sequence, "an extension")
            var fields = inside(element)
            let type = try fields.readObjectIdentifier("an extension's type")
            guard seen.insert(type).inserted else {
                throw CertificateError(.encoding, at: element.start, expected: "an extension that did not occur before")
            }
            let isCritical = try fields.readFlag("an extension's criticality")
            var value = inside(try fields.read(.octetString, "an extension's value"))
            try fields.finish()
            switch type {
            case .subjectAlternativeName: result.dnsNames = try value.readDNSNames()
            case .basicConstraints: result.isCertificateAuthority = try value.readBasicConstraints()
            default:
                if isCritical { result.unreadCriticalExtensions.append(type.dotted) }
                continue
            }
            try value.finish()
        } while !list.isAtEnd
        return result
    }

    /// Whether the subject is a certificate authority.
    ///
    /// - Source: RFC 5280, 4.2.1.9.
    private mutating func readBasicConstraints() throws(CertificateError) -> Bool {
        var fields = inside(try read(.sequence, "the basic constraints"))
        let isAuthority = try fields.readFlag("whether the subject is a certificate authority")
        if !fields.isAtEnd { _ = try fields.readUnsignedInteger("the greatest length of a path") }
        try fields.finish()
        return isAuthority
    }
}
