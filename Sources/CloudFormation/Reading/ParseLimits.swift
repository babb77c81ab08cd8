/// How much a document may ask of the reader, which works on text from strangers.
///
/// Real templates stay far below the defaults: CloudFormation takes at most 1 MB and 500 resources, and the deepest of
/// 160 public templates has 15 levels.
///
/// - Source: CloudFormation User Guide, "CloudFormation quotas".
public struct ParseLimits: Sendable, Hashable {
    /// How deeply lists and mappings may be nested. A document that is one list has depth 1.
    ///
    /// 128 unless told otherwise: what goes through a tree by recursion, as most of this library does, then has 4 KB a
    /// level on the 512 KB stack of a secondary thread.
    public var maximumDepth: Int

    /// How many bytes the document may have, also once aliases are expanded. 16 MiB unless told otherwise; never more
    /// than offsets can count.
    public var maximumBytes: Int {
        didSet { maximumBytes = min(maximumBytes, Int(UInt32.max)) }
    }

    /// How many values (lists and mappings included, keys not) the document may have once aliases are expanded.
    /// 1,000,000 unless told otherwise, which take about 100 MB.
    public var maximumNodes: Int

    /// Limits of which those not given have their defaults.
    public init(maximumDepth: Int = 128, maximumBytes: Int = 16 << 20, maximumNodes: Int = 1_000_000) {
        self.maximumDepth = maximumDepth
        self.maximumBytes = min(maximumBytes, Int(UInt32.max))
        self.maximumNodes = maximumNodes
    }
}
