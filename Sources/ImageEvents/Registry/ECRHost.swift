public import AWSClient

/// The host of a private registry of Amazon ECR.
///
/// - Shape: `ACCOUNT.dkr.ecr.REGION.SUFFIX`, or `dkr.ecr-fips`.
/// - Source: Amazon ECR User Guide, "Amazon ECR private registry"; AWS General Reference, "Amazon ECR endpoints".
public struct ECRHost: Sendable, Hashable {
    /// The region.
    public let region: AWSRegion

    /// The registry of that host; `nil` where the host is another one.
    public init?(_ host: String) {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 6, labels[0].utf8.count == 12, labels[0].utf8.allSatisfy({ (48...57).contains($0) }),
            labels[1] == "dkr", labels[2] == "ecr" || labels[2] == "ecr-fips",
            let region = try? AWSRegion(String(labels[3])),
            ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu"].contains(labels[4...].joined(separator: "."))
        else { return nil }
        self.region = region
    }
}
