/// Anything that can stand in a template: the one untyped form in which typed resources and parsed text meet.
///
/// Intrinsic functions are objects with one key, in their long form: `["Ref": "Topic"]`, `["Fn::Sub": "…"]`.
public enum Value: Sendable, Hashable {
    /// JSON's `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number in its own spelling.
    case number(Number)
    /// Text.
    case string(String)
    /// A list.
    case array([Value])
    /// A mapping in the author's order.
    case object(Object)
}

/// A mapping from names to values in the author's order.
public typealias Object = OrderedMap<Value>

extension Value {
    /// An object of those properties that are given.
    @inline(__always)
    static func properties(_ properties: (String, Value?)...) -> Value {
        var object = Object(capacity: properties.count)
        properties.withUnsafeBufferPointer { properties in
            for index in properties.indices {
                if let value = properties[index].1 { object.append(properties[index].0, value) }
            }
        }
        return .object(object)
    }

    /// An object with one key, the shape of every intrinsic function.
    static func single(_ key: String, _ value: Value) -> Value {
        var object = Object(capacity: 1)
        object.append(key, value)
        return .object(object)
    }

    /// The text, where this is text.
    public var stringValue: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The elements, where this is a list.
    public var arrayValue: [Value]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The mapping, where this is one.
    public var objectValue: Object? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The value of that key, where this is an object that has it.
    public subscript(key: String) -> Value? { objectValue?[key] }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .number(Number(value)) }
    /// A number with a fraction.
    public init(floatLiteral value: Double) { self = .number(Number(value)) }
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A list.
    public init(arrayLiteral elements: Value...) { self = .array(elements) }
    /// A mapping in the order of the literal.
    public init(dictionaryLiteral elements: (String, Value)...) { self = .object(Object(elements)) }
}

extension Value {
    /// The text that CloudFormation makes of a scalar; `nil` for a list, an object and `null`.
    public var scalarSpelling: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.spelling
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
