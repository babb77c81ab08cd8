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
                let isLookup = ["Ref", "Fn::GetAtt", "Fn::FindInMap", "Fn::ImportValue", "Condition"].contains(
                    entry.key
                )
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

    private static let secretWords = [
        "password", "passwd", "secretstring", "secretkey", "secretvalue", "clientsecret", "apikeyvalue", "privatekey",
        "authtoken",
        "accesstoken", "oauthtoken", "secretaccesskey", "masteruserpassword", "passphrase", "credential", "apikey",
        "api_key",
        "secret_key", "access_token", "private_key", "token",
    ]
    /// Names that have one of the words and hold no secret.
    private static let harmlessWords = [
        "arn", "policy", "name", "enabled", "location", "length", "id", "validity", "duration", "type",
    ]

    static func isSecretName(_ name: String) -> Bool {
        guard name.utf8.count <= 128 else { return false }
        let lower = name.lowercased()
        guard secretWords.contains(where: { lower.contains($0) }) else { return false }
        return !harmlessWords.contains { lower.hasSuffix($0) }
    }

    /// Text in the form of a credential: an access key, a private key, a token of a well-known service.
    private static func looksSecret(_ text: String) -> Bool {
        if text.contains("-----BEGIN") && text.contains("PRIVATE KEY") { return true }
        let prefixes = [
            "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "github_pat_", "xoxb-", "xoxp-", "sk_live_", "dckr_pat_",
        ]
        return prefixes.contains { text.hasPrefix($0) && text.utf8.count >= 20 && !text.contains(" ") }
    }
}
