import CloudFormation

/// Templates of other files, of which a stack is made.
enum NestedTemplate {
    /// Whether resources of a type are made of another template.
    static func isType(_ type: String) -> Bool {
        switch type {
        case "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "AWS::Serverless::Application": true
        default: false
        }
    }

    /// The properties that say which template, and what goes into it.
    static let properties = ["TemplateURL", "TemplateBody", "Location", "Parameters"]
}

extension TemplatePair {
    /// What changes and may let something through, and is known only when the stack is deployed: loops, macros, and the
    /// templates of nested stacks. All of it cannot be compared.
    ///
    /// - Parameter matters: which resources are of interest, by type and properties.
    func unknown(where matters: (String, Value) -> Bool) -> [AccessComparison.Change] {
        guard mayHaveUnknown else { return [] }
        var changes = changedMacros()
        for (template, other, kind) in [(new, old, AccessComparison.Change.Kind.added), (old, new, .removed)] {
            for entry in template["Resources"]?.objectValue ?? [:] where changed.contains(entry.key) {
                let counterpart = other["Resources"]?[entry.key]
                guard let subject = Self.unknown(entry.key, entry.value, counterpart, matters) else { continue }
                // What both templates have is told of once.
                if kind == .removed, counterpart != nil,
                    Self.unknown(entry.key, counterpart ?? .null, nil, matters) != nil
                {
                    continue
                }
                changes.append(
                    .unknown(subject, kind, of: entry.key, at: [.key("Resources"), .key(entry.key)])
                )
            }
        }
        return changes
    }

    private var mayHaveUnknown: Bool {
        callsMacros || [contexts.old, contexts.new].contains { $0.types.values.contains(where: NestedTemplate.isType) }
    }

    /// What of an entry of `Resources` cannot be known, in words; `nil` where all is known or is as it was.
    private static func unknown(
        _ name: String,
        _ value: Value,
        _ counterpart: Value?,
        _ matters: (String, Value) -> Bool
    ) -> String? {
        if name.utf8.starts(with: "Fn::ForEach".utf8) {
            return hasResource(value, matters, depth: 0) ? "the resources of `\(name.displayable)`" : nil
        }
        if name == "Fn::Transform" { return "the resources that a macro makes: `\(value.json(.compact).displayable)`" }
        guard let type = value["Type"]?.stringValue else { return nil }
        if NestedTemplate.isType(type) {
            let isSame = NestedTemplate.properties.allSatisfy {
                value["Properties"]?[$0] == counterpart?["Properties"]?[$0]
            }
            return isSame && counterpart != nil ? nil : "what the template of `\(name.displayable)` has"
        }
        let isIdentity = type.hasPrefix("AWS::IAM::")
        let macros = macros(in: value["Properties"], ofIdentity: isIdentity)
        guard !macros.isEmpty, matters(type, value["Properties"] ?? .null) else { return nil }
        let isSame = macros == self.macros(in: counterpart?["Properties"], ofIdentity: isIdentity)
        return isSame ? nil : "what a macro makes of `\(name.displayable)`"
    }

    /// Calls of macros among properties. A call in the place of an identity's policy is told of with the policy.
    private static func macros(in value: Value?, ofIdentity isIdentity: Bool, depth: Int = 0) -> [Value] {
        guard depth < 32, let value else { return [] }
        if let elements = value.arrayValue {
            return elements.flatMap { macros(in: $0, ofIdentity: isIdentity, depth: depth + 1) }
        }
        return (value.objectValue ?? [:]).flatMap { entry -> [Value] in
            if entry.key == "Fn::Transform" || entry.key.utf8.starts(with: "Fn::ForEach".utf8) { return [entry.value] }
            if entry.key == "Statement" || isIdentity && entry.key.hasSuffix("PolicyDocument") { return [] }
            return macros(in: entry.value, ofIdentity: isIdentity, depth: depth + 1)
        }
    }

    private static func hasResource(_ value: Value, _ matters: (String, Value) -> Bool, depth: Int) -> Bool {
        guard depth < 32 else { return true }
        switch value {
        case .array(let elements): return elements.contains { hasResource($0, matters, depth: depth + 1) }
        case .object(let object):
            if let type = object["Type"]?.stringValue, matters(type, object["Properties"] ?? .null) { return true }
            return object.contains { hasResource($0.value, matters, depth: depth + 1) }
        default: return false
        }
    }
}

// MARK: - Macros of the whole template

extension TemplatePair {
    /// Macros that make nothing of a template that it does not say: what they make of `AWS::Serverless` types is compared.
    private static let knownMacros: Set<Value> = ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"]

    private static func macros(of template: Value) -> [Value] {
        guard let transform = template["Transform"], transform != .null else { return [] }
        return (transform.arrayValue ?? [transform]).filter { !knownMacros.contains($0) }
    }

    private func changedMacros() -> [AccessComparison.Change] {
        let (before, after) = (Self.macros(of: old), Self.macros(of: new))
        func changes(_ macros: [Value], _ kind: AccessComparison.Change.Kind) -> [AccessComparison.Change] {
            macros.map { macro in
                let name = macro.stringValue ?? macro.json(.compact)
                let subject = "what the macro `\(name.displayable)` makes of the template"
                return .unknown(subject, kind, of: "Transform", at: [.key("Transform")])
            }
        }
        return changes(after.filter { !before.contains($0) }, .added)
            + changes(before.filter { !after.contains($0) }, .removed)
    }
}

extension AccessComparison.Change {
    fileprivate static func unknown(
        _ subject: String,
        _ kind: Kind,
        of logicalID: String,
        at path: [Finding.PathComponent]
    ) -> Self {
        Self(
            kind: kind,
            verdict: .incomparable,
            effect: "",
            principal: "",
            action: logicalID,
            resource: "",
            witness: "cannot be compared: \(subject)",
            logicalID: logicalID,
            path: path
        )
    }
}
