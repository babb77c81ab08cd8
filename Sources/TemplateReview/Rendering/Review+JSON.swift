import CloudFormation

extension Review {
    /// The version of the shape that ``json()`` has. A key that is added does not change it; everything else does.
    static let schemaVersion = 1

    /// The review for programs.
    ///
    /// Every key is always there; what does not exist is `null`, `[]` or `{}`. A place is `file:line:column` or `null`.
    ///
    /// ```
    /// schemaVersion   1
    /// oldFile, newFile
    /// changed         whether the templates mean different things
    /// summary         impact to number of resources; every impact is there
    /// sections        section to its changed names, "Resources" among them;
    ///                 a section that is one text ("Description") has one empty name
    /// resources[]     logicalId, type, impact, cause[] (sentences), dataLoss, renamedFrom (or null), moved,
    ///                 properties[] and attributes[] (values), oldAt, newAt
    ///   impact        create, update, replace, mayReplace, delete, orphan, rename, none
    /// permissions     verdict (broader, narrower, mixed, equal), public (whether anybody gets access), changes[]:
    ///                 change (added, removed, changed), verdict (broader, narrower, equal, incomparable),
    ///                 effect, principal, action, resource, condition, witness, public, logicalId, at
    /// network         the same; effect is ingress or egress, action protocol and ports
    /// capabilities    old[], new[], added[]
    /// exports[]       output, change, oldName, newName (values or null), consequence
    /// parameters[]    name, change, needsValue, reason
    /// sectionChanges[] section, entries[]: name, change, cause[], changes[] (values), oldAt, newAt
    /// cost            null, or old, new, assumption
    ///
    /// values          path, change, impact, old, new (as in the template, or null), oldAt, newAt
    /// ```
    ///
    /// Characters that one does not see or that a terminal obeys are escaped.
    public func json() -> String { Self.escapingHarmful(value.json()) }

    private var value: Value {
        [
            "schemaVersion": .number(Number(Self.schemaVersion)),
            "oldFile": .string(oldFile),
            "newFile": .string(newFile),
            "changed": .bool(isChanged),
            "summary": summaryValue,
            "sections": sectionNames,
            "resources": .array(resources.map(\.jsonValue)),
            "permissions": permissions.jsonValue,
            "network": network.jsonValue,
            "capabilities": [
                "old": .strings(capabilities.old), "new": .strings(capabilities.new),
                "added": .strings(capabilities.added),
            ],
            "exports": .array(exports.map(\.jsonValue)),
            "parameters": .array(parameters.map(\.jsonValue)),
            "sectionChanges": .array(sections.map(\.jsonValue)),
            "cost": cost?.jsonValue ?? .null,
        ]
    }

    private var summaryValue: Value {
        let counts = summary
        return .object(Object(Impact.allCases.map { ($0.rawValue, .number(Number(counts[$0] ?? 0))) }))
    }

    private var sectionNames: Value {
        var names = Object()
        for section in sections where section.section != "Resources" {
            names[section.section] = .strings(section.entries.map(\.name))
        }
        if !resources.isEmpty { names["Resources"] = .strings(resources.map(\.logicalID)) }
        return .object(names)
    }

    /// JSON has characters beyond ASCII in strings only, so they can be escaped wherever they stand.
    ///
    /// - Source: RFC 8259, section 7.
    private static func escapingHarmful(_ json: String) -> String {
        guard json.utf8.contains(where: { $0 >= 0x7F }) else { return json }
        var result = ""
        result.reserveCapacity(json.utf8.count)
        for scalar in json.unicodeScalars {
            guard scalar.value >= 0x7F, scalar.isHarmful else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 { appendEscape(unit, to: &result) }
        }
        return result
    }

    /// `\uXXXX`.
    private static func appendEscape(_ unit: UInt16, to json: inout String) {
        json += "\\u"
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
            json.unicodeScalars.append(Unicode.Scalar(digit < 10 ? 0x30 + digit : 0x37 + digit))
        }
    }
}

extension Value {
    fileprivate static func strings(_ texts: [String]) -> Value { .array(texts.map { .string($0) }) }

    fileprivate static func place(_ location: SourceLocation?) -> Value {
        location.map { .string($0.description) } ?? .null
    }
}

extension ResourceChange {
    fileprivate var jsonValue: Value {
        [
            "logicalId": .string(logicalID),
            "type": .string(type),
            "impact": .string(impact.rawValue),
            "cause": .strings(causes),
            "dataLoss": .bool(dataLoss),
            "renamedFrom": renamedFrom.map { .string($0) } ?? .null,
            "moved": .bool(isMoved),
            "properties": .array(properties.map(\.jsonValue)),
            "attributes": .array(attributes.map(\.jsonValue)),
            "oldAt": .place(oldAt),
            "newAt": .place(newAt),
        ]
    }
}

extension ValueChange {
    fileprivate var jsonValue: Value {
        [
            "path": .string(path.description),
            "change": .string(kind.rawValue),
            "impact": .string(impact.rawValue),
            "old": old ?? .null,
            "new": new ?? .null,
            "oldAt": .place(oldAt),
            "newAt": .place(newAt),
        ]
    }
}

extension AccessChange {
    fileprivate var jsonValue: Value {
        [
            "verdict": .string(verdict.rawValue),
            "public": .bool(opensToPublic),
            "changes": .array(changes.map(\.jsonValue)),
        ]
    }
}

extension AccessDifference {
    fileprivate var jsonValue: Value {
        [
            "change": .string(kind.rawValue),
            "verdict": .string(verdict.rawValue),
            "effect": .string(effect),
            "principal": .string(principal),
            "action": .string(action),
            "resource": .string(resource),
            "condition": .string(condition),
            "witness": .string(witness),
            "public": .bool(isPublic),
            "logicalId": .string(logicalID),
            "at": .place(at),
        ]
    }
}

extension ExportChange {
    fileprivate var jsonValue: Value {
        [
            "output": .string(output),
            "change": .string(kind.rawValue),
            "oldName": oldName ?? .null,
            "newName": newName ?? .null,
            "consequence": .string(consequence),
        ]
    }
}

extension ParameterChange {
    fileprivate var jsonValue: Value {
        [
            "name": .string(name),
            "change": .string(kind.rawValue),
            "needsValue": .bool(needsValue),
            "reason": .string(reason),
        ]
    }
}

extension SectionChange {
    fileprivate var jsonValue: Value {
        ["section": .string(section), "entries": .array(entries.map(\.jsonValue))]
    }
}

extension EntryChange {
    fileprivate var jsonValue: Value {
        [
            "name": .string(name),
            "change": .string(kind.rawValue),
            "cause": .strings(causes),
            "changes": .array(changes.map(\.jsonValue)),
            "oldAt": .place(oldAt),
            "newAt": .place(newAt),
        ]
    }
}

extension CostChange {
    fileprivate var jsonValue: Value {
        ["old": .string(old), "new": .string(new), "assumption": .string(assumption)]
    }
}
