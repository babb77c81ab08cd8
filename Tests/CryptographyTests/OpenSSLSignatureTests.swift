import Cryptography
import TestSupport
import Testing

@Suite struct `RSA verification against OpenSSL` {
    /// How many messages are compared, where the environment does not say.
    private static let messages = 10_000

    @Test(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)))
    func `agrees on random messages, signed right and wrong`() async throws {
        let count = Mutations.rounds(Self.messages)
        let result = try await blocking {
            try run(Tools.python, [Tools.script("rsa_signatures.py"), String(count)], limit: .seconds(300))
        }
        try #require(result.status == 0, "\(result.errors)")
        var key: RSAPublicKey?
        var verdicts: [Bool: Int] = [:]
        for line in result.output.split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            if fields[0] == "key" {
                key = try RSAPublicKey(modulus: bytesOf(fields[1]), exponent: bytesOf(fields[2]))
                continue
            }
            let algorithm: DigestAlgorithm = fields[1] == "sha1" ? .sha1 : .sha256
            let isValid = try #require(key).verifies(
                signature: fields[3] == "-" ? [] : try bytesOf(fields[3]),
                of: try bytesOf(fields[2]),
                algorithm: algorithm
            )
            if isValid != (fields[4] == "valid") { Issue.record("OpenSSL disagrees: \(line)") }
            verdicts[isValid, default: 0] += 1
        }
        #expect(verdicts.values.reduce(0, +) >= count)
        #expect(verdicts.values.allSatisfy { $0 > count / 4 } && verdicts.count == 2, "\(verdicts)")
    }
}
