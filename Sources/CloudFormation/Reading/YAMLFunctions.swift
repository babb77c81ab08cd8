/// The short forms of CloudFormation's functions: a tag before the argument.
///
/// - Source: CloudFormation User Guide, "Intrinsic function reference" and "Rule-specific intrinsic functions".
enum YAMLFunctions {
    /// The names behind the `!`, in the order of ``longNames``.
    static let shortNames = [
        "Ref", "Condition", "GetAtt", "Sub", "Join", "If", "Equals", "Not", "And", "Or", "Select", "Split", "FindInMap",
        "ImportValue", "Base64", "Cidr", "GetAZs", "Transform", "Length", "ToJsonString", "ForEach", "Contains",
        "EachMemberEquals", "EachMemberIn", "RefAll", "ValueOf", "ValueOfAll", "GetStackOutput",
    ]

    /// The keys of the long forms.
    static let longNames = shortNames.map { ["Ref", "Condition"].contains($0) ? $0 : "Fn::\($0)" }

    /// Where `GetAtt` stands among the names.
    static let getAtt = 2

    /// What the tags of rain begin with, a preprocessor of AWS whose templates CloudFormation itself never sees.
    ///
    /// - Source: github.com/aws-cloudformation/rain, "rain pkg".
    static let rainPrefix = "Rain::"

    /// The tag that a misspelt one most likely means, for instance `!Ref` for `!Refs`.
    static func nearestTag(to name: String) -> String? {
        let name = name.hasPrefix("Fn::") ? String(name.dropFirst(4)) : name
        return nearestName(to: name, among: shortNames).map { "!\($0)" }
    }
}
