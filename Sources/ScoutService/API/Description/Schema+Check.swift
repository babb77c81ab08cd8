import CloudFormation
import ScoutIntegration

extension Schema {
    /// How many mistakes of one value are told.
    static let maximumViolations = 20

    /// What is wrong with a value; nothing where it can be used.
    ///
    /// - Parameters:
    ///   - place: where the value stands.
    ///   - name: what it is called there.
    func violations(in value: Value, at place: Violation.Place, named name: String) -> [Violation] {
        var found: [Violation] = []
        check(value, place, name, &found)
        return found
    }

    private func check(_ value: Value, _ place: Violation.Place, _ name: String, _ found: inout [Violation]) {
        guard found.count < Self.maximumViolations else { return }
        func refuse(_ requirement: String) { found.append(Violation(place, name, given: value, requirement)) }
        switch (kind, value) {
        case (.nullable, .null): break
        case (.nullable(let schema), _), (.named(_, let schema), _): schema.check(value, place, name, &found)
        case (.flag, .bool): break
        case (.flag, _): refuse("must be true or false")
        case (.text(let rule), .string(let text)):
            if let input = rule.mistake(in: text, name) { found.append(Violation(place, input)) }
        case (.text, _): refuse("must be a string")
        case (.integer(let range), .number(let number)) where number.integerValue.map(range.contains) == true: break
        case (.integer(let range), _):
            refuse(
                range.upperBound == .max
                    ? "must be a whole number from \(range.lowerBound) on"
                    : "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        case (.number(let range), .number(let number)) where number.doubleValue.map(range.contains) == true: break
        case (.number(let range), _):
            refuse("must be a number from \(Number(range.lowerBound).spelling) to \(Number(range.upperBound).spelling)")
        case (.list(let element, let count), .array(let elements)):
            guard count.contains(elements.count) else {
                let range = "\(count.lowerBound) to \(count.upperBound)"
                return found.append(Violation(place, "\(name) must have \(range) elements, not \(elements.count)"))
            }
            for (index, value) in elements.enumerated() {
                element.check(value, place.element(index), "\(name)[\(index)]", &found)
            }
        case (.list, _): refuse("must be a list")
        case (.object(let members), .object(let object)): Self.check(object, members, place, &found)
        case (.map(let element), .object(let object)):
            for entry in object.entries { element.check(entry.value, place.member(entry.key), entry.key, &found) }
        case (.object, _), (.map, _): refuse("must be an object")
        }
    }

    private static func check(
        _ object: Object,
        _ members: [Member],
        _ place: Violation.Place,
        _ found: inout [Violation]
    ) {
        for member in members {
            if let value = object[member.name] {
                member.schema.check(value, place.member(member.name), member.name, &found)
            } else if member.isRequired {
                found.append(Violation(place.member(member.name), "\(member.name) is required"))
            }
        }
        let known = members.map(\.name)
        for entry in object.entries where !known.contains(entry.key) && found.count < maximumViolations {
            let name = entry.key.displayable
            let hint = known.isEmpty ? "nothing is" : "known: \(known.joined(separator: ", "))"
            // A pointer to the member would be as long as its name.
            found.append(Violation(place == .wholeQuery ? .query(name) : place, "\"\(name)\" is not known; \(hint)"))
        }
    }
}

extension Schema.TextRule {
    fileprivate func mistake(in text: String, _ name: String) -> InvalidInput? {
        if let reading {
            do throws(InvalidInput) {
                try reading(text)
            } catch {
                return error
            }
            return nil
        }
        if !choices.isEmpty, !choices.contains(text) {
            return InvalidInput(name, given: text, "must be one of \(choices.joined(separator: ", "))")
        }
        // JSON Schema counts Unicode scalars.
        if let length, !length.contains(text.unicodeScalars.count) {
            let (least, most) = (length.lowerBound, length.upperBound)
            return InvalidInput(
                name,
                given: text,
                "must have \(least == 0 ? "at most" : "\(least) to") \(most) characters"
            )
        }
        return nil
    }
}
