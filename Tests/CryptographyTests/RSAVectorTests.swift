import Cryptography
import Testing

@Suite struct `An RSA signature` {
    /// Verdicts of which Wycheproof says that either is acceptable, and what is decided here.
    private static let decisions = [
        "MissingNull": false,  // RFC 8017, 9.2: parameters are NULL in what signers make, so nothing else is expected
        "SmallPublicKey": true,  // the exponent 3 is safe where the whole encoding is compared
        "WeakHash": true,  // whether SHA-1 may be used is the caller's decision
    ]

    @Test(arguments: [
        ("rsa_signature_2048_sha256", 259), ("rsa_signature_3072_sha256", 259), ("rsa_signature_4096_sha256", 258),
        ("rsa_pkcs1_sig_gen", 35),
    ])
    func `is valid where Wycheproof says so`(_ file: String, _ count: Int) throws {
        var judged = 0
        for group in try WycheproofFile(file).testGroups {
            let numbers = try #require(group.publicKey)
            let key = try RSAPublicKey(modulus: bytesOf(numbers.modulus), exponent: bytesOf(numbers.publicExponent))
            let algorithm = try #require(["SHA-1": .sha1, "SHA-256": DigestAlgorithm.sha256][group.sha])
            for vector in group.tests {
                let isValid = key.verifies(
                    signature: try bytesOf(try #require(vector.sig)),
                    of: algorithm.digest(of: try bytesOf(vector.msg)),
                    algorithm: algorithm
                )
                var expected = vector.result == "valid"
                if vector.result == "acceptable" {
                    expected = try #require(vector.flags.compactMap { Self.decisions[$0] }.first as Bool?)
                }
                #expect(isValid == expected, "\(vector.tcId): \(vector.comment)")
                judged += 1
            }
        }
        #expect(judged == count)
    }

    @Test func `is valid where NIST says so`() throws {
        let vectors = try Fixture.responses("NIST/SigVer15_186-3.rsp", each: "Result")
        #expect(vectors.count == 108)
        for vector in vectors {
            let key = try RSAPublicKey(modulus: vector.bytes("n"), exponent: paddedBytes(try #require(vector["e"])))
            let algorithm: DigestAlgorithm = vector["SHAAlg"] == "SHA1" ? .sha1 : .sha256
            let digest = algorithm.digest(of: try vector.bytes("Msg"))
            let result = try #require(vector["Result"])
            #expect(
                key.verifies(signature: try vector.bytes("S"), of: digest, algorithm: algorithm)
                    == result.hasPrefix("P"),
                "\(vector["mod"] ?? "") bits, \(result)"
            )
        }
    }

    private func paddedBytes(_ digits: String) throws -> [UInt8] {
        try bytesOf(digits.count.isMultiple(of: 2) ? digits : "0" + digits)
    }
}

@Suite struct `An RSA key` {
    private static let modulus = [0x80] + [UInt8](repeating: 0, count: 254) + [0x01]

    @Test func `has an odd modulus of 2048 to 4096 bits`() throws {
        for byteCount in [256, 257, 300, 384, 511, 512] {
            let modulus = [0x80] + [UInt8](repeating: 0, count: byteCount - 2) + [0x01]
            #expect(try RSAPublicKey(modulus: [0, 0] + modulus, exponent: [3]).modulus == modulus)
        }
        let errors: [([UInt8], RSAKeyError)] = [
            ([], .modulusSize(bits: 0)), ([0, 0], .modulusSize(bits: 0)),
            ([0x7f] + Self.modulus.dropFirst(), .modulusSize(bits: 2047)),
            ([0x01] + [UInt8](repeating: 1, count: 512), .modulusSize(bits: 4097)),
            (Self.modulus.dropLast() + [0x02], .evenModulus),
        ]
        for (modulus, error) in errors {
            #expect(throws: error) { try RSAPublicKey(modulus: modulus, exponent: [1, 0, 1]) }
        }
    }

    @Test func `has an odd exponent of 3 to 256 bits`() throws {
        let longest = [UInt8](repeating: 0xff, count: 32)
        for exponent in [[3], [5], [0x11], [1, 1], [1, 0, 1], [0x80, 0, 0, 0, 0, 0, 0, 0, 1], longest] {
            #expect(try RSAPublicKey(modulus: Self.modulus, exponent: [0] + exponent).exponent == exponent)
        }
        let errors: [([UInt8], RSAKeyError)] = [
            ([], .unusableExponent), ([0], .unusableExponent), ([1], .unusableExponent), ([2], .unusableExponent),
            ([1, 0, 0], .unusableExponent), ([1] + longest, .exponentSize(bits: 257)),
        ]
        for (exponent, error) in errors {
            #expect(throws: error) { try RSAPublicKey(modulus: Self.modulus, exponent: exponent) }
        }
    }

    @Test func `is the same key whatever zeros stand before its numbers`() throws {
        let keys = try [
            RSAPublicKey(modulus: Self.modulus, exponent: [3]),
            RSAPublicKey(modulus: [0] + Self.modulus, exponent: [0, 3]),
            RSAPublicKey(modulus: Self.modulus, exponent: [5]),
        ]
        #expect(keys[0] == keys[1])
        #expect(Set(keys).count == 2)
    }

    @Test func `refuses a digest of another length, and a signature of any`() throws {
        let key = try RSAPublicKey(modulus: Self.modulus, exponent: [3])
        for count in [0, 1, 19, 20, 21, 31, 32, 33, 64, 1_000] {
            let bytes = [UInt8](repeating: 1, count: count)
            for algorithm in DigestAlgorithm.allCases {
                #expect(!key.verifies(signature: bytes, of: SHA256.digest(of: bytes), algorithm: algorithm))
                let signature = [UInt8](repeating: 1, count: 256)
                #expect(!key.verifies(signature: signature, of: bytes, algorithm: algorithm))
            }
        }
        #expect(!key.verifies(signature: Self.modulus, of: SHA256.digest(of: []), algorithm: .sha256))
    }
}
