/// A part of a page. What is written in the program stands as it is; whatever is put into it is escaped.
///
///     let cell: HTML = "<td title=\"\(reason)\">\(name)</td>"
///
/// Values may stand in text and in attributes in quotes, and nowhere else.
///
/// - Source: WHATWG HTML Standard, "Serializing HTML fragments".
struct HTML: Sendable, ExpressibleByStringInterpolation {
    private(set) var text: String

    /// Nothing.
    static let empty: HTML = ""

    init(stringLiteral value: String) { text = value }

    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    fileprivate init(text: String) { self.text = text }

    /// A part that follows another.
    static func += (left: inout HTML, right: HTML) { left.text += right.text }

    static func + (left: HTML, right: HTML) -> HTML { HTML(text: left.text + right.text) }

    /// What is put together from literals and values.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text: String

        init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ html: HTML) { text += html.text }

        mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { text += part.text } }

        mutating func appendInterpolation(_ number: Int) { text += String(number) }

        mutating func appendInterpolation(_ value: String) {
            guard value.utf8.contains(where: \.isSpecialInHTML) else {
                text += value
                return
            }
            for scalar in value.unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                case "\u{0}": text += "\u{FFFD}"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
    }
}

extension UInt8 {
    fileprivate var isSpecialInHTML: Bool {
        switch self {
        case 0, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }
}
