#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A thread of the operating system.
struct SystemThread {
    private let handle: pthread_t

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// What a handler may use; Musl's default would be 128 KiB.
    private static let stackBytes = 2 * 1_024 * 1_024

    /// Starts a thread that runs the closure; gives nothing where the system allows no more threads.
    init?(_ run: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, Self.stackBytes)
        let body = Unmanaged.passRetained(Body(run))
        #if canImport(Glibc)
            var handle = pthread_t()
            let result = pthread_create(&handle, &attributes, { SystemThread.run($0) }, body.toOpaque())
            guard result == 0 else {
                body.release()
                return nil
            }
        #else
            var created: pthread_t?
            let result = pthread_create(&created, &attributes, { SystemThread.run($0) }, body.toOpaque())
            guard result == 0, let handle = created else {
                body.release()
                return nil
            }
        #endif
        self.handle = handle
    }

    private static func run(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
        return nil
    }

    /// Waits until the closure has returned.
    func join() { pthread_join(handle, nil) }

    /// Lets the thread end by itself.
    func detach() { pthread_detach(handle) }
}
