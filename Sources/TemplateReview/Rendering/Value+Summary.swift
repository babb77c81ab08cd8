import CloudFormation

extension Value {
    /// The value on one line, cut after `limit` characters: YAML in flow style, functions in their short form.
    ///
    /// Text stands in quotes unless it is a plain word that can be taken for nothing else.
    func summary(limit: Int = 100) -> String { summaryText(limit: limit).text }

    fileprivate func summaryText(limit: Int) -> DisplayText {
        var line = DisplayText(limit: limit)
        line.append(self, depth: 0)
        return line
    }
}

extension DisplayText {
    /// Deeper values are shown by an ellipsis.
    private static let greatestDepth = 32

    fileprivate mutating func append(_ value: Value, depth: Int, isCondition: Bool = false) {
        guard !isCut else { return }
        guard depth < Self.greatestDepth else { return append("…") }
        switch value {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .number(let number): append(foreign: number.spelling)
        case .string(let text): append(text: text)
        case .array(let elements): append(elements, depth: depth, isCondition: isCondition)
        case .object(let object):
            guard let call = FunctionCall(object, isCondition: isCondition) else {
                return append(object, depth: depth)
            }
            append("\(call.tag) ")
            append(call.argument, depth: depth + 1, isCondition: call.takesConditions)
        }
    }

    private mutating func append(_ elements: [Value], depth: Int, isCondition: Bool) {
        append("[")
        for (index, element) in elements.enumerated() {
            guard !isCut else { return }
            if index > 0 { append(", ") }
            append(element, depth: depth + 1, isCondition: isCondition)
        }
        append("]")
    }

    private mutating func append(_ object: Object, depth: Int) {
        append("{")
        for (index, entry) in object.entries.enumerated() {
            guard !isCut else { return }
            if index > 0 { append(", ") }
            append(text: entry.key)
            append(": ")
            append(entry.value, depth: depth + 1)
        }
        append("}")
    }

    private mutating func append(text: String) {
        if text.isPlainWord { append(text) } else { append(quoted: text) }
    }
}

extension String {
    /// Whether the text is shown without quotes: it begins as a name, a path or a wildcard does, and YAML does not read
    /// it as a truth value or `null`.
    fileprivate var isPlainWord: Bool {
        guard let first = utf8.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "*") || first >= 0x41 else {
            return false
        }
        return isBare(with: "._-:/@*+=") && utf8.last != UInt8(ascii: ":")
            && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(lowercased())
    }
}

/// A call of an intrinsic function as YAML's short form has it.
///
/// - Source: CloudFormation User Guide, "Intrinsic function reference".
private struct FunctionCall {
    /// The tag, for instance `!Ref`.
    let tag: String
    /// What the function is called with.
    let argument: Value

    /// Whether `Condition` names another condition in the argument.
    var takesConditions: Bool { ["!And", "!Or", "!Not"].contains(tag) }

    init?(_ object: Object, isCondition: Bool) {
        guard object.count == 1, let entry = object.entries.first else { return nil }
        switch entry.key {
        case "Ref": tag = "!Ref"
        case "Condition" where isCondition: tag = "!Condition"
        default:
            // A name that is no function's is shown as the key that it is.
            guard entry.key.utf8.starts(with: "Fn::".utf8), Self.names.contains(String(entry.key.dropFirst(4))) else {
                return nil
            }
            tag = "!" + entry.key.dropFirst(4)
        }
        if case .getAtt(let resource, let attribute) = Intrinsic(.object(object)) {
            argument = .string("\(resource).\(attribute)")
        } else {
            argument = entry.value
        }
    }

    private static let names: Set<String> = [
        "And", "Base64", "Cidr", "Equals", "FindInMap", "GetAZs", "GetAtt", "GetStackOutput", "If", "ImportValue",
        "Join",
        "Length", "Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform",
    ]
}

// MARK: - Two values

extension ValueChange {
    /// Both values, so that one sees what differs: texts that agree up to the cut are cut at their beginning instead.
    func summaries(limit: Int = 100) -> (old: String?, new: String?) {
        guard let old, let new, old != new else { return (old?.summary(limit: limit), new?.summary(limit: limit)) }
        let (oldText, newText) = (old.summary(limit: limit), new.summary(limit: limit))
        guard oldText == newText else { return (oldText, newText) }
        let oldLong = old.summaryText(limit: Self.longestComparison)
        let newLong = new.summaryText(limit: Self.longestComparison)
        let (oldLine, newLine) = (Array(oldLong.content.unicodeScalars), Array(newLong.content.unicodeScalars))
        let common = zip(oldLine, newLine).prefix { $0 == $1 }.count
        guard common < max(oldLine.count, newLine.count) else {
            // Whole, they are two spellings of one value.
            return (oldText, oldLong.isCut ? "\(newText) (different further on)" : newText)
        }
        return (Self.window(oldLine, around: common, limit), Self.window(newLine, around: common, limit))
    }

    /// `old → new`, or the one that there is; just one where only what it refers to changes.
    func summary(limit: Int = 100) -> String {
        switch summaries(limit: limit) {
        case (let old?, let new?): old == new ? new : "\(old) → \(new)"
        case (let old?, nil): old
        case (nil, let new?): new
        case (nil, nil): ""
        }
    }

    /// Whether the value is new, gone or different.
    var kind: ChangeKind { old == nil && new != nil ? .added : old != nil && new == nil ? .removed : .changed }

    private static func window(_ line: [Unicode.Scalar], around position: Int, _ limit: Int) -> String {
        let start = max(0, position - min(24, limit / 2))
        var text = start > 0 ? "…" : ""
        text.unicodeScalars.append(contentsOf: line[min(start, line.count)...].prefix(limit))
        return line.count > start + limit ? text + "…" : text
    }

    /// How far two long values are compared, in characters.
    private static let longestComparison = 20_000
}
