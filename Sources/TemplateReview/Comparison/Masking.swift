import CloudFormation

/// Keeps secrets out of reviews, which end in logs and in comments that many people read.
enum Masking {
    /// What stands in the place of a secret.
    static let mask: Value = .string("********")

    /// The value with everything in it masked that looks like a secret; `nil` stays `nil`.
    ///
    /// - Parameter path: where the value stands; a name such as `MasterUserPassword` gives a literal away.
    static func masked(_ value: ComparedValue?, at path: ValuePath) -> Value? {
        guard let value else { return nil }
        let isSecret = path.components.contains { if case .key(let key) = $0 { isSecretName(key) } else { false } }
        return masked(value.source.value, isSecret)
    }

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
            return .object(Object(object.map { ($0.key, masked($0.value, isSecret || isSecretName($0.key))) }))
        }
    }

    private static func isFunctionName(_ name: String) -> Bool { name == "Ref" || name.utf8.starts(with: "Fn::".utf8) }

    /// Text that names where a secret is kept.
    private static func isReference(_ text: String) -> Bool {
        text.hasPrefix("{{resolve:") || text.hasPrefix("arn:") || text.hasPrefix("${")
    }

    /// Words that name a secret, in lower case.
    private static let secretWords: [[UInt8]] = [
        "password", "passwd", "passphrase", "secretstring", "secretkey", "secretvalue", "clientsecret", "apikey",
        "api_key",
        "privatekey", "private_key", "secretaccesskey", "secret_key", "credential", "token",
    ].map { Array($0.utf8) }
    /// Ends of names that have one of the words and hold no secret.
    private static let harmlessEnds: [[UInt8]] = [
        "arn", "policy", "name", "enabled", "location", "length", "id", "validity", "duration", "type",
    ].map { Array($0.utf8) }

    /// Whether values under that name are secrets.
    static func isSecretName(_ name: String) -> Bool {
        guard (5...128).contains(name.utf8.count) else { return false }
        let lower = name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        guard secretWords.contains(where: { find($0, in: lower) }) else { return false }
        return !harmlessEnds.contains { lower.suffix($0.count).elementsEqual($0) }
    }

    private static let privateKeyMark = Array("PRIVATE KEY".utf8)
    /// How access keys of AWS and tokens of well-known services begin.
    private static let credentialBeginnings = [
        "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "github_pat_", "xoxb-", "xoxp-", "sk_live_", "dckr_pat_",
    ].map { Array($0.utf8) }

    /// Text in the form of a credential: an access key, a private key, a token of a well-known service.
    private static func looksSecret(_ text: String) -> Bool {
        guard text.utf8.count >= 20 else { return false }
        if credentialBeginnings.contains(where: { text.utf8.starts(with: $0) }), !text.utf8.contains(UInt8(ascii: " "))
        {
            return true
        }
        return text.utf8.contains(UInt8(ascii: "-")) && find(privateKeyMark, in: Array(text.utf8))
    }

    /// Whether the bytes of a word stand in other bytes.
    private static func find(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = word.first, bytes.count >= word.count else { return false }
        return bytes.indices.dropLast(word.count - 1).contains { start in
            bytes[start] == first && bytes[start..<start + word.count].elementsEqual(word)
        }
    }
}
