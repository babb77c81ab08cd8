public import AWSClient
import AWSStore
import CloudFormation
import ImageEvents
import ScoutIntegration

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `scout-ecr doctor`: finds out what works of an integration, and what to do about what does not.
public struct DoctorRun: Sendable {
    private let request: DoctorRequest
    private let environment: AWSEnvironment

    /// A run for what is asked for.
    public init(_ request: DoctorRequest, environment: AWSEnvironment = .process) {
        self.request = request
        self.environment = environment
    }

    /// Looks at the integration, and prints what was found.
    ///
    /// - Returns: whether nothing has failed.
    /// - Throws: where there is no such integration, or the settings cannot be used.
    public func run() async throws -> Bool {
        let transport = SystemTransport()
        let stores = try stores(transport)
        guard let integration = try await stores.integrations.integration(request.integration) else {
            throw ServiceError("there is no integration \(request.integration.text) in that data")
        }
        let region = try AWSRegion(integration.region.name)
        let actions = DoctorActions.aws(
            try AWSClient.standard(
                environment,
                region: region,
                transport: transport,
                policy: DoctorActions.retryPolicy
            ),
            customer: try customer(in: region, transport),
            registry: RegistryEndpoint(of: integration, override: request.registryOverride),
            transport: transport,
            publishedTemplate: publishedTemplate(transport)
        )
        let findings = await Doctor(actions).examine(
            integration,
            lastEvent: try await stores.images.lastEvent(of: integration.id)
        )
        let report = Diagnosis(integration: integration, findings: findings, setting: request.setting).report
        print(request.isJSON ? report.json : report.text(color: hasColor), terminator: "")
        return !report.hasFailure
    }

    private func stores(
        _ transport: SystemTransport
    ) throws -> (integrations: any IntegrationStore, images: any ImageStore) {
        switch request.data {
        case .table(let name):
            let table = DynamoDBTable(name, client: try AWSClient.standard(environment, transport: transport))
            return (DynamoDBIntegrationStore(in: table), DynamoDBImageStore(in: table))
        case .folder(let path):
            let folder = try DataFolder(path)
            return (try FileIntegrationStore(in: folder), try FileImageStore(in: folder))
        }
    }

    /// The client with the customer's credentials, from where the request says.
    private func customer(in region: AWSRegion, _ transport: SystemTransport) throws -> AWSClient? {
        switch request.setting.customer {
        case nil: return nil
        case .profile(let name):
            return try AWSClient.profile(
                name,
                environment,
                region: region,
                transport: transport,
                policy: DoctorActions.retryPolicy
            )
        case .environment:
            let client = try AWSClient.standard(
                environment,
                region: region,
                transport: transport,
                policy: DoctorActions.retryPolicy
            )
            return client.using(try DoctorRequest.customerCredentials(environment.variables))
        }
    }

    /// What reads the template at the published URL, or else makes the one that would be published.
    private func publishedTemplate(
        _ transport: any HTTPTransport
    ) -> (@Sendable () async throws(CallFailure) -> NamedTemplate)? {
        if let url = request.setting.templateURL {
            return { () async throws(CallFailure) in try await Self.template(at: url, transport) }
        }
        guard let stack = request.setting.stack else { return nil }
        return { NamedTemplate(name: "the template that scout-ecr generates", text: stack.template.json()) }
    }

    private static func template(
        at url: TemplateURL,
        _ transport: any HTTPTransport
    ) async throws(CallFailure) -> NamedTemplate {
        // A template in S3 has up to a megabyte. The time is less than the doctor waits, so that the error tells more.
        let request = OutgoingRequest("GET", url.url, maximumResponseBytes: 1 << 20)
        let response: IncomingResponse
        do throws(TransportError) {
            response = try await transport.send(request, within: Doctor.secondsPerCall - 0.5)
        } catch {
            throw CallFailure(error)
        }
        let name = url.url.displayable(limit: 300)
        guard response.status == 200 else {
            throw CallFailure(kind: .missing, reason: "\(name): HTTP \(response.status)")
        }
        return NamedTemplate(name: name, text: String(decoding: response.body, as: UTF8.self))
    }

    /// Whether standard output shows colours.
    ///
    /// - Source: no-color.org.
    private var hasColor: Bool {
        isatty(STDOUT_FILENO) == 1 && (environment.variables["NO_COLOR"] ?? "").isEmpty
            && environment.variables["TERM"] != "dumb"
    }
}
