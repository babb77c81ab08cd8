import AWSClient
import ImageEvents
import ScoutIntegration

extension ImageProcessor {
    /// A processor as it is configured; `nil` without an analyzer, since nothing is pulled then.
    ///
    /// - Parameter workFolder: the folder for what is being worked on, where none is configured.
    convenience init?(
        _ configuration: ServiceConfiguration,
        images: any ImageStore,
        integrations: any IntegrationStore,
        settings: any OrganizationSettingsStore,
        client: AWSClient,
        transport: any DownloadTransport,
        workFolder: String,
        observe: @escaping @Sendable (Observation) -> Void
    ) {
        guard let analyzer = configuration.analyzer else { return nil }
        let parts = Parts(
            images: images,
            integrations: integrations,
            settings: settings,
            access: .aws(client),
            transport: transport,
            analyzer: Analyzer(analyzer, seconds: configuration.analyzerSeconds),
            workFolder: configuration.workFolder ?? workFolder
        )
        self.init(parts, options: configuration.processorOptions, observe: observe)
    }
}
