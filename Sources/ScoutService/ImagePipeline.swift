import AWSClient
import ImageEvents
import ScoutIntegration

/// What happens to image events after they are accepted: they go from their queue into the store of images, and the images of
/// activated repositories from there to the analyzer.
struct ImagePipeline: Sendable {
    /// Where accepted events wait.
    let queue: RecordQueue
    /// Where images are.
    let images: FileImageStore
    /// What organizations have chosen.
    let settings: FileOrganizationSettingsStore
    private let intake: ImageIntake
    /// Nothing is pulled without an analyzer.
    private let worker: ImageWorker?

    init(
        _ configuration: ServiceConfiguration,
        in data: DataFolder,
        integrations: FileIntegrationStore,
        client: AWSClient,
        transport: any DownloadTransport,
        observe: @escaping @Sendable (Observation) -> Void
    ) throws {
        queue = try RecordQueue(in: data, named: "events")
        let images = try FileImageStore(in: data)
        let settings = try FileOrganizationSettingsStore(in: data)
        let processor = ImageProcessor(
            configuration,
            images: images,
            integrations: integrations,
            settings: settings,
            client: client,
            transport: transport,
            workFolder: "\(data.path)/work",
            observe: observe
        )
        let worker = processor.map { ImageWorker($0, of: images, observe: observe) }
        self.images = images
        self.settings = settings
        self.worker = worker
        intake = ImageIntake(
            queue: queue,
            images: images,
            integrations: integrations,
            settings: settings,
            observe: observe
        ) { worker?.wake() }
    }

    /// Tells that events have come.
    func didAccept() { intake.wake() }

    /// How many events have not been taken in, and how many images wait.
    var depths: (events: Int, images: Int) { (queue.count, (try? images.queue.count()) ?? 0) }

    /// Works until it is stopped.
    func run() async {
        async let pulling: Void? = worker?.run()
        await intake.run()
        _ = await pulling
    }

    /// Makes ``run()`` return soon. What is left to do is on disk.
    func stop() {
        intake.stop()
        worker?.stop()
    }
}
