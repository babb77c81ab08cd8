public import ScoutIntegration

/// How long the worker waits for what, and its clock.
public struct ImageTiming: Sendable {
    /// The time.
    public var now: @Sendable () -> Timestamp = { .now }
    /// How long to wait after each failure in turn, in seconds; after one more the image is not tried again.
    public var retrySeconds: [Int64] = [2, 10, 60, 300, 1_800]
    /// How often the queue is looked at for what other processes have changed.
    public var pollInterval = Duration.seconds(1)
    /// How long blobs are kept that no image needs at the moment, in seconds.
    public var blobSeconds = 600

    /// The timing that suits a service.
    public init() {}

    /// When an image is tried again that has failed so often; `nil` where it is not.
    func retry(afterFailures count: Int) -> Timestamp? {
        retrySeconds.indices.contains(count - 1) ? now().adding(seconds: retrySeconds[count - 1]) : nil
    }
}
