/// Type and properties of a resource: what ``Template/add(_:_:condition:dependsOn:creationPolicy:deletionPolicy:metadata:updatePolicy:updateReplacePolicy:)``
/// takes.
public protocol ResourceModel: Sendable, Hashable {
    /// The resource type, for instance `AWS::SNS::Topic`.
    var resourceType: String { get }

    /// The properties as the template shows them.
    var value: Value { get }
}

/// A resource type whose properties and attributes this library knows.
public protocol TypedResource: ResourceModel, PropertyObject {
    /// The resource type, for instance `AWS::SNS::Topic`.
    static var resourceType: String { get }
}

extension TypedResource {
    /// The resource type, for instance `AWS::SNS::Topic`.
    public var resourceType: String { Self.resourceType }
}

/// A resource of any type, with properties in CloudFormation's names.
///
/// ```swift
/// let queue = template.add("Queue", GenericResource("AWS::SQS::Queue", ["VisibilityTimeout": 60]))
/// let arn: Property<String> = queue.getAtt("Arn")
/// ```
public struct GenericResource: ResourceModel {
    /// The resource type, for instance `AWS::SQS::Queue`.
    public var resourceType: String

    /// The properties as the template shows them.
    public var value: Value

    /// A resource of that type.
    public init(_ resourceType: String, _ properties: Object = [:]) {
        self.resourceType = resourceType
        value = .object(properties)
    }
}

/// A custom resource, which a topic's subscriber or a Lambda function makes.
///
/// - Source: CloudFormation User Guide, "Custom resource reference" and "AWS::CloudFormation::CustomResource".
public struct CustomResource: ResourceModel {
    /// `AWS::CloudFormation::CustomResource` or `Custom::Name`.
    public var resourceType: String

    /// The properties as the template shows them.
    public var value: Value

    /// A custom resource.
    ///
    /// - Parameters:
    ///   - resourceType: `AWS::CloudFormation::CustomResource`, or `Custom::` and a name of at most 60 letters, digits, `_@-`.
    ///   - serviceToken: the ARN of the topic or function that is asked.
    ///   - serviceTimeout: how many seconds to wait for the answer: 1 to 3,600, 3,600 without.
    ///   - properties: what the provider is told. CloudFormation hands every scalar on as text.
    public init(
        _ resourceType: String = "AWS::CloudFormation::CustomResource",
        serviceToken: Property<String>,
        serviceTimeout: Property<Int>? = nil,
        properties: Object = [:]
    ) {
        self.resourceType = resourceType
        var object = Object(capacity: properties.count + 2)
        object.append("ServiceToken", serviceToken.value)
        if let serviceTimeout { object.append("ServiceTimeout", serviceTimeout.value) }
        for entry in properties { object[entry.key] = entry.value }
        value = .object(object)
    }
}

/// A resource of the template: what other parts of the template refer to.
///
/// Attributes are declared for each typed resource, so one that the type does not have does not compile.
public struct ResourceHandle<Model: ResourceModel>: Sendable, Hashable {
    /// The resource's logical id.
    public let logicalID: String

    /// Names a resource that the template declares elsewhere; `validate()` reports one that it does not.
    public init(_ logicalID: String) { self.logicalID = logicalID }

    /// What `Ref` gives: the physical id, whose meaning depends on the resource type.
    public var ref: Property<String> { Property(unchecked: .single("Ref", .string(logicalID))) }

    /// A call of `Fn::GetAtt`.
    func attribute<Result: ValueRepresentable>(_ name: String) -> Result {
        Result(unchecked: .single("Fn::GetAtt", .array([.string(logicalID), .string(name)])))
    }
}

extension ResourceHandle where Model == GenericResource {
    /// An attribute by CloudFormation's name, in the type that the context asks for; `validate()` reports one that the
    /// resource type does not have.
    public func getAtt<Result: ValueRepresentable>(_ attribute: String) -> Result { self.attribute(attribute) }
}

extension ResourceHandle where Model == CustomResource {
    /// A value of the `Data` that the provider answers, in the type that the context asks for.
    public func getAtt<Result: ValueRepresentable>(_ attribute: String) -> Result { self.attribute(attribute) }
}
