import Cryptography
import Testing

/// Where things are in a certificate: positions from the outermost sequence.
private enum Change {
    typealias Edit = @Sendable (inout DERNode) -> Void

    static let null = DERNode(0x05)

    static func extensionValue(_ position: Int, _ value: DERNode) -> Edit {
        { certificate in
            let last = certificate[0, 7, 0, position].children.count - 1
            certificate[0, 7, 0, position, last] = DERNode(0x04, value.der)
        }
    }

    static func appending(_ path: Int...) -> Edit {
        { certificate in append(null, to: path[...], of: &certificate) }
    }

    private static func append(_ node: DERNode, to path: ArraySlice<Int>, of certificate: inout DERNode) {
        guard let first = path.first else { return certificate.children.append(node) }
        append(node, to: path.dropFirst(), of: &certificate.children[first])
    }

    static func dns(_ name: String) -> Edit {
        extensionValue(2, DERNode(0x30, children: [DERNode(0x82, [UInt8](name.utf8))]))
    }

    static func key(_ edit: @escaping @Sendable (inout DERNode) -> Void) -> Edit {
        { certificate in
            var key = DERNode(certificate[0, 6, 1].bytes.dropFirst())
            edit(&key)
            certificate[0, 6, 1].bytes = [0] + key.der
        }
    }

    /// Changes to the fixture `leaf`, whose extensions are basic constraints, key usage, alternative names, …
    static let refused: [(String, CertificateError.Code, Edit)] = [
        ("something after the signature", .encoding, appending()),
        ("something after the extensions", .encoding, appending(0)),
        ("something after the validity", .encoding, appending(0, 4)),
        ("something after the key", .encoding, appending(0, 6)),
        ("something after an algorithm", .encoding, appending(1)),
        ("something after an attribute", .encoding, appending(0, 5, 0, 0)),
        ("something after an extension", .encoding, appending(0, 7, 0, 0)),
        ("two lists of extensions", .encoding, appending(0, 7)),
        ("something after the numbers of the key", .encoding, key { $0.children.append(null) }),
        ("version 1 written", .value, { $0[0, 0, 0].bytes = [0] }),
        ("version 4", .value, { $0[0, 0, 0].bytes = [3] }),
        ("version 2 with extensions", .encoding, { $0[0, 0, 0].bytes = [1] }),
        ("version 1 with extensions", .encoding, { $0.children[0].children.removeFirst() }),
        ("an empty serial number", .encoding, { $0[0, 1].bytes = [] }),
        ("a zero before the serial number", .encoding, { $0[0, 1].bytes = [0, 1] }),
        ("a serial number with nine equal bits", .encoding, { $0[0, 1].bytes = [0xff, 0x80] }),
        ("no serial number", .encoding, { $0.children[0].children.remove(at: 1) }),
        ("algorithms that differ", .value, { $0[1, 0].bytes[8] = 5 }),
        ("an algorithm's parameters", .value, { $0[0, 2, 1] = DERNode(0x02, [1]) }),
        ("a NULL with content", .value, { $0[0, 2, 1] = DERNode(0x05, [0]) }),
        ("an unfinished object identifier", .encoding, { $0[1, 0].bytes = [0x2a, 0x86] }),
        ("a number with a leading zero", .encoding, { $0[1, 0].bytes = [0x2a, 0x80, 0x01] }),
        ("a number of 63 bits", .encoding, { $0[1, 0].bytes = [UInt8](repeating: 0xff, count: 8) + [0x7f] }),
        ("an empty object identifier", .encoding, { $0[1, 0].bytes = [] }),
        ("a name's part without attributes", .encoding, { $0[0, 5, 0].children = [] }),
        ("a common name that is not UTF-8", .value, { $0[0, 5, 0, 0, 1].bytes = [0xc3] }),
        ("an empty common name", .value, { $0[0, 5, 0, 0, 1].bytes = [] }),
        ("a common name that is a number", .value, { $0[0, 5, 0, 0, 1] = DERNode(0x02, [1]) }),
        ("a printable string with é", .value, { $0[0, 5, 0, 0, 1] = DERNode(0x13, [0xe9]) }),
        ("a BMP string of three bytes", .value, { $0[0, 5, 0, 0, 1] = DERNode(0x1e, [0, 0x61, 0]) }),
        ("a BMP string with half a pair", .value, { $0[0, 5, 0, 0, 1] = DERNode(0x1e, [0xd8, 0]) }),
        ("unused bits in the signature", .encoding, { $0[2].bytes[0] = 1 }),
        ("an empty signature", .encoding, { $0[2].bytes = [] }),
        ("unused bits in the key", .encoding, { $0[0, 6, 1].bytes[0] = 7 }),
        ("another kind of key", .publicKey, { $0[0, 6, 0, 0].bytes[8] = 10 }),
        ("a key without NULL", .publicKey, { $0.children[0].children[6].children[0].children.removeLast() }),
        ("a negative modulus", .value, key { $0[0].bytes.removeFirst() }),
        ("a modulus with two zeros", .encoding, key { $0[0].bytes.insert(0, at: 0) }),
        ("a short modulus", .publicKey, key { $0[0].bytes = [0x7f, 1] }),
        ("an even modulus", .publicKey, key { $0[0].bytes[384] &= 0xfe }),
        ("the exponent 1", .publicKey, key { $0[1].bytes = [1] }),
        ("the exponent -3", .value, key { $0[1].bytes = [0xfd] }),
        ("an exponent of 257 bits", .publicKey, key { $0[1].bytes = [UInt8](repeating: 1, count: 33) }),
        ("no extensions in their list", .encoding, { $0[0, 7, 0].children = [] }),
        ("an extension twice", .encoding, { $0[0, 7, 0].children.append($0[0, 7, 0, 3]) }),
        ("true written as 1", .encoding, { $0[0, 7, 0, 0, 1].bytes = [1] }),
        ("false written", .encoding, { $0[0, 7, 0, 0, 1].bytes = [0] }),
        (
            "an extension without a value", .encoding,
            { $0.children[0].children[7].children[0].children[2].children.removeLast() }
        ),
        ("no alternative names in their list", .encoding, extensionValue(2, DERNode(0x30))),
        (
            "an alternative name that is a number", .encoding,
            extensionValue(2, DERNode(0x30, children: [DERNode(0x02, [1])]))
        ),
        ("an empty DNS name", .value, dns("")),
        ("a DNS name with a zero", .value, dns("a.example\0.b.example")),
        ("a DNS name with a space", .value, dns("a b")),
        ("a DNS name beyond ASCII", .value, dns("bücher.example")),
        ("an authority written as false", .encoding, extensionValue(0, DERNode(0x30, children: [DERNode(0x01, [0])]))),
        ("a negative length of a path", .value, extensionValue(0, DERNode(0x30, children: [DERNode(0x02, [0xff])]))),
        (
            "basic constraints with more", .encoding,
            extensionValue(0, DERNode(0x30, children: [DERNode(0x01, [0xff]), null]))
        ),
        ("another outermost value", .encoding, { $0.tag = 0x31 }),
        ("a tag of several bytes", .encoding, { $0[0, 5, 0, 0, 1].tag = 0x1f }),
    ]

    static let times: [(UInt8, String, Int64?)] = [
        (0x17, "700101000000Z", 0), (0x17, "500101000000Z", -631_152_000), (0x17, "491231235959Z", 2_524_607_999),
        (0x17, "000229120000Z", 951_825_600), (0x17, "991231235959Z", 946_684_799),
        (0x18, "20500101000000Z", 2_524_608_000), (0x18, "99991231235959Z", 253_402_300_799),
        (0x18, "21000228235959Z", 4_107_542_399), (0x18, "24000229000000Z", 13_574_563_200),
        (0x17, "2401010000Z", nil), (0x17, "240101000000", nil), (0x17, "240101000000z", nil),
        (0x17, "240101000000+0000", nil), (0x17, "2401010000+0100", nil), (0x17, "20240101000000Z", nil),
        (0x17, "240230000000Z", nil), (0x17, "230229000000Z", nil), (0x17, "240431000000Z", nil),
        (0x17, "240001000000Z", nil), (0x17, "241301000000Z", nil), (0x17, "240100000000Z", nil),
        (0x17, "240101240000Z", nil), (0x17, "240101006000Z", nil), (0x17, "240101000060Z", nil),
        (0x17, "24010100000 Z", nil), (0x17, "-40101000000Z", nil), (0x17, "", nil), (0x17, "Z", nil),
        (0x18, "20491231235959Z", nil), (0x18, "20500101000000.5Z", nil), (0x18, "205001010000Z", nil),
        (0x18, "21000229000000Z", nil), (0x18, "500101000000Z", nil), (0x18, "20500101000000", nil),
        (0x0c, "240101000000Z", nil), (0x04, "240101000000Z", nil),
    ]
}

@Suite struct `A certificate's form` {
    @Test(arguments: Change.refused.indices)
    func `is refused with`(_ index: Int) throws {
        let (name, code, edit) = Change.refused[index]
        var certificate = DERNode(try derFixture("leaf")[...])
        edit(&certificate)
        let error = #expect(throws: CertificateError.self, "\(name)") { try Certificate(der: certificate.der) }
        #expect(error?.code == code, "\(name): \(error.map { "\($0)" } ?? "")")
    }

    @Test(arguments: Change.times)
    func `has times as RFC 5280 writes them`(_ tag: UInt8, _ text: String, _ seconds: Int64?) throws {
        for position in 0...1 {
            var node = DERNode(try derFixture("leaf")[...])
            node[0, 4, position] = DERNode(tag, [UInt8](text.utf8))
            let der = node.der
            if let seconds {
                let certificate = try Certificate(der: der)
                #expect((position == 0 ? certificate.notBefore : certificate.notAfter) == seconds)
            } else {
                #expect(throws: CertificateError.self) { try Certificate(der: der) }
            }
        }
    }

    @Test(
        arguments: [
            (0x0c, [UInt8]("é\u{1F600}".utf8), "é\u{1F600}"), (0x13, [UInt8]("a.b".utf8), "a.b"),
            (0x14, [UInt8]("a.b".utf8), "a.b"), (0x16, [UInt8]("a@b".utf8), "a@b"),
            (0x1e, [0, 0xe9, 0xd8, 0x3d, 0xde, 0], "é\u{1F600}"),
        ] as [(UInt8, [UInt8], String)]
    )
    func `has names in several types of text`(_ tag: UInt8, _ bytes: [UInt8], _ text: String) throws {
        var node = DERNode(try derFixture("leaf")[...])
        node[0, 5, 0, 0, 1] = DERNode(tag, bytes)
        #expect(try Certificate(der: node.der).subject.commonNames.first == text)
    }

    @Test func `may do without what is optional`() throws {
        var node = DERNode(try derFixture("leaf")[...])
        node[0].children.removeLast()
        #expect(try Certificate(der: node.der).dnsNames == [])
        node[0].children += [DERNode(0x81, [0, 1]), DERNode(0x82, [0, 1])]
        #expect(try Certificate(der: node.der).version == 3)
        node[0, 0, 0].bytes = [1]
        #expect(try Certificate(der: node.der).version == 2)
        node[0, 5].children = []
        node[0, 2].children.removeLast()
        node[1].children.removeLast()
        let bare = try Certificate(der: node.der)
        #expect(bare.subject.commonNames == [])
        #expect(bare.signatureAlgorithm == .sha256WithRSA)
    }

    @Test func `has lengths that are definite and the shortest`() throws {
        let der = try derFixture("leaf")
        #expect(der[1] == 0x82)
        let content = der.dropFirst(4)
        for length in [[0x83, 0x00, der[2], der[3]], [0x84, 0, 0, der[2], der[3]], [0x80], [0xff], []] as [[UInt8]] {
            let error = #expect(throws: CertificateError.self) { try Certificate(der: [0x30] + length + content) }
            #expect(error?.code == .encoding)
        }
        #expect(throws: CertificateError.self) { try Certificate(der: [0x30, 0x80] + content + [0, 0]) }
        for (bytes, offset) in [
            ([], 0), ([0x30], 1), ([0x30, 0x82], 2), ([0x30, 0x81, 0x7f], 1), ([0x30, 0x82, 0, 0xff], 1),
            ([0x30, 0x84, 0xff, 0xff, 0xff, 0xff], 1), ([0x30, 0x88] + [UInt8](repeating: 0xff, count: 8), 1),
            ([0x30, 1], 1), ([0x30, 0], 2), ([0x30, 2, 0x30, 1], 3), ([0x30, 2, 0x30, 0], 4),
        ] as [([UInt8], Int)] {
            let error = #expect(throws: CertificateError.self) { try Certificate(der: bytes) }
            #expect(error?.offset == offset, "\(bytes): \(error.map { "\($0)" } ?? "")")
        }
    }

    @Test func `is explained with the place and what belongs there`() throws {
        let error = #expect(throws: CertificateError.self) { try Certificate(der: [0x31, 0]) }
        #expect(error.map { "\($0)" } == "the certificate is not usable: at byte 0 there should be a certificate")
        let text = #expect(throws: CertificateError.self) { try Certificate(pem: []) }
        #expect(
            text.map { "\($0)" }
                == "the certificate is not usable: at byte 0 of the text there should be -----BEGIN CERTIFICATE-----"
        )
    }
}
