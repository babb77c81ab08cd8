/// Keys, which stand once in an object.
extension JSONParser {
    struct Key {
        let text: String
        let range: SourceRange
        let fingerprint: UInt32

        /// Whether a key with another fingerprint is another key. Not so where a key has escapes, or characters beyond
        /// ASCII, which have several spellings that are one text to Swift.
        let isPlain: Bool
    }

    /// Reads a key and its colon.
    @inline(__always)
    mutating func readKey(ofObjectAt object: Int) throws(JSONMistake) -> Key {
        skipWhitespace()
        let start = offset
        guard currentByte == UInt8(ascii: "\"") else {
            throw unexpected("a key in double quotes", in: "object", openedAt: object)
        }
        let (text, fingerprint) = try readFingerprintedString()
        let range = range(from: start)
        let isPlain = fingerprint != nil && (isASCII || bytes[start..<offset].allSatisfy { $0 < 0x80 })
        skipWhitespace()
        guard currentByte == UInt8(ascii: ":") else {
            throw unexpected("':' after the key", in: "object", openedAt: object)
        }
        offset &+= 1
        return Key(text: text, range: range, fingerprint: fingerprint ?? 0, isPlain: isPlain)
    }

    /// Refuses an object whose members are those from `base` on if two of them have the same key.
    ///
    /// Comparing all pairs of fingerprints is faster than hashing as long as the object is small.
    @inline(__always)
    func requireUniqueKeys(from base: Int, arePlain: Bool) throws(JSONMistake) {
        if arePlain, members.count &- base <= 32, !hasEqualFingerprints(from: base) { return }
        try requireUniqueKeysByHashing(from: base)
    }

    @inline(__always)
    private func hasEqualFingerprints(from base: Int) -> Bool {
        var index = base &+ 1
        while index < fingerprints.count {
            let fingerprint = fingerprints[index]
            for earlier in base..<index where fingerprints[earlier] == fingerprint { return true }
            index &+= 1
        }
        return false
    }

    @inline(never)
    private func requireUniqueKeysByHashing(from base: Int) throws(JSONMistake) {
        var first: [String: Int] = [:]
        first.reserveCapacity(members.count - base)
        for index in base..<members.count {
            guard let earlier = first.updateValue(index, forKey: members[index].key) else { continue }
            throw duplicateKey(members[index], first: members[earlier])
        }
    }
}
