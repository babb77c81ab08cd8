import Cryptography
import Foundation
import Testing

/// A digest, so that both have one suite.
struct Digest: Sendable, CustomTestStringConvertible {
    let name: String
    let digest: @Sendable ([UInt8]) -> [UInt8]
    /// The digest of pieces, with what it is after each of them.
    let digestsOfPieces: @Sendable ([[UInt8]]) -> [[UInt8]]

    var testDescription: String { name }

    static let all = [
        Digest(name: "SHA1", digest: { SHA1.digest(of: $0) }) { pieces in
            var digest = SHA1()
            return pieces.map { piece in
                digest.update(piece)
                return digest.finalized()
            }
        },
        Digest(name: "SHA256", digest: { SHA256.digest(of: $0) }) { pieces in
            var digest = SHA256()
            return pieces.map { piece in
                digest.update(piece)
                return digest.finalized()
            }
        },
    ]

    /// How often NIST's Monte Carlo tests digest between two values.
    static let monteCarloSteps = 1_000
    /// How many values are compared: all of them where that takes no time.
    #if DEBUG
        static let monteCarloRounds = 5
    #else
        static let monteCarloRounds = 100
    #endif
}

@Suite struct `A digest` {
    @Test(arguments: Digest.all, ["ShortMsg", "LongMsg"])
    func `is NIST's`(_ digest: Digest, _ file: String) throws {
        for vector in try Fixture.responses("NIST/\(digest.name)\(file).rsp", each: "MD") {
            // The empty message is written as one zero byte with the length 0.
            let message = vector["Len"] == "0" ? [] : try vector.bytes("Msg")
            #expect(digest.digest(message) == (try vector.bytes("MD")), "\(vector["Len"] ?? "") bits")
        }
    }

    @Test(arguments: Digest.all)
    func `is NIST's after a thousand digests of digests`(_ digest: Digest) throws {
        let vectors = try Fixture.responses("NIST/\(digest.name)Monte.rsp", each: "MD")
        var seed = try #require(vectors.first).bytes("Seed")
        #expect(vectors.count == 100)
        for vector in vectors.prefix(Digest.monteCarloRounds) {
            var last = [seed, seed, seed]
            for _ in 0..<Digest.monteCarloSteps {
                last = [last[1], last[2], digest.digest(last[0] + last[1] + last[2])]
            }
            seed = last[2]
            #expect(seed == (try vector.bytes("MD")), "COUNT = \(vector["COUNT"] ?? "")")
        }
    }

    @Test(arguments: Digest.all)
    func `is the same however the message is cut`(_ digest: Digest) {
        let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for length in 0...message.count {
            let whole = digest.digest([UInt8](message[..<length]))
            for cut in [0, 1, 55, 56, 63, 64, 65, 127, 128, 129, 191] where cut <= length {
                let pieces = [[UInt8](message[..<cut]), [UInt8](message[cut..<length])]
                #expect(digest.digestsOfPieces(pieces) == [digest.digest(pieces[0]), whole], "\(cut) of \(length)")
            }
        }
        let ofSingleBytes = digest.digestsOfPieces(message.map { [$0] })
        #expect(ofSingleBytes == (1...message.count).map { digest.digest([UInt8](message[..<$0])) })
    }

    @Test func `takes any sequence of bytes`() {
        let message = [UInt8](0..<200)
        #expect(SHA256.digest(of: message[10...]) == SHA256.digest(of: [UInt8](message[10...])))
        #expect(SHA256.digest(of: stride(from: UInt8(0), to: 200, by: 1)) == SHA256.digest(of: message))
        #expect(SHA1.digest(of: "abc".utf8) == SHA1.digest(of: [0x61, 0x62, 0x63]))
        var (first, second) = (SHA256(), SHA1())
        message.withUnsafeBytes { first.update($0) }
        message.withUnsafeBytes { second.update($0) }
        #expect(first.finalized() == SHA256.digest(of: message))
        #expect(second.finalized() == SHA1.digest(of: message))
    }
}

@Suite struct `HMAC-SHA-256` {
    @Test(arguments: [("RFC4231.txt", "MD"), ("NIST/HMAC-SHA2-256.rsp", "Mac")])
    func `is the standard's`(_ file: String, _ name: String) throws {
        for vector in try Fixture.responses(file, each: name) {
            let code = HMAC.sha256(of: try vector.bytes("Msg"), key: try vector.bytes("Key"))
            let expected = try vector.bytes(name)
            #expect([UInt8](code.prefix(expected.count)) == expected, "\(vector)")
        }
    }

    @Test func `is Wycheproof's`() throws {
        for group in try WycheproofFile("hmac_sha256").testGroups {
            let byteCount = try #require(group.tagSize) / 8
            for vector in group.tests {
                let code = HMAC.sha256(of: try bytesOf(vector.msg), key: try bytesOf(try #require(vector.key)))
                let isRight = [UInt8](code.prefix(byteCount)) == (try bytesOf(try #require(vector.tag)))
                #expect(isRight == (vector.result == "valid"), "\(vector.tcId): \(vector.comment)")
            }
        }
    }
}
