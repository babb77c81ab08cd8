public import CloudFormation

/// How far a resource of a stack is, as far as the stack has told.
public struct ResourceStep: Sendable, Hashable {
    /// What is known of the resource.
    public enum State: Sendable, Hashable {
        /// Nothing yet.
        case waiting
        /// It is being made, changed or deleted.
        case inProgress
        /// It is done.
        case complete
        /// It could not be made.
        case failed(reason: String)
    }

    /// The resource's logical id.
    public let name: String
    /// What is known of it.
    public let state: State
}

extension Integration {
    /// How far the resources of the stack are.
    ///
    /// Stacks that notify the topic of their events tell it of each resource. Of others it follows from what they do: whoever
    /// asks for the set-up has made what the set-up needs.
    ///
    /// - Parameters:
    ///   - template: the stack's.
    ///   - hasSentEvents: whether the stack has sent events of images, for which it takes all of it.
    public func steps(of template: Template, hasSentEvents: Bool = false) -> [ResourceStep] {
        template.resources.names.map { name in
            ResourceStep(name: name, state: told(of: name) ?? inferred(name, hasSentEvents: hasSentEvents))
        }
    }

    private func told(of name: String) -> ResourceStep.State? {
        guard let entry = progress.first(where: { $0.logicalResourceID == name }) else { return nil }
        if entry.status.hasSuffix("_FAILED") { return .failed(reason: entry.reason) }
        return entry.status.hasSuffix("_COMPLETE") ? .complete : .inProgress
    }

    private func inferred(_ name: String, hasSentEvents: Bool) -> ResourceStep.State {
        if hasSentEvents, status == .connected { return .complete }
        switch name {
        case "SNSTopic": return account == nil ? .waiting : .complete
        case "TopicPolicy", "ScoutAPICredentials", "AssumeRoleScoutSetup", "AssumeRoleEcrAccess":
            if hasAskedForSetup { return .complete }
            return account == nil ? .waiting : .inProgress
        case "ScoutSetup": return stateOfSetup
        // They follow the set-up within seconds, and nothing tells of them but the events that come through them.
        default: return status == .connected ? .inProgress : .waiting
        }
    }

    private var hasAskedForSetup: Bool { attempt != nil || stack != nil || !answered.isEmpty }

    private var stateOfSetup: ResourceStep.State {
        if status == .connected { return .complete }
        switch attempt?.phase {
        case .answering(.failure(let reason)): return .failed(reason: reason)
        case .answering(.success): return .complete
        case .accepted, .writing: return .inProgress
        case nil:
            guard case .error(let reason) = status else { return .waiting }
            return .failed(reason: reason)
        }
    }
}
