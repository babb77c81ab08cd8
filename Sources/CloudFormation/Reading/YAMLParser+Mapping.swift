/// What a mapping is when all its entries are there: no key twice, and merge keys resolved.
extension YAMLParser {
    /// Takes the entries above `base` off the stack.
    ///
    /// - Parameter hasMerge: whether one of the keys is `<<`.
    mutating func finishMapping(from base: Int, hasMerge: Bool) throws(ParseError) -> Node.Content {
        mappingCount += 1
        for index in base..<members.count where !keys.mark(memberKeys[index], in: mappingCount) {
            throw duplicateKey(at: index, from: base)
        }
        memberKeys.removeLast(to: base)
        let entries = members.removeAll(from: base)
        return .object(hasMerge ? try merged(entries) : entries)
    }

    private mutating func duplicateKey(at second: Int, from base: Int) -> ParseError {
        let first = (base..<second).first { memberKeys[$0] == memberKeys[second] } ?? base
        let line = scanner.place(of: Int(members[first].keyRange.start)).line
        let member = members[second]
        return scanner.error(
            .duplicateKey,
            at: Int(member.keyRange.start),
            expected: "a key other than that of line \(line)",
            found: "\"\(member.key)\" again"
        )
    }

    /// The entries with those of the merged mappings in the place of `<<`.
    ///
    /// The mapping's own keys win, then the earlier of the merged mappings.
    ///
    /// - Source: YAML 1.1 type repository, "Merge Key" (yaml.org/type/merge.html).
    private mutating func merged(_ entries: [Node.Member]) throws(ParseError) -> [Node.Member] {
        var result: [Node.Member] = []
        for entry in entries {
            // ``finishMapping(from:hasMerge:)`` has marked the mapping's own keys. A quoted "<<" would have been a
            // second key of that name.
            guard entry.key == "<<" else {
                result.append(entry)
                continue
            }
            for source in try mergedMappings(entry.value) {
                for member in source where isNew(member.key) { result.append(member) }
            }
        }
        return result
    }

    private mutating func isNew(_ key: String) -> Bool {
        var key = key
        let number = key.withUTF8 { keys.key($0).number }
        return keys.mark(number, in: mappingCount)
    }

    private mutating func mergedMappings(_ value: Node) throws(ParseError) -> [[Node.Member]] {
        switch value.content {
        case .object(let members):
            return [members]
        case .array(let elements):
            var mappings: [[Node.Member]] = []
            for element in elements {
                guard case .object(let members) = element.content else { throw mergeOfNoMapping(element) }
                mappings.append(members)
            }
            return mappings
        default:
            throw mergeOfNoMapping(value)
        }
    }

    private mutating func mergeOfNoMapping(_ value: Node) -> ParseError {
        scanner.error(.alias, at: Int(value.range.start), expected: "a mapping, or a list of mappings, to merge by <<")
    }
}
