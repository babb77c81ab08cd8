/// Finds where keys stand in a list of distinct keys: by searching short lists, which is faster than hashing, else by
/// hashing.
struct KeyIndex {
    private let keys: [String]
    private let positions: [String: Int]

    private static let largestSearchedCount = 16

    init(_ keys: [String]) {
        self.keys = keys
        positions =
            keys.count > Self.largestSearchedCount
            ? Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first } : [:]
    }

    subscript(key: String) -> Int? {
        keys.count > Self.largestSearchedCount ? positions[key] : keys.firstIndex(of: key)
    }
}
