#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// JSON as calls need it: written from values, and read into `Decodable` types.
struct JSONText: Sendable, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
    let text: String

    private init(raw text: String) { self.text = text }

    /// A string.
    init(_ string: String) {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        self.text = text + "\""
    }

    init(stringLiteral string: String) { self.init(string) }

    /// An object in that order; members without a value are left out.
    init(dictionaryLiteral members: (String, JSONText?)...) {
        self = .object(members)
    }

    init(arrayLiteral elements: JSONText...) { self = .array(elements) }

    /// An object in that order; members without a value are left out.
    static func object(_ members: [(String, JSONText?)]) -> JSONText {
        let members = members.compactMap { key, value in value.map { "\(JSONText(key).text):\($0.text)" } }
        return JSONText(raw: "{\(members.joined(separator: ","))}")
    }

    static func number(_ number: Int) -> JSONText { JSONText(raw: String(number)) }

    static func boolean(_ value: Bool) -> JSONText { JSONText(raw: value ? "true" : "false") }

    static func array(_ elements: [JSONText]) -> JSONText {
        JSONText(raw: "[\(elements.map(\.text).joined(separator: ","))]")
    }

    /// Reads JSON; nil when the text is none, or another shape.
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }
}
