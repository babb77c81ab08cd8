/// What a loop makes of one of its declarations in one round.
struct LoopResult: Sendable, Hashable {
    /// The logical id.
    let name: String
    /// The key of the outermost loop.
    let loop: String
}

extension Validator {
    /// A loop of a section: its parts, and its body by the check of the section.
    mutating func checkLoop<Element>(
        _ key: String,
        _ loop: ForEach<Element>,
        _ check: (inout Validator, String, Element) -> Void
    ) {
        checkLoopHead(key, loop.identifier, keys: loop.body.entries.map(\.key))
        at(1) { $0.checkExpression(loop.collection.value, Scope(place: .loop)) }
        at(2) { validator in
            validator.loopIdentifiers.append(loop.identifier)
            for entry in loop.body.entries {
                validator.at(entry.key) { validator in
                    switch entry.value {
                    case .element(let element): check(&validator, entry.key, element)
                    case .forEach(let inner): validator.checkLoop(entry.key, inner, check)
                    case .other: validator.checkOther(entry.key)
                    }
                }
            }
            validator.loopIdentifiers.removeLast()
        }
    }

    /// A loop that makes properties.
    mutating func checkPropertyLoop(_ key: String, _ value: Value, _ scope: Scope) {
        guard case .array(let parts) = value, parts.count == 3, let identifier = parts[0].stringValue,
            let body = parts[2].objectValue
        else { return checkMalformedLoop() }
        checkLoopHead(key, identifier, keys: body.keys.map { $0 })
        at(1) { $0.checkExpression(parts[1], scope) }
        loopIdentifiers.append(identifier)
        at(2) { $0.checkExpression(parts[2], scope) }
        loopIdentifiers.removeLast()
    }

    /// What stands under the key of a loop, but is none.
    mutating func checkMalformedLoop() {
        requireLanguageExtensions(for: "Fn::ForEach")
        report(.malformedFunction("Fn::ForEach", expected: "a list of an identifier, a collection and an object"))
    }

    /// The loop's name and identifier, how deep it is nested, and that its keys tell the rounds apart.
    private mutating func checkLoopHead(_ key: String, _ identifier: String, keys: [String]) {
        requireLanguageExtensions(for: "Fn::ForEach")
        let name = String(key.dropFirst("Fn::ForEach::".count))
        checkLogicalID(name)
        if declared.resources[name] != nil { report(.takenName(name, by: "a resource")) }
        if !loopNames.insert(name).inserted { report(.takenName(name, by: "another loop")) }
        if loopIdentifiers.contains(identifier) {
            at(0) { $0.report(.takenName(identifier, by: "a loop around this one")) }
        }
        if loopIdentifiers.count > Limits.nestedLoops {
            report(.tooMany("loops around", count: loopIdentifiers.count, limit: Limits.nestedLoops))
        }
        for key in keys where !key.isFunctionName {
            guard !key.contains("${\(identifier)}"), !key.contains("&{\(identifier)}") else { continue }
            at(2) { $0.at(key) { $0.report(.constantLoopKey(identifier: identifier)) } }
        }
    }

    /// The names that loops make: formed as logical ids, and each made once.
    mutating func checkLoopResults(_ expansion: ExpandedNames, allowing others: String = "") {
        var names = Set(expansion.declared)
        for result in expansion.loopResults {
            at(result.loop) { validator in
                validator.checkLogicalID(result.name, allowing: others)
                guard !names.insert(result.name).inserted else { return }
                validator.report(.takenName(result.name, by: "another declaration"))
            }
        }
    }
}
