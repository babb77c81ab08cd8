import CloudFormation

/// A value of a template that stands only where conditions of the template are met.
struct ConditionalValue: Sendable {
    /// A condition of the template, and whether it is met.
    struct Guard: Sendable, Hashable {
        let condition: String
        let isMet: Bool
    }

    /// The value.
    var value: Value
    /// All that must be met.
    var guards: [Guard]
    /// Where it stands.
    var place: Place
    /// Whether the value is made from what stands at the place, so that nothing below it has a place of its own.
    var isDerived = false

    private static let maximumDepth = 64
    private static let maximumConditions = 3

    private func below(_ value: Value, _ place: @autoclosure () -> Place) -> ConditionalValue {
        ConditionalValue(value: value, guards: guards, place: isDerived ? self.place : place(), isDerived: isDerived)
    }

    /// The elements of a list, or a single value as a list of one: both branches of `Fn::If`, without `AWS::NoValue`.
    var elements: [ConditionalValue] { elements(depth: 0) }

    private func elements(depth: Int) -> [ConditionalValue] {
        guard depth < Self.maximumDepth else { return [self] }
        if let elements = value.arrayValue {
            return elements.enumerated().flatMap { index, element in
                below(element, place.appending(index)).elements(depth: depth + 1)
            }
        }
        if let branches { return branches.flatMap { $0.elements(depth: depth + 1) } }
        return value == .null || value.isNoValue ? [] : [self]
    }

    /// Both values of `Fn::If`, where the value is one.
    private var branches: [ConditionalValue]? {
        guard let (condition, then, otherwise) = value.choice else { return nil }
        let place = place.appending("Fn::If")
        return [(then, true, 1), (otherwise, false, 2)].compactMap { value, isMet, index in
            // A branch that contradicts an outer one is never taken.
            guard !guards.contains(Guard(condition: condition, isMet: !isMet)) else { return nil }
            var branch = below(value, place.appending(index))
            branch.guards.append(Guard(condition: condition, isMet: isMet))
            return branch
        }
    }

    /// The value of a property.
    func property(_ name: String) -> ConditionalValue? {
        value[name].map { below($0, place.appending(name)) }
    }

    /// The values without `Fn::If` inside that the value has as its conditions are met or not. With more conditions than
    /// can be combined, the value as it is.
    var alternatives: [ConditionalValue] {
        var conditions: [String] = []
        value.collectConditions(into: &conditions, depth: 0)
        guard !conditions.isEmpty, conditions.count <= Self.maximumConditions else { return [self] }
        return (0..<(1 << conditions.count)).compactMap { bits in
            let chosen = conditions.enumerated().map { Guard(condition: $1, isMet: bits >> $0 & 1 == 1) }
            guard !chosen.contains(where: { guards.contains(Guard(condition: $0.condition, isMet: !$0.isMet)) })
            else { return nil }
            let met = Set(chosen.filter(\.isMet).map(\.condition))
            let added = chosen.filter { !guards.contains($0) }
            return value.choosing(met, depth: 0).map { chosen in
                var alternative = self
                alternative.value = chosen
                alternative.guards += added
                return alternative
            }
        }
    }
}

extension Value {
    /// Whether the value removes what it stands for.
    var isNoValue: Bool { Intrinsic(self) == .ref("AWS::NoValue") }

    /// The parts of `Fn::If`.
    fileprivate var choice: (condition: String, then: Value, otherwise: Value)? {
        guard case .object(let object) = self, object.count == 1, object.entries[0].key == "Fn::If",
            let parts = object.entries[0].value.arrayValue, parts.count == 3, let condition = parts[0].stringValue
        else { return nil }
        return (condition, parts[1], parts[2])
    }

    fileprivate func collectConditions(into conditions: inout [String], depth: Int) {
        // What is nested more deeply is no policy; its functions stay what they are.
        guard depth < 64 else { return }
        switch self {
        case .array(let elements):
            for element in elements { element.collectConditions(into: &conditions, depth: depth + 1) }
        case .object(let object):
            if let condition = choice?.condition, !conditions.contains(condition) { conditions.append(condition) }
            for entry in object { entry.value.collectConditions(into: &conditions, depth: depth + 1) }
        default: break
        }
    }

    /// The value with each `Fn::If` decided; `nil` where nothing is left.
    fileprivate func choosing(_ met: Set<String>, depth: Int) -> Value? {
        guard depth < 64 else { return self }
        switch self {
        case .array(let elements):
            return .array(elements.compactMap { $0.choosing(met, depth: depth + 1) })
        case .object(let object):
            if let choice {
                return (met.contains(choice.condition) ? choice.then : choice.otherwise).choosing(met, depth: depth + 1)
            }
            if isNoValue { return nil }
            return .object(
                Object(
                    object.compactMap { entry in
                        entry.value.choosing(met, depth: depth + 1).map { (entry.key, $0) }
                    }
                )
            )
        default: return self
        }
    }
}
