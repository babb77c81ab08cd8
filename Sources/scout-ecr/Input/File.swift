import CloudFormation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The bytes of files, of standard input and of other programs' output.
enum File {
    /// What is read, and how many bytes of it at most.
    struct Content {
        /// What it is, with its article.
        let subject: String
        /// The most bytes.
        let maximumBytes: Int

        /// More than any template may have.
        static let template = Content(subject: "a template", maximumBytes: 64 << 20)
        /// What is in a table: more than fits into a terminal by far.
        static let answer = Content(subject: "an answer", maximumBytes: 512 << 20)
    }

    /// The content of a file.
    static func read(_ path: String) throws(InputError) -> [UInt8] {
        guard !path.isEmpty else { throw InputError("\"\" must be the path of a file, or - for standard input") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError("\(path.displayable): \(systemError())") }
        defer { close(descriptor) }
        return try read(descriptor, named: path)
    }

    /// What is on standard input.
    static func readStandardInput() throws(InputError) -> [UInt8] { try read(STDIN_FILENO, named: "-") }

    /// Whether there is a file, or a folder, of that name.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// What the last failed call says of its failure.
    static func systemError() -> String { String(cString: strerror(errno)) }

    /// Everything from a descriptor.
    static func read(
        _ descriptor: Int32,
        named name: String,
        as content: Content = .template
    ) throws(InputError) -> [UInt8] {
        var bytes: [UInt8] = []
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size > 0 {
            bytes.reserveCapacity(min(Int(status.st_size), content.maximumBytes))
        }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw InputError("\(name.displayable): \(systemError())") }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= content.maximumBytes else {
                throw InputError(
                    "\(name.displayable): \(content.subject) of at most \(content.maximumBytes) bytes is expected, and this is larger"
                )
            }
        }
    }

    private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Darwin)
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}

/// Input that could not be read: one sentence.
struct InputError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
