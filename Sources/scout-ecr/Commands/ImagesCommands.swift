import CloudFormation
import ScoutIntegration

/// `scout-ecr images list`
enum ImagesListCommand: Command {
    static let name = "images list"
    static let summary = "List images that were pushed to customers' registries, and what has become of them."
    static let options: [Option] = [
        RegistryScope.organization, RegistryScope.integration, repository, state, ServiceOptions.data,
        ServiceOptions.json,
    ]

    static let repository = Option(
        name: "--repository",
        value: "PATTERN",
        help: "those of repositories, by name or pattern"
    )
    private static let states = ["ignored", "queued", "pulling", "handed-off", "failed", "deleted"]
    private static let state = Option(
        name: "--state",
        value: states.joined(separator: "|"),
        help: "those in one state"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let wanted = arguments.value(state)
        if let wanted, !states.contains(wanted) {
            throw UsageError("--state \"\(wanted.displayable)\" must be one of \(states.joined(separator: ", "))")
        }
        let pattern = try pattern(arguments)
        let scope = try RegistryScope(arguments)
        var output = JSONArrayOutput(console)
        var rows = [
            [
                "ORGANIZATION", "REPOSITORY", "DIGEST", "TAGS", "PLATFORMS", "SIZE", "LAYERS", "PUSHED", "STATE",
                "REASON",
            ]
        ]
        try scope.forEachRepository(where: { pattern?.matches($0) ?? true }) { integration, repository in
            let images = try scope.images.images(of: integration.id, in: repository)
            let owners = TagOwners(images)
            for image in images where wanted == nil || image.state.name == wanted {
                let tags = owners.tags(of: image)
                if arguments.has(ServiceOptions.json) {
                    try output.write(image.listing(in: integration, tags: tags).json())
                } else {
                    rows.append(row(image, tags, integration))
                }
            }
        }
        if arguments.has(ServiceOptions.json) { try output.end() } else { try console.write(table(rows)) }
        return .success
    }

    static func pattern(_ arguments: Arguments) throws -> RepositoryPattern? {
        try arguments.value(repository).map { text in
            try naming(repository) { () throws(InvalidInput) in try RepositoryPattern(text) }
        }
    }

    private static func row(_ image: Image, _ tags: [ImageTag], _ integration: Integration) -> [String] {
        [
            integration.organization.text, image.id.repository.text, String(image.id.digest.text.prefix(19)),
            tags.map(\.text).joined(separator: " "), image.content?.platforms.joined(separator: " ") ?? "",
            image.content.map { megabytes($0.size) } ?? "", image.content.map { "\($0.layers)" } ?? "",
            image.pushedAt?.iso8601 ?? "", image.state.name,
            (image.state.reason ?? image.lastFailure ?? "").displayable,
        ]
    }

    private static func megabytes(_ bytes: Int64) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}

/// `scout-ecr images retry`
enum ImagesRetryCommand: Command {
    static let name = "images retry"
    static let summary = "Have images pulled and analyzed again: those of these digests, or all that have failed."
    static let operands = [
        Operand(name: "DIGEST", help: "an image's digest, or its beginning", isOptional: true, repeats: true)
    ]
    static let options: [Option] = [
        RegistryScope.organization, RegistryScope.integration, ImagesListCommand.repository, ServiceOptions.data,
    ]

    /// The fewest hexadecimal digits that name an image.
    private static let minimumDigits = 8

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let prefixes = try arguments.operands.map(prefix)
        let pattern = try ImagesListCommand.pattern(arguments)
        let scope = try RegistryScope(arguments)
        let settings = try FileOrganizationSettingsStore(in: ServiceOptions.folder(arguments))
        var (queued, found) = (0, Set<String>())
        try scope.forEachRepository(where: { pattern?.matches($0) ?? true }) { integration, repository in
            for image in try scope.images.images(of: integration.id, in: repository) {
                let matching = prefixes.filter(image.id.digest.text.hasPrefix)
                found.formUnion(matching)
                guard prefixes.isEmpty ? image.state.name == "failed" : !matching.isEmpty else { continue }
                let isActive = try settings.settings(of: integration.organization)
                    .isActive(repository, of: integration.id)
                guard isActive else {
                    console.message(
                        "note: \(repository.text) is not activated, so \(image.id.digest.text) stays as it is"
                    )
                    continue
                }
                let change = try scope.images.update(image.id) { $0.apply(.retried, at: .now) }
                if change?.after.state == .queued { queued += 1 }
            }
        }
        for prefix in prefixes where !found.contains(prefix) {
            throw UsageError("there is no image \(prefix) that these options name")
        }
        console.message("\(queued) \(queued == 1 ? "image is" : "images are") queued")
        return .success
    }

    private static func prefix(_ text: String) throws(UsageError) -> String {
        let digits = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
        guard (minimumDigits...64).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
        else {
            throw UsageError(
                "DIGEST \"\(text.displayable)\" must be sha256: and at least \(minimumDigits) hexadecimal digits"
            )
        }
        return "sha256:\(digits)"
    }
}
