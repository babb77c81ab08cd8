/// The keys of a document, each made once: templates repeat `Type` and `Properties` hundreds of times.
///
/// A key has a number, so whether a mapping has one twice is seen without comparing texts.
struct YAMLKeys: ~Copyable {
    /// A key of the hash table. Its first and last eight bytes tell all keys of up to 16 bytes apart.
    private struct Slot {
        var first: UInt64 = 0
        var last: UInt64 = 0
        var count: UInt32 = 0
        /// The number of the key, from 1; 0 for a free slot.
        var number: UInt32 = 0
    }

    private struct Key {
        let text: String
        /// The number of the first key that is the same to `String`, as which ``Value`` looks keys up: `é` in one and
        /// in two scalars is one key.
        let identity: UInt32
        /// The mapping in which ``mark(_:in:)`` has met it last.
        var mapping: UInt32 = 0
    }

    private var slots: [Slot] = Array(repeating: Slot(), count: 256)
    private var keys: [Key] = []
    private var nonASCII: [String: UInt32] = [:]

    /// A secret of this run, so that nobody can write a document whose keys all fall on one slot.
    private let seed = UInt64.random(in: .min ... .max)

    /// A table in which the given keys have the numbers from 1.
    init(first keys: [String]) {
        for var key in keys { key.withUTF8 { _ = self.key($0) } }
    }

    /// The key of that text, which is UTF-8, and the number that the same keys have in common.
    mutating func key(_ bytes: UnsafeBufferPointer<UInt8>) -> (text: String, number: UInt32) {
        let (first, last) = ends(bytes)
        var index = position(first, last, bytes)
        while slots[index].number != 0 {
            let slot = slots[index]
            if slot.first == first, slot.last == last, slot.count == UInt32(truncatingIfNeeded: bytes.count),
                bytes.count <= 16 || isEqual(slot.number, bytes)
            {
                let key = keys[Int(slot.number) - 1]
                return (key.text, key.identity)
            }
            index = (index + 1) & (slots.count - 1)
        }
        return insert(Slot(first: first, last: last, count: UInt32(truncatingIfNeeded: bytes.count)), bytes, at: index)
    }

    private mutating func insert(
        _ slot: Slot,
        _ bytes: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (text: String, number: UInt32) {
        let text = String(decoding: bytes, as: UTF8.self)
        let number = UInt32(keys.count + 1)
        let identity = bytes.allSatisfy { $0 < 0x80 } ? number : identity(of: text, number)
        keys.append(Key(text: text, identity: identity))
        slots[index] = slot
        slots[index].number = number
        if keys.count * 2 > slots.count { grow() }
        return (text, identity)
    }

    private mutating func identity(of key: String, _ number: UInt32) -> UInt32 {
        if let first = nonASCII[key] { return first }
        nonASCII[key] = number
        return number
    }

    /// Takes note that a mapping has a key; whether it is the first time.
    mutating func mark(_ key: UInt32, in mapping: UInt32) -> Bool {
        defer { keys[Int(key) - 1].mapping = mapping }
        return keys[Int(key) - 1].mapping != mapping
    }

    private func isEqual(_ number: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var key = keys[Int(number) - 1].text
        return key.withUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) }
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.number != 0 {
            var key = keys[Int(slot.number) - 1].text
            var index = key.withUTF8 { position(slot.first, slot.last, $0) }
            while slots[index].number != 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
    }
}

// MARK: - Hashing

extension YAMLKeys {
    /// The first and the last eight bytes, which overlap in a key of less than 16; a shorter key is all in the first.
    @inline(__always)
    private func ends(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64) {
        let raw = UnsafeRawBufferPointer(bytes)
        let count = raw.count
        if count >= 8 {
            return (
                raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            )
        }
        if count >= 4 {
            let first = UInt64(raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
            return (first << 32 | UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)), 0)
        }
        var word: UInt64 = 0
        for byte in raw { word = word << 8 | UInt64(byte) }
        return (word, 0)
    }

    /// Where in the table to look for a key.
    @inline(__always)
    private func position(_ first: UInt64, _ last: UInt64, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash = mix(first ^ seed ^ UInt64(truncatingIfNeeded: bytes.count))
        hash = mix(hash ^ last)
        if bytes.count > 16 { hash = mixMiddle(of: bytes, into: hash) }
        return Int(truncatingIfNeeded: hash) & (slots.count - 1)
    }

    /// What of a long key is neither in its first nor in its last eight bytes.
    private func mixMiddle(of bytes: UnsafeBufferPointer<UInt8>, into start: UInt64) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash = start
        for offset in stride(from: 8, to: raw.count - 8, by: 8) {
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        return hash
    }

    /// The upper and the lower half of a product.
    @inline(__always)
    private func mix(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: seed | 1)
        return product.high ^ product.low
    }
}
