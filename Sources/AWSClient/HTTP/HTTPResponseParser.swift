/// Reads one HTTP/1.1 response as it arrives, and nothing beyond its end.
///
/// - Source: RFC 9112, "HTTP/1.1".
struct HTTPResponseParser: Sendable {
    /// Why what arrives is not taken.
    enum Mistake: Error, Sendable, Hashable {
        /// It is no HTTP/1.1, or it ended too early.
        case malformed
        /// The body is longer than allowed.
        case tooLarge
    }

    /// How long status line and fields may be together, in bytes.
    static let maximumHeadBytes = 64 << 10

    private enum Stage: Sendable {
        case head
        case body(remaining: Int)
        case chunkSize
        case chunk(remaining: Int)
        case chunkEnd
        case trailer
        case bodyUntilEnd
        case done
    }

    private let maximumBodyBytes: Int
    private let hasNoBody: Bool
    private var stage = Stage.head
    private var pending: [UInt8] = []
    private var offset = 0
    private var lineBytes = 0
    private var bodyBytes = 0
    private var response = IncomingResponse(status: 0)

    /// - Parameter method: the request's; the answer to HEAD has no body.
    init(to method: String, maximumBodyBytes: Int) {
        hasNoBody = method == "HEAD"
        self.maximumBodyBytes = maximumBodyBytes
    }

    /// The response, once it is complete.
    var complete: IncomingResponse? {
        if case .done = stage { return response }
        return nil
    }

    /// Status and fields, once they are complete; with them what there is of the body and was not taken.
    var head: IncomingResponse? {
        if case .head = stage { return nil }
        return response
    }

    /// Takes out what has come of the body.
    mutating func takeBody() -> [UInt8] {
        defer { response.body.removeAll(keepingCapacity: true) }
        return response.body
    }

    /// Takes the next bytes.
    mutating func receive(_ bytes: some Collection<UInt8>) throws(Mistake) {
        pending += bytes
        while try advance() {}
        pending.removeFirst(offset)
        offset = 0
    }

    /// Takes the end of the connection.
    mutating func end() throws(Mistake) {
        switch stage {
        case .done: break
        case .bodyUntilEnd: stage = .done
        default: throw .malformed
        }
    }

    /// Goes on as far as one step; false when more bytes are needed, or none.
    private mutating func advance() throws(Mistake) -> Bool {
        switch stage {
        case .done: return false
        case .head: return try readHeadLine()
        case .body(let remaining):
            let left = try takeBody(upTo: remaining)
            stage = left == 0 ? .done : .body(remaining: left)
            return left == 0
        case .bodyUntilEnd:
            _ = try takeBody(upTo: .max)
            return false
        case .chunkSize:
            guard let line = try takeLine() else { return false }
            let size = try Self.chunkSize(line)
            stage = size == 0 ? .trailer : .chunk(remaining: size)
            return true
        case .chunk(let remaining):
            let left = try takeBody(upTo: remaining)
            stage = left == 0 ? .chunkEnd : .chunk(remaining: left)
            return left == 0
        case .chunkEnd:
            guard let line = try takeLine() else { return false }
            guard line.isEmpty else { throw .malformed }
            stage = .chunkSize
            return true
        case .trailer:
            guard let line = try takeLine() else { return false }
            if line.isEmpty { stage = .done }
            return true
        }
    }

    // MARK: Head

    private mutating func readHeadLine() throws(Mistake) -> Bool {
        guard let line = try takeLine() else { return false }
        if response.status == 0 {
            response.status = try Self.status(line)
        } else if line.isEmpty {
            try beginBody()
        } else {
            response.headers.append(try Self.header(line))
        }
        return true
    }

    private static func status(_ line: String) throws(Mistake) -> Int {
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count >= 2, words[0] == "HTTP/1.1" || words[0] == "HTTP/1.0", words[1].utf8.count == 3,
            let status = Int(words[1]), (100...599).contains(status)
        else { throw .malformed }
        return status
    }

    private static func header(_ line: String) throws(Mistake) -> HTTPHeader {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { throw .malformed }
        let header = HTTPHeader(String(line[..<colon]), String(line[line.utf8.index(after: colon)...]).trimmingSpace)
        guard header.isSendable else { throw .malformed }
        return header
    }

    private mutating func beginBody() throws(Mistake) {
        let status = response.status
        guard status >= 200 else {
            // An interim response; the real one follows. Switching protocols was not asked for.
            guard status != 101 else { throw .malformed }
            response = IncomingResponse(status: 0)
            return
        }
        guard !hasNoBody, status != 204, status != 304 else {
            stage = .done
            return
        }
        if let encoding = response.headers["Transfer-Encoding"] {
            guard encoding.lowercased() == "chunked" else { throw .malformed }
            stage = .chunkSize
            return
        }
        let lengths = Set(response.headers.filter { $0.name.lowercased() == "content-length" }.map(\.value))
        guard let length = lengths.first else {
            stage = .bodyUntilEnd
            return
        }
        guard lengths.count == 1, !length.isEmpty, length.utf8.allSatisfy({ $0.isDigit }) else { throw .malformed }
        // A number beyond `Int` is beyond the limit as well.
        guard let count = Int(length), count <= maximumBodyBytes else { throw .tooLarge }
        stage = count == 0 ? .done : .body(remaining: count)
    }

    // MARK: Body

    private static func chunkSize(_ line: String) throws(Mistake) -> Int {
        let digits = line.prefix { $0 != ";" }.utf8.prefix { $0 != 0x20 && $0 != 0x09 }
        guard !digits.isEmpty, digits.allSatisfy({ $0.hexadecimalValue != nil }) else { throw .malformed }
        guard let size = Int(Substring(digits), radix: 16) else { throw .tooLarge }
        return size
    }

    /// Moves what is there to the body, and says how much of the count is missing.
    private mutating func takeBody(upTo count: Int) throws(Mistake) -> Int {
        let taken = min(count, pending.count - offset)
        guard taken <= maximumBodyBytes - bodyBytes else { throw .tooLarge }
        response.body += pending[offset..<offset + taken]
        bodyBytes += taken
        offset += taken
        return count - taken
    }

    /// The next line without its end; nil until it is complete.
    private mutating func takeLine() throws(Mistake) -> String? {
        let rest = pending[offset...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            guard lineBytes + rest.count <= Self.maximumHeadBytes else { throw .malformed }
            return nil
        }
        lineBytes += end + 1 - offset
        // Chunks have lines too: the smallest has five bytes of them.
        guard lineBytes / 5 <= Self.maximumHeadBytes / 5 + bodyBytes else { throw .malformed }
        var line = rest[..<end]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        offset = end + 1
        return String(decoding: line, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
