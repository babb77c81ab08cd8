extension DERReader {
    /// The version, which has to be absent if it is 1.
    ///
    /// - Source: RFC 5280, 4.1.2.1.
    mutating func readVersion() throws(CertificateError) -> Int {
        let tag = DERTag.context(0, isConstructed: true)
        guard isNext(tag) else { return 1 }
        var field = inside(try read(tag, "the version"))
        let start = field.offset
        let number = try field.readInteger("the version")
        try field.finish()
        guard let number = number.first, number == 1 || number == 2 else {
            throw CertificateError(.value, at: start, expected: "version 2 or 3, written as 1 or 2")
        }
        return Int(number) + 1
    }

    /// The algorithm of a signature; those that are verified here have no parameters.
    ///
    /// - Source: RFC 3279, 2.2.1; RFC 4055, 5.
    mutating func readSignatureAlgorithm() throws(CertificateError) -> Certificate.SignatureAlgorithm {
        let start = offset
        let (identifier, parameters) = try readAlgorithm("the signature's algorithm")
        let algorithm: Certificate.SignatureAlgorithm
        switch identifier {
        case .sha1WithRSAEncryption: algorithm = .sha1WithRSA
        case .sha256WithRSAEncryption: algorithm = .sha256WithRSA
        default: return .other(identifier.dotted)
        }
        guard parameters != .other else {
            throw CertificateError(.value, at: start, expected: "the signature's algorithm without parameters")
        }
        return algorithm
    }

    /// The subject's key.
    ///
    /// - Source: RFC 5280, 4.1.2.7; RFC 3279, 2.3.1.
    mutating func readPublicKey() throws(CertificateError) -> RSAPublicKey {
        let start = offset
        var field = inside(try read(.sequence, "the public key"))
        let (identifier, parameters) = try field.readAlgorithm("the public key's algorithm")
        guard identifier == .rsaEncryption, parameters == .null else {
            throw CertificateError(.publicKey, at: start, expected: "a public key with the algorithm rsaEncryption")
        }
        var bits = inside(try field.readBitString("the public key's bits"))
        try field.finish()
        var key = inside(try bits.read(.sequence, "an RSA key"))
        try bits.finish()
        let modulus = try key.readUnsignedInteger("the modulus")
        let exponent = try key.readUnsignedInteger("the exponent")
        try key.finish()
        do throws(RSAKeyError) {
            return try RSAPublicKey(modulus: [UInt8](modulus), exponent: [UInt8](exponent))
        } catch {
            throw CertificateError(.publicKey, at: start, expected: "a public key that is usable: \(error)")
        }
    }

    /// What may follow the public key: two identifiers that nobody uses, and the extensions.
    ///
    /// - Source: RFC 5280, 4.1.2.8 and 4.1.2.9.
    mutating func readOptionalFields(version: Int) throws(CertificateError) -> CertificateExtensions {
        for number in 1...2 as ClosedRange<UInt8> where version >= 2 {
            let tag = DERTag.context(number, isConstructed: false)
            if isNext(tag) { _ = try read(tag, "a unique identifier") }
        }
        let tag = DERTag.context(3, isConstructed: true)
        guard version == 3, isNext(tag) else {
            try finish()
            return CertificateExtensions()
        }
        var field = inside(try read(tag, "the extensions"))
        let extensions = try field.readExtensions()
        try field.finish()
        try finish()
        return extensions
    }
}
