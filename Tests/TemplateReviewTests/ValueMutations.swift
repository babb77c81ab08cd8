import CloudFormation
import TestSupport

/// Templates with something in them changed, the same ones for the same seed: what can be read and makes little sense.
struct ValueMutations {
    private var generator: SplitMix64

    /// Mutations that are the same for the same seed.
    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// The value with up to five changes somewhere in it.
    ///
    /// - Parameter others: values of which parts may be brought in.
    mutating func mutate(_ value: Value, _ others: [Value]) -> Value {
        var value = value
        for _ in 0...number(below: 5) { value = changing(value, others, depth: 0) }
        return value
    }

    /// One of the elements.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }

    private mutating func number(below limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &generator) }

    /// Goes down by chance and changes what is there.
    private mutating func changing(_ value: Value, _ others: [Value], depth: Int) -> Value {
        guard depth < 2 || number(below: 5) > 0 else { return replacement(of: value, others) }
        switch value {
        case .array(var elements) where !elements.isEmpty:
            let index = number(below: elements.count)
            switch number(below: 12) {
            case 0: elements.remove(at: index)
            case 1: elements.append(elements[index])
            case 2: elements.swapAt(index, number(below: elements.count))
            default: elements[index] = changing(elements[index], others, depth: depth + 1)
            }
            return .array(elements)
        case .object(let object) where !object.isEmpty:
            var entries = object.entries.map { ($0.key, $0.value) }
            let index = number(below: entries.count)
            switch number(below: 12) {
            case 0: entries.remove(at: index)
            case 1: entries[index].0 = pick(Self.keys)
            case 2: entries.append((pick(Self.keys), part(of: pick(others))))
            default: entries[index].1 = changing(entries[index].1, others, depth: depth + 1)
            }
            return .object(Object(entries))
        default: return replacement(of: value, others)
        }
    }

    private mutating func replacement(of value: Value, _ others: [Value]) -> Value {
        switch number(below: 9) {
        case 0: .null
        case 1: pick([[], [:], "", 0, true, "*", "x"])
        case 2: [value]
        case 3: ["Fn::If": ["Condition", value, part(of: pick(others))]]
        case 4: ["Ref": .string(pick(["Topic", "Parameter", "AWS::NoValue", "AWS::Region"]))]
        case 5: ["Fn::Sub": .string(pick(["${", "${A.B}${!C}", "{\"Statement\": \"${X}\"}", "${*}"]))]
        case 6: .string(value.json(.compact))
        default: part(of: pick(others))
        }
    }

    /// The value or something in it.
    private mutating func part(of value: Value) -> Value {
        var value = value
        while number(below: 4) > 0 {
            switch value {
            case .array(let elements) where !elements.isEmpty: value = pick(elements)
            case .object(let object) where !object.isEmpty: value = pick(object.entries).value
            default: return value
            }
        }
        return value
    }

    private static let keys = [
        "Ref", "Fn::If", "Fn::Sub", "Fn::GetAtt", "Fn::Join", "Fn::Select", "Fn::FindInMap", "Fn::Transform",
        "Fn::ForEach::Loop", "Type", "Properties", "Condition", "DependsOn", "DeletionPolicy", "Statement", "Effect",
        "Action", "NotAction", "Resource", "Principal", "NotPrincipal", "PolicyDocument", "Policies", "Version",
        "CidrIp",
        "SecurityGroupIngress", "GroupId", "IpProtocol", "FromPort", "Default", "NoEcho", "Export", "Value", "Globals",
        "Transform", "Resources", "Parameters", "Conditions", "Mappings", "Outputs", "Name", "Key", "",
    ]
}
