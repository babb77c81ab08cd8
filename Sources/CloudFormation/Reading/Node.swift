/// A value of a document together with the place where it stands: what the readers make of JSON and YAML.
///
/// The shape is that of ``Value``; ``value`` drops the places. Aliases and merge keys of YAML are expanded, and
/// CloudFormation's short forms are in their long form, so both readers give the same tree for the same meaning.
public struct Node: Sendable {
    /// What the document says here.
    public var content: Content

    /// From the first byte of the value to the byte after its last.
    public var range: SourceRange

    /// Pairs a value with its place.
    public init(_ content: Content, range: SourceRange) {
        self.content = content
        self.range = range
    }

    /// The cases of ``Value``, with places below.
    public enum Content: Sendable {
        /// JSON's `null`.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// A number in its own spelling.
        case number(Number)
        /// Text, with its escapes resolved.
        case string(String)
        /// A list.
        case array([Node])
        /// A mapping in the author's order; a key stands once.
        case object([Member])
    }

    /// A key of a mapping and what stands under it.
    public struct Member: Sendable {
        /// The key, with its escapes resolved.
        public var key: String

        /// The key as written, its quotes included.
        public var keyRange: SourceRange

        /// What stands under the key.
        public var value: Node

        /// Pairs a key with a value.
        public init(key: String, keyRange: SourceRange, value: Node) {
            self.key = key
            self.keyRange = keyRange
            self.value = value
        }
    }
}

/// A stretch of a document, in bytes from its beginning.
///
/// ``SourceText/position(of:)`` tells line and column.
public struct SourceRange: Sendable, Hashable {
    /// Where the stretch begins.
    public var start: UInt32

    /// The byte after its last.
    public var end: UInt32

    /// A stretch from one byte up to, and without, another.
    public init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }
}

extension Node {
    /// The value without its place, and without those of the values in it.
    public var value: Value {
        switch content {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(Self.object(members))
        }
    }

    /// The mapping without its places.
    static func object(_ members: [Member]) -> Object {
        var object = Object(capacity: members.count)
        // The readers refuse a key that stands twice, so nothing needs to be looked up.
        for member in members { object.append(member.key, member.value.value) }
        return object
    }

    /// The text, where this is text.
    public var stringValue: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// The elements, where this is a list.
    public var arrayElements: [Node]? {
        if case .array(let elements) = content { elements } else { nil }
    }

    /// The keys with what stands under them, where this is a mapping.
    public var objectMembers: [Member]? {
        if case .object(let members) = content { members } else { nil }
    }

    /// What stands under that key, where this is a mapping that has it. The keys are searched in order.
    public subscript(key: String) -> Node? {
        guard case .object(let members) = content else { return nil }
        for member in members where member.key == key { return member.value }
        return nil
    }
}
