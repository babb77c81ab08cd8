import CloudFormation

/// Principals as texts that compare as patterns: `AWS:` with account and path, `Service:`, `Federated:` and so on.
///
/// An account stands for all its users and roles, so it is the pattern `AWS:111122223333:*`; everybody is `*`.
///
/// - Source: IAM User Guide, "AWS JSON policy elements: Principal".
extension PolicyStatement {
    /// The principals that a statement names; `nil` where it names none.
    static func principals(of statement: Value, in context: TemplateContext) -> Terms? {
        for (key, isNegated) in [("Principal", false), ("NotPrincipal", true)] {
            guard let value = statement[key], value != .null else { continue }
            return Terms(texts: principals(value, in: context), isNegated: isNegated)
        }
        return nil
    }

    /// Whether the principal is a parameter whose default is everybody.
    static func namesEverybodyByDefault(_ statement: Value, in context: TemplateContext) -> Bool {
        guard let value = statement["Principal"], context.defaults.values.contains("*") else { return false }
        let elements = Intrinsic(value) == nil ? value["AWS"] ?? value : value
        return (elements.arrayValue ?? [elements]).contains { element in
            let text = SymbolicText(element, in: context)
            return text.literal == nil && context.textByDefault(text) == "*"
        }
    }

    private static func principals(_ value: Value, in context: TemplateContext) -> [SymbolicText] {
        guard let kinds = value.objectValue, Intrinsic(value) == nil else {
            return (value.arrayValue ?? [value]).map { SymbolicText($0, in: context) }
        }
        return kinds.flatMap { kind in
            (kind.value.arrayValue ?? [kind.value]).map { element in
                let text = SymbolicText(element, in: context)
                if kind.key == "AWS" { return awsPrincipal(text, in: context) }
                var principal = SymbolicText("\(kind.key):")
                principal.append(text)
                return principal
            }
        }
    }

    private static func awsPrincipal(_ text: SymbolicText, in context: TemplateContext) -> SymbolicText {
        if text.literal == "*" { return text }
        var principal = SymbolicText("AWS:")
        let account = SymbolicText(symbol: "AWS::AccountId")
        let parts = text.splitAtColons(maximumCount: 6)
        if parts.count == 6, parts[0].literal == "arn" {
            principal.append(parts[4])
            principal.append(":")
            if parts[5].literal == "root" { principal.append("*") } else { principal.append(parts[5]) }
        } else if text == account || text.literal.map({ $0.utf8.count == 12 && Int($0) != nil }) == true {
            principal.append(text)
            principal.append(":*")
        } else if case .symbol(let name) = text.pieces.first, text.pieces.count == 1, name.hasSuffix(".Arn"),
            context.types[String(name.dropLast(4))]?.hasPrefix("AWS::IAM::") == true
        {
            principal.append(account)
            principal.append(":")
            principal.append(text)
        } else {
            principal.append(text)
        }
        return principal
    }

    /// A principal as a policy shows it.
    static func display(principal text: String) -> String {
        guard text.hasPrefix("AWS:") else { return text }
        let rest = text.dropFirst(4)
        // The account may be a symbol, whose name has colons.
        let searchStart = rest.hasPrefix("${") ? rest.firstIndex(of: "}") ?? rest.startIndex : rest.startIndex
        guard let colon = rest[searchStart...].firstIndex(of: ":") else { return String(rest) }
        let path = rest[rest.index(after: colon)...]
        if path == "*" { return String(rest[..<colon]) }
        if path.hasPrefix("${"), path.hasSuffix("}") { return String(path) }
        return "arn:aws:iam::\(rest[..<colon]):\(path)"
    }
}
