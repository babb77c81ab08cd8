/// What CloudFormation's schema says of a resource type.
///
/// Paths are names of properties with dots between them, and `*` for any element of an array:
/// `LimitsPerLabelSets.*.LabelSet`. The facts come from a table of the types that `us-east-1` had when it was generated,
/// so a type that is not in it may exist all the same.
package struct ResourceTypeFacts: Sendable, Hashable {
    /// The type that the facts are of; `AWS::CloudFormation::CustomResource` for a custom type.
    package let type: String
    /// What `Fn::GetAtt` can ask for. A last element `*` is any name: `Outputs.*` of a nested stack.
    package fileprivate(set) var attributes: [String] = []
    /// The properties that must be there.
    package fileprivate(set) var required: [String] = []
    /// All properties, also those that only AWS sets.
    package fileprivate(set) var properties: [String] = []
    /// Whether the type takes properties of any other name too.
    package fileprivate(set) var allowsAnyProperty = false
    /// Paths that replace the resource when they change.
    package fileprivate(set) var createOnly: [String] = []
    /// Paths that, when they change, replace the resource under some conditions.
    package fileprivate(set) var conditionalCreateOnly: [String] = []
    /// Arrays whose order means nothing.
    package fileprivate(set) var unordered: [String] = []
    /// Properties that hold a JSON document.
    package fileprivate(set) var jsonDocuments: [String] = []
    /// The property that holds the tags.
    package fileprivate(set) var tags: String?
    /// Paths that reading the resource does not give back, such as secrets.
    package fileprivate(set) var writeOnly: [String] = []

    fileprivate init(type: String) { self.type = type }

    /// Whether `Fn::GetAtt` can ask for that.
    package func hasAttribute(_ name: String) -> Bool {
        attributes.contains(name) || attributes.contains { $0.contains("*") && Self.path($0, covers: name) }
    }

    /// A `*` at the end is any rest, elsewhere any one element.
    private static func path(_ path: String, covers name: String) -> Bool {
        var rest = name.split(separator: ".", omittingEmptySubsequences: false)[...]
        let elements = path.split(separator: ".")
        for (index, element) in elements.enumerated() {
            guard let found = rest.popFirst(), !found.isEmpty, element == "*" || element == found else { return false }
            if element == "*", index == elements.count - 1 { return true }
        }
        return rest.isEmpty
    }
}

// MARK: - Look-up

extension ResourceTypeFacts {
    /// The facts of a type, or `nil` where the table does not have it.
    ///
    /// Costs a binary search over the table's bytes and the parsing of one line.
    package static func of(_ type: String) -> ResourceTypeFacts? {
        let isCustom = type.utf8.starts(with: "Custom::".utf8)
        let name = isCustom ? "AWS::CloudFormation::CustomResource" : type
        return table.withUTF8Buffer { bytes in
            line(of: name, in: bytes).map { line in
                var reader = FactsReader(line: line)
                return reader.read()
            }
        }
    }

    /// The type that a misspelt one most likely means, or `nil` where none is close.
    ///
    /// Types are added all the time, so this is stricter than ``nearestName(to:among:)``: at most two edits, which must not
    /// concern digits (`AWS::ApiGateway::Stage` and `AWS::ApiGatewayV2::Stage` both exist). `AWS::SNSTopic::Topic`, with the
    /// resource in the service's name, is taken for `AWS::SNS::Topic`.
    package static func nearestType(to type: String) -> String? {
        if let shorter = withoutResourceInService(type), of(shorter) != nil { return shorter }
        let digits = type.utf8.filter(\.isDigit)
        return nearestName(to: type, among: typeNames.filter { $0.utf8.filter(\.isDigit) == digits }, maximumEdits: 2)
    }

    /// The names of all types, sorted.
    package static var typeNames: [String] {
        table.withUTF8Buffer { bytes in
            bytes.split(separator: .lineFeed).map { String(decoding: $0.prefix { $0 != .space }, as: UTF8.self) }
        }
    }

    private static func withoutResourceInService(_ type: String) -> String? {
        let parts = type.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[2].hasSuffix(parts[4]) else { return nil }
        return "\(parts[0])::\(parts[2].dropLast(parts[4].count))::\(parts[4])"
    }

    /// The line that begins with that name, found by halving: lines are sorted.
    private static func line(of name: String, in bytes: UnsafeBufferPointer<UInt8>) -> Line? {
        var (start, end) = (bytes.startIndex, bytes.endIndex)
        while start < end {
            let middle = start + (end - start) / 2
            // Both bounds are at the start of a line, so the line around the middle lies between them.
            let lineStart = bytes[start..<middle].lastIndex(of: .lineFeed).map { $0 + 1 } ?? start
            let lineEnd = bytes[middle..<end].firstIndex(of: .lineFeed) ?? end
            let line = bytes[lineStart..<lineEnd]
            let found = line.prefix { $0 != .space }
            if found.elementsEqual(name.utf8) { return line }
            if found.lexicographicallyPrecedes(name.utf8) { start = min(lineEnd + 1, end) } else { end = lineStart }
        }
        return nil
    }
}

private typealias Line = Slice<UnsafeBufferPointer<UInt8>>

/// Reads a line of the table: `Type Property:flags{Nested Other.Nested:flags}`, as the table's generator describes it.
private struct FactsReader {
    private var rest: Line
    private var facts: ResourceTypeFacts

    init(line: Line) {
        let name = line.prefix { $0 != .space }
        facts = ResourceTypeFacts(type: String(decoding: name, as: UTF8.self))
        rest = line[name.endIndex...].dropFirst()
    }

    mutating func read() -> ResourceTypeFacts {
        readNodes(under: "")
        return facts
    }

    private mutating func readNodes(under parent: String) {
        while !rest.isEmpty {
            let path = parent + text { ![.colon, .space, .openBrace, .closeBrace].contains($0) }
            let flags = skip(.colon) ? text { ![.space, .openBrace, .closeBrace].contains($0) } : ""
            if parent.isEmpty, !flags.utf8.contains(UInt8(ascii: "-")) { noteProperty(path) }
            for flag in flags.utf8 { note(path, flag) }
            if skip(.openBrace) { readNodes(under: path + ".") }
            if skip(.closeBrace) { return }
            _ = skip(.space)
        }
    }

    /// The property that a path begins with.
    private mutating func noteProperty(_ path: String) {
        let property = String(path.prefix { $0 != "." })
        if property == "*" { facts.allowsAnyProperty = true } else { facts.properties.append(property) }
    }

    private mutating func note(_ path: String, _ flag: UInt8) {
        switch flag {
        case UInt8(ascii: "a"): facts.attributes.append(path)
        case UInt8(ascii: "r"): facts.required.append(path)
        case UInt8(ascii: "c"): facts.createOnly.append(path)
        case UInt8(ascii: "m"): facts.conditionalCreateOnly.append(path)
        case UInt8(ascii: "w"): facts.writeOnly.append(path)
        case UInt8(ascii: "u"): facts.unordered.append(path)
        case UInt8(ascii: "j"): facts.jsonDocuments.append(path)
        case UInt8(ascii: "t"): facts.tags = path
        default: break  // `-`: the node is no property
        }
    }

    private mutating func text(while belongs: (UInt8) -> Bool) -> String {
        let text = rest.prefix(while: belongs)
        rest = rest[text.endIndex...]
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }
}

extension UInt8 {
    fileprivate static let colon = UInt8(ascii: ":")
    fileprivate static let openBrace = UInt8(ascii: "{")
    fileprivate static let closeBrace = UInt8(ascii: "}")
}
