public import CloudFormation

/// A place in one of the compared files.
///
/// `description` is `file:line:column`.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file's name as the user wrote it.
    public let file: String
    /// Line and column, from 1.
    public let position: SourcePosition

    /// A place.
    public init(file: String, position: SourcePosition) {
        self.file = file
        self.position = position
    }

    /// `file:line:column`.
    public var description: String { "\(file):\(position)" }
}

/// A path from the template's root, or from a resource's properties: keys and list positions.
public struct ValuePath: Sendable, Hashable, CustomStringConvertible {
    /// Keys and list positions from the outside in.
    public var components: [Finding.PathComponent]

    /// A path of those components.
    public init(_ components: [Finding.PathComponent] = []) { self.components = components }

    /// A path one key further.
    public func appending(_ key: String) -> ValuePath { ValuePath(components + [.key(key)]) }

    /// A path one list position further.
    public func appending(_ index: Int) -> ValuePath { ValuePath(components + [.index(index)]) }

    /// The path as people write it, for instance `Targets[0].Arn`.
    public var description: String {
        components.reduce(into: "") { text, component in
            switch component {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}
