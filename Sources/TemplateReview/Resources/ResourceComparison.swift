import CloudFormation

/// The resources of both templates side by side, before consequences are drawn.
struct ResourceComparison {
    /// A resource that both templates have under the same logical id.
    struct Pair {
        let old: DeclaredResource
        let new: DeclaredResource
        var properties: [ValueDifference] = []
        var attributes: [ValueDifference] = []
    }

    private(set) var pairs: [Pair] = []
    /// Resources that read the same to the byte, before anything else is found out about them.
    private var unread: [(old: Node.Member, new: Node.Member)] = []
    private var rules = RulesByType()
    private let commonText: CommonText?
    private(set) var added: [DeclaredResource] = []
    private(set) var removed: [DeclaredResource] = []
    /// The old logical id of each renamed resource by its new one; both also count as added and removed.
    let oldIDs: [String: String]
    /// Resources that stand at another place among those that both templates have.
    let moved: Set<String>

    /// - Parameter readsAll: whether also resources that read the same are to be among the pairs; if not,
    ///   ``readRemaining()`` adds them.
    init(old: ReviewedTemplate, new: ReviewedTemplate, readsAll: Bool) {
        commonText = CommonText(old: old, new: new)
        let oldMembers = old.entries(of: "Resources")
        let newMembers = new.entries(of: "Resources")
        let oldPositions = Dictionary(oldMembers.enumerated().map { ($1.key, $0) }) { first, _ in first }
        var common: Set<String> = []
        var order: [(id: String, position: Int)] = []
        for member in newMembers {
            guard let position = oldPositions[member.key] else {
                added.append(DeclaredResource(member, rules: &rules))
                continue
            }
            common.insert(member.key)
            order.append((member.key, position))
            let oldMember = oldMembers[position]
            if !readsAll, commonText?.isSame(oldMember.value, member.value) == true {
                unread.append((oldMember, member))
            } else {
                pairs.append(Self.pair(oldMember, member, &rules, commonText))
            }
        }
        for member in oldMembers where !common.contains(member.key) {
            removed.append(DeclaredResource(member, rules: &rules))
        }
        oldIDs = RenameDetection(removed: removed, added: added).oldIDs
        moved = Self.moved(order)
    }

    /// Adds the resources that read the same to the pairs.
    mutating func readRemaining() {
        guard !unread.isEmpty else { return }
        for (old, new) in unread { pairs.append(Self.pair(old, new, &rules, commonText)) }
        unread = []
        // Reasons are told in the template's order, whatever was read first.
        pairs.sort { $0.new.keyRange.start < $1.new.keyRange.start }
    }

    private static func pair(
        _ oldMember: Node.Member,
        _ newMember: Node.Member,
        _ rules: inout RulesByType,
        _ commonText: CommonText?
    ) -> Pair {
        let old = DeclaredResource(oldMember, rules: &rules)
        let new = DeclaredResource(newMember, rules: &rules)
        var pair = Pair(old: old, new: new)
        var properties = DifferenceFinder()
        var nodes = (old: old.propertiesNode, new: new.propertiesNode)
        if let commonText { nodes = commonText.differing(nodes.old, nodes.new) }
        properties.compare(
            // By the same rules on both sides, or what is the same could read differently where the type has changed.
            ComparedValue(nodes.old, new.rules),
            ComparedValue(nodes.new, new.rules),
            at: ValuePath(),
            new.rules
        )
        pair.properties = properties.differences
        var attributes = DifferenceFinder()
        let positions = (old: KeyIndex(old.attributes.map(\.key)), new: KeyIndex(new.attributes.map(\.key)))
        for entry in old.attributes {
            let value = positions.new[entry.key].map { new.attributes[$0].value }
            attributes.compare(entry.value, value, at: ValuePath().appending(entry.key), .none)
        }
        for entry in new.attributes where positions.old[entry.key] == nil {
            attributes.compare(nil, entry.value, at: ValuePath().appending(entry.key), .none)
        }
        pair.attributes = attributes.differences.map { difference in
            var difference = difference
            difference.impact = .none
            return difference
        }
        return pair
    }

    /// Those that are not part of the longest run of resources in their old order.
    private static func moved(_ order: [(id: String, position: Int)]) -> Set<String> {
        // The smallest last position of an increasing run of each length, and its predecessors.
        var ends: [Int] = []
        var previous = Array(repeating: -1, count: order.count)
        for (index, entry) in order.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if order[ends[middle]].position < entry.position { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[index] = ends[low - 1] }
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var moved = Set(order.map(\.id))
        var index = ends.last ?? -1
        while index >= 0 {
            moved.remove(order[index].id)
            index = previous[index]
        }
        return moved
    }
}
