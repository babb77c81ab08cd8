/// What an intrinsic function takes, and where it may stand.
///
/// - Source: CloudFormation User Guide, "Intrinsic function reference", "Condition functions" and "Rule-specific
///   intrinsic functions".
struct FunctionSignature {
    /// The argument in words.
    let expected: String
    /// Whether an argument has the function's form.
    let accepts: @Sendable (Value) -> Bool
    /// Whether the function comes with the transform `AWS::LanguageExtensions`.
    var needsLanguageExtensions = false
    /// What the function gives.
    var kind = Kind.value
    /// Whether conditions may call it: what it gives is known before any resource is made.
    var worksInConditions = true

    enum Kind {
        /// Any value.
        case value
        /// Whether something holds, for conditions and rules.
        case truth
        /// Whether something holds, for rules only.
        case ruleTruth
        /// A value, for rules only.
        case ruleValue
    }

    /// Whether the function says that something holds.
    var givesTruth: Bool { kind == .truth || kind == .ruleTruth }

    /// Why the function cannot stand in a place, or `nil` where it can.
    func misplacement(in place: Scope.Place) -> String? {
        switch (kind, place) {
        case (.value, .condition) where !worksInConditions:
            "conditions are built from parameters, mappings and other conditions"
        case (.ruleTruth, .rule), (.ruleValue, .rule), (.truth, .rule), (.truth, .condition), (.value, _): nil
        case (.ruleTruth, _), (.ruleValue, _): "it belongs into the Rules section"
        case (.truth, _): "it belongs into the Conditions section"
        }
    }

    static let known: [String: FunctionSignature] = [
        "Ref": Self(expected: "a name") { $0.stringValue != nil },
        "Fn::Base64": Self(
            expected: "a text or a function",
            accepts: { $0.isTextOrFunction },
            worksInConditions: false
        ),
        "Fn::Cidr": Self(
            expected: "a list of a block, a count from 1 to 256 and optionally the host bits from 1 to 128",
            accepts: { $0.isCidr },
            worksInConditions: false
        ),
        "Fn::FindInMap": Self(expected: "a list of a mapping, a top-level key and a second-level key") { argument in
            argument.isList(3...3) || argument.isList(4...4) && argument.arrayValue?.last?["DefaultValue"] != nil
        },
        "Fn::GetAtt": Self(expected: "a resource and an attribute") { $0.isList(2...2) },
        "Fn::GetAZs": Self(
            expected: "a region or a function",
            accepts: { $0.isTextOrFunction },
            worksInConditions: false
        ),
        "Fn::GetStackOutput": Self(
            expected: "an object with StackName and OutputName, and optionally Region and RoleArn",
            accepts: { $0.isStackOutput },
            worksInConditions: false
        ),
        "Fn::If": Self(
            expected: "a list of a condition's name and two values",
            accepts: { $0.isList(3...3) && $0.arrayValue?.first?.stringValue != nil },
            worksInConditions: false
        ),
        "Fn::ImportValue": Self(
            expected: "the name of an export",
            accepts: { $0.isTextOrFunction },
            worksInConditions: false
        ),
        "Fn::Join": Self(expected: "a list of a delimiter and a list") { argument in
            argument.isList(2...2) && argument.arrayValue?.first?.stringValue != nil
                && argument.arrayValue?.last?.isListOrFunction == true
        },
        "Fn::Length": Self(
            expected: "a list or a function",
            accepts: { $0.isListOrFunction },
            needsLanguageExtensions: true
        ),
        "Fn::Select": Self(expected: "a list of an index within the list and a list") { $0.isSelection },
        "Fn::Split": Self(expected: "a list of a delimiter and a text or function") { argument in
            argument.isList(2...2) && argument.arrayValue?.first?.stringValue != nil
                && argument.arrayValue?.last?.isTextOrFunction == true
        },
        "Fn::Sub": Self(expected: "a text, or a list of a text and an object of variables") { argument in
            argument.stringValue != nil
                || argument.isList(2...2) && argument.arrayValue?.first?.stringValue != nil
                    && argument.arrayValue?.last?.objectValue != nil
        },
        "Fn::ToJsonString": Self(
            expected: "an object, a list or a function",
            accepts: { $0.objectValue != nil || $0.arrayValue != nil },
            needsLanguageExtensions: true
        ),
        "Fn::Transform": Self(expected: "an object with a Name, or a list of them") { argument in
            argument["Name"] != nil || argument.arrayValue?.allSatisfy { $0["Name"] != nil } ?? false
        },

        "Fn::And": Self(
            expected: "a list of 2 to 10 conditions",
            accepts: { $0.isList(Limits.conditionOperands) },
            kind: .truth
        ),
        "Fn::Or": Self(
            expected: "a list of 2 to 10 conditions",
            accepts: { $0.isList(Limits.conditionOperands) },
            kind: .truth
        ),
        "Fn::Not": Self(expected: "a list of one condition", accepts: { $0.isList(1...1) }, kind: .truth),
        "Fn::Equals": Self(expected: "a list of two values", accepts: { $0.isList(2...2) }, kind: .truth),

        "Fn::Contains": Self(expected: "a list of a list and a value", accepts: { $0.isList(2...2) }, kind: .ruleTruth),
        "Fn::EachMemberEquals": Self(
            expected: "a list of a list and a value",
            accepts: { $0.isList(2...2) },
            kind: .ruleTruth
        ),
        "Fn::EachMemberIn": Self(expected: "a list of two lists", accepts: { $0.isList(2...2) }, kind: .ruleTruth),
        "Fn::RefAll": Self(expected: "a parameter type", accepts: { $0.stringValue != nil }, kind: .ruleValue),
        "Fn::ValueOf": Self(
            expected: "a list of a parameter and an attribute",
            accepts: { $0.isList(2...2) },
            kind: .ruleValue
        ),
        "Fn::ValueOfAll": Self(
            expected: "a list of a parameter type and an attribute",
            accepts: { $0.isList(2...2) },
            kind: .ruleValue
        ),
    ]
}

extension Value {
    fileprivate func isList(_ counts: ClosedRange<Int>) -> Bool {
        arrayValue.map { counts.contains($0.count) } ?? false
    }

    fileprivate var isTextOrFunction: Bool { scalarSpelling != nil || Intrinsic(self) != nil }

    fileprivate var isListOrFunction: Bool { arrayValue != nil || Intrinsic(self) != nil }

    /// A block with a count and host bits that CloudFormation takes, as far as they are literals.
    fileprivate var isCidr: Bool {
        guard let parts = arrayValue, (2...3).contains(parts.count) else { return false }
        return zip(parts.dropFirst(), [Limits.cidrCount, Limits.cidrBits]).allSatisfy { part, range in
            part.scalarSpelling.map { Int($0).map(range.contains) ?? false } ?? (Intrinsic(part) != nil)
        }
    }

    fileprivate var isStackOutput: Bool {
        guard let object = objectValue, object["StackName"] != nil, object["OutputName"] != nil else { return false }
        return object.keys.allSatisfy { ["StackName", "OutputName", "Region", "RoleArn"].contains($0) }
    }

    /// An index and a list that has it, as far as both are literals.
    fileprivate var isSelection: Bool {
        guard let parts = arrayValue, parts.count == 2, parts[1].isListOrFunction else { return false }
        guard let spelling = parts[0].scalarSpelling else { return Intrinsic(parts[0]) != nil }
        guard let index = Int(spelling), index >= 0 else { return false }
        return parts[1].arrayValue.map { index < $0.count } ?? true
    }
}
