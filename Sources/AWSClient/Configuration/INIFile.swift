/// A file of AWS's command-line tools: sections of `key = value` lines, and values that are lines themselves.
///
/// A line that begins with `#` or `;` is a comment; within a line both are text. A key with an empty value, followed by
/// indented lines, has those as keys of its own, told here as `key.inner`; other indented lines continue a value.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Using shared config and credentials files".
struct INIFile: Sendable, Hashable {
    struct Section: Sendable, Hashable {
        /// What stands between the brackets.
        var name: String
        /// From 1.
        var line: Int
        /// By key in lower case; of a key that comes several times the last.
        var values: [String: String] = [:]
    }

    var sections: [Section] = []

    static let maximumBytes = 1 << 20

    /// Reads a file.
    ///
    /// - Parameter name: what errors call the file.
    init(_ bytes: [UInt8], name: String) throws(AWSConfigurationError) {
        guard bytes.count <= Self.maximumBytes else {
            throw AWSConfigurationError(name, "must have at most \(Self.maximumBytes) bytes")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw AWSConfigurationError(name, "must be UTF-8")
        }
        var key: String?
        let withoutMark = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        let lines = withoutMark.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let line = Substring(bytes)
            let content = line.trimmed
            let place = "\(name):\(index + 1)"
            guard let first = content.first, first != "#", first != ";" else { continue }
            if let start = line.first, start == " " || start == "\t", let last = sections.indices.last, let key {
                sections[last].add(content, to: key)
            } else if first == "[" {
                sections.append(Section(name: try Self.sectionName(content, at: place), line: index + 1))
                key = nil
            } else {
                guard let last = sections.indices.last else {
                    throw AWSConfigurationError(place, "must begin a section like [default] before any key")
                }
                guard let (name, value) = content.keyAndValue else {
                    // The line is not shown: a value that lost its key may be a secret.
                    throw AWSConfigurationError(place, "must be a [section] or 'key = value'")
                }
                sections[last].values[name] = value
                key = name
            }
        }
    }

    private static func sectionName(_ line: Substring, at place: String) throws(AWSConfigurationError) -> String {
        guard let end = line.firstIndex(of: "]") else {
            throw AWSConfigurationError(place, "must close its section with ']'")
        }
        let rest = line[line.index(after: end)...].trimmed
        guard rest.isEmpty || rest.hasPrefix("#") || rest.hasPrefix(";") else {
            throw AWSConfigurationError(place, "must have nothing after the section")
        }
        let name = line[..<end].dropFirst().trimmed
        guard !name.isEmpty else { throw AWSConfigurationError(place, "must name its section") }
        return String(name)
    }
}

extension INIFile.Section {
    /// Adds an indented line to what its key has.
    fileprivate mutating func add(_ line: Substring, to key: String) {
        let value = values[key] ?? ""
        if value.isEmpty, let (inner, innerValue) = line.keyAndValue {
            values["\(key).\(inner)"] = innerValue
        } else {
            values[key] = value.isEmpty ? String(line) : "\(value)\n\(line)"
        }
    }
}

extension Substring {
    /// Without the white space of one line around it.
    fileprivate var trimmed: Substring {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        let start = utf8.firstIndex { !isSpace($0) } ?? endIndex
        let end = utf8[start...].lastIndex { !isSpace($0) }.map { utf8.index(after: $0) } ?? start
        return self[start..<end]
    }

    fileprivate var keyAndValue: (String, String)? {
        guard let separator = utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let key = self[..<separator].trimmed
        guard !key.isEmpty else { return nil }
        return (key.lowercased(), String(self[utf8.index(after: separator)...].trimmed))
    }
}
