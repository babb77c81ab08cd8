import CloudFormation
import ScoutIntegration

/// `/v1/organizations/{organization}/integrations`: registries and their stacks.
struct IntegrationOperations: Sendable {
    let organizations: Organizations

    private static let collection: PathTemplate = "/v1/organizations/{organization}/integrations"
    private static let element: PathTemplate = "/v1/organizations/{organization}/integrations/{integration}"
    private static let tag = "Integrations"

    var all: [APIOperation] { [list, add, show, remove] }

    private var list: APIOperation {
        APIOperation(
            id: "listIntegrations",
            method: "GET",
            path: Self.collection,
            summary: "List the integrations, oldest first.",
            tag: Self.tag,
            query: .object(
                .optional("removed", Schema.flag.defaulting(to: false).described("Whether to list removed ones too."))
            ),
            success: .init(
                description: "The integrations.",
                schema: .object(.required("integrations", .list(of: IntegrationSchemas.integration)))
            ),
            work: .members { [organizations] request in
                let integrations = try await organizations.integrations(
                    of: request.organization,
                    includingRemoved: request.query["removed"] == true
                )
                return APIAnswer(["integrations": .array(integrations.map(\.listing))])
            }
        )
    }

    private var add: APIOperation {
        APIOperation(
            id: "addIntegration",
            method: "POST",
            path: Self.collection,
            summary: "Make an integration for a region.",
            description: """
                It is pending until its stack calls. Whoever may create stacks in the account opens launchURL, or hands the \
                parameters to `aws cloudformation create-stack`.
                """,
            tag: Self.tag,
            body: IntegrationSchemas.addition(organizations.launch?.regions ?? Region.all),
            success: .init(
                status: 201,
                description: "The integration, and what it takes to make its stack.",
                schema: IntegrationSchemas.launch,
                hasLocation: true,
                links: ["showIntegration", "removeIntegration"]
            ),
            // A template lies in one partition, and the console of another one cannot read it.
            places: ["template URL": .wholeBody.member("region"), "region": .wholeBody.member("region")],
            work: .owners { [organizations] request in
                let stackName = try StackName(request.body["stackName"]?.stringValue ?? StackName.proposed.name)
                let made = try await organizations.add(
                    region: request.body["region"]?.stringValue ?? "",
                    stackName: stackName.name,
                    to: request.organization
                )
                guard let launch = organizations.launch else {
                    throw Organizations.Refusal.unavailable(Organizations.missingLaunchSettings)
                }
                return APIAnswer(
                    made.integration.launchListing(
                        of: launch.stack,
                        from: launch.templateURL,
                        stackName: stackName,
                        link: made.link
                    ),
                    status: 201,
                    location: "/v1/organizations/\(request.organization.text)/integrations/\(made.integration.id.text)"
                )
            }
        )
    }

    private var show: APIOperation {
        APIOperation(
            id: "showIntegration",
            method: "GET",
            path: Self.element,
            summary: "Show an integration with the progress of its stack and its history.",
            tag: Self.tag,
            success: .init(description: "The integration.", schema: IntegrationSchemas.details),
            work: .members { [organizations] request in
                let integration = try await organizations.presentIntegration(request)
                guard case .object(var object) = integration.details else { return APIAnswer(integration.details) }
                let lastEvent = try await organizations.images.lastEvent(of: integration.id)
                object["lastEventAt"] = lastEvent.map { .string($0.iso8601) } ?? .null
                // Who has the link may send messages in the integration's name, so it is for those who may change it.
                let link = request.token.role == .owner ? organizations.launchLink(of: integration) : nil
                object["launchURL"] = link.map { .string($0.url) } ?? .null
                return APIAnswer(.object(object))
            }
        )
    }

    private var remove: APIOperation {
        APIOperation(
            id: "removeIntegration",
            method: "DELETE",
            path: Self.element,
            summary: "Remove an integration: its stack is no longer listened to.",
            description: """
                The stack itself remains in the account until somebody deletes it in CloudFormation. Images that are known \
                remain known. Nothing brings the integration back; a new one can be made for the region.
                """,
            tag: Self.tag,
            success: .init(description: "What was removed, and what remains.", schema: IntegrationSchemas.removal),
            work: .owners { [organizations] request in
                let before = try await organizations.presentIntegration(request)
                let after = try await organizations.remove(before.id.text, of: request.organization)
                return APIAnswer([
                    "id": .string(after.id.text), "status": .string(after.status.name),
                    "remainingStackId": before.stack.map { .string($0.id.arn) } ?? .null,
                    "note": .string(Self.note(before)),
                ])
            }
        )
    }

    private static func note(_ integration: Integration) -> String {
        guard let stack = integration.stack else {
            return "A stack that was begun for it remains in the account until somebody deletes it in CloudFormation."
        }
        return "The stack \(stack.id.name.name) remains in the account until somebody deletes it in CloudFormation."
    }
}

extension Organizations {
    /// The integration of a request's path, unless it was removed by whoever may.
    fileprivate func presentIntegration(_ request: APIRequest) async throws -> Integration {
        let integration = try await integration(request.path["integration"] ?? "", of: request.organization)
        guard !integration.isWithdrawn else { throw Refusal.notFound("the integration was removed") }
        return integration
    }
}
