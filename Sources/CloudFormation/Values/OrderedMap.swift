/// Named elements in the order in which they were written.
///
/// Templates are read by people, so output keeps the author's order. Two maps are equal when they hold equal elements
/// under the same names *in the same order*. A name stands once.
///
/// Looking up a name takes constant time in large maps; small ones are searched, which is faster than hashing.
public struct OrderedMap<Element: Sendable & Hashable>: Sendable {
    /// A name and what it stands for.
    public struct Entry: Sendable, Hashable {
        /// The name, unique within the map.
        public let key: String
        /// What the name stands for.
        public var value: Element

        /// Pairs a name with an element.
        public init(key: String, value: Element) {
            self.key = key
            self.value = value
        }
    }

    /// The entries in the author's order.
    public private(set) var entries: [Entry]

    /// Where each name stands in ``entries``; empty while the map is small enough to search.
    private var positions: [String: Int] = [:]

    private static var largestSearchedCount: Int { 16 }

    /// An empty map with room for `capacity` entries.
    public init(capacity: Int = 0) {
        entries = []
        if capacity > 0 { entries.reserveCapacity(capacity) }
    }

    /// A map of the given pairs. A name that occurs again replaces the earlier element and keeps its place.
    public init(_ pairs: some Sequence<(String, Element)>) {
        self.init(capacity: pairs.underestimatedCount)
        for (key, value) in pairs { self[key] = value }
    }

    /// The element of that name. Setting `nil` removes the entry; setting a new name appends it.
    public subscript(key: String) -> Element? {
        get { position(of: key).map { entries[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): entries[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// The names in order.
    public var keys: some Sequence<String> { entries.lazy.map(\.key) }

    /// The elements in order.
    public var values: some Sequence<Element> { entries.lazy.map(\.value) }

    /// The number of entries.
    public var count: Int { entries.count }

    /// Whether there is no entry.
    public var isEmpty: Bool { entries.isEmpty }

    /// Whether an entry has that name.
    public func contains(_ key: String) -> Bool { position(of: key) != nil }

    /// Appends a name that is known to be absent, without looking for it.
    package mutating func append(_ key: String, _ value: Element) {
        entries.append(Entry(key: key, value: value))
        if !positions.isEmpty {
            positions[key] = entries.count - 1
        } else if entries.count > Self.largestSearchedCount {
            indexEntries()
        }
    }

    private func position(of key: String) -> Int? {
        if !positions.isEmpty { return positions[key] }
        return entries.firstIndex { $0.key == key }
    }

    private mutating func remove(at position: Int) {
        entries.remove(at: position)
        if !positions.isEmpty { indexEntries() }
    }

    private mutating func indexEntries() {
        positions = Dictionary(entries.enumerated().lazy.map { ($1.key, $0) }) { _, last in last }
    }
}

extension OrderedMap: Hashable {
    /// Whether both maps hold equal entries in the same order.
    public static func == (left: Self, right: Self) -> Bool { left.entries == right.entries }

    /// Hashes the entries in order.
    public func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}

extension OrderedMap: Sequence {
    /// Goes through the entries in order.
    public func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
    /// A map in the order of the literal. A name that occurs again replaces the earlier element.
    public init(dictionaryLiteral elements: (String, Element)...) {
        self.init(elements)
    }
}
