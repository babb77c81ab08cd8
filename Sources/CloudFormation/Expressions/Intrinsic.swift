/// An intrinsic function call read from a ``Value``.
///
/// - Shape: an object with one key, `Ref`, `Condition` or `Fn::…`.
/// - Source: CloudFormation User Guide, "Intrinsic function reference".
public enum Intrinsic: Sendable, Hashable {
    /// `Ref` of a parameter, a resource or a pseudo parameter.
    case ref(String)
    /// `Fn::GetAtt` of a resource's attribute, in either spelling; a nested attribute has dots.
    case getAtt(resource: String, attribute: String)
    /// Any other function with its argument, a `Ref` or `Fn::GetAtt` that is built from expressions included.
    case other(String, Value)

    /// The function call that the value is, or `nil` where it is none.
    public init?(_ value: Value) {
        guard case .object(let object) = value, object.count == 1,
            let (name, argument) = object.entries.first.map({ ($0.key, $0.value) })
        else { return nil }
        switch (name, argument) {
        case ("Ref", .string(let target)):
            self = .ref(target)
        case ("Fn::GetAtt", let argument):
            self = Self.getAtt(argument) ?? .other(name, argument)
        default:
            guard name == "Ref" || name.utf8.starts(with: "Fn::".utf8) else { return nil }
            self = .other(name, argument)
        }
    }

    /// Reads `["Resource", "Attribute"]` and `"Resource.Attribute"`.
    private static func getAtt(_ argument: Value) -> Intrinsic? {
        switch argument {
        case .array(let parts) where parts.count == 2:
            guard let resource = parts[0].stringValue, let attribute = parts[1].stringValue else { return nil }
            return .getAtt(resource: resource, attribute: attribute)
        case .string(let text):
            guard let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
            return .getAtt(resource: String(text[..<dot]), attribute: String(text[text.utf8.index(after: dot)...]))
        default:
            return nil
        }
    }
}
