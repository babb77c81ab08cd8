import CloudFormation
import ScoutIntegration
import Testing

private func estimate(_ region: String = "us-east-1", _ usage: Usage) throws -> CostEstimate {
    let stack = ScoutStack(
        scoutAccountID: try AccountID("111122223333"),
        setupEndpoint: try Endpoint("https://scout.example.com/v1/setup"),
        eventsEndpoint: try Endpoint("https://scout.example.com/v1/events")
    )
    return try CostEstimate(of: stack.template, in: Region(region), usage: usage)
}

@Suite struct `The cost estimate` {
    @Test func `reproduces the documentation's column for 100 pushes a day`() throws {
        let estimate = try estimate("us-east-1", Usage(pushesPerDay: 100))
        let shown = Dictionary(uniqueKeysWithValues: estimate.lines.map { ($0.name, $0.monthly.roundedUp) })
        #expect(
            shown == [
                "SNSTopic": "0.00", "TopicPolicy": "0.00", "ScoutAPICredentials": "0.42",
                "AssumeRoleScoutSetup": "0.00",
                "AssumeRoleEcrAccess": "0.00", "ScoutSetup": "0.00", "Connection": "0.00", "ApiDestination": "0.01",
                "InvokeApiRole": "0.00", "Rule": "0.00",
            ]
        )
        #expect(estimate.total.roundedUp == "0.43")
    }

    @Test(arguments: [
        (0, "0.4", "0"), (1, "0.40015", "0.000006"), (100, "0.415", "0.0006"), (10_000, "1.9", "0.06"),
        (100_000_000, "15000.4", "600"),
    ])
    func `is exact`(_ pushes: Int, _ secret: String, _ destination: String) throws {
        let lines = try estimate("us-east-1", Usage(pushesPerDay: pushes)).lines
        #expect(lines.first { $0.name == "ScoutAPICredentials" }?.monthly.exact == secret)
        #expect(lines.first { $0.name == "ApiDestination" }?.monthly.exact == destination)
    }

    @Test func `shows its arithmetic`() throws {
        let lines = try estimate("us-east-1", Usage(pushesPerDay: 100, imageGigabytes: 0.35)).lines
        let arithmetic = Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0.arithmetic) })
        #expect(
            arithmetic["ScoutAPICredentials"]
                == "$0.40 + 100 pushes x 30 days = 3000 API calls x $0.05 / 10,000 = $0.415"
        )
        #expect(
            arithmetic["ApiDestination"] == "100 pushes x 30 days = 3000 invocations x $0.20 / 1,000,000 = $0.0006"
        )
        #expect(arithmetic["Image transfer"] == "3000 pushes x 0.35 GB x $0.09 = $94.5")
    }

    @Test func `speaks of one push as one`() throws {
        let estimate = try estimate("us-east-1", Usage(pushesPerDay: 1))
        #expect(estimate.rendered(as: .text).hasPrefix("Monthly cost in us-east-1 for 1 push a day\n"))
        #expect(estimate.lines.first { $0.name == "ApiDestination" }?.arithmetic.hasPrefix("1 push x 30 days") == true)
    }

    @Test func `adds the transfer of images only when their size is given`() throws {
        #expect(try estimate("us-east-1", Usage()).lines.count == 10)
        let transfer = try estimate("us-east-1", Usage(pushesPerDay: 1, imageGigabytes: 1)).lines.last
        #expect(transfer?.monthly.exact == "2.7")
        #expect(try estimate("us-east-1", Usage(imageGigabytes: 0)).lines.last?.monthly == .free)
        #expect(
            try estimate("us-east-1", Usage(pushesPerDay: 100_000_000, imageGigabytes: 10_000)).total.exact
                == "2700000015600.4"
        )
    }

    @Test func `says where transfer costs more, and refuses where it is not billed in dollars`() throws {
        let usage = try Usage(imageGigabytes: 1)
        #expect(try estimate("eu-central-1", usage).rendered(as: .text).contains("costs more") == false)
        #expect(
            try estimate("ap-southeast-1", usage).rendered(as: .text).contains(
                "Transfer out of ap-southeast-1 costs more"
            )
        )
        #expect(throws: InvalidInput.self) { try estimate("cn-north-1", Usage()) }
    }

    @Test func `refuses a resource type whose price it does not know`() throws {
        var template = Template()
        template.add("Database", GenericResource("AWS::RDS::DBInstance"))
        #expect(throws: InvalidInput.self) { try CostEstimate(of: template, in: Region("us-east-1"), usage: Usage()) }
    }

    @Test(
        arguments: [(-1, nil), (100_000_001, nil), (1, -0.1), (1, 10_000.5), (1, .infinity), (1, .nan)]
            as [(Int, Double?)]
    )
    func `refuses a usage out of bounds`(_ pushes: Int, _ gigabytes: Double?) {
        #expect(throws: InvalidInput.self) { try Usage(pushesPerDay: pushes, imageGigabytes: gigabytes) }
    }

    @Test func `is written as a table, as Markdown and as JSON`() throws {
        let estimate = try estimate("us-east-1", Usage())
        let text = estimate.rendered(as: .text).split(separator: "\n")
        #expect(text.first == "Monthly cost in us-east-1 for 100 pushes a day")
        #expect(text.contains { $0.hasPrefix("Total ") && $0.hasSuffix(" $0.43") })
        #expect(
            estimate.rendered(as: .markdown).contains(
                "| `ScoutAPICredentials` | `AWS::SecretsManager::Secret` | $0.42 | $0.40 + 100 pushes x 30 days = 3000 API calls x $0.05 / 10,000 = $0.415 |"
            )
        )
        let json = estimate.rendered(as: .json)
        #expect(json.contains("\"total\": 0.43"))
        #expect(json.contains("\"monthlyExact\": 0.415"))
    }
}
