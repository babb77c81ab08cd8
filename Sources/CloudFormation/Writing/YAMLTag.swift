/// The short form of a function call: a tag and the value that it stands before.
///
/// - Source: CloudFormation User Guide, "Intrinsic function reference".
struct YAMLTag {
    /// The tag, for instance `!Ref`.
    let tag: String
    /// What follows the tag.
    let argument: Value
    /// Whether `Condition` names another condition in the argument.
    var takesConditions: Bool { Self.conditionFunctions.contains(tag) }

    /// The short form of an object, or `nil` for one that has none.
    ///
    /// - Parameter isCondition: whether the object stands where `Condition` names another condition.
    init?(_ object: Object, isCondition: Bool) {
        guard object.count == 1, let entry = object.entries.first else { return nil }
        guard let tag = Self.tags[entry.key], entry.key != "Condition" || isCondition else { return nil }
        guard let argument = Self.argument(of: entry.key, entry.value) else { return nil }
        self.tag = tag
        self.argument = argument
    }

    private static func argument(of name: String, _ value: Value) -> Value? {
        if name == "Fn::GetAtt", let path = attributePath(value) { return .string(path) }
        switch value {
        // A tagged scalar is text, and a text for Fn::GetAtt is split at its dot.
        case .string: return name == "Fn::GetAtt" ? nil : value
        case .null, .bool, .number: return nil
        case .array: return name == "Ref" || name == "Condition" ? nil : value
        // A node has one tag only, so a function whose argument has one takes its long form.
        case .object(let object):
            let inner = YAMLTag(object, isCondition: tags[name].map(conditionFunctions.contains) ?? false)
            return inner == nil && !needsScalar.contains(name) ? value : nil
        }
    }

    /// The functions whose arguments are conditions.
    private static let conditionFunctions: Set<String> = ["!And", "!Or", "!Not"]

    private static let needsScalar = ["Ref", "Condition", "Fn::GetAtt"]

    /// `Resource.Attribute`, where reading it gives the two back.
    private static func attributePath(_ value: Value) -> String? {
        guard case .array(let parts) = value, parts.count == 2, case .string(let resource) = parts[0],
            case .string(let attribute) = parts[1], !resource.isEmpty, !attribute.isEmpty,
            !resource.utf8.contains(UInt8(ascii: "."))
        else { return nil }
        return "\(resource).\(attribute)"
    }

    /// Functions with a short form. Those of rules, macros and loops are written long, as the documentation does, and so
    /// are outputs of other stacks, in whose short form CloudFormation takes no other short form.
    private static let tags: [String: String] = [
        "Ref": "!Ref", "Condition": "!Condition", "Fn::And": "!And", "Fn::Base64": "!Base64", "Fn::Cidr": "!Cidr",
        "Fn::Equals": "!Equals", "Fn::FindInMap": "!FindInMap", "Fn::GetAZs": "!GetAZs", "Fn::GetAtt": "!GetAtt",
        "Fn::If": "!If", "Fn::ImportValue": "!ImportValue", "Fn::Join": "!Join", "Fn::Length": "!Length",
        "Fn::Not": "!Not", "Fn::Or": "!Or", "Fn::Select": "!Select", "Fn::Split": "!Split", "Fn::Sub": "!Sub",
        "Fn::ToJsonString": "!ToJsonString",
    ]
}
