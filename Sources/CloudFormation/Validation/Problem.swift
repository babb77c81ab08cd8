/// What can be wrong with a template.
public enum Problem: Sendable, Hashable {
    // Names that lead nowhere

    /// `Ref` or `Fn::Sub` names neither a parameter nor a resource nor a pseudo parameter.
    case unresolvedReference(String, nearest: String?)
    /// `Fn::GetAtt`, `Fn::Sub` or `DependsOn` names a resource that the template does not declare.
    case unknownResource(String, nearest: String?)
    /// `Fn::GetAtt` asks for an attribute that the resource type does not have.
    case unknownAttribute(String, type: String, nearest: String?)
    /// A `Condition`, or `Fn::If`, names a condition that the template does not declare.
    case unknownCondition(String, nearest: String?)
    /// `Fn::FindInMap` names a mapping that the template does not declare.
    case unknownMapping(String, nearest: String?)
    /// `Fn::FindInMap` names a key that the mapping does not have.
    case unknownMappingKey(String, mapping: String, nearest: String?)
    /// The console's interface names a parameter that the template does not declare.
    case unknownParameter(String, nearest: String?)
    /// Resources, or conditions, wait for each other; the first is repeated at the end.
    case cycle([String])

    // Functions

    /// There is no function of that name.
    case unknownFunction(String, nearest: String?)
    /// The function's argument has another form than it takes.
    case malformedFunction(String, expected: String)
    /// The function does not work in this place.
    case misplacedFunction(String, expected: String)
    /// The function needs a transform that the template does not have.
    case missingTransform(String, function: String)

    // Names of declarations

    /// A logical id has other characters than letters and digits.
    case invalidLogicalID(String)
    /// A name is longer than CloudFormation allows.
    case nameTooLong(length: Int, limit: Int)
    /// A name that something else of the template has already.
    case takenName(String, by: String)
    /// A key in the body of a loop lacks the loop's identifier, so that every round would make the same.
    case constantLoopKey(identifier: String)
    /// A key of a mapping has other characters than it may have.
    case invalidMappingKey(String, expected: String)
    /// A parameter and a resource have the same name.
    case ambiguousName(String)
    /// Two outputs export the same name.
    case duplicateExport(String)

    // Declarations

    /// A part that must be there is not.
    case missing(String, of: String)
    /// A key that a declaration does not have, close to one that it has.
    case unknownKey(String, nearest: String?)
    /// A value has another form than it must have.
    case unexpectedValue(expected: String)
    /// A resource type that does not exist, close to one that does.
    case unknownResourceType(String, nearest: String?)
    /// A resource type whose name is not formed as one.
    case malformedResourceType(String)

    // Parameters

    /// CloudFormation has no such parameter type.
    case unknownParameterType(String, nearest: String?)
    /// A constraint does not apply to the parameter's type.
    case inapplicableConstraint(String, type: String)
    /// The smallest allowed is larger than the largest allowed.
    case emptyRange(String, String)
    /// `AllowedPattern` is no regular expression.
    case invalidPattern(String, reason: String)
    /// A default, or an allowed value, breaks a constraint of its parameter.
    case constraintViolated(by: String, ConstraintViolation)

    // Limits

    /// There are more of something than CloudFormation takes.
    case tooMany(String, count: Int, limit: Int)
    /// A text is longer than CloudFormation takes.
    case tooLong(String, bytes: Int, limit: Int)
}

extension Problem: CustomStringConvertible {
    /// What is wrong and what would be right, in one sentence.
    public var description: String {
        switch self {
        case .unresolvedReference(let name, let nearest):
            "\(name.shown) is no parameter, resource or pseudo parameter of this template\(Self.hint(nearest))"
        case .unknownResource(let name, let nearest):
            "\(name.shown) is no resource of this template\(Self.hint(nearest))"
        case .unknownAttribute(let name, let type, let nearest):
            "\(type.shown) has no attribute \(name.shown)\(Self.hint(nearest))"
        case .unknownCondition(let name, let nearest):
            "\(name.shown) is no condition of this template\(Self.hint(nearest))"
        case .unknownMapping(let name, let nearest):
            "\(name.shown) is no mapping of this template\(Self.hint(nearest))"
        case .unknownMappingKey(let key, let mapping, let nearest):
            "the mapping \(mapping.shown) has no key \(key.shown) here\(Self.hint(nearest))"
        case .unknownParameter(let name, let nearest):
            "\(name.shown) is no parameter of this template\(Self.hint(nearest))"
        case .cycle(let names):
            "these wait for each other: \(names.map(\.displayable).joined(separator: " → "))"
        case .unknownFunction(let name, let nearest):
            "there is no function \(name.shown)\(Self.hint(nearest))"
        case .malformedFunction(let name, let expected):
            "\(name.shown) takes \(expected)"
        case .misplacedFunction(let name, let expected):
            "\(name.shown) cannot stand here; \(expected)"
        case .missingTransform(let transform, let function):
            "\(function.shown) needs the transform \(transform)"
        case .invalidLogicalID(let name):
            "\"\(name.displayable)\" must have letters and digits only"
        case .takenName(let name, let other):
            "\(name.shown) is the name of \(other) already"
        case .constantLoopKey(let identifier):
            "a key in a loop must contain ${\(identifier.displayable)} or &{\(identifier.displayable)}, or every round makes the same"
        case .invalidMappingKey(let key, let expected):
            "\"\(key.displayable)\" must have \(expected) only"
        case .nameTooLong(let length, let limit):
            "the name has \(length) characters, at most \(limit) are allowed"
        case .ambiguousName(let name):
            "\(name.shown) names both a parameter and a resource; rename one of them"
        case .duplicateExport(let name):
            "another output exports \(name.shown) already; export names are unique in an account and region"
        case .missing(let part, let whole):
            "\(whole) needs \(part)"
        case .unknownKey(let key, let nearest):
            "\(key.shown) is not known here\(Self.hint(nearest))"
        case .unexpectedValue(let expected):
            "must be \(expected)"
        case .unknownResourceType(let type, let nearest):
            "there is no resource type \(type.shown)\(Self.hint(nearest))"
        case .malformedResourceType(let type):
            "\"\(type.displayable)\" must be a resource type such as AWS::SNS::Topic, or Custom:: and at most 60 letters, digits, _@-"
        case .unknownParameterType(let type, let nearest):
            "there is no parameter type \(type.shown)\(Self.hint(nearest))"
        case .inapplicableConstraint(let constraint, let type):
            "\(constraint) does not apply to a parameter of type \(type.shown)"
        case .emptyRange(let smallest, let largest):
            "\(smallest.displayable) is larger than \(largest.displayable), so no value is allowed"
        case .invalidPattern(let pattern, let reason):
            "\"\(pattern.displayable)\" is no regular expression: \(reason)"
        case .constraintViolated(let value, let violation):
            "\"\(value.displayable)\" \(violation)"
        case .tooMany(let what, let count, let limit):
            "has \(count) \(what), at most \(limit) are allowed"
        case .tooLong(let what, let bytes, let limit):
            "\(what) has \(bytes) bytes, at most \(limit) are allowed"
        }
    }

    private static func hint(_ nearest: String?) -> String { nearest.map { "; did you mean \($0.displayable)?" } ?? "" }
}

extension String {
    /// A name in a sentence.
    fileprivate var shown: String { isEmpty ? "\"\"" : displayable }
}
