/// Pseudo parameters: values that CloudFormation itself sets.
///
/// `AWS::NoValue` is ``ValueRepresentable/noValue``, since it stands in place of any type.
///
/// - Source: CloudFormation User Guide, "Pseudo parameters reference".
public enum AWS: Sendable {
    /// The id of the account in which the stack is made: 12 digits.
    public static let accountID = pseudo("AWS::AccountId")
    /// The topics that the stack's events are published to.
    public static let notificationARNs = List<Property<String>>(unchecked: .single("Ref", "AWS::NotificationARNs"))
    /// `aws`, `aws-cn`, `aws-us-gov`, …: the second part of every ARN.
    public static let partition = pseudo("AWS::Partition")
    /// The region in which the stack is made, for instance `eu-central-1`.
    public static let region = pseudo("AWS::Region")
    /// The stack's ARN, which ends in the stack's name and a UUID.
    public static let stackID = pseudo("AWS::StackId")
    /// The stack's name.
    public static let stackName = pseudo("AWS::StackName")
    /// The domain of the partition's services, usually `amazonaws.com`.
    public static let urlSuffix = pseudo("AWS::URLSuffix")

    /// The names that `Ref` and `Fn::Sub` take without a declaration.
    static let pseudoParameterNames = [
        "AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region", "AWS::StackId",
        "AWS::StackName", "AWS::URLSuffix",
    ]

    private static func pseudo(_ name: String) -> Property<String> {
        Property(unchecked: .single("Ref", .string(name)))
    }
}
