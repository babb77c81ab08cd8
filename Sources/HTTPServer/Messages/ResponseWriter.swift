/// Writes answers one after another into an array of bytes.
///
/// - Source: RFC 9112, section 4; RFC 9110, sections 6.6.1 (Date) and 8.6 (Content-Length).
struct ResponseWriter {
    private(set) var bytes: [UInt8] = []
    private var dateSeconds = -1
    private var dateField: [UInt8] = []

    /// Sets the time that the answers bear.
    mutating func setDate(secondsSince1970 seconds: Int) {
        guard seconds != dateSeconds else { return }
        dateSeconds = seconds
        dateField = Array("Date: \(HTTPDate.text(secondsSince1970: seconds))\r\n".utf8)
    }

    /// Removes what was written.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 256 * 1_024)
    }

    /// Writes an answer.
    ///
    /// - Parameter isLast: whether the connection ends with it.
    /// - Returns: whether the connection ends with it, which the answer itself may ask for.
    mutating func append(_ response: HTTPResponse, to entry: ResponsePipeline.Entry, isLast: Bool) -> Bool {
        guard (200...599).contains(response.status) else {
            return append(.text(500, "The server made no valid answer.\n"), to: entry, isLast: isLast)
        }
        append("HTTP/1.1 ")
        append(decimal: response.status)
        append(" ")
        append(HTTPResponse.reasonPhrase(of: response.status))
        append("\r\n")
        bytes.append(contentsOf: dateField)
        let hasBody = response.status != 204 && response.status != 304
        if hasBody {
            append("Content-Length: ")
            append(decimal: response.body.count)
            append("\r\n")
        }
        let closes = append(response.headers) || isLast
        if closes {
            append("Connection: close\r\n")
        } else if entry.isHTTP10 {
            append("Connection: keep-alive\r\n")
        }
        append("\r\n")
        if hasBody, !entry.isHead { bytes.append(contentsOf: response.body) }
        return closes
    }

    /// Writes the fields except the server's own; gives whether they ask for the connection's end.
    private mutating func append(_ headers: HTTPHeaders) -> Bool {
        var closes = false
        headers.forEachField { name, value in
            switch name.count {
            case 4 where name.isEqualIgnoringCase(to: "date"): return
            case 10 where name.isEqualIgnoringCase(to: "connection"):
                if value.isEqualIgnoringCase(to: "close") { closes = true }
                return
            case 14 where name.isEqualIgnoringCase(to: "content-length"): return
            case 17 where name.isEqualIgnoringCase(to: "transfer-encoding"): return
            default: break
            }
            bytes.append(contentsOf: name)
            append(": ")
            bytes.append(contentsOf: value)
            append("\r\n")
        }
        return closes
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func append(decimal number: Int) {
        var divisor = 1
        while divisor <= number / 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
