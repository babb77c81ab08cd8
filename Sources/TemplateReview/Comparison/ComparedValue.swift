import CloudFormation

/// A value in the form in which values of equal meaning are equal.
///
/// Equal meaning: a scalar and its own spelling as text, the order of keys, the order of lists whose order means nothing,
/// one value or a list of one in a policy, `Fn::GetAtt` in all its spellings, text that holds the same JSON document.
struct ComparedValue: Sendable {
    /// The value's shape.
    enum Content: Sendable {
        case null
        /// Any scalar in its spelling.
        case scalar(String)
        case list([ComparedValue], order: Order)
        case object([Entry])
    }

    /// Whether the order of a list means something.
    enum Order: Sendable {
        case significant, insignificant
    }

    /// A key and what stands under it.
    struct Entry: Sendable {
        let key: String
        let value: ComparedValue
    }

    /// The value's shape.
    let content: Content
    /// Equal for values of equal meaning; values of different meaning have different hashes but for a chance of 2⁻⁶⁴,
    /// which nobody can steer since hashes are seeded in each process.
    let hash: Int
    /// Where the value stands.
    let range: SourceRange
    /// The value as the template shows it.
    let source: Node

    init(_ content: Content, source: Node) {
        self.content = content
        self.source = source
        range = source.range
        hash = Self.hash(of: content)
    }

    private static func hash(of content: Content) -> Int {
        switch content {
        case .null: Mixer.mix(0, 1)
        case .scalar(let text): Mixer.mix(1, text.byteHash)
        case .list(let elements, .significant): elements.reduce(2) { Mixer.mix($0, $1.hash) }
        // A sum does not depend on the order; each hash is mixed first, so that sums do not cancel out.
        case .list(let elements, .insignificant):
            Mixer.mix(3 &+ elements.count, elements.reduce(0) { $0 &+ Mixer.mix(4, $1.hash) })
        case .object(let entries):
            Mixer.mix(5 &+ entries.count, entries.reduce(0) { $0 &+ Mixer.mix($1.key.hashValue, $1.value.hash) })
        }
    }
}

/// Combines hashes. The hashes of texts are seeded in each process, so nobody can foresee what is combined.
enum Mixer {
    /// - Source: A. Appleby, "MurmurHash3", the finalizer of 64 bits.
    static func mix(_ first: Int, _ second: Int) -> Int {
        var hash = UInt64(bitPattern: Int64(first)) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: Int64(second))
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return Int(truncatingIfNeeded: hash ^ hash >> 33)
    }
}

extension String {
    /// A seeded hash of the bytes. `hashValue` is the same for texts in different Unicode normal forms, which AWS tells apart.
    fileprivate var byteHash: Int {
        var text = self
        return text.withUTF8 { bytes in
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
            return hasher.finalize()
        }
    }
}

extension ComparedValue {
    /// Whether both mean the same.
    func means(the other: ComparedValue) -> Bool { hash == other.hash }

    /// The entries, where this is an object that is no function.
    var entries: [Entry]? {
        guard case .object(let entries) = content, !isFunction else { return nil }
        return entries
    }

    /// The value under a key.
    subscript(key: String) -> ComparedValue? {
        guard case .object(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// Whether this is the call of an intrinsic function.
    var isFunction: Bool {
        guard case .object(let entries) = content, entries.count == 1 else { return false }
        return entries[0].key == "Ref" || entries[0].key.utf8.starts(with: "Fn::".utf8)
    }

    /// Whether there is a function call in the value.
    var hasFunction: Bool {
        switch content {
        case .null, .scalar: false
        case .list(let elements, _): elements.contains(where: \.hasFunction)
        case .object(let entries): isFunction || entries.contains { $0.value.hasFunction }
        }
    }
}
