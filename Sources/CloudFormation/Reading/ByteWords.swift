/// Eight bytes at a time.
extension UnsafeBufferPointer<UInt8> {
    /// The eight bytes from there, the first one lowest, or `nil` where there are fewer.
    @inline(__always)
    func word(at offset: Int) -> UInt64? {
        guard offset &+ 8 <= count else { return nil }
        return UInt64(littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

extension UInt64 {
    /// The byte in each of the eight places.
    @inline(__always)
    init(repeating byte: UInt8) { self = UInt64(byte) &* 0x0101_0101_0101_0101 }
}
