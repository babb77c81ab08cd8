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

    enum Kind {
        /// Any value.
        case value
        /// Whether something holds, for conditions and rules.
        case truth
        /// A list or a truth value, for rules only.
        case rule
    }

    /// Why the function cannot stand in a place, or `nil` where it can.
    func misplacement(in place: Scope.Place) -> String? {
        switch (kind, place) {
        case (.rule, .rule), (.truth, .rule), (.truth, .condition), (.value, _): nil
        case (.rule, _): "it belongs into the Rules section"
        case (.truth, _): "it belongs into the Conditions section"
        }
    }

    static let known: [String: FunctionSignature] = [
        "Ref": Self(expected: "a name") { $0.stringValue != nil },
        "Fn::Base64": Self(expected: "a text or a function") { $0.isTextOrFunction },
        "Fn::Cidr": Self(expected: "a list of a block, a count and optionally the host bits") { $0.isList(2...3) },
        "Fn::FindInMap": Self(expected: "a list of a mapping, a top-level key and a second-level key") { argument in
            argument.isList(3...3) || argument.isList(4...4) && argument.arrayValue?.last?["DefaultValue"] != nil
        },
        "Fn::GetAtt": Self(expected: "a resource and an attribute") { $0.isList(2...2) },
        "Fn::GetAZs": Self(expected: "a region or a function") { $0.isTextOrFunction },
        "Fn::If": Self(expected: "a list of a condition's name and two values") { argument in
            argument.isList(3...3) && argument.arrayValue?.first?.stringValue != nil
        },
        "Fn::ImportValue": Self(expected: "the name of an export") { $0.isTextOrFunction },
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
        "Fn::Transform": Self(expected: "an object with a Name") { $0["Name"] != nil },

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

        "Fn::Contains": Self(expected: "a list of a list and a value", accepts: { $0.isList(2...2) }, kind: .rule),
        "Fn::EachMemberEquals": Self(
            expected: "a list of a list and a value",
            accepts: { $0.isList(2...2) },
            kind: .rule
        ),
        "Fn::EachMemberIn": Self(expected: "a list of two lists", accepts: { $0.isList(2...2) }, kind: .rule),
        "Fn::RefAll": Self(expected: "a parameter type", accepts: { $0.stringValue != nil }, kind: .rule),
        "Fn::ValueOf": Self(
            expected: "a list of a parameter and an attribute",
            accepts: { $0.isList(2...2) },
            kind: .rule
        ),
        "Fn::ValueOfAll": Self(
            expected: "a list of a parameter type and an attribute",
            accepts: { $0.isList(2...2) },
            kind: .rule
        ),
    ]
}

extension Value {
    fileprivate func isList(_ counts: ClosedRange<Int>) -> Bool {
        arrayValue.map { counts.contains($0.count) } ?? false
    }

    fileprivate var isTextOrFunction: Bool { scalarSpelling != nil || Intrinsic(self) != nil }

    fileprivate var isListOrFunction: Bool { arrayValue != nil || Intrinsic(self) != nil }

    /// An index and a list that has it, as far as both are literals.
    fileprivate var isSelection: Bool {
        guard let parts = arrayValue, parts.count == 2, parts[1].isListOrFunction else { return false }
        guard let spelling = parts[0].scalarSpelling else { return Intrinsic(parts[0]) != nil }
        guard let index = Int(spelling), index >= 0 else { return false }
        return parts[1].arrayValue.map { index < $0.count } ?? true
    }
}
