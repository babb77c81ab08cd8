/// A separate set of AWS regions with its own accounts, ARNs and console.
///
/// - Source: AWS General Reference, "Amazon Resource Names (ARNs)"; the partitions of AWS's SDKs.
public enum Partition: String, Sendable, Hashable, CaseIterable {
    /// The public one.
    case aws
    /// China.
    case awsChina = "aws-cn"
    /// The United States' GovCloud.
    case awsUSGov = "aws-us-gov"

    /// The end of the partition's host names.
    public var dnsSuffix: String {
        switch self {
        case .aws, .awsUSGov: "amazonaws.com"
        case .awsChina: "amazonaws.com.cn"
        }
    }

    /// The host of the console of a region.
    ///
    /// - Source: AWS Management Console Getting Started Guide; AWS GovCloud User Guide; Getting Started with Amazon Web
    ///   Services in China.
    func consoleHost(for region: String) -> String {
        switch self {
        case .aws: "\(region).console.aws.amazon.com"
        case .awsChina: "\(region).console.amazonaws.cn"
        case .awsUSGov: "console.amazonaws-us-gov.com"
        }
    }
}
