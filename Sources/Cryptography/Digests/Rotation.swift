extension UInt32 {
    /// The bits moved to the left, those that fall out coming in at the right; `count` is 1 to 31.
    @inline(__always)
    func rotatedLeft(by count: UInt32) -> UInt32 { (self &<< count) | (self &>> (32 &- count)) }

    /// The bits moved to the right, those that fall out coming in at the left; `count` is 1 to 31.
    @inline(__always)
    func rotatedRight(by count: UInt32) -> UInt32 { (self &>> count) | (self &<< (32 &- count)) }
}
