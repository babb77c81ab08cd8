import CloudFormation

/// What a resource of the stack is for, what it costs and what it lets whom do, for the people who deploy it.
public struct ResourceExplanation: Sendable, Hashable {
    /// The resource's logical id.
    public let name: String
    /// The resource's type.
    public let type: String
    /// What it is for, as the end of a sentence that begins with its name.
    public let job: String
    /// What it permits, a sentence each, read off the template.
    public let permissions: [String]
    /// What it costs.
    public let cost: CostEstimate.Line?
}

extension ScoutStack {
    /// The resources of the stack, in the template's order.
    ///
    /// - Parameter estimate: what they cost.
    public func explanation(costing estimate: CostEstimate) -> [ResourceExplanation] {
        template.resources.elements.map { name, resource in
            ResourceExplanation(
                name: name,
                type: resource.type ?? "",
                job: Self.jobs[name] ?? "",
                permissions: PolicyInWords.sentences(of: resource.value["Properties"] ?? .null),
                cost: estimate.lines.first { $0.name == name }
            )
        }
    }

    /// What each resource is for.
    static let jobs = [
        "SNSTopic": "carries the stack's requests to Docker Scout, signed with SHA-256",
        "TopicPolicy": "says who may publish to that topic",
        "ScoutAPICredentials": "holds the key with which this account sends events; Docker Scout writes it",
        "AssumeRoleScoutSetup": "lets Docker Scout write that key, and not even read it",
        "AssumeRoleEcrAccess": "lets Docker Scout log in to this registry, list images and pull them",
        "ScoutSetup": "tells Docker Scout of the roles and the secret, and waits for its answer",
        "Connection": "sends the key with each event",
        "ApiDestination": "is where events go: Docker Scout's events endpoint",
        "InvokeApiRole": "lets the rule, and nothing else, call that destination",
        "Rule": "sends an event when an image was pushed or deleted",
    ]
}

/// Policy documents as sentences.
enum PolicyInWords {
    /// The sentences of all policies in a resource's properties: who may do what with what, and when.
    static func sentences(of properties: Value) -> [String] {
        var sentences: [String] = []
        for key in ["AssumeRolePolicyDocument", "PolicyDocument"] {
            sentences += statements(properties[key]).map { sentence($0, about: nil) }
        }
        for policy in properties["Policies"]?.arrayValue ?? [] {
            sentences += statements(policy["PolicyDocument"]).map { sentence($0, about: "Who has the role") }
        }
        return sentences
    }

    private static func statements(_ document: Value?) -> [Value] { list(document?["Statement"]) }

    private static func sentence(_ statement: Value, about bearer: String?) -> String {
        let who = bearer ?? principals(statement["Principal"])
        let verb = statement["Effect"]?.stringValue == "Deny" ? "may never" : "may"
        let actions = joined(list(statement["Action"]).map { words(for: text($0)) }, "and")
        let resources = list(statement["Resource"]).map { resource in
            resource.stringValue == "*" ? "any resource" : text(resource)
        }
        let what = resources.isEmpty ? "" : " on \(joined(resources, "and"))"
        let conditions = conditions(statement["Condition"])
        let when = conditions.isEmpty ? "" : ", only if \(joined(conditions, "and"))"
        return "\(who) \(verb) \(actions)\(what)\(when)."
    }

    /// What an action does, with its name.
    private static func words(for action: String) -> String { phrases[action].map { "\($0) (\(action))" } ?? action }

    /// What the actions of the stack's policies do.
    static let phrases = [
        "sts:AssumeRole": "have this role", "sns:Publish": "publish",
        "secretsmanager:PutSecretValue": "write a value", "events:InvokeApiDestination": "send events",
        "ecr:GetAuthorizationToken": "log in", "ecr:BatchCheckLayerAvailability": "see which layers there are",
        "ecr:BatchGetImage": "read manifests", "ecr:GetDownloadUrlForLayer": "download layers",
        "ecr:DescribeImages": "read what is known of images", "ecr:ListImages": "list images",
        "ecr:DescribeRepositories": "list repositories",
    ]

    private static func principals(_ principal: Value?) -> String {
        let names = (principal?.objectValue?.entries ?? []).flatMap { entry in
            list(entry.value).map { value in value["Fn::Sub"]?.stringValue.flatMap(account) ?? text(value) }
        }
        return names.isEmpty ? principal.map(text) ?? "Nobody" : joined(names, "and")
    }

    /// An account's own principal in words.
    private static func account(_ principal: String) -> String? {
        switch principal {
        case "arn:${AWS::Partition}:iam::${ScoutAccountId}:root": "Docker Scout's account"
        case "arn:${AWS::Partition}:iam::${AWS::AccountId}:root": "This account"
        default: nil
        }
    }

    private static func conditions(_ condition: Value?) -> [String] {
        (condition?.objectValue?.entries ?? []).flatMap { operation in
            (operation.value.objectValue?.entries ?? []).map { key in
                let values = joined(list(key.value).map { text($0) }, "or")
                return "\(key.key) is \(values)\(isEquality(operation.key) ? "" : " (\(operation.key))")"
            }
        }
    }

    private static func isEquality(_ operation: String) -> Bool {
        ["StringEquals", "ArnEquals", "NumericEquals", "Bool"].contains(operation)
    }

    /// A value as people read it: names for references, text for interpolations.
    private static func text(_ value: Value) -> String {
        if let text = value.scalarSpelling { return text }
        switch (value["Ref"]?.stringValue, value["Fn::GetAtt"], value["Fn::Sub"]) {
        case ("AWS::AccountId"?, _, _): return "this account"
        case (let name?, _, _): return name
        case (nil, let attribute?, _):
            return attribute.arrayValue?.first?.stringValue ?? attribute.stringValue ?? ""
        case (nil, nil, let text?): return interpolated(text.stringValue ?? text.arrayValue?.first?.stringValue ?? "")
        default: return value.json(.compact)
        }
    }

    /// Names in the place of variables: those of the stack's own place in words, others as they are.
    private static func interpolated(_ text: String) -> String {
        text.replacing("${AWS::Partition}", with: "aws").replacing("${AWS::Region}", with: "(this region)")
            .replacing("${AWS::AccountId}", with: "(this account)").replacing("${", with: "(").replacing("}", with: ")")
    }

    private static func list(_ value: Value?) -> [Value] { value.map { $0.arrayValue ?? [$0] } ?? [] }

    private static func joined(_ words: [String], _ conjunction: String) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }
}
