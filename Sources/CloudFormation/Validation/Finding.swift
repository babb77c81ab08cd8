/// Something in a template that CloudFormation would refuse, or that cannot mean what its author wants.
public struct Finding: Sendable, Hashable {
    /// Where it stands: keys and list positions from the template's root.
    public let path: [PathComponent]

    /// What is wrong.
    public let problem: Problem

    /// A step on the way to a value.
    public enum PathComponent: Sendable, Hashable {
        /// The value of that key.
        case key(String)
        /// The element at that position, counted from 0.
        case index(Int)
    }
}

extension Finding: CustomStringConvertible {
    /// The path with dots, and what is wrong and would be right in one sentence.
    public var description: String { path.isEmpty ? "template: \(problem)" : "\(pathText): \(problem)" }

    /// The path as people write it, for instance `Resources.Rule.Properties.Targets[0].Arn`.
    public var pathText: String {
        path.reduce(into: "") { text, component in
            switch component {
            case .key(let key):
                // Names come from outside, and must not write over a terminal.
                text += text.isEmpty ? key.escapingControlCharacters : ".\(key.escapingControlCharacters)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}

extension Template {
    /// Everything that is wrong with the template as far as it can be told without an account, in the template's order.
    ///
    /// Names that only a macro could supply are not looked for when the template has a transform other than
    /// ``Transform/languageExtensions``, and constraints whose regular expression has a construct that takes more than
    /// linear time to judge are left to CloudFormation.
    ///
    /// - Source: CloudFormation User Guide, "Template sections", "Intrinsic function reference", "Understand
    ///   CloudFormation quotas"; the resource types' schemas.
    public func validate() -> [Finding] {
        var validator = Validator(self)
        validator.checkTemplate()
        return validator.findings
    }
}
