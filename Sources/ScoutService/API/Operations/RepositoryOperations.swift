import CloudFormation
import ScoutIntegration

/// `/v1/organizations/{organization}/repositories` and `…/settings`: which images are analyzed.
struct RepositoryOperations: Sendable {
    let organizations: Organizations

    private static let path: PathTemplate = "/v1/organizations/{organization}/repositories"
    private static let settingsPath: PathTemplate = "/v1/organizations/{organization}/settings"
    private static let tag = "Repositories"

    /// How many names and patterns can be sent at once.
    static let maximumPatterns = 500

    var all: [APIOperation] { [list, choose, showSettings, changeSettings] }

    private var list: APIOperation {
        APIOperation(
            id: "listRepositories",
            method: "GET",
            path: Self.path,
            summary: "List the repositories that images were pushed to, or that were named in a choice.",
            tag: Self.tag,
            query: .object(
                .optional(
                    "search",
                    Schema.text(.init(length: 0...256)).example("app").described("A part of the repository's name.")
                ),
                .optional("integration", AnswerSchemas.integrationID),
                .optional("active", Schema.flag.described("Whether the images are analyzed; both kinds without.")),
                .optional("limit", AnswerSchemas.limit),
                .optional("after", AnswerSchemas.after)
            ),
            success: .init(
                description: "A page of repositories, by integration and name.",
                schema: AnswerSchemas.page("repositories", of: Self.repository)
            ),
            work: .members { [organizations] request in
                let page = try await organizations.repositories(
                    of: request.organization,
                    where: Organizations.RepositoryFilter(
                        search: request.text("search") ?? "",
                        integration: request.text("integration"),
                        isActive: request.query["active"].map { $0 == true }
                    ),
                    after: try request.text("after").map { try ListPosition($0) },
                    limit: request.integer("limit") ?? 1
                )
                return page.answer("repositories") { repository in
                    repository.integration.listing(
                        of: repository.name,
                        isActive: repository.isActive,
                        images: repository.images
                    )
                }
            }
        )
    }

    private static let repository = Schema.object(
        .required("organization", AnswerSchemas.organization),
        .required("integration", AnswerSchemas.integrationID),
        .required("registry", AnswerSchemas.registry),
        .required("repository", .text.example("team/app").described("The repository's name.")),
        .required("active", Schema.flag.example(true).described("Whether images that are pushed are analyzed.")),
        .required("images", Schema.integer().example(12).described("How many images are known."))
    ).named("Repository")

    private static let choice = Schema.object(
        .required("patterns", .list(of: AnswerSchemas.repositoryPattern, count: 1...maximumPatterns)),
        .required("active", Schema.flag.example(true).described("Whether images that are pushed are analyzed.")),
        .optional(
            "integration",
            AnswerSchemas.integrationID.described("The one integration that is meant; all without.")
        )
    ).named("RepositoryChoice")

    private var choose: APIOperation {
        APIOperation(
            id: "chooseRepositories",
            method: "PATCH",
            path: Self.path,
            summary: "Choose whether images of repositories are analyzed, by names and patterns.",
            description: """
                A choice holds for repositories to come, too. Of several that mean a repository, the last one counts.
                """,
            tag: Self.tag,
            body: Self.choice,
            success: .init(
                description: "How many repositories are meant.",
                schema: Schema.object(
                    .required("active", Schema.flag.example(true)),
                    .required(
                        "matching",
                        Schema.integer().example(3).described("How many repositories the choice means at present.")
                    )
                ).named("RepositoryChoiceMade")
            ),
            places: ["repository": .wholeBody.member("patterns")],
            work: .owners { [organizations] request in
                let patterns = (request.body["patterns"]?.arrayValue ?? []).compactMap(\.stringValue)
                let (isActive, integration) = (request.body["active"] == true, request.body["integration"]?.stringValue)
                try await organizations.setActive(
                    isActive,
                    patterns,
                    integration: integration,
                    of: request.organization
                )
                let matching = try await organizations.matchingRepositories(
                    patterns.map { try RepositoryPattern($0) },
                    integration: integration,
                    of: request.organization
                )
                return APIAnswer(["active": .bool(isActive), "matching": .number(Number(matching))])
            }
        )
    }

    // MARK: Settings

    private static let activatesNewRepositories = Schema.Member.required(
        "activatesNewRepositories",
        Schema.flag.example(false)
            .described("Whether images are analyzed of repositories that no name or pattern of a choice means.")
    )
    private static let settings = Schema.object(activatesNewRepositories).named("Settings")

    private var showSettings: APIOperation {
        APIOperation(
            id: "showSettings",
            method: "GET",
            path: Self.settingsPath,
            summary: "Show the organization's settings.",
            tag: Self.tag,
            success: .init(description: "The settings.", schema: Self.settings),
            work: .members { [organizations] request in
                let settings = try await organizations.settings.settings(of: request.organization)
                return APIAnswer(["activatesNewRepositories": .bool(settings.activatesNewRepositories)])
            }
        )
    }

    private var changeSettings: APIOperation {
        APIOperation(
            id: "changeSettings",
            method: "PUT",
            path: Self.settingsPath,
            summary: "Change the organization's settings.",
            tag: Self.tag,
            body: Schema.object(Self.activatesNewRepositories).named("SettingsChange"),
            success: .init(description: "The settings as they are now.", schema: Self.settings),
            work: .owners { [organizations] request in
                let isActive = request.body["activatesNewRepositories"] == true
                try await organizations.setActivatesNewRepositories(isActive, of: request.organization)
                return APIAnswer(["activatesNewRepositories": .bool(isActive)])
            }
        )
    }
}

extension ListPage {
    /// The page as clients read it.
    func answer(_ name: String, _ listing: (Item) -> Value) -> APIAnswer {
        APIAnswer(
            .object(Object([(name, .array(items.map(listing))), ("next", next.map { .string($0.text) } ?? .null)]))
        )
    }
}
