public import CloudFormation

extension Integration {
    /// The integration as programs read it: `id`, `organization`, `status`, `account`, `region`, `stackId`, `reason`,
    /// `updatedAt`; what is not known is `null`.
    public var listing: Value {
        [
            "id": .string(id.text), "organization": .string(organization.text), "status": .string(status.name),
            "account": account.map { .string($0.digits) } ?? .null, "region": .string(region.name),
            "stackId": stack.map { .string($0.id.arn) } ?? .null,
            "reason": status.reason.map { .string($0) } ?? .null, "updatedAt": .string(updatedAt.iso8601),
        ]
    }

    /// ``listing`` with the roles and the secret, the progress of the stack and the history.
    public var details: Value {
        guard case .object(var object) = listing else { return listing }
        object["createdAt"] = .string(createdAt.iso8601)
        object["ecrAccessRoleArn"] = stack.map { .string($0.resources.ecrAccessRole.text) } ?? .null
        object["setupRoleArn"] = stack.map { .string($0.resources.setupRole.text) } ?? .null
        object["secretArn"] = stack.map { .string($0.resources.secret.text) } ?? .null
        object["progress"] = .array(
            progress.map { entry in
                [
                    "logicalResourceId": .string(entry.logicalResourceID), "type": .string(entry.resourceType),
                    "status": .string(entry.status), "reason": .string(entry.reason), "at": .string(entry.at.iso8601),
                ]
            }
        )
        object["history"] = .array(history.map { ["at": .string($0.at.iso8601), "text": .string($0.text)] })
        return .object(object)
    }

    /// A repository of the integration's registry as programs read it.
    ///
    /// - Parameters:
    ///   - isActive: whether its images are analyzed.
    ///   - images: how many images of it are known.
    public func listing(of repository: RepositoryName, isActive: Bool, images: Int) -> Value {
        [
            "organization": .string(organization.text), "integration": .string(id.text),
            "registry": registryHost.map { .string($0) } ?? .null, "repository": .string(repository.text),
            "active": .bool(isActive), "images": .number(Number(images)),
        ]
    }
}
