import CloudFormation

/// Keeps secrets out of reviews, which end in logs and in comments that many people read.
enum Masking {
    /// What stands in the place of a secret.
    static let mask: Value = .string("********")

    /// The value with everything in it masked that looks like a secret; `nil` stays `nil`.
    ///
    /// - Parameters:
    ///   - path: where the value stands; a name such as `MasterUserPassword` gives a literal away.
    ///   - isNamedSecret: whether a name beside the value does.
    static func masked(_ value: ComparedValue?, at path: ValuePath, isNamedSecret: Bool = false) -> Value? {
        guard let value else { return nil }
        let isSecret = path.components.contains { if case .key(let key) = $0 { isSecretName(key) } else { false } }
        return masked(value.source.value, isSecret || isNamedSecret)
    }

    /// The key of a value that has its name beside it: `{Name: DB_PASSWORD, Value: …}`.
    static let valueKeys = ["Value", "ParameterValue"]
    /// The keys of such names.
    private static let nameKeys = ["Name", "Key", "ParameterKey", "ParameterName", "OptionName"]

    /// Whether an object names a secret.
    ///
    /// - Parameter text: gives what stands under a key, if it is text.
    static func namesSecret(_ text: (_ key: String) -> String?) -> Bool {
        nameKeys.contains { text($0).map(isSecretName) == true }
    }

    /// A secret value as reviews show it: a literal masked whole, a function with what it refers to.
    static func masked(secret value: Value) -> Value { Intrinsic(value) == nil ? mask : masked(value, true) }

    /// The value of a literal masked whole; functions show what they refer to, which is no secret.
    private static func masked(_ value: Value, _ isSecret: Bool) -> Value {
        switch value {
        case .null, .bool:
            return value
        case .number:
            return isSecret ? mask : value
        case .string(let text):
            return isSecret && !isReference(text) || looksSecret(text) ? mask : value
        case .array(let elements):
            return .array(elements.map { masked($0, isSecret) })
        case .object(let object):
            if object.count == 1, let entry = object.entries.first, isFunctionName(entry.key) {
                // Its names and keys are no secrets; literals among the arguments of a function may be.
                let isLookup = [
                    "Ref", "Fn::GetAtt", "Fn::FindInMap", "Fn::ImportValue", "Fn::GetStackOutput", "Condition",
                ].contains(entry.key)
                return .object([entry.key: masked(entry.value, isSecret && !isLookup)])
            }
            let isNamed = namesSecret { object[$0]?.stringValue }
            return .object(
                Object(
                    object.map { entry in
                        let isNamedSecret = isNamed && valueKeys.contains(entry.key)
                        return (entry.key, masked(entry.value, isSecret || isNamedSecret || isSecretName(entry.key)))
                    }
                )
            )
        }
    }

    private static func isFunctionName(_ name: String) -> Bool { name == "Ref" || name.utf8.starts(with: "Fn::".utf8) }

    /// Text that names where a secret is kept.
    private static func isReference(_ text: String) -> Bool {
        text.hasPrefix("{{resolve:") || text.hasPrefix("arn:") || text.hasPrefix("${")
    }

    /// Words that name a secret, in lower case and without what joins words.
    private static let secretWords: [[UInt8]] = [
        "password", "passwd", "passphrase", "secretstring", "secretkey", "secretvalue", "secretaccesskey", "apikey",
        "privatekey", "signingkey", "credential", "token",
    ].map { Array($0.utf8) }
    /// What the names of secrets end with, likewise.
    private static let secretEnds: [[UInt8]] = ["secret", "pwd"].map { Array($0.utf8) }
    /// What the names of secrets end with where words are joined by `_`.
    private static let secretLastWords: [[UInt8]] = ["_pass", "_pat", "encryption_key"].map { Array($0.utf8) }
    /// Ends of names that have one of the words and hold no secret.
    private static let harmlessEnds: [[UInt8]] = [
        "arn", "policy", "name", "enabled", "location", "length", "id", "validity", "duration", "type", "ttl", "units",
    ].map { Array($0.utf8) }

    /// Whether values under that name are secrets.
    static func isSecretName(_ name: String) -> Bool {
        guard (3...128).contains(name.utf8.count) else { return false }
        let lower = name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        func ends(_ bytes: [UInt8], with words: [[UInt8]]) -> Bool {
            words.contains { bytes.suffix($0.count).elementsEqual($0) }
        }
        var letters = lower
        if lower.contains(where: joinsWords) {
            if ends(lower, with: secretLastWords) { return true }
            letters.removeAll(where: joinsWords)
        }
        if ends(letters, with: secretEnds) { return true }
        return secretWords.contains { find($0, in: letters) != nil } && !ends(letters, with: harmlessEnds)
    }

    private static func joinsWords(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") }

    private static let privateKeyMark = Array("PRIVATE KEY".utf8)
    /// How access keys of AWS and tokens of well-known services begin.
    private static let credentialBeginnings = [
        "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "github_pat_", "xoxb-", "xoxp-", "sk_live_", "dckr_pat_",
        "eyJhbGciOi",
    ].map { Array($0.utf8) }

    /// Text in the form of a credential, or with one in it: an access key, a private key, a token of a well-known service, a URL
    /// with a password, a secret that is assigned to its name.
    private static func looksSecret(_ text: String) -> Bool {
        if hasPasswordInURL(text) || hasSecretAssignment(text) { return true }
        guard text.utf8.count >= 20 else { return false }
        if credentialBeginnings.contains(where: { text.utf8.starts(with: $0) }), !text.utf8.contains(UInt8(ascii: " "))
        {
            return true
        }
        return text.utf8.contains(UInt8(ascii: "-")) && find(privateKeyMark, in: Array(text.utf8)) != nil
    }

    /// Whether a script or a configuration in the text gives a secret: `DB_PASSWORD=hunter22`, `"password": "hunter22"`.
    private static func hasSecretAssignment(_ text: String) -> Bool {
        guard text.utf8.contains(where: isAssignment) else { return false }
        let bytes = Array(text.utf8)
        for index in bytes.indices where isAssignment(bytes[index]) {
            let name = bytes[..<index].reversed().drop(while: isQuoteOrSpace).prefix(while: isInName).prefix(129)
            guard isSecretName(String(decoding: name.reversed(), as: UTF8.self)) else { continue }
            // Its beginning is enough, and keeps the time linear.
            let rest = bytes[(index + 1)...].drop(while: isQuoteOrSpace).prefix(64)
            let value = rest.prefix { $0 > 0x20 && !isQuoteOrSpace($0) }
            let spelling = String(decoding: value, as: UTF8.self)
            if value.count >= 4, value.first != UInt8(ascii: "$"), !isReference(spelling), !isLiteralWord(spelling) {
                return true
            }
        }
        return false
    }

    private static func isAssignment(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") }

    private static func isQuoteOrSpace(_ byte: UInt8) -> Bool {
        [UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(byte)
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        return isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || joinsWords(byte)
    }

    /// Whether a value is a word of a language, or the beginning of something that is none.
    private static func isLiteralWord(_ text: String) -> Bool {
        ["true", "false", "null", "none"].contains(text.lowercased()) || text.hasPrefix("{") || text.hasPrefix("[")
    }

    private static let schemeEnd = Array("://".utf8)

    /// Whether a URL in the text has a literal password: `postgres://user:password@host`.
    ///
    /// - Source: RFC 3986, section 3.2.1.
    private static func hasPasswordInURL(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "@")), text.utf8.contains(UInt8(ascii: ":")) else { return false }
        let bytes = Array(text.utf8)
        guard let scheme = find(schemeEnd, in: bytes) else { return false }
        let authority = bytes[(scheme + schemeEnd.count)...].prefix { $0 != UInt8(ascii: "/") && $0 > 0x20 }
        guard let end = authority.lastIndex(of: UInt8(ascii: "@")),
            let colon = authority[..<end].firstIndex(of: UInt8(ascii: ":"))
        else { return false }
        let password = authority[(colon + 1)..<end]
        return !password.isEmpty && !isReference(String(decoding: password, as: UTF8.self))
    }

    /// Where the bytes of a word stand in other bytes.
    private static func find(_ word: [UInt8], in bytes: [UInt8]) -> Int? {
        guard let first = word.first, bytes.count >= word.count else { return nil }
        return bytes.indices.dropLast(word.count - 1).first { start in
            bytes[start] == first && bytes[start..<start + word.count].elementsEqual(word)
        }
    }
}
