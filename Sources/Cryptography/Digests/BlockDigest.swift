/// What differs between SHA-1 and SHA-256: the chaining value, and how a block changes it.
protocol ChainingValue: Sendable {
    /// The value before the first block.
    init()

    /// Takes in whole blocks of 64 bytes, one after the other.
    mutating func absorb(_ blocks: UnsafeRawBufferPointer)

    /// The words that make the digest, in order.
    var words: [UInt32] { get }
}

/// What SHA-1 and SHA-256 share: collecting 64-byte blocks, the padding, and the length at the end.
///
/// - Source: FIPS 180-4, 5.1.1 and 5.2.1.
struct BlockDigest<Value: ChainingValue>: Sendable {
    private var value = Value()
    /// The bytes that do not fill a block yet, from the front.
    private var pending = SIMD64<UInt8>()
    private var pendingCount = 0
    /// The message's length in bits, which the standards bound to less than 2^64.
    private var bitCount: UInt64 = 0

    private static var blockSize: Int { 64 }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        bitCount &+= UInt64(truncatingIfNeeded: bytes.count) &<< 3
        var rest = bytes[...]
        if pendingCount > 0 {
            let added = rest.prefix(Self.blockSize - pendingCount)
            append(added)
            guard pendingCount == Self.blockSize else { return }
            absorbPending()
            rest = rest.dropFirst(added.count)
        }
        let whole = rest.prefix(rest.count & ~(Self.blockSize - 1))
        if !whole.isEmpty { value.absorb(UnsafeRawBufferPointer(rebasing: whole)) }
        append(rest.dropFirst(whole.count))
    }

    /// The digest of what has been taken in.
    func finalized() -> [UInt8] {
        // 0x80, zeros, and the length in the last eight bytes of a block, which may be the one after.
        var (end, block) = (value, pending)
        withUnsafeMutableBytes(of: &block) { block in
            block[pendingCount] = 0x80
            UnsafeMutableRawBufferPointer(rebasing: block[(pendingCount + 1)...])
                .initializeMemory(as: UInt8.self, repeating: 0)
            if pendingCount >= Self.blockSize - 8 {
                end.absorb(UnsafeRawBufferPointer(block))
                block.initializeMemory(as: UInt8.self, repeating: 0)
            }
            block.storeBytes(of: bitCount.bigEndian, toByteOffset: Self.blockSize - 8, as: UInt64.self)
            end.absorb(UnsafeRawBufferPointer(block))
        }
        let words = end.words
        return [UInt8](unsafeUninitializedCapacity: 4 * words.count) { bytes, count in
            let bytes = UnsafeMutableRawBufferPointer(bytes)
            for (index, word) in words.enumerated() {
                bytes.storeBytes(of: word.bigEndian, toByteOffset: 4 * index, as: UInt32.self)
            }
            count = 4 * words.count
        }
    }

    private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
        guard !bytes.isEmpty else { return }
        let start = pendingCount
        withUnsafeMutableBytes(of: &pending) { buffer in
            UnsafeMutableRawBufferPointer(rebasing: buffer[start...]).copyBytes(from: bytes)
        }
        pendingCount += bytes.count
    }

    private mutating func absorbPending() {
        withUnsafeBytes(of: pending) { value.absorb($0) }
        pendingCount = 0
    }
}

extension BlockDigest {
    mutating func update(_ bytes: some Sequence<UInt8>) {
        let isContiguous: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
        guard isContiguous == nil else { return }
        [UInt8](bytes).withUnsafeBytes { update($0) }
    }
}
