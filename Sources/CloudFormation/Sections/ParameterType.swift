/// What a parameter takes.
///
/// - Source: CloudFormation User Guide, "CloudFormation template Parameters syntax", "Specify existing resources at
///   runtime with CloudFormation-supplied parameter types" and "Systems Manager parameter types".
public struct ParameterType<Reference: ValueRepresentable>: Sendable, Hashable {
    /// The type in CloudFormation's spelling.
    public let rawValue: String

    /// The type of that spelling, for one that has no constant here.
    public init(rawValue: String) { self.rawValue = rawValue }
}

extension ParameterType where Reference == Property<String> {
    /// Text.
    public static let string = Self(rawValue: "String")
    /// The name of a parameter of Systems Manager's parameter store, not its value.
    public static let ssmParameterName = Self(rawValue: "AWS::SSM::Parameter::Name")

    /// An existing resource of the account, which the console offers in a menu.
    public static func existing(_ resource: ExistingResource) -> Self { Self(rawValue: resource.rawValue) }
}

extension ParameterType where Reference == Property<Int> {
    /// A whole number.
    public static let number = Self(rawValue: "Number")
}

extension ParameterType where Reference == Property<Double> {
    /// A number with a fraction.
    public static let decimalNumber = Self(rawValue: "Number")
}

extension ParameterType where Reference == List<Property<Int>> {
    /// Whole numbers with commas between them.
    public static let listOfNumbers = Self(rawValue: "List<Number>")
}

extension ParameterType where Reference == List<Property<String>> {
    /// Texts with commas between them.
    public static let commaDelimitedList = Self(rawValue: "CommaDelimitedList")

    /// Existing resources of the account, which the console offers in a menu.
    public static func listOfExisting(_ resource: ExistingResource) -> Self {
        Self(rawValue: "List<\(resource.rawValue)>")
    }
}

extension ParameterType {
    /// The value of a parameter of Systems Manager's parameter store, whose name is supplied.
    ///
    /// - Parameter type: the type that the store gives: text, a list, or existing resources.
    public static func ssmParameterValue(of type: Self) -> Self {
        Self(rawValue: "AWS::SSM::Parameter::Value<\(type.rawValue)>")
    }
}

/// A kind of existing resource that a parameter can ask for.
public struct ExistingResource: Sendable, Hashable {
    /// The kind in CloudFormation's spelling, for instance `AWS::EC2::VPC::Id`.
    public let rawValue: String

    /// The kind of that spelling, for one that has no constant here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// An availability zone, such as `us-west-2a`.
    public static let availabilityZoneName = Self(rawValue: "AWS::EC2::AvailabilityZone::Name")
    /// A machine image.
    public static let imageID = Self(rawValue: "AWS::EC2::Image::Id")
    /// An EC2 instance.
    public static let instanceID = Self(rawValue: "AWS::EC2::Instance::Id")
    /// An EC2 key pair.
    public static let keyPairName = Self(rawValue: "AWS::EC2::KeyPair::KeyName")
    /// A security group of the default network by name.
    public static let securityGroupName = Self(rawValue: "AWS::EC2::SecurityGroup::GroupName")
    /// A security group by id.
    public static let securityGroupID = Self(rawValue: "AWS::EC2::SecurityGroup::Id")
    /// A subnet.
    public static let subnetID = Self(rawValue: "AWS::EC2::Subnet::Id")
    /// An EBS volume.
    public static let volumeID = Self(rawValue: "AWS::EC2::Volume::Id")
    /// A virtual private cloud.
    public static let vpcID = Self(rawValue: "AWS::EC2::VPC::Id")
    /// A Route 53 hosted zone.
    public static let hostedZoneID = Self(rawValue: "AWS::Route53::HostedZone::Id")

    /// All kinds that CloudFormation documents.
    static let all: [Self] = [
        .availabilityZoneName, .imageID, .instanceID, .keyPairName, .securityGroupName, .securityGroupID, .subnetID,
        .volumeID, .vpcID, .hostedZoneID,
    ]
}
