/// Which elements of two lists belong together, so that one changed element is one difference.
///
/// Elements of equal meaning belong together first, then those with the same identifying key (`Key` of tags, `Name` of
/// containers, `Sid` of statements), then the remaining ones in order. Takes linear time but for the longest common
/// subsequence of short ordered lists.
struct ListAlignment {
    /// An element of each list; one is `nil` for an element that only the other list has.
    struct Pair: Equatable {
        var old: Int?
        var new: Int?
    }

    /// Pairs of elements that differ, in the new list's order; elements of equal meaning are left out.
    private(set) var pairs: [Pair] = []
    /// Whether the lists have the same elements in another order, and the order means something.
    private(set) var isReordered = false

    init(_ old: [ComparedValue], _ new: [ComparedValue], _ order: ComparedValue.Order) {
        var matches = Matches(old: old, new: new)
        if let key = Self.identifyingKey(old, new) {
            matches.matchByKey(key)
            // Elements with identities are a set for whoever reads the review, but the author may rely on their order.
            isReordered = order == .significant && matches.isOutOfOrder && matches.differing.isEmpty
        } else if order == .significant {
            matches.matchInOrder()
        } else {
            matches.matchEqual()
            matches.matchRemaining()
        }
        pairs = matches.differing
    }

    /// Keys that identify an element among others of its list.
    ///
    /// - Source: CloudFormation Template Reference: "Resource tag", "AWS::ECS::TaskDefinition ContainerDefinition",
    ///   "AWS::DynamoDB::Table GlobalSecondaryIndex", and others of their kind.
    private static let identifyingKeys = [
        "Key", "Name", "Id", "Sid", "PolicyName", "IndexName", "AttributeName", "DeviceName", "ParameterKey",
        "LogicalName",
    ]

    /// The first of the keys under which each element of both lists has a scalar of its own.
    private static func identifyingKey(_ old: [ComparedValue], _ new: [ComparedValue]) -> String? {
        guard let first = old.first ?? new.first, case .object = first.content else { return nil }
        return identifyingKeys.first { key in
            [old, new].allSatisfy { list in
                var seen: Set<String> = []
                return list.allSatisfy { element in
                    guard case .scalar(let name)? = element[key]?.content else { return false }
                    return seen.insert(name).inserted
                }
            }
        }
    }
}

/// The matches found so far.
private struct Matches {
    private let old: [ComparedValue]
    private let new: [ComparedValue]
    /// The old element that belongs to each new one.
    private var oldOfNew: [Int?]
    private var isTaken: [Bool]

    init(old: [ComparedValue], new: [ComparedValue]) {
        self.old = old
        self.new = new
        oldOfNew = Array(repeating: nil, count: new.count)
        isTaken = Array(repeating: false, count: old.count)
    }

    private mutating func match(_ oldIndex: Int, _ newIndex: Int) {
        oldOfNew[newIndex] = oldIndex
        isTaken[oldIndex] = true
    }

    mutating func matchByKey(_ key: String) {
        func name(_ value: ComparedValue) -> String? {
            if case .scalar(let name)? = value[key]?.content { name } else { nil }
        }
        var positions: [String: Int] = [:]
        for (index, element) in old.enumerated() {
            if let name = name(element) { positions[name] = index }
        }
        for (index, element) in new.enumerated() {
            if let name = name(element), let position = positions[name] { match(position, index) }
        }
    }

    /// Elements of equal meaning, whatever their order.
    mutating func matchEqual() {
        var positions: [Int: [Int]] = [:]
        for index in old.indices.reversed() where !isTaken[index] {
            positions[old[index].hash, default: []].append(index)
        }
        for index in new.indices where oldOfNew[index] == nil {
            if let position = positions[new[index].hash]?.popLast() { match(position, index) }
        }
    }

    /// What is left, in order, where both are objects or both are not.
    mutating func matchRemaining() {
        let free = old.indices.filter { !isTaken[$0] }
        var position = free.startIndex
        for index in new.indices where oldOfNew[index] == nil && position < free.endIndex {
            guard Self.haveSameShape(old[free[position]], new[index]) else { continue }
            match(free[position], index)
            position += 1
        }
    }

    /// Common ends, then the longest common subsequence between them, then what stands between its members.
    mutating func matchInOrder() {
        var start = 0
        while start < min(old.count, new.count), old[start].means(the: new[start]) {
            match(start, start)
            start += 1
        }
        var (oldEnd, newEnd) = (old.count, new.count)
        while oldEnd > start, newEnd > start, old[oldEnd - 1].means(the: new[newEnd - 1]) {
            oldEnd -= 1
            newEnd -= 1
            match(oldEnd, newEnd)
        }
        matchMiddle(start..<oldEnd, start..<newEnd)
    }

    private mutating func matchMiddle(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
        var (oldStart, newStart) = (oldRange.lowerBound, newRange.lowerBound)
        for (oldIndex, newIndex) in commonSubsequence(oldRange, newRange) + [(oldRange.upperBound, newRange.upperBound)]
        {
            // The elements between two common ones are changed versions of each other.
            var gap = oldStart..<oldIndex
            for index in newStart..<newIndex {
                guard let first = gap.first, Self.haveSameShape(old[first], new[index]) else { continue }
                match(first, index)
                gap = gap.dropFirst()
            }
            if oldIndex < oldRange.upperBound { match(oldIndex, newIndex) }
            (oldStart, newStart) = (oldIndex + 1, newIndex + 1)
        }
    }

    /// Beyond this many comparisons, elements are paired in order only.
    private static let largestTable = 250_000

    private func commonSubsequence(_ oldRange: Range<Int>, _ newRange: Range<Int>) -> [(Int, Int)] {
        let (rows, columns) = (oldRange.count, newRange.count)
        guard rows > 0, columns > 0, rows * columns <= Self.largestTable else { return [] }
        var lengths = Array(repeating: Int32(0), count: (rows + 1) * (columns + 1))
        for row in (0..<rows).reversed() {
            for column in (0..<columns).reversed() {
                let place = row * (columns + 1) + column
                let isCommon = old[oldRange.lowerBound + row].means(the: new[newRange.lowerBound + column])
                lengths[place] =
                    isCommon ? lengths[place + columns + 2] + 1 : max(lengths[place + 1], lengths[place + columns + 1])
            }
        }
        var result: [(Int, Int)] = []
        var (row, column) = (0, 0)
        while row < rows, column < columns {
            let place = row * (columns + 1) + column
            if old[oldRange.lowerBound + row].means(the: new[newRange.lowerBound + column]) {
                result.append((oldRange.lowerBound + row, newRange.lowerBound + column))
                (row, column) = (row + 1, column + 1)
            } else if lengths[place + 1] >= lengths[place + columns + 1] {
                column += 1
            } else {
                row += 1
            }
        }
        return result
    }

    private static func haveSameShape(_ left: ComparedValue, _ right: ComparedValue) -> Bool {
        switch (left.content, right.content) {
        case (.object, .object), (.list, .list): true
        case (.null, .null), (.scalar, .scalar), (.null, .scalar), (.scalar, .null): true
        // An expression takes the place of a scalar.
        case (.object, .scalar): left.isFunction
        case (.scalar, .object): right.isFunction
        default: false
        }
    }

    /// Whether matched elements stand in another order.
    var isOutOfOrder: Bool {
        let positions = oldOfNew.compactMap { $0 }
        return zip(positions, positions.dropFirst()).contains { $0 > $1 }
    }

    /// Matches of different meaning and elements without a match, in the new list's order, those that are gone where they
    /// stood.
    var differing: [ListAlignment.Pair] {
        var pairs: [ListAlignment.Pair] = []
        for (newIndex, oldIndex) in oldOfNew.enumerated() {
            if let oldIndex, old[oldIndex].means(the: new[newIndex]) { continue }
            pairs.append(.init(old: oldIndex, new: newIndex))
        }
        for index in old.indices where !isTaken[index] { pairs.append(.init(old: index, new: nil)) }
        return pairs
    }
}
