import CloudFormation
import ScoutIntegration

/// `/v1/organizations/{organization}/stack`: what customers deploy, read off the template itself.
struct StackOperations: Sendable {
    let organizations: Organizations

    var all: [APIOperation] { [explain] }

    private var explain: APIOperation {
        APIOperation(
            id: "explainStack",
            method: "GET",
            path: "/v1/organizations/{organization}/stack",
            summary: "Explain the stack: what each resource is for, what it permits whom, and what it costs.",
            tag: "Stack",
            query: Self.usage,
            success: .init(description: "The resources in the template's order.", schema: Self.explanation),
            places: [
                "region": .query("region"), "pushes per day": .query("pushesPerDay"), "image size": .query("imageGB"),
            ],
            work: .members { [organizations] request in
                guard let stack = organizations.launch?.stack else {
                    throw Organizations.Refusal.unavailable(Organizations.missingLaunchSettings)
                }
                let estimate = try CostEstimate(
                    of: stack.template,
                    in: Region(request.text("region") ?? ""),
                    usage: Usage(
                        pushesPerDay: request.integer("pushesPerDay") ?? 0,
                        imageGigabytes: request.query["imageGB"]?.scalarSpelling.flatMap { Double($0) }
                    )
                )
                return APIAnswer(Self.value(stack.explanation(costing: estimate), estimate))
            }
        )
    }

    private static let usage = Schema.object(
        .optional(
            "pushesPerDay",
            Schema.integer(0...Usage.maximumPushesPerDay).defaulting(to: 100).example(100)
                .described("Images pushed a day, on average.")
        ),
        .optional(
            "imageGB",
            Schema.number(0...Usage.maximumImageGigabytes).example(0.35)
                .described("The size of an image in gigabytes, to add the transfer of each push out of AWS.")
        ),
        .optional(
            "region",
            AnswerSchemas.region(Region.all.filter { $0.partition != .awsChina }, example: "us-east-1")
                .defaulting(to: "us-east-1").described("Where the stack is, except in China, which is billed in yuan.")
        )
    )

    // MARK: What is answered

    private static let dollars = Schema.number(0...1e15).example(0.42)
    private static let cost = Schema.object(
        .required("monthly", dollars.described("In dollars a month, rounded up to the cent.")),
        .required("monthlyExact", dollars.example(0.415)),
        .required(
            "arithmetic",
            .text.example("$0.40 + 100 pushes x 30 days = 3000 API calls x $0.05 / 10,000 = $0.415")
        )
    ).named("Cost")

    private static let resource = Schema.object(
        .required("name", .text.example("ScoutAPICredentials").described("The resource's logical id.")),
        .required("type", .text.example("AWS::SecretsManager::Secret")),
        .required(
            "job",
            .text.example("holds the key with which this account sends events; Docker Scout writes it")
                .described("What it is for, as the end of a sentence that begins with its name.")
        ),
        .required("permissions", .list(of: .text).example([]).described("What it permits whom, a sentence each.")),
        .required("cost", cost)
    ).named("StackResource")

    private static let explanation = Schema.object(
        .required("region", .text.example("us-east-1")),
        .required("currency", .choice(["USD"])),
        .required("pushesPerDay", Schema.integer().example(100)),
        .required("daysPerMonth", Schema.integer().example(30)),
        .required("imageGigabytes", Schema.number(0...Usage.maximumImageGigabytes).orNull.example(.null)),
        .required("resources", .list(of: resource)),
        .required(
            "imageTransfer",
            cost.orNull.example(.null).described("What it costs to pull the images; null without their size.")
        ),
        .required("total", dollars.example(0.43).described("In dollars a month.")),
        .required("notes", .list(of: .text.example("List prices in US dollars without free tiers.")))
    ).named("StackExplanation")

    private static func value(_ resources: [ResourceExplanation], _ estimate: CostEstimate) -> Value {
        let listing = estimate.listing
        let lines = listing["lines"]?.arrayValue ?? []
        let byResource = Dictionary(lines.map { ($0["resource"]?.stringValue ?? "", cost($0)) }) { first, _ in first }
        let names = Set(resources.map(\.name))
        let transfer = lines.first { !names.contains($0["resource"]?.stringValue ?? "") }
        return [
            "region": listing["region"] ?? .null, "currency": listing["currency"] ?? .null,
            "pushesPerDay": listing["pushesPerDay"] ?? .null, "daysPerMonth": listing["daysPerMonth"] ?? .null,
            "imageGigabytes": listing["imageGigabytes"] ?? .null,
            "resources": .array(
                resources.map { resource in
                    [
                        "name": .string(resource.name), "type": .string(resource.type), "job": .string(resource.job),
                        "permissions": .array(resource.permissions.map { .string($0) }),
                        "cost": byResource[resource.name] ?? .null,
                    ]
                }
            ),
            "imageTransfer": transfer.map(cost) ?? .null, "total": listing["total"] ?? .null,
            "notes": listing["notes"] ?? .null,
        ]
    }

    private static func cost(_ line: Value) -> Value {
        .object(Object(["monthly", "monthlyExact", "arithmetic"].map { ($0, line[$0] ?? .null) }))
    }
}
