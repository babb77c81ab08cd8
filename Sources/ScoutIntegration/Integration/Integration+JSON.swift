package import CloudFormation

extension Integration {
    /// The integration as the store keeps it.
    ///
    /// A response URL is in it while its request is being answered, and no longer; credentials are never.
    package var stored: Value {
        var object: Object = [
            "version": 1, "id": .string(id.text), "organization": .string(organization.text),
            "region": .string(region.name), "externalId": .string(externalID.text),
            "createdAt": .string(createdAt.iso8601), "updatedAt": .string(updatedAt.iso8601),
            "status": .string(status.name),
        ]
        if case .error(let reason) = status { object["reason"] = .string(reason) }
        object["account"] = account.map { .string($0.digits) }
        object["stack"] = stack.map { stack in
            ["id": .string(stack.id.arn), "resources": stack.resources.stored]
        }
        object["credentials"] = .array(credentials.map { .string($0.hexadecimal) })
        object["attempt"] = attempt.map(\.stored)
        object["waiting"] = .array(waiting.map(\.stored))
        object["confirmations"] = .array(
            confirmations.map { ["topic": .string($0.topic.text), "token": .string($0.token)] }
        )
        object["answered"] = .array(answered.map { .string($0) })
        object["deletedStacks"] = .array(deletedStacks.map { .string($0) })
        object["progress"] = .array(progress.map(\.stored))
        object["history"] = .array(history.map { ["at": .string($0.at.iso8601), "text": .string($0.text)] })
        if isWithdrawn { object["withdrawn"] = true }
        return .object(object)
    }

    /// The integration that the store kept; `nil` where the value is none.
    package init?(stored value: Value) {
        guard let version = value["version"]?.scalarSpelling, version == "1",
            let id = try? IntegrationID(value["id"]?.stringValue ?? ""),
            let organization = try? OrganizationName(value["organization"]?.stringValue ?? ""),
            let region = try? Region(value["region"]?.stringValue ?? ""),
            let externalID = try? ExternalID(value["externalId"]?.stringValue ?? ""),
            let createdAt = value.timestamp("createdAt"), let updatedAt = value.timestamp("updatedAt"),
            let status = Status(name: value["status"]?.stringValue ?? "", reason: value["reason"]?.stringValue)
        else { return nil }
        self.init(id: id, organization: organization, region: region, externalID: externalID, createdAt: createdAt)
        self.updatedAt = updatedAt
        self.status = status
        account = value["account"]?.stringValue.flatMap { try? AccountID($0) }
        stack = value["stack"].flatMap { stack in
            guard let id = stack.stackID("id"), let resources = stack["resources"].flatMap(StackResources.init(stored:))
            else { return nil }
            return ConnectedStack(id: id, resources: resources)
        }
        credentials = value.texts("credentials").map { CredentialDigest(hexadecimal: $0) }
        attempt = value["attempt"].flatMap(SetupAttempt.init(stored:))
        waiting = value.elements("waiting").compactMap(SetupAttempt.init(stored:))
        confirmations = value.elements("confirmations").compactMap { element in
            guard let topic = element.arn("topic"), let token = element["token"]?.stringValue else { return nil }
            return SubscriptionConfirmation(topic: topic, token: token)
        }
        answered = value.texts("answered")
        deletedStacks = value.texts("deletedStacks")
        progress = value.elements("progress").compactMap(ResourceProgress.init(stored:))
        history = value.elements("history").compactMap { element in
            guard let at = element.timestamp("at"), let text = element["text"]?.stringValue else { return nil }
            return HistoryEntry(at: at, text: text)
        }
        isWithdrawn = value["withdrawn"] == true
    }
}

extension Integration.Status {
    /// The status in one word: `pending`, `connected`, `error`, `removed`.
    public var name: String {
        switch self {
        case .pending: "pending"
        case .connected: "connected"
        case .error: "error"
        case .removed: "removed"
        }
    }

    /// Why, where something is wrong.
    public var reason: String? {
        if case .error(let reason) = self { reason } else { nil }
    }

    fileprivate init?(name: String, reason: String?) {
        switch name {
        case "pending": self = .pending
        case "connected": self = .connected
        case "error": self = .error(reason: reason ?? "")
        case "removed": self = .removed
        default: return nil
        }
    }
}

extension StackResources {
    fileprivate var stored: Value {
        [
            "setupRole": .string(setupRole.text), "ecrAccessRole": .string(ecrAccessRole.text),
            "secret": .string(secret.text),
        ]
    }

    fileprivate init?(stored value: Value) {
        guard let setupRole = value.arn("setupRole"), let ecrAccessRole = value.arn("ecrAccessRole"),
            let secret = value.arn("secret")
        else { return nil }
        self.init(setupRole: setupRole, ecrAccessRole: ecrAccessRole, secret: secret)
    }
}

extension SetupAttempt {
    fileprivate var stored: Value {
        var object: Object = ["request": request.stored, "startedAt": .string(startedAt.iso8601)]
        switch phase {
        case .accepted: object["phase"] = "accepted"
        case .writing(let digest):
            object["phase"] = "writing"
            object["digest"] = .string(digest.hexadecimal)
        case .answering(.success(let digest)):
            object["phase"] = "succeeded"
            object["digest"] = digest.map { .string($0.hexadecimal) }
        case .answering(.failure(let reason)):
            object["phase"] = "failed"
            object["reason"] = .string(reason)
        }
        return .object(object)
    }

    fileprivate init?(stored value: Value) {
        guard let request = value["request"].flatMap(SetupRequest.init(stored:)), let at = value.timestamp("startedAt")
        else { return nil }
        let digest = value["digest"]?.stringValue.map { CredentialDigest(hexadecimal: $0) }
        let phase: Phase
        switch (value["phase"]?.stringValue, digest) {
        case ("writing", let digest?): phase = .writing(digest)
        case ("succeeded", _): phase = .answering(.success(digest))
        case ("failed", _): phase = .answering(.failure(reason: value["reason"]?.stringValue ?? ""))
        default: phase = .accepted
        }
        self.init(request: request, phase: phase, startedAt: at)
    }
}

extension SetupRequest {
    fileprivate var stored: Value {
        var object: Object = [
            "kind": .string(kind.rawValue), "requestId": .string(requestID), "stackId": .string(stackID.arn),
            "logicalResourceId": .string(logicalResourceID), "responseURL": .string(responseURL),
        ]
        object["physicalResourceId"] = physicalResourceID.map { .string($0) }
        object["resources"] = resources.map(\.stored)
        return .object(object)
    }

    fileprivate init?(stored value: Value) {
        guard let kind = Kind(rawValue: value["kind"]?.stringValue ?? ""), let id = value["requestId"]?.stringValue,
            let stackID = value.stackID("stackId"), let logicalID = value["logicalResourceId"]?.stringValue,
            let url = value["responseURL"]?.stringValue
        else { return nil }
        self.init(
            kind: kind,
            requestID: id,
            stackID: stackID,
            logicalResourceID: logicalID,
            physicalResourceID: value["physicalResourceId"]?.stringValue,
            responseURL: url,
            resources: value["resources"].flatMap(StackResources.init(stored:))
        )
    }
}

extension ResourceProgress {
    fileprivate var stored: Value {
        [
            "logicalResourceId": .string(logicalResourceID), "resourceType": .string(resourceType),
            "status": .string(status), "reason": .string(reason), "at": .string(at.iso8601),
        ]
    }

    fileprivate init?(stored value: Value) {
        guard let logicalID = value["logicalResourceId"]?.stringValue, let at = value.timestamp("at") else {
            return nil
        }
        self.init(
            logicalResourceID: logicalID,
            resourceType: value["resourceType"]?.stringValue ?? "",
            status: value["status"]?.stringValue ?? "",
            reason: value["reason"]?.stringValue ?? "",
            at: at
        )
    }
}

extension Value {
    fileprivate func elements(_ key: String) -> [Value] { self[key]?.arrayValue ?? [] }

    fileprivate func texts(_ key: String) -> [String] { elements(key).compactMap(\.stringValue) }

    fileprivate func arn(_ key: String) -> ARN? { self[key]?.stringValue.flatMap { try? ARN($0) } }

    fileprivate func stackID(_ key: String) -> StackID? { self[key]?.stringValue.flatMap { try? StackID($0) } }
}
