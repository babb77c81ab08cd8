import AWSClient
import ImageEvents
import ScoutIntegration

/// Asks all that there is to ask about an integration.
///
/// What does not depend on each other is asked at the same time, and each question has a limit, so that all of it ends
/// within about a minute whatever does not answer.
struct Doctor: Sendable {
    private let actions: DoctorActions
    private let clock: AWSClock

    /// The time for one question, in seconds.
    static let secondsPerCall = 8.0
    /// How many repositories are searched for an image.
    static let searchedRepositories = 5

    /// Why nothing of a stack is asked for where there is none.
    static let noStack = "no stack is connected"

    init(_ actions: DoctorActions, clock: AWSClock = .system) {
        self.actions = actions
        self.clock = clock
    }

    /// Asks about an integration.
    ///
    /// - Parameter lastEvent: when its registry last sent an event that was accepted.
    func examine(_ integration: Integration, lastEvent: Timestamp?) async -> DoctorFindings {
        async let published = publishedTemplate()
        async let customer = customerFindings(integration)
        let vendorAccount = await find(actions.account)
        guard case .found = vendorAccount else {
            return DoctorFindings(
                vendorAccount: vendorAccount,
                lastEvent: lastEvent,
                publishedTemplate: await published,
                customer: await customer,
                reason: "Docker Scout's own credentials do not work"
            )
        }
        guard let stack = integration.stack else {
            return DoctorFindings(
                vendorAccount: vendorAccount,
                lastEvent: lastEvent,
                publishedTemplate: await published,
                customer: await customer,
                reason: Self.noStack
            )
        }
        async let setup = setupFindings(stack.resources, integration)
        async let registry = registryFindings(stack.resources, integration)
        let (setupRole, writing) = await setup
        let found = await registry
        return DoctorFindings(
            vendorAccount: vendorAccount,
            setupRole: setupRole,
            ecrAccessRole: found.role,
            secretWriting: writing,
            login: found.login,
            repositories: found.repositories,
            image: found.image,
            manifest: found.manifest,
            lastEvent: lastEvent,
            publishedTemplate: await published,
            customer: await customer
        )
    }

    private func publishedTemplate() async -> Finding<NamedTemplate> {
        guard let call = actions.publishedTemplate else {
            return .unasked("neither --template-url nor --public-url with --scout-account-id says what is published")
        }
        return await find(call)
    }

    // MARK: Roles

    /// What assuming a role comes to, and its credentials where it is assumed as it should be.
    private func assume(_ role: ARN, _ integration: Integration) async -> (RoleFindings, Finding<AWSCredentials>) {
        async let with = find { () async throws(CallFailure) in
            try await actions.assumeRole(role, integration.externalID)
        }
        async let without = find { () async throws(CallFailure) in try await actions.assumeRole(role, nil) }
        // One that nobody knows: whoever may assume the role with it may do so with any.
        async let withOther = find { () async throws(CallFailure) in try await actions.assumeRole(role, .random()) }
        let credentials = await with
        let findings = RoleFindings(
            withExternalID: credentials.withoutValue,
            withoutExternalID: await without.withoutValue,
            withOtherExternalID: await withOther.withoutValue
        )
        return (findings, credentials)
    }

    private func setupFindings(
        _ resources: StackResources,
        _ integration: Integration
    ) async -> (RoleFindings, Finding<Void>) {
        let (role, credentials) = await assume(resources.setupRole, integration)
        guard !integration.acceptedCredentials.isEmpty else {
            return (role, .unasked("no credentials were written yet"))
        }
        return (
            role,
            await find(credentials, "the set-up role cannot be assumed") { credentials throws(CallFailure) in
                try await actions.writeProbe(resources.secret, credentials)
            }
        )
    }

    // MARK: The registry

    private struct RegistryFindings: Sendable {
        let role: RoleFindings
        let login: Finding<Void>
        let repositories: Finding<[String]>
        let image: Finding<FoundImage?>
        let manifest: Finding<ImageDigest>
    }

    private func registryFindings(_ resources: StackResources, _ integration: Integration) async -> RegistryFindings {
        let (role, credentials) = await assume(resources.ecrAccessRole, integration)
        let noRole = "the role for images cannot be assumed"
        async let login = find(credentials, noRole) { credentials throws(CallFailure) in
            try await actions.login(credentials)
        }
        let repositories = await find(credentials, noRole) { credentials throws(CallFailure) in
            try await actions.repositories(credentials)
        }
        let image = await image(in: repositories, credentials)
        let token = await login
        return RegistryFindings(
            role: role,
            login: token.withoutValue,
            repositories: repositories,
            image: image,
            manifest: await manifest(of: image, token)
        )
    }

    /// The first image of the first repositories; a refusal or a failure ends the search.
    private func image(
        in repositories: Finding<[String]>,
        _ credentials: Finding<AWSCredentials>
    ) async -> Finding<FoundImage?> {
        guard case .found(let names) = repositories, case .found(let credentials) = credentials else {
            return .unasked("the repositories are not known")
        }
        for name in names.prefix(Self.searchedRepositories) {
            let image = await find { () async throws(CallFailure) in try await actions.image(name, credentials) }
            guard case .found(nil) = image else { return image }
        }
        return .found(nil)
    }

    private func manifest(of image: Finding<FoundImage?>, _ login: Finding<RegistryLogin>) async -> Finding<ImageDigest>
    {
        switch image {
        case .found(let image?):
            await find(login, "there is no login") { login throws(CallFailure) in
                try await actions.manifest(image, login)
            }
        case .found(nil): .unasked("no image was found")
        case .failed, .unasked: .unasked("the images are not known")
        }
    }

    // MARK: The customer's account

    private func customerFindings(_ integration: Integration) async -> CustomerFindings? {
        guard let customer = actions.customer else { return nil }
        let account = await find(customer.account)
        guard case .found(let digits) = account else {
            return CustomerFindings(account: account, reason: "the customer's credentials do not work")
        }
        guard let stack = integration.stack else {
            return CustomerFindings(account: account, reason: Self.noStack)
        }
        guard digits == stack.id.accountID.digits else {
            return CustomerFindings(account: account, reason: "the customer's credentials are of another account")
        }
        async let description = find { () async throws(CallFailure) in try await customer.stack(stack.id) }
        async let template = find { () async throws(CallFailure) in try await customer.template(stack.id) }
        async let digest = find { () async throws(CallFailure) in
            try await customer.keyDigest(stack.resources.secret)
        }
        let resources = await find { () async throws(CallFailure) in try await customer.resources(stack.id) }
        async let subscriptions = find("SNSTopic", in: resources, customer.subscriptions)
        async let connection = find("Connection", in: resources, customer.connection)
        async let rule = find("Rule", in: resources, customer.rule)
        async let destination = find("ApiDestination", in: resources, customer.apiDestination)
        return CustomerFindings(
            account: account,
            stack: await description,
            subscriptions: await subscriptions,
            connection: await connection,
            rule: await rule,
            apiDestination: await destination,
            keyDigest: await digest,
            template: await template
        )
    }

    /// Asks about a resource of the stack by the name that it has in AWS.
    private func find<Value>(
        _ logicalID: String,
        in resources: Finding<[String: String]>,
        _ call: @escaping @Sendable (String) async throws(CallFailure) -> Value
    ) async -> Finding<Named<Value>> {
        switch resources {
        case .found(let names):
            guard let name = names[logicalID] else {
                return .failed(CallFailure(kind: .missing, reason: "the stack has no resource \(logicalID)"))
            }
            return await find { () async throws(CallFailure) in try await call(name) }.map {
                Named(name: name, value: $0)
            }
        case .failed(let failure): return .failed(failure)
        case .unasked(let reason): return .unasked(reason)
        }
    }

    // MARK: Asking

    private func find<Given, Value>(
        _ given: Finding<Given>,
        _ reason: String,
        _ call: @escaping @Sendable (Given) async throws(CallFailure) -> Value
    ) async -> Finding<Value> {
        guard case .found(let given) = given else { return .unasked(reason) }
        return await find { () async throws(CallFailure) in try await call(given) }
    }

    /// Asks, and goes on without an answer when the time for it is over.
    private func find<Value: Sendable>(
        _ call: @escaping @Sendable () async throws(CallFailure) -> Value
    ) async -> Finding<Value> {
        await withTaskGroup(of: Finding<Value>?.self) { group in
            group.addTask {
                do throws(CallFailure) {
                    return .found(try await call())
                } catch {
                    return .failed(error)
                }
            }
            group.addTask { [clock] in
                try? await clock.sleep(Self.secondsPerCall)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .failed(Self.late)
        }
    }

    private static let late = CallFailure(
        kind: .unavailable,
        reason: "no answer within \(Int(secondsPerCall)) seconds"
    )
}

extension Finding {
    /// The same without what was found.
    fileprivate var withoutValue: Finding<Void> { map { _ in () } }

    /// The same with something else in the place of what was found.
    func map<Other: Sendable>(_ transform: (Value) -> Other) -> Finding<Other> {
        switch self {
        case .found(let value): .found(transform(value))
        case .failed(let failure): .failed(failure)
        case .unasked(let reason): .unasked(reason)
        }
    }
}

extension DoctorFindings {
    /// Findings where nothing could be asked about the stack with the vendor's credentials.
    init(
        vendorAccount: Finding<String>,
        lastEvent: Timestamp?,
        publishedTemplate: Finding<NamedTemplate>,
        customer: CustomerFindings?,
        reason: String
    ) {
        let role = RoleFindings(
            withExternalID: .unasked(reason),
            withoutExternalID: .unasked(reason),
            withOtherExternalID: .unasked(reason)
        )
        self.init(
            vendorAccount: vendorAccount,
            setupRole: role,
            ecrAccessRole: role,
            secretWriting: .unasked(reason),
            login: .unasked(reason),
            repositories: .unasked(reason),
            image: .unasked(reason),
            manifest: .unasked(reason),
            lastEvent: lastEvent,
            publishedTemplate: publishedTemplate,
            customer: customer
        )
    }
}

extension CustomerFindings {
    /// Findings where nothing could be asked about the stack.
    init(account: Finding<String>, reason: String) {
        self.init(
            account: account,
            stack: .unasked(reason),
            subscriptions: .unasked(reason),
            connection: .unasked(reason),
            rule: .unasked(reason),
            apiDestination: .unasked(reason),
            keyDigest: .unasked(reason),
            template: .unasked(reason)
        )
    }
}
