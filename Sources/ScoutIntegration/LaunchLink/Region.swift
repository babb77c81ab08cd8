import CloudFormation

/// A region of AWS.
public struct Region: Sendable, Hashable {
    /// The region's code, for instance `eu-central-1`.
    public let name: String

    /// The partition that the region belongs to.
    public let partition: Partition

    /// The region of that code.
    ///
    /// A code that is well-formed but unknown is refused: a link with it would open an error page.
    public init(_ text: String) throws(InvalidInput) {
        guard let (partition, _) = Self.codes.first(where: { $0.codes.contains(text) }) else {
            let known = Self.codes.flatMap(\.codes)
            let partitions = Partition.allCases.map(\.rawValue).joined(separator: ", ")
            let hint = nearestName(to: text, among: known).map { "; did you mean \($0)?" } ?? ", such as us-east-1"
            throw InvalidInput("region", given: text, "must be a region of \(partitions)\(hint)")
        }
        name = text
        self.partition = partition
    }

    /// Every region that the constructor knows, partition by partition.
    public static var all: [Region] {
        codes.flatMap { partition, codes in codes.map { Region(name: $0, partition: partition) } }
    }

    private init(name: String, partition: Partition) {
        self.name = name
        self.partition = partition
    }

    /// - Source: the endpoints that AWS's SDK for Python lists, regions of the partitions with a public console.
    private static let codes: [(partition: Partition, codes: [String])] = [
        (
            .aws,
            [
                "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
                "ap-south-1",
                "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
                "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2",
                "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1",
                "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1",
                "us-west-2",
            ]
        ),
        (.awsChina, ["cn-north-1", "cn-northwest-1"]),
        (.awsUSGov, ["us-gov-east-1", "us-gov-west-1"]),
    ]
}
