/// What a process and the helper that sends https for it tell each other.
///
/// - Shape: a frame: the length of the rest in four bytes, the kind in one, the request's number in eight, and then the parts,
///   a number in eight bytes, text and bytes after their length. Numbers have their highest byte first.
package enum HelperMessage: Sendable {
    /// To the helper: a request to send within so many seconds.
    case send(UInt64, OutgoingRequest, seconds: Double)
    /// To the helper: nobody waits for that request any more.
    case cancel(UInt64)
    /// From the helper: what came of a request.
    case answer(UInt64, Result<IncomingResponse, TransportError>)

    /// The message as a frame.
    package var frame: [UInt8] {
        var writer = FrameWriter()
        switch self {
        case .send(let number, let request, let seconds):
            writer.begin(1, number)
            writer.add(request.method)
            writer.add(request.url)
            writer.add(request.headers)
            writer.add(request.body)
            writer.add(UInt64(clamping: request.maximumResponseBytes))
            writer.add(seconds.bitPattern)
        case .cancel(let number): writer.begin(2, number)
        case .answer(let number, .success(let response)):
            writer.begin(3, number)
            writer.add(UInt64(clamping: response.status))
            writer.add(response.headers)
            writer.add(response.body)
        case .answer(let number, .failure(let error)):
            writer.begin(4, number)
            writer.add(error.code.rawValue)
            writer.add(error.host)
            writer.add(error.reason)
        }
        return writer.frame
    }

    /// Reads a frame without its length; `nil` where it is none.
    fileprivate init?(_ bytes: ArraySlice<UInt8>) {
        var reader = FrameReader(rest: bytes)
        guard let kind = reader.byte(), let number = reader.number() else { return nil }
        switch kind {
        case 1:
            guard let method = reader.text(), let url = reader.text(), let headers = reader.headers(),
                let body = reader.bytes(), let limit = reader.number(), let seconds = reader.number()
            else { return nil }
            let request = OutgoingRequest(
                method,
                url,
                headers: headers,
                body: body,
                maximumResponseBytes: Int(clamping: limit)
            )
            self = .send(number, request, seconds: Double(bitPattern: seconds))
        case 2: self = .cancel(number)
        case 3:
            guard let status = reader.number(), let headers = reader.headers(), let body = reader.bytes() else {
                return nil
            }
            self = .answer(
                number,
                .success(IncomingResponse(status: Int(clamping: status), headers: headers, body: body))
            )
        case 4:
            guard let code = reader.text(), let host = reader.text(), let reason = reader.text() else { return nil }
            self = .answer(number, .failure(TransportError(.init(rawValue: code), host: host, reason)))
        default: return nil
        }
        guard reader.rest.isEmpty else { return nil }
    }
}

/// Messages out of bytes that arrive in any pieces.
package struct HelperMessageReader: Sendable {
    private var buffer: [UInt8] = []

    /// The other side does not speak this language.
    package struct Malformed: Error, Sendable {}

    /// The longest frame: what a response may have, and more.
    private static let maximumBytes = 512 << 20

    package init() {}

    /// Adds bytes that have arrived.
    package mutating func feed(_ bytes: some Collection<UInt8>) { buffer.append(contentsOf: bytes) }

    /// The next message that is there whole.
    package mutating func next() throws(Malformed) -> HelperMessage? {
        guard buffer.count >= 4 else { return nil }
        let length = buffer.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.maximumBytes else { throw Malformed() }
        guard buffer.count - 4 >= length else { return nil }
        guard let message = HelperMessage(buffer[4..<4 + length]) else { throw Malformed() }
        buffer.removeFirst(4 + length)
        return message
    }
}

private struct FrameWriter {
    private var bytes: [UInt8] = [0, 0, 0, 0]

    mutating func begin(_ kind: UInt8, _ number: UInt64) {
        bytes.append(kind)
        add(number)
    }

    mutating func add(_ number: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    mutating func add(_ part: [UInt8]) {
        add(UInt64(part.count))
        bytes += part
    }

    mutating func add(_ text: String) { add(Array(text.utf8)) }

    mutating func add(_ headers: [HTTPHeader]) {
        add(UInt64(headers.count))
        for header in headers {
            add(header.name)
            add(header.value)
        }
    }

    var frame: [UInt8] {
        var frame = bytes
        let length = bytes.count - 4
        for index in 0..<4 { frame[index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index)) }
        return frame
    }
}

private struct FrameReader {
    private(set) var rest: ArraySlice<UInt8>

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func number() -> UInt64? {
        guard rest.count >= 8 else { return nil }
        defer { rest = rest.dropFirst(8) }
        return rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func bytes() -> [UInt8]? {
        guard let count = number(), count <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }

    mutating func text() -> String? { bytes().flatMap { String(validating: $0, as: UTF8.self) } }

    mutating func headers() -> [HTTPHeader]? {
        // Each has two lengths at least, so what is announced cannot ask for much memory.
        guard let count = number(), count <= UInt64(rest.count / 16) else { return nil }
        var headers: [HTTPHeader] = []
        for _ in 0..<count {
            guard let name = text(), let value = text() else { return nil }
            headers.append(HTTPHeader(name, value))
        }
        return headers
    }
}
