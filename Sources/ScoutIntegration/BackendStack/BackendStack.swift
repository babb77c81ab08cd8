public import CloudFormation

/// The vendor's side of the integration without a server: functions for compute, a table for state, queues between them.
///
/// `WebFunction` answers https requests and puts what is left to do into a queue. `SetupFunction` completes set-ups with the
/// roles of customers' stacks, and `ImageFunction` pulls pushed images. All of it is in `Table`.
///
/// What belongs to one vendor is a parameter of the template, so that all vendors share one template.
public struct BackendStack: Sendable, Hashable {
    /// The stack.
    public init() {}

    /// The index of `Table` that lists what an organization has, by its attributes `organization` and `createdAt`.
    public static let organizationIndex = "byOrganization"

    /// The attribute of items in `Table` that holds the moment of their end, in seconds of Unix time.
    public static let expiryAttribute = "expiresAt"

    /// The template that a vendor deploys.
    public var template: Template {
        var template = Template(
            description: "The vendor's side of Docker Scout's integration with Amazon ECR, without a server."
        )
        let parameters = addParameters(to: &template)
        let table = addTable(to: &template)
        let setupQueue = addQueue(to: &template, Self.setupQueue)
        let imageQueue = addQueue(to: &template, Self.imageQueue)
        let resources = Resources(table: table, setupQueue: setupQueue, imageQueue: imageQueue)
        let functions = Functions(
            web: addFunction(to: &template, .web, resources, parameters),
            setup: addFunction(to: &template, .setup, resources, parameters),
            image: addFunction(to: &template, .image, resources, parameters)
        )
        let url = addURL(to: &template, of: functions.web.function)
        addConsumers(to: &template, functions, resources, parameters)
        addAlarms(to: &template, functions, resources, parameters)
        addOutputs(to: &template, url: url, functions, resources)
        return template
    }

    /// What the functions share.
    struct Resources {
        var table: ResourceHandle<DynamoDB.Table>
        var setupQueue: QueuePair
        var imageQueue: QueuePair
    }

    /// A queue, and the one for messages that could not be processed.
    struct QueuePair {
        var queue: ResourceHandle<SQS.Queue>
        var deadLetters: ResourceHandle<SQS.Queue>
    }

    /// The functions with their roles.
    struct Functions {
        var web: FunctionWithRole
        var setup: FunctionWithRole
        var image: FunctionWithRole
        var all: [FunctionWithRole] { [web, setup, image] }
    }

    /// A function and the role that it runs with.
    struct FunctionWithRole {
        var kind: FunctionKind
        var function: ResourceHandle<Lambda.Function>
        var role: ResourceHandle<IAM.Role>
    }

    /// Which of the functions.
    enum FunctionKind: String {
        case web = "Web"
        case setup = "Setup"
        case image = "Image"
    }
}

// MARK: - Outputs

extension BackendStack {
    private func addOutputs(
        to template: inout Template,
        url: ResourceHandle<Lambda.Url>,
        _ functions: Functions,
        _ resources: Resources
    ) {
        template.add(
            "WebURL",
            Output(
                description: "Where the service answers. PublicURL is this address, or a domain that leads to it.",
                value: url.functionUrl
            )
        )
        template.add(
            "TableName",
            Output(description: "The table with the service's state.", value: resources.table.ref)
        )
        for (name, pair) in [("Setup", resources.setupQueue), ("Image", resources.imageQueue)] {
            template.add(
                "\(name)QueueURL",
                Output(description: "The queue of the \(name)Function.", value: pair.queue.ref)
            )
            template.add(
                "\(name)DeadLetterQueueURL",
                Output(description: "What the \(name)Function could not process.", value: pair.deadLetters.ref)
            )
        }
        for each in functions.all {
            template.add(
                "\(each.kind.rawValue)RoleArn",
                Output(description: Self.descriptionOfRole(each.kind), value: each.role.arn)
            )
        }
    }

    private static func descriptionOfRole(_ kind: FunctionKind) -> String {
        let trust = "Customers' roles trust this account as a whole, not the role by its name."
        switch kind {
        case .web: return "The role of the WebFunction. It assumes no role of a customer."
        case .setup: return "The role that assumes customers' AssumeRoleScoutSetup. \(trust)"
        case .image: return "The role that assumes customers' AssumeRoleEcrAccess. \(trust)"
        }
    }
}
