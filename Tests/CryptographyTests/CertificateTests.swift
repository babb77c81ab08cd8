import Cryptography
import Foundation
import TestSupport
import Testing

/// The first certificate of a fixture, as bytes.
func derFixture(_ name: String) throws -> [UInt8] {
    let text = String(decoding: try Fixture.bytes("Certificates/\(name).pem"), as: UTF8.self)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("-") }
    return try #require(Base64.decode(lines.joined().utf8))
}

@Suite struct `A certificate` {
    @Test func `of version 3 says what OpenSSL wrote into it`() throws {
        let leaf = try Certificate(pem: Fixture.bytes("Certificates/leaf.pem"))
        #expect(leaf.version == 3)
        #expect(leaf.subject.commonNames == ["sns.example.com", "second name"])
        #expect(leaf.subject.organizations == ["Example"])
        #expect(leaf.issuer.commonNames == ["Example Root"])
        #expect(leaf.issuer.organizations == ["Example Authority", "Bücher GmbH"])
        #expect(leaf.dnsNames == ["sns.eu-central-1.amazonaws.example", "*.example.com"])
        #expect((leaf.notBefore, leaf.notAfter) == (1_704_067_200, 2_524_607_999))
        #expect(!leaf.isCertificateAuthority)
        #expect(leaf.unreadCriticalExtensions == ["2.5.29.15"])
        #expect(leaf.signatureAlgorithm == .sha256WithRSA)
        #expect(leaf.publicKey.modulus.count == 384)
        #expect(leaf.publicKey.exponent == [1, 0, 1])
    }

    @Test func `of an authority says so`() throws {
        let authority = try Certificate(pem: Fixture.bytes("Certificates/authority.pem"))
        #expect(authority.isCertificateAuthority)
        #expect(authority.dnsNames == [])
        #expect((authority.notBefore, authority.notAfter) == (1_582_934_400, 2_840_140_800))
        #expect(authority.issuer == authority.subject)
        #expect(authority.publicKey.modulus.count == 512)
    }

    @Test func `of version 1 has no extensions`() throws {
        let old = try Certificate(pem: Fixture.bytes("Certificates/v1-sha1.pem"))
        #expect(old.version == 1)
        #expect(old.signatureAlgorithm == .sha1WithRSA)
        #expect(old.subject.commonNames == ["old.example.com"])
        #expect((old.dnsNames, old.isCertificateAuthority, old.unreadCriticalExtensions) == ([], false, []))
        #expect(old.isSigned(by: old.publicKey))
    }

    @Test func `is signed by its issuer's key and no other`() throws {
        let leaf = try Certificate(pem: Fixture.bytes("Certificates/leaf.pem"))
        let authority = try Certificate(pem: Fixture.bytes("Certificates/authority.pem"))
        #expect(leaf.issuer == authority.subject)
        #expect(leaf.isSigned(by: authority.publicKey))
        #expect(authority.isSigned(by: authority.publicKey))
        #expect(!leaf.isSigned(by: leaf.publicKey))
        #expect(!authority.isSigned(by: leaf.publicKey))
    }

    @Test func `with another signature algorithm is read, and signed by nobody`() throws {
        let certificate = try Certificate(pem: Fixture.bytes("Certificates/sha384.pem"))
        #expect(certificate.signatureAlgorithm == .other("1.2.840.113549.1.1.12"))
        #expect(!certificate.isSigned(by: certificate.publicKey))
    }

    @Test func `without an RSA key is refused`() throws {
        let error = #expect(throws: CertificateError.self) {
            try Certificate(pem: Fixture.bytes("Certificates/elliptic.pem"))
        }
        #expect(error?.code == .publicKey)
        #expect(error?.expected == "a public key with the algorithm rsaEncryption")
    }

    @Test func `is valid from its first to its last second`() throws {
        let leaf = try Certificate(pem: Fixture.bytes("Certificates/leaf.pem"))
        for (seconds, isValid) in [
            (1_704_067_199, false), (1_704_067_200, true), (2_524_607_999, true), (2_524_608_000, false),
            (Int64.min, false), (Int64.max, false),
        ] {
            #expect(leaf.isValid(at: seconds) == isValid)
        }
    }

    @Test(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)))
    func `made by another library from random fields has equal fields`() throws {
        struct Made: Decodable {
            let der, modulus, exponent: String
            let commonNames, organizations, issuerCommonNames, dnsNames: [String]
            let notBefore, notAfter: Int64
            let isAuthority, isSelfSigned: Bool
        }
        let result = try run(Tools.python, [Tools.script("certificates.py"), "60"], limit: .seconds(120))
        try #require(result.status == 0, "\(result.errors)")
        let all = try JSONDecoder().decode([Made].self, from: Data(result.output.utf8))
        #expect(all.count == 60)
        for made in all {
            let der = try bytesOf(made.der)
            let certificate = try Certificate(der: der)
            #expect(certificate.subject.commonNames == made.commonNames)
            #expect(certificate.subject.organizations == made.organizations)
            #expect(certificate.issuer.commonNames == made.issuerCommonNames)
            #expect(certificate.dnsNames == made.dnsNames)
            #expect((certificate.notBefore, certificate.notAfter) == (made.notBefore, made.notAfter))
            #expect(certificate.isCertificateAuthority == made.isAuthority)
            #expect(Hexadecimal.encode(certificate.publicKey.modulus) == made.modulus)
            #expect(Hexadecimal.encode(certificate.publicKey.exponent) == made.exponent)
            #expect(certificate.signatureAlgorithm == .sha256WithRSA)
            #expect(certificate.isSigned(by: certificate.publicKey) == made.isSelfSigned)
            #expect(DERNode(der[...]).der == der, "the tests' own reader and writer of DER")
        }
    }
}

@Suite struct `A PEM text` {
    private static func pem(_ der: [UInt8], width: Int = 64, newline: String = "\n") -> String {
        let digits = Array(Base64.encode(der))
        let lines = stride(from: 0, to: digits.count, by: width).map { String(digits[$0...].prefix(width)) }
        return (["-----BEGIN CERTIFICATE-----"] + lines + ["-----END CERTIFICATE-----", ""])
            .joined(separator: newline)
    }

    @Test func `may have other line lengths, line ends and text around`() throws {
        let der = try derFixture("leaf")
        let leaf = try Certificate(der: der)
        for text in [
            Self.pem(der, newline: "\r\n"), Self.pem(der, width: 76), Self.pem(der, width: 10_000),
            "subject=CN = x\n\n" + Self.pem(der) + "and more", String(Self.pem(der).dropLast()),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + Self.pem(der),
        ] {
            #expect(try Certificate(pem: [UInt8](text.utf8)) == leaf)
        }
    }

    @Test func `gives all certificates in order`() throws {
        let (leaf, authority) = (try derFixture("leaf"), try derFixture("authority"))
        let text = Self.pem(leaf) + Self.pem(authority)
        #expect(
            try Certificate.chain(pem: [UInt8](text.utf8)) == [Certificate(der: leaf), Certificate(der: authority)]
        )
        #expect(try Certificate(pem: [UInt8](text.utf8)) == Certificate(der: leaf))
        let most = String(repeating: Self.pem(leaf), count: Certificate.maximumChainLength)
        #expect(try Certificate.chain(pem: [UInt8](most.utf8)).count == Certificate.maximumChainLength)
        let error = #expect(throws: CertificateError.self) {
            try Certificate.chain(pem: [UInt8]((most + Self.pem(leaf)).utf8))
        }
        #expect(error?.code == .size)
        #expect(throws: CertificateError.self) {
            try Certificate.chain(pem: [UInt8]((text + "-----BEGIN CERTIFICATE-----\n").utf8))
        }
    }

    @Test(arguments: [
        ("", 0, "nothing"), ("hello\n", 6, "no certificate"),
        ("-----BEGIN CERTIFICATE-----", 27, "nothing inside"),
        ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", 28, "nothing inside"),
        ("-----BEGIN CERTIFICATE-----\nMAAA\n", 33, "no end"),
        ("-----BEGIN CERTIFICATE-----\nMAAA\n-----END PRIVATE KEY-----\n", 33, "another end"),
        ("-----BEGIN CERTIFICATE-----\nMAAA\n-----BEGIN CERTIFICATE-----\n", 33, "another beginning"),
        ("-----BEGIN CERTIFICATE-----\nMA AA\n-----END CERTIFICATE-----\n", 28, "a space"),
        ("-----BEGIN CERTIFICATE-----\nMAA\n-----END CERTIFICATE-----\n", 28, "no padding"),
        ("-----BEGIN CERTIFICATE-----\nA: b\n\nMAAA\n-----END CERTIFICATE-----\n", 28, "headers"),
        (" -----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n", 60, "not at a line's beginning"),
        ("-----BEGIN X509 CERTIFICATE-----\nMAAA\n-----END X509 CERTIFICATE-----\n", 69, "another label"),
    ])
    func `is refused`(_ text: String, _ offset: Int, _ why: String) {
        for read in [{ _ = try Certificate(pem: $0) }, { _ = try Certificate.chain(pem: $0) }]
            as [([UInt8]) throws -> Void]
        {
            let error = #expect(throws: CertificateError.self, "\(why)") { try read([UInt8](text.utf8)) }
            #expect(error?.code == .pem)
            #expect(error?.offset == offset, "\(why)")
        }
    }

    @Test func `has a bounded size`() throws {
        let long = [UInt8](repeating: 0x41, count: Certificate.maximumPEMByteCount + 1)
        let error = #expect(throws: CertificateError.self) { try Certificate(pem: long) }
        #expect(error?.code == .size)
        let der = [UInt8](repeating: 0x30, count: Certificate.maximumByteCount + 1)
        #expect(#expect(throws: CertificateError.self) { try Certificate(der: der) }?.code == .size)
        let encoded = #expect(throws: CertificateError.self) { try Certificate(pem: [UInt8](Self.pem(der).utf8)) }
        #expect(encoded?.code == .size)
    }
}
