import Cryptography
import TestSupport
import Testing

@Suite struct `A damaged certificate` {
    private static let names = ["leaf", "authority", "v1-sha1", "sha384"]

    @Test(arguments: names)
    func `is refused wherever it is cut, and with a byte more`(_ name: String) throws {
        let der = try derFixture(name)
        #expect(throws: Never.self) { try Certificate(der: der) }
        for length in der.indices {
            #expect(throws: CertificateError.self) { try Certificate(der: [UInt8](der[..<length])) }
        }
        #expect(throws: CertificateError.self) { try Certificate(der: der + [0]) }
    }

    @Test func `is refused or not signed, whichever byte is changed`() throws {
        let der = try derFixture("v1-sha1")
        let key = try Certificate(der: der).publicKey
        for index in der.indices {
            for change in [0x01, 0x80] as [UInt8] {
                var changed = der
                changed[index] ^= change
                guard let certificate = try? Certificate(der: changed) else { continue }
                #expect(!certificate.isSigned(by: key), "byte \(index)")
            }
        }
    }

    @Test func `crashes nothing`() throws {
        let whole = try Self.names.map { try derFixture($0) }
        let texts = try Self.names.map { try Fixture.bytes("Certificates/\($0).pem") }
        var mutations = Mutations(seed: 5280)
        var refused = 0
        for _ in 0..<Mutations.rounds(1_000) {
            do throws(CertificateError) {
                _ = try Certificate(der: mutations.mutate(whole))
            } catch {
                refused += 1
                #expect(error.offset >= 0 && error.offset <= Certificate.maximumByteCount)
            }
            _ = try? Certificate.chain(pem: mutations.mutate(texts))
        }
        #expect(refused > 0)
    }

    @Test func `crashes nothing even if all its lengths are right`() throws {
        var random = SplitMix64(seed: 690)
        let nodes = try Self.names.map { DERNode(try derFixture($0)[...]) }
        for round in 0..<Mutations.rounds(1_000) {
            var node = nodes[round % nodes.count]
            for _ in 0...Int.random(in: 0..<3, using: &random) { Self.change(&node, with: nodes, &random) }
            _ = try? Certificate(der: node.der)
        }
    }

    /// Changes a value somewhere inside.
    private static func change(_ node: inout DERNode, with others: [DERNode], _ random: inout SplitMix64) {
        if let index = node.children.indices.randomElement(using: &random), Int.random(in: 0..<8, using: &random) > 0 {
            return change(&node.children[index], with: others, &random)
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: node.tag = [0x01, 0x02, 0x03, 0x06, 0x13, 0x17, 0x30, 0x82, 0xa3].randomElement(using: &random) ?? 0
        case 1:
            node.bytes = (0..<Int.random(in: 0..<9, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
        case 2: node.children = []
        case 3: node.children += node.children
        case 4: node = others.randomElement(using: &random)?[0, Int.random(in: 0..<5, using: &random)] ?? node
        default: node.bytes.append(UInt8.random(in: 0...255, using: &random))
        }
    }
}
