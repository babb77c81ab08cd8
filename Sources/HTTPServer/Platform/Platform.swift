#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The calls of the C library that differ between platforms or need a wrapper.
enum Platform {
    #if canImport(Glibc)
        static let streamSocket = Int32(SOCK_STREAM.rawValue)
    #else
        static let streamSocket = SOCK_STREAM
    #endif

    /// Sends without the signal that a vanished client would otherwise cause.
    #if canImport(Darwin)
        static let sendFlags: Int32 = 0  // SO_NOSIGPIPE is set on each socket
    #else
        static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif

    /// Nanoseconds of a clock that never goes back.
    static var monotonicNanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Seconds since 1970, in UTC.
    static var secondsSince1970: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return max(0, Int(time.tv_sec))
    }

    /// The text of an error number.
    static func message(of errorNumber: Int32) -> String { String(cString: strerror(errorNumber)) }
}

extension Duration {
    /// The duration in whole nanoseconds; nothing for a negative one, and no more than a hundred years.
    var clampedNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(min(seconds, 3_155_760_000)) * 1_000_000_000 + UInt64(attoseconds) / 1_000_000_000
    }
}

/// A file descriptor that is closed with the value.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// Makes calls return at once instead of waiting, and keeps the descriptor from child processes.
    static func prepare(_ number: Int32) {
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    }
}
