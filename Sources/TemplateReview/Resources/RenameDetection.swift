import CloudFormation

/// Finds resources that the new template has under another logical id.
///
/// A resource that is gone and a new one are the same resource renamed when type, properties and attributes are the same.
/// References between resources that are themselves gone or new count as the same when they lead to the same type, so
/// that a renamed resource does not hide the rename of those that refer to it.
struct RenameDetection {
    /// The old logical id of each renamed resource by its new one.
    private(set) var oldIDs: [String: String] = [:]

    init(removed: [DeclaredResource], added: [DeclaredResource]) {
        guard !removed.isEmpty, !added.isEmpty else { return }
        let oldTypes = Dictionary(removed.map { ($0.logicalID, $0.type) }) { first, _ in first }
        let newTypes = Dictionary(added.map { ($0.logicalID, $0.type) }) { first, _ in first }
        var candidates: [Int: [DeclaredResource]] = [:]
        for resource in removed.reversed() {
            candidates[ContentSignature(oldTypes).hash(of: resource), default: []].append(resource)
        }
        for resource in added {
            let signature = ContentSignature(newTypes).hash(of: resource)
            guard let old = candidates[signature]?.popLast() else { continue }
            oldIDs[resource.logicalID] = old.logicalID
        }
    }
}

/// A hash of a resource's content in which some logical ids stand for their types.
private struct ContentSignature {
    private let types: [String: String]

    init(_ types: [String: String]) { self.types = types }

    func hash(of resource: DeclaredResource) -> Int {
        // A sum, since the order of attributes means nothing.
        let attributes = resource.attributes.reduce(0) { $0 &+ hash(of: $1.key == "DependsOn" ? named($1) : $1) }
        return Mixer.mix(Mixer.mix(resource.type.hashValue, hash(of: resource.properties)), attributes)
    }

    /// The names of `DependsOn` as references.
    private func named(_ entry: ComparedValue.Entry) -> ComparedValue.Entry {
        guard case .list(let names, let order) = entry.value.content else { return entry }
        let references = names.map { name in
            ComparedValue(.object([.init(key: "Ref", value: name)]), source: name.source)
        }
        return .init(key: entry.key, value: ComparedValue(.list(references, order: order), source: entry.value.source))
    }

    private func hash(of entry: ComparedValue.Entry) -> Int { Mixer.mix(entry.key.hashValue, hash(of: entry.value)) }

    private func hash(of value: ComparedValue) -> Int {
        switch value.content {
        case .null, .scalar:
            return value.hash
        case .list(let elements, .significant):
            return elements.reduce(0) { Mixer.mix($0, hash(of: $1)) }
        case .list(let elements, .insignificant):
            return Mixer.mix(1, elements.reduce(0) { $0 &+ Mixer.mix(2, hash(of: $1)) })
        case .object(let entries):
            if value.isFunction, let reference = reference(entries[0]) { return Mixer.mix(3, reference.hashValue) }
            return Mixer.mix(4, entries.reduce(0) { $0 &+ hash(of: $1) })
        }
    }

    /// The text of a reference with the type in place of the name.
    private func reference(_ entry: ComparedValue.Entry) -> String? {
        guard case .scalar(let text) = entry.value.content else { return nil }
        switch entry.key {
        case "Ref":
            return types[text].map { "Ref \($0)" }
        case "Fn::GetAtt":
            let name = String(text.prefix { $0 != "." })
            return types[name].map { "GetAtt \($0)\(text.dropFirst(name.count))" }
        case "Fn::Sub":
            return "Sub \(withTypes(text))"
        default:
            return nil
        }
    }

    /// The text of `Fn::Sub` with types in the place of names: `${Topic.Arn}` as `${AWS::SNS::Topic.Arn}`.
    private func withTypes(_ text: String) -> String {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[...dollar]
            rest = rest[(dollar + 1)...]
            guard rest.first == UInt8(ascii: "{") else { continue }
            // Logical ids have at most 255 characters.
            let name = rest.dropFirst().prefix(256).prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "}") }
            guard let type = types[String(decoding: name, as: UTF8.self)] else { continue }
            result += Array("{\(type)".utf8)
            rest = rest[name.endIndex...]
        }
        return String(decoding: result + rest, as: UTF8.self)
    }
}
