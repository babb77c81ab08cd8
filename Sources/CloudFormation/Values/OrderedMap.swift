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
        @inlinable
        public init(key: String, value: Element) {
            self.key = key
            self.value = value
        }
    }

    /// The entries in the author's order.
    @inlinable
    public var entries: [Entry] { storage }

    @usableFromInline var storage: [Entry]

    /// Where each name stands in ``entries``; empty while the map is small enough to search.
    @usableFromInline var positions: [String: Int] = [:]

    @usableFromInline static var largestSearchedCount: Int { 16 }

    /// An empty map with room for `capacity` entries.
    @inlinable
    public init(capacity: Int = 0) {
        storage = []
        if capacity > 0 { storage.reserveCapacity(capacity) }
    }

    /// A map of the given pairs. A name that occurs again replaces the earlier element and keeps its place.
    @inlinable
    public init(_ pairs: some Sequence<(String, Element)>) {
        self.init(capacity: pairs.underestimatedCount)
        for (key, value) in pairs { self[key] = value }
    }

    /// The element of that name. Setting `nil` removes the entry; setting a new name appends it.
    @inlinable
    public subscript(key: String) -> Element? {
        get { position(of: key).map { storage[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): storage[position].value = value
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
    @inlinable
    public var count: Int { entries.count }

    /// Whether there is no entry.
    @inlinable
    public var isEmpty: Bool { entries.isEmpty }

    /// Whether an entry has that name.
    @inlinable
    public func contains(_ key: String) -> Bool { position(of: key) != nil }

    /// Appends a name that is known to be absent, without looking for it.
    @inlinable
    package mutating func append(_ key: String, _ value: Element) {
        storage.append(Entry(key: key, value: value))
        if !positions.isEmpty {
            positions[key] = storage.count - 1
        } else if storage.count > Self.largestSearchedCount {
            indexEntries()
        }
    }

    /// Where a name stands in ``entries``.
    @inlinable
    func position(of key: String) -> Int? {
        if !positions.isEmpty { return positions[key] }
        return storage.firstIndex { $0.key == key }
    }

    @usableFromInline
    mutating func remove(at position: Int) {
        storage.remove(at: position)
        if !positions.isEmpty { indexEntries() }
    }

    @usableFromInline
    mutating func indexEntries() {
        positions = Dictionary(storage.enumerated().lazy.map { ($1.key, $0) }) { _, last in last }
    }
}

extension OrderedMap: Hashable {
    /// Whether both maps hold equal entries in the same order.
    @inlinable
    public static func == (left: Self, right: Self) -> Bool { left.entries == right.entries }

    /// Hashes the entries in order.
    public func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}

extension OrderedMap: Sequence {
    /// Goes through the entries in order.
    @inlinable
    public func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
    /// A map in the order of the literal. A name that occurs again replaces the earlier element.
    public init(dictionaryLiteral elements: (String, Element)...) {
        self.init(elements)
    }
}
