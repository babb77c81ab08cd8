/// A value in DER that tests take apart, change and put together again.
struct DERNode {
    var tag: UInt8
    var bytes: [UInt8] = []
    /// The values inside, if the tag says that there are any.
    var children: [DERNode] = []

    var isConstructed: Bool { tag & 0x20 != 0 }

    init(_ tag: UInt8, _ bytes: [UInt8] = []) { (self.tag, self.bytes) = (tag, bytes) }

    init(_ tag: UInt8, children: [DERNode]) { (self.tag, self.children) = (tag, children) }

    /// Reads well-formed bytes whose lengths have two bytes at most.
    init(_ der: ArraySlice<UInt8>) {
        var rest = der
        self = Self.read(&rest)
    }

    private static func read(_ rest: inout ArraySlice<UInt8>) -> DERNode {
        let tag = rest.removeFirst()
        var length = Int(rest.removeFirst())
        if length >= 0x80 {
            let digits = length - 0x80
            length = rest.prefix(digits).reduce(0) { $0 << 8 | Int($1) }
            rest.removeFirst(digits)
        }
        var node = DERNode(tag)
        var content = rest.prefix(length)
        rest.removeFirst(length)
        if node.isConstructed {
            while !content.isEmpty { node.children.append(read(&content)) }
        } else {
            node.bytes = [UInt8](content)
        }
        return node
    }

    var der: [UInt8] {
        let content = isConstructed ? children.flatMap(\.der) : bytes
        switch content.count {
        case ..<0x80: return [tag, UInt8(content.count)] + content
        case ..<0x100: return [tag, 0x81, UInt8(content.count)] + content
        default: return [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
        }
    }

    /// The value that a path of positions leads to.
    subscript(path: Int...) -> DERNode {
        get { path.reduce(self) { $0.children[$1] } }
        set { set(path[...], newValue) }
    }

    private mutating func set(_ path: ArraySlice<Int>, _ node: DERNode) {
        guard let first = path.first else {
            self = node
            return
        }
        children[first].set(path.dropFirst(), node)
    }
}
