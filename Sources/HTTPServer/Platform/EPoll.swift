#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Linux's epoll; no value can be made elsewhere.
///
/// - Source: Linux manual, "epoll(7)", "epoll_ctl(2)", "epoll_wait(2)". Swift's modules of C libraries do not declare it.
struct EPoll {
    private typealias Create = @convention(c) (Int32) -> Int32
    private typealias Control = @convention(c) (Int32, Int32, Int32, UnsafeMutableRawPointer) -> Int32
    private typealias Wait = @convention(c) (Int32, UnsafeMutableRawPointer, Int32, Int32) -> Int32

    private let descriptor: Descriptor
    private let control: Control
    private let waitForEvents: Wait

    // Values and layouts of <sys/epoll.h>.
    private static let (add, delete, modify): (Int32, Int32, Int32) = (1, 2, 3)
    private static let closeOnExec: Int32 = 0o2_000_000
    /// An event: 32 bits that say what is ready, and 64 of the caller's.
    #if arch(x86_64)
        private static let (eventSize, tokenOffset) = (12, 4)
    #else
        private static let (eventSize, tokenOffset) = (16, 8)
    #endif
    /// How many events are taken at once.
    private static let maximumEvents = 128

    init?() {
        #if os(Linux)
            // The C library declares the symbols with these types.
            guard let create = dlsym(nil, "epoll_create1").map({ unsafeBitCast($0, to: Create.self) }),
                let control = dlsym(nil, "epoll_ctl").map({ unsafeBitCast($0, to: Control.self) }),
                let wait = dlsym(nil, "epoll_wait").map({ unsafeBitCast($0, to: Wait.self) })
            else { return nil }
            let number = create(Self.closeOnExec)
            guard number >= 0 else { return nil }
            descriptor = Descriptor(number)
            self.control = control
            waitForEvents = wait
        #else
            return nil
        #endif
    }

    /// Sets what to wait for, as ``Poller/set(_:of:token:before:)`` does. Where the system has no room for another descriptor,
    /// it is not waited for, and whoever owns it notices that by its deadline.
    func set(_ interest: Poller.Interest, of number: Int32, token: Int, before: Poller.Interest) {
        let operation = before.isEmpty ? Self.add : interest.isEmpty ? Self.delete : Self.modify
        withUnsafeTemporaryAllocation(byteCount: Self.eventSize, alignment: 8) { event in
            // The bits are those of poll.
            event.storeBytes(of: interest.rawValue, as: UInt32.self)
            event.storeBytes(of: token, toByteOffset: Self.tokenOffset, as: Int.self)
            if let event = event.baseAddress { _ = control(descriptor.number, operation, number, event) }
        }
    }

    /// Waits until something is ready or the time is over, and calls the closure with the tokens of what is ready.
    func wait(milliseconds: Int32, _ body: (_ token: Int) -> Void) {
        withUnsafeTemporaryAllocation(byteCount: Self.maximumEvents * Self.eventSize, alignment: 8) { events in
            guard let address = events.baseAddress else { return }
            let count = waitForEvents(descriptor.number, address, Int32(Self.maximumEvents), milliseconds)
            for index in 0..<max(0, Int(count)) {
                body(events.loadUnaligned(fromByteOffset: index * Self.eventSize + Self.tokenOffset, as: Int.self))
            }
        }
    }
}
