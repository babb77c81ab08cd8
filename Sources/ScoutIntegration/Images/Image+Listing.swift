public import CloudFormation

/// Which image of a repository each tag leads to now.
///
/// A tag that is pushed for another image moves there, and the registry says nothing about the image that it leaves.
public struct TagOwners: Sendable, Hashable {
    private var owners: [ImageTag: (pushedAt: Timestamp, digest: ImageDigest)]

    /// The tags of all images of one repository.
    public init(_ images: some Sequence<Image>) {
        owners = [:]
        for image in images {
            for tag in image.presentTags {
                guard let pushedAt = image.pushedAt(tag) else { continue }
                if let owner = owners[tag], owner.pushedAt > pushedAt { continue }
                owners[tag] = (pushedAt, image.id.digest)
            }
        }
    }

    /// The tags that lead to an image, in order.
    public func tags(of image: Image) -> [ImageTag] {
        image.presentTags.filter { owners[$0]?.digest == image.id.digest }
    }

    /// Whether both say the same of every tag.
    public static func == (left: Self, right: Self) -> Bool {
        left.owners.mapValues(\.digest) == right.owners.mapValues(\.digest)
    }

    /// Hashes which image each tag leads to.
    public func hash(into hasher: inout Hasher) { hasher.combine(owners.mapValues(\.digest)) }
}

extension Integration {
    /// The host of the registry; known once the account is.
    ///
    /// - Source: Amazon ECR User Guide, "Amazon ECR private registry".
    public var registryHost: String? {
        account.map { "\($0.digits).dkr.ecr.\(region.name).\(region.partition.dnsSuffix)" }
    }
}

extension Image {
    /// The image as programs read it; what is not known is `null`.
    ///
    /// - Parameters:
    ///   - integration: the image's integration.
    ///   - tags: what leads to the image now.
    public func listing(in integration: Integration, tags: [ImageTag]) -> Value {
        [
            "organization": .string(integration.organization.text),
            "integration": .string(id.integration.text),
            "registry": integration.registryHost.map { .string($0) } ?? .null,
            "repository": .string(id.repository.text),
            "digest": .string(id.digest.text),
            "tags": .array(tags.map { .string($0.text) }),
            "platforms": content.map { .array($0.platforms.map { .string($0) }) } ?? .null,
            "size": content.map { .number(Number($0.size)) } ?? .null,
            "layers": content.map { .number(Number($0.layers)) } ?? .null,
            "pushedAt": pushedAt.map { .string($0.iso8601) } ?? .null,
            "state": .string(state.name),
            "reason": (state.reason ?? lastFailure).map { .string($0) } ?? .null,
            "failures": .number(Number(failures)),
            "nextAttemptAt": state == .queued ? .string(dueAt.iso8601) : .null,
            "analysis": analysis.map { analysis in
                [
                    "exitCode": .number(Number(analysis.exitCode)), "summary": .string(analysis.summary),
                    "seconds": .number(Number(analysis.seconds)), "endedAt": .string(analysis.endedAt.iso8601),
                ]
            } ?? .null,
            "updatedAt": .string(updatedAt.iso8601),
        ]
    }
}
