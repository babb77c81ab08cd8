import CloudFormation

/// Tells what reads the same to the byte in two templates, and needs no further comparison.
struct CommonText {
    private let old: ReviewedTemplate
    private let new: ReviewedTemplate

    /// `nil` where the same text may mean different things, as aliases of YAML do.
    init?(old: ReviewedTemplate, new: ReviewedTemplate) {
        if old.mayHaveAliases || new.mayHaveAliases { return nil }
        (self.old, self.new) = (old, new)
    }

    /// Whether two values read the same.
    func isSame(_ oldNode: Node, _ newNode: Node) -> Bool {
        let text = new.text(of: newNode.range)
        guard old.text(of: oldNode.range).isSame(as: text) else { return false }
        // The indentation of a block scalar may depend on what stands around it.
        return !text.prefix { $0 != UInt8(ascii: "\n") }.contains { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ">") }
    }

    /// Two mappings without the entries that read the same; other values as they are.
    func differing(_ oldNode: Node, _ newNode: Node) -> (old: Node, new: Node) {
        guard let oldMembers = oldNode.objectMembers, let newMembers = newNode.objectMembers,
            !(oldMembers + newMembers).contains(where: { $0.key == "Ref" || $0.key.utf8.starts(with: "Fn::".utf8) })
        else { return (oldNode, newNode) }
        let positions = KeyIndex(oldMembers.map(\.key))
        var isCommon = Array(repeating: false, count: oldMembers.count)
        let newRest = newMembers.filter { member in
            guard let position = positions[member.key], isSame(oldMembers[position].value, member.value) else {
                return true
            }
            isCommon[position] = true
            return false
        }
        let oldRest = oldMembers.indices.filter { !isCommon[$0] }.map { oldMembers[$0] }
        return (Node(.object(oldRest), range: oldNode.range), Node(.object(newRest), range: newNode.range))
    }
}
