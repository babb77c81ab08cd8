/// What a registry asks for before it answers.
///
/// - Source: RFC 9110, section 11.6.1; the Docker Registry's "Token Authentication Specification".
enum AuthenticationChallenge: Sendable, Hashable {
    /// User and password.
    case basic
    /// A token from a server of its own.
    case bearer(realm: String, service: String?, scope: String?)

    /// The first challenge of a `WWW-Authenticate` field that is understood.
    init?(_ field: String) {
        var rest = Substring(field)
        while let scheme = Self.takeToken(&rest) {
            let parameters = Self.takeParameters(&rest)
            switch scheme.lowercased() {
            case "basic":
                self = .basic
                return
            case "bearer":
                guard let realm = parameters["realm"] else { return nil }
                self = .bearer(realm: realm, service: parameters["service"], scope: parameters["scope"])
                return
            default: continue
            }
        }
        return nil
    }

    private static func takeToken(_ rest: inout Substring) -> String? {
        rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
        let token = rest.prefix { $0 != " " && $0 != "\t" && $0 != "," && $0 != "=" }
        guard !token.isEmpty else { return nil }
        rest = rest[token.endIndex...]
        return String(token)
    }

    /// The parameters up to the next scheme, which is a word that no equals sign follows.
    private static func takeParameters(_ rest: inout Substring) -> [String: String] {
        var parameters: [String: String] = [:]
        while true {
            var ahead = rest
            guard let name = takeToken(&ahead), ahead.first == "=" else { return parameters }
            ahead = ahead.dropFirst()
            guard let value = takeValue(&ahead) else { return parameters }
            if parameters[name.lowercased()] == nil { parameters[name.lowercased()] = value }
            rest = ahead
        }
    }

    private static func takeValue(_ rest: inout Substring) -> String? {
        guard rest.first == "\"" else { return takeToken(&rest) }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return value
            case "\\": if let escaped = rest.popFirst() { value.append(escaped) }
            default: value.append(character)
            }
        }
        return nil
    }
}
