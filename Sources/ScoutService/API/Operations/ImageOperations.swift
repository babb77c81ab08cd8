import CloudFormation
import ScoutIntegration

/// `/v1/organizations/{organization}/images`: what was pushed, and what has become of it.
struct ImageOperations: Sendable {
    let organizations: Organizations

    private static let path: PathTemplate = "/v1/organizations/{organization}/images"
    private static let retryPath: PathTemplate = "/v1/organizations/{organization}/images/retry"
    private static let tag = "Images"

    /// How many digests can be sent at once.
    static let maximumDigests = 100

    var all: [APIOperation] { [list, retry] }

    private var list: APIOperation {
        APIOperation(
            id: "listImages",
            method: "GET",
            path: Self.path,
            summary: "List images that were pushed, and what has become of them.",
            description: "What is pushed while one goes through the pages may be missing.",
            tag: Self.tag,
            query: .object(
                .optional(
                    "integration",
                    AnswerSchemas.integrationID.described("The id of an integration, which may be a removed one.")
                ),
                .optional("repository", AnswerSchemas.repositoryPattern),
                .optional("state", ImageSchemas.state),
                .optional("limit", AnswerSchemas.limit),
                .optional("after", AnswerSchemas.after)
            ),
            success: .init(
                description: "A page of images, by integration and repository, the last pushed first.",
                schema: AnswerSchemas.page("images", of: ImageSchemas.image)
            ),
            work: .members { [organizations] request in
                let page = try await organizations.images(
                    of: request.organization,
                    where: try Organizations.ImageFilter(request.query),
                    after: try request.text("after").map { try ListPosition($0) },
                    limit: request.integer("limit") ?? 1
                )
                return page.answer("images") { listed in
                    listed.entry.image.listing(in: listed.integration, tags: listed.entry.tags)
                }
            }
        )
    }

    private var retry: APIOperation {
        APIOperation(
            id: "retryImages",
            method: "POST",
            path: Self.retryPath,
            summary: "Have images pulled and analyzed again: those of these digests, or all that have failed.",
            tag: Self.tag,
            body: ImageSchemas.retryRequest,
            success: .init(description: "What becomes of them.", schema: ImageSchemas.retry),
            work: .owners { [organizations] request in
                let digests = try request.body["digests"]?.arrayValue?.compactMap(\.stringValue)
                    .map { try ImageDigest($0) }
                let retry = try await organizations.retry(
                    digests,
                    where: try Organizations.ImageFilter(request.body.objectValue ?? [:]),
                    of: request.organization
                )
                return APIAnswer([
                    "queued": .number(Number(retry.queued)), "notActivated": .number(Number(retry.notActivated)),
                    "notFound": .array(retry.notFound.map { .string($0.text) }),
                ])
            }
        )
    }
}

extension Organizations.ImageFilter {
    /// The filter that a query or a body asks for.
    fileprivate init(_ object: Object) throws(InvalidInput) {
        integration = object["integration"]?.stringValue
        if let pattern = object["repository"]?.stringValue { repository = try RepositoryPattern(pattern) }
        state = object["state"]?.stringValue
    }
}

/// What images are in requests and answers.
enum ImageSchemas {
    static let state = Schema.choice(["ignored", "queued", "pulling", "handed-off", "failed", "deleted"])
        .example("handed-off").described("How far the image is.")

    static let image = Schema.object(
        .required("organization", AnswerSchemas.organization),
        .required("integration", AnswerSchemas.integrationID),
        .required("registry", AnswerSchemas.registry),
        .required("repository", .text.example("team/app").described("The repository's name.")),
        .required("digest", AnswerSchemas.digest),
        .required("tags", .list(of: .text.example("v1")).described("The tags that lead to the image now.")),
        .required("platforms", .list(of: .text.example("linux/amd64")).orNull.described("Known once it was pulled.")),
        .required("size", Schema.integer().example(31_457_280).orNull.described("In bytes; known once it was pulled.")),
        .required("layers", Schema.integer().example(7).orNull.described("Known once it was pulled.")),
        .required("pushedAt", Schema.timestamp.orNull.described("When the image, or a tag of it, was last pushed.")),
        .required("state", state),
        .required(
            "reason",
            Schema.text.orNull.example(.null).described("Why, where the image is ignored or has failed.")
        ),
        .required(
            "failures",
            Schema.integer().example(0).described("How often it has failed since it was queued.")
        ),
        .required(
            "nextAttemptAt",
            Schema.timestamp.orNull.example(.null).described("When it is its turn, while it is queued.")
        ),
        .required("analysis", analysis.orNull.described("What the analyzer said, once it has had the image.")),
        .required("updatedAt", .timestamp.described("When anything last changed."))
    ).named("Image")

    private static let analysis = Schema.object(
        .required("exitCode", Schema.integer(Int.min...Int.max).example(0)),
        .required("summary", .text.example("0 vulnerabilities").described("The end of what it printed.")),
        .required("seconds", Schema.number(0...1e9).example(4.2).described("How long it took.")),
        .required("endedAt", .timestamp)
    ).named("Analysis")

    static let retryRequest = Schema.object(
        .optional(
            "digests",
            .list(of: AnswerSchemas.digest, count: 1...ImageOperations.maximumDigests)
                .described("The images that are meant; all that have failed without.")
        ),
        .optional("integration", AnswerSchemas.integrationID.described("Those of one integration.")),
        .optional("repository", AnswerSchemas.repositoryPattern)
    ).named("ImageRetryRequest")

    static let retry = Schema.object(
        .required("queued", Schema.integer().example(2).described("How many images are in the queue now.")),
        .required(
            "notActivated",
            Schema.integer().example(0)
                .described("How many stay as they are, since their repositories are not activated.")
        ),
        .required(
            "notFound",
            .list(of: AnswerSchemas.digest).example([]).described("Digests of which no image is there.")
        )
    ).named("ImageRetry")
}
