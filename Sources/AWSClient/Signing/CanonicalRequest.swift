/// The text of a request that a signature covers.
///
/// - Source: IAM User Guide, "Create a signed AWS API request", step 1.
struct CanonicalRequest: Sendable, Hashable {
    /// The text.
    let text: String

    /// The names of the fields that are covered, in lower case, sorted, with semicolons between them.
    let signedHeaders: String

    /// - Parameters:
    ///   - headers: all fields, `Host` among them.
    ///   - payloadHash: the last line.
    init(
        method: String,
        path: String,
        query: String?,
        headers: [HTTPHeader],
        payloadHash: String,
        rules: SigV4.Rules
    ) {
        let headers = Self.canonical(headers)
        signedHeaders = headers.map(\.name).joined(separator: ";")
        let lines =
            [method, Self.canonical(path: path, rules), Self.canonical(query: query ?? "")]
            + headers.map { "\($0.name):\($0.value)" } + ["", signedHeaders, payloadHash]
        text = lines.joined(separator: "\n")
    }

    /// The fields that are signed, one of each name, sorted.
    static func canonical(_ headers: [HTTPHeader]) -> [HTTPHeader] {
        var values: [String: [String]] = [:]
        for header in headers {
            let name = header.name.lowercased()
            guard !unsigned.contains(name) else { continue }
            values[name, default: []].append(folded(header.value))
        }
        return values.sorted { $0.key < $1.key }.map { HTTPHeader($0.key, $0.value.joined(separator: ",")) }
    }

    /// What proxies and HTTP libraries change on the way, and what the signature itself goes into.
    private static let unsigned: Set<String> = [
        "authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id",
    ]

    /// The value without white space around it, and with one space for each run of it inside.
    private static func folded(_ value: String) -> String {
        let words = value.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return words.map { String(Substring($0)) }.joined(separator: " ")
    }

    static func canonical(path: String, _ rules: SigV4.Rules) -> String {
        let path = rules.normalizesPath ? normalized(path) : path
        return rules.encodesPathAgain ? PercentEncoding.encode(path, keepingSlashes: true) : path
    }

    /// The path without `.` and `..`, and with one slash for several.
    private static func normalized(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        let end = path.hasSuffix("/") && !segments.isEmpty ? "/" : ""
        return "/" + segments.joined(separator: "/") + end
    }

    /// The query's items in one encoding, sorted by name and value.
    static func canonical(query: String) -> String {
        let items = query.utf8.split(separator: UInt8(ascii: "&")).map { item in
            let name = item.prefix { $0 != UInt8(ascii: "=") }
            let value = item.dropFirst(name.count + 1)
            return (
                name: PercentEncoding.encode(PercentEncoding.decode(Substring(name))),
                value: PercentEncoding.encode(PercentEncoding.decode(Substring(value)))
            )
        }
        // Encoded text is ASCII, so the order of strings is the order of their bytes.
        return items.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
            .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }
}
