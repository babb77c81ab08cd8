import Cryptography
import Foundation
import TestSupport
import Testing

@Suite struct `Base64 text` {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `is RFC 4648's`(_ text: String, _ encoded: String) {
        #expect(Base64.encode([UInt8](text.utf8)) == encoded)
        #expect(Base64.decode(encoded.utf8) == [UInt8](text.utf8))
    }

    @Test func `is Foundation's for random bytes`() {
        var random = SplitMix64(seed: 4)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let encoded = Data(bytes).base64EncodedString()
            #expect(Base64.encode(bytes) == encoded)
            #expect(Base64.decode(encoded.utf8) == bytes)
        }
    }

    @Test(arguments: [
        ("Zg", "no padding"), ("Zg=", "half the padding"), ("Zg===", "too much padding"), ("Zm8==", "too much padding"),
        ("Z", "half a byte"), ("Z===", "half a byte"), ("====", "padding alone"), ("=", "padding alone"),
        ("Zg==Zg==", "padding inside"), ("Zg=a", "padding inside"), ("Zm9v====", "padding after a whole group"),
        ("Zm 9v", "a space"), ("Zm9v\n", "a line break"), ("Zm9-", "another alphabet"), ("Zm9_", "another alphabet"),
        ("Zh==", "bits behind the last byte"), ("Zm9=", "bits behind the last byte"), ("Zm9\0", "a zero"),
        ("Zm9é", "not ASCII"),
    ])
    func `refuses`(_ text: String, _ why: String) { #expect(Base64.decode(text.utf8) == nil, "\(why)") }
}

@Suite struct `Hexadecimal digits` {
    @Test func `stand for bytes`() {
        let bytes = [UInt8](0...255)
        let digits = bytes.map { String(format: "%02x", $0) }.joined()
        #expect(Hexadecimal.encode(bytes) == digits)
        #expect(Hexadecimal.decode(digits.utf8) == bytes)
        #expect(Hexadecimal.decode(digits.uppercased().utf8) == bytes)
        #expect(Hexadecimal.encode([]) == "")
        #expect(Hexadecimal.decode("".utf8) == [])
    }

    @Test(arguments: ["0", "000", "0g", "g0", " 0", "0x", "é", "/0", ":0", "@0", "G0", "`0"])
    func `are nothing else`(_ text: String) { #expect(Hexadecimal.decode(text.utf8) == nil) }
}

@Suite struct `Comparison in constant time` {
    @Test func `tells equal from different`() {
        let bytes = RandomToken.bytes(40)
        #expect(ConstantTime.equal(bytes, bytes))
        #expect(ConstantTime.equal([], []))
        #expect(!ConstantTime.equal(bytes, bytes + [0]))
        #expect(!ConstantTime.equal(bytes, []))
        for index in bytes.indices {
            for bit in 0..<8 {
                var other = bytes
                other[index] ^= 1 << bit
                #expect(!ConstantTime.equal(bytes, other))
            }
        }
    }
}

@Suite struct `A random token` {
    @Test(arguments: [0, 1, 7, 8, 9, 16, 32, 100])
    func `has the length that was asked for`(_ count: Int) {
        #expect(RandomToken.bytes(count).count == count)
        #expect(Hexadecimal.decode(RandomToken.hexadecimal(bytes: count).utf8)?.count == count)
        #expect(RandomToken.base64URL(bytes: count).utf8.count == (count * 8 + 5) / 6)
    }

    @Test func `is another one each time`() {
        #expect(Set((0..<1_000).map { _ in RandomToken.hexadecimal(bytes: 16) }).count == 1_000)
        let values = Set(RandomToken.bytes(20_000))
        #expect(values.count == 256, "a byte value that 20,000 random bytes lack")
    }

    @Test func `can stand in a URL`() {
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        #expect(Set(RandomToken.base64URL(bytes: 20_000)) == allowed)
    }
}
