import CloudFormation

/// A difference of two values: a path, and what stands there on each side.
struct ValueDifference {
    var path: ValuePath
    var old: ComparedValue?
    var new: ComparedValue?
    /// What the schema says of a change there.
    var impact: Impact
    /// Whether a name beside the value says that it is a secret.
    var isNamedSecret = false
}

/// Finds where two values differ, as deep down as both have the same shape.
struct DifferenceFinder {
    private(set) var differences: [ValueDifference] = []

    /// Compares the values of a property.
    mutating func compare(_ old: ComparedValue?, _ new: ComparedValue?, at path: ValuePath, _ rules: PropertyRules) {
        compare(old, new, at: path, Inherited(rules: rules, impact: .update))
    }

    /// The rules of the place, and the worst that a change of what contains it does.
    private struct Inherited {
        let rules: PropertyRules
        let impact: Impact
        var isNamedSecret = false

        init(rules: PropertyRules, impact: Impact, isNamedSecret: Bool = false) {
            self.rules = rules
            self.impact = max(impact, rules.impact)
            self.isNamedSecret = isNamedSecret
        }

        /// - Parameter isNamedSecret: whether a name beside the values under those keys says that they are secrets.
        func below(_ key: String, isNamedSecret isNamed: Bool) -> Inherited {
            let isSecret = isNamedSecret || isNamed && Masking.valueKeys.contains(key)
            return Inherited(rules: rules.of(key), impact: impact, isNamedSecret: isSecret)
        }

        var element: Inherited { Inherited(rules: rules.elements, impact: impact, isNamedSecret: isNamedSecret) }
    }

    private mutating func compare(_ old: ComparedValue?, _ new: ComparedValue?, at path: ValuePath, _ place: Inherited)
    {
        switch (old, new) {
        case (nil, nil):
            return
        case (let old?, let new?):
            guard !old.means(the: new) else { return }
            if let oldEntries = old.entries, let newEntries = new.entries {
                return compare(oldEntries, newEntries, at: path, place)
            }
            if case .list(let oldElements, let order) = old.content, case .list(let newElements, _) = new.content {
                return compare(oldElements, newElements, order, at: path, place)
            }
            add(old, new, at: path, place)
        default:
            add(old, new, at: path, place)
        }
    }

    private mutating func add(_ old: ComparedValue?, _ new: ComparedValue?, at path: ValuePath, _ place: Inherited) {
        let impact = max(place.impact, Self.impact(of: old, new, place.rules))
        differences.append(
            ValueDifference(path: path, old: old, new: new, impact: impact, isNamedSecret: place.isNamedSecret)
        )
    }

    /// What the change of a whole value does by the properties in it that both sides do not share.
    private static func impact(of old: ComparedValue?, _ new: ComparedValue?, _ rules: PropertyRules) -> Impact {
        if let old, let new, old.means(the: new) { return .none }
        // Which of its values an expression has is known to the account only.
        let here = rules.impact
        guard !rules.children.isEmpty, here < .replace else { return here }
        if old?.isFunction == true || new?.isFunction == true {
            return rules.hasReplacementBelow ? max(here, .mayReplace) : here
        }
        return rules.children.reduce(here) { worst, child in
            if child.key == "*" {
                let elements = [old, new].flatMap { value -> [ComparedValue] in
                    guard case .list(let elements, _)? = value?.content else { return [] }
                    return elements
                }
                return elements.reduce(worst) { max($0, impact(of: $1, nil, child.value)) }
            }
            guard old?[child.key] != nil || new?[child.key] != nil else { return worst }
            return max(worst, impact(of: old?[child.key], new?[child.key], child.value))
        }
    }

    private mutating func compare(
        _ old: [ComparedValue.Entry],
        _ new: [ComparedValue.Entry],
        at path: ValuePath,
        _ place: Inherited
    ) {
        let newPositions = KeyIndex(new.map(\.key))
        let oldPositions = KeyIndex(old.map(\.key))
        let isNamed = Self.nameSecret(old, oldPositions) || Self.nameSecret(new, newPositions)
        for entry in old {
            let value = newPositions[entry.key].map { new[$0].value }
            let place = place.below(entry.key, isNamedSecret: isNamed)
            compare(entry.value, value, at: path.appending(entry.key), place)
        }
        for entry in new where oldPositions[entry.key] == nil {
            let place = place.below(entry.key, isNamedSecret: isNamed)
            compare(nil, entry.value, at: path.appending(entry.key), place)
        }
    }

    private static func nameSecret(_ entries: [ComparedValue.Entry], _ positions: KeyIndex) -> Bool {
        Masking.namesSecret { key in
            guard let position = positions[key], case .scalar(let text) = entries[position].value.content else {
                return nil
            }
            return text
        }
    }

    private mutating func compare(
        _ old: [ComparedValue],
        _ new: [ComparedValue],
        _ order: ComparedValue.Order,
        at path: ValuePath,
        _ place: Inherited
    ) {
        let alignment = ListAlignment(old, new, order)
        for pair in alignment.pairs {
            let index = pair.new ?? pair.old ?? 0
            compare(
                pair.old.map { old[$0] },
                pair.new.map { new[$0] },
                at: path.appending(index),
                place.element
            )
        }
        if alignment.isReordered {
            differences.append(
                ValueDifference(
                    path: path,
                    old: ComparedValue(
                        .list(old, order: order),
                        source: Node(.array(old.map(\.source)), range: old[0].range)
                    ),
                    new: ComparedValue(
                        .list(new, order: order),
                        source: Node(.array(new.map(\.source)), range: new[0].range)
                    ),
                    impact: place.impact,
                    isNamedSecret: place.isNamedSecret
                )
            )
        }
    }
}

extension PropertyRules {
    /// Whether a change of a property below may replace the resource.
    var hasReplacementBelow: Bool {
        children.values.contains { $0.replaces || $0.mayReplace || $0.hasReplacementBelow }
    }
}
