public import CloudFormation

/// What a stack costs its owner a month, resource by resource, with the arithmetic.
///
/// List prices without free tiers and discounts, of the regions with AWS's standard prices.
///
/// - Source: AWS Secrets Manager pricing; Amazon EventBridge pricing; Amazon EC2 on-demand pricing, "Data transfer".
public struct CostEstimate: Sendable, Hashable {
    /// The region that the estimate is for.
    public let region: Region
    /// The usage that the estimate is for.
    public let usage: Usage
    /// A line for each resource in the template's order, and one for the transfer of images if their size is known.
    public let lines: [Line]

    /// What one resource costs.
    public struct Line: Sendable, Hashable {
        /// The resource's logical id, or `Image transfer`.
        public let name: String
        /// The resource type, or what the line is for.
        public let type: String
        /// What it costs a month.
        public let monthly: Price
        /// How the price comes about.
        public let arithmetic: String
    }

    /// What the stack costs a month: the sum of the lines as they are shown, each rounded up to the cent.
    public var total: Price { lines.reduce(.free) { $0 + $1.monthly.rounded } }

    /// Whether the price of image transfer is known to be the region's; elsewhere it is higher.
    public var hasRegionalTransferPrice: Bool {
        ["us-east-", "us-west-", "ca-", "eu-"].contains { region.name.hasPrefix($0) }
    }

    /// Estimates the cost of the Scout stack's resources.
    ///
    /// Throws for a region that is not billed in US dollars, and for a template with a resource type whose price is not
    /// known here.
    public init(of template: Template, in region: Region, usage: Usage) throws(InvalidInput) {
        guard region.partition != .awsChina else {
            throw InvalidInput(
                "region",
                given: region.name,
                "must be billed in US dollars; China's regions are billed in yuan"
            )
        }
        self.region = region
        self.usage = usage
        var lines: [Line] = []
        for (name, resource) in template.resources.elements {
            lines.append(try Self.line(name, resource.type ?? "", usage))
        }
        if let size = usage.imageMicrogigabytes { lines.append(Self.transferLine(size, usage)) }
        self.lines = lines
    }

    private static func line(_ name: String, _ type: String, _ usage: Usage) throws(InvalidInput) -> Line {
        let pushes = usage.pushesPerMonth
        let month = "\(Usage.pushes(usage.pushesPerDay)) x \(Usage.daysPerMonth) days"
        switch type {
        case "AWS::SecretsManager::Secret":
            // $0.40 a secret and month, $0.05 for 10,000 calls.
            let price = Price(nanodollars: 400_000_000 + Int128(pushes) * 5_000)
            return Line(
                name: name,
                type: type,
                monthly: price,
                arithmetic: "$0.40 + \(month) = \(pushes) API calls x $0.05 / 10,000 = $\(price.exact)"
            )
        case "AWS::Events::ApiDestination":
            // $0.20 for a million invocations.
            let price = Price(nanodollars: Int128(pushes) * 200)
            return Line(
                name: name,
                type: type,
                monthly: price,
                arithmetic: "\(month) = \(pushes) invocations x $0.20 / 1,000,000 = $\(price.exact)"
            )
        default:
            guard let reason = freeResourceTypes[type] else {
                let known = freeResourceTypes.keys.sorted().joined(separator: ", ")
                throw InvalidInput("resource type", given: type, "must be one whose price is known: \(known)")
            }
            return Line(name: name, type: type, monthly: .free, arithmetic: reason)
        }
    }

    /// Why resources of a type cost nothing in this use.
    private static let freeResourceTypes = [
        "AWS::Events::Connection": "its copy of the key is included in the price of API destinations",
        "AWS::Events::Rule": "events of AWS services are free",
        "AWS::IAM::Role": "IAM is free",
        "AWS::SNS::Topic": "a few notifications in the life of the stack",
        "AWS::SNS::TopicPolicy": "policies are free",
        "Custom::ScoutSetup": "resources outside of AWS cost nothing",
    ]

    private static func transferLine(_ microgigabytes: Int, _ usage: Usage) -> Line {
        // $0.09 for a gigabyte, so 90 billionths of a dollar for a millionth of it.
        let price = Price(nanodollars: Int128(usage.pushesPerMonth) * Int128(microgigabytes) * 90)
        let size = Price(nanodollars: Int128(microgigabytes) * 1_000).exact
        return Line(
            name: "Image transfer",
            type: "Egress",
            monthly: price,
            arithmetic: "\(usage.pushesPerMonth) pushes x \(size) GB x $0.09 = $\(price.exact)"
        )
    }
}
