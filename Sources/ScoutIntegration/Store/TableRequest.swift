package import CloudFormation

/// What a program without network has another one do with the stores in a table.
///
/// - Shape: `{"table": NAME, "do": WORD}` with the `token`, the `integration` or the `id` that the word is about; tokens and
///   integrations as the stores keep them, so secrets as their digests only.
package struct TableRequest: Sendable, Hashable {
    /// What to do.
    package enum Action: Sendable, Hashable {
        /// Add a new token.
        case addToken(AccessToken)
        /// Give all tokens.
        case listTokens
        /// Make the token of that id useless, and give it.
        case revokeToken(id: String)
        /// Add a new integration.
        case addIntegration(Integration)
        /// Give all integrations.
        case listIntegrations
        /// Give the integration of that id.
        case findIntegration(IntegrationID)
        /// Stop to listen to the integration's stack, and give it.
        case withdrawIntegration(IntegrationID)
    }

    /// The name of the table.
    package let table: String
    /// What to do.
    package let action: Action

    /// A request.
    package init(_ action: Action, in table: String) {
        self.table = table
        self.action = action
    }

    /// The request as the other program reads it.
    package var value: Value {
        var object: Object = ["table": .string(table)]
        switch action {
        case .addToken(let token): (object["do"], object["token"]) = ("addToken", token.stored)
        case .listTokens: object["do"] = "listTokens"
        case .revokeToken(let id): (object["do"], object["id"]) = ("revokeToken", .string(id))
        case .addIntegration(let integration):
            (object["do"], object["integration"]) = ("addIntegration", integration.stored)
        case .listIntegrations: object["do"] = "listIntegrations"
        case .findIntegration(let id): (object["do"], object["id"]) = ("findIntegration", .string(id.text))
        case .withdrawIntegration(let id): (object["do"], object["id"]) = ("withdrawIntegration", .string(id.text))
        }
        return .object(object)
    }

    /// The request that a value is; `nil` where it is none.
    package init?(_ value: Value) {
        guard let table = value["table"]?.stringValue, let action = Action(value) else { return nil }
        self.init(action, in: table)
    }
}

extension TableRequest.Action {
    fileprivate init?(_ value: Value) {
        let id = value["id"]?.stringValue
        let integrationID = id.flatMap { try? IntegrationID($0) }
        switch (value["do"]?.stringValue, id, integrationID) {
        case ("addToken", _, _):
            guard let token = value["token"].flatMap(AccessToken.init(stored:)) else { return nil }
            self = .addToken(token)
        case ("listTokens", _, _): self = .listTokens
        case ("revokeToken", let id?, _): self = .revokeToken(id: id)
        case ("addIntegration", _, _):
            guard let integration = value["integration"].flatMap(Integration.init(stored:)) else { return nil }
            self = .addIntegration(integration)
        case ("listIntegrations", _, _): self = .listIntegrations
        case ("findIntegration", _, let id?): self = .findIntegration(id)
        case ("withdrawIntegration", _, let id?): self = .withdrawIntegration(id)
        default: return nil
        }
    }
}

/// What has come of a ``TableRequest``.
///
/// - Shape: `{"tokens": […]}`, `{"integrations": […]}` or `{"failure": SENTENCE}`.
package enum TableAnswer: Sendable, Hashable {
    /// The tokens that the request is about; none where there is none of its id.
    case tokens([AccessToken])
    /// The integrations that the request is about; none where there is none of its id.
    case integrations([Integration])
    /// Why it could not be done.
    case failure(String)

    /// The answer as the program that asked reads it.
    package var value: Value {
        switch self {
        case .tokens(let tokens): ["tokens": .array(tokens.map(\.stored))]
        case .integrations(let integrations): ["integrations": .array(integrations.map(\.stored))]
        case .failure(let sentence): ["failure": .string(sentence)]
        }
    }

    /// The answer that a value is; `nil` where it is none.
    package init?(_ value: Value) {
        func records<Record>(_ key: String, _ read: (Value) -> Record?) -> [Record]? {
            guard let elements = value[key]?.arrayValue else { return nil }
            let records = elements.compactMap(read)
            return records.count == elements.count ? records : nil
        }
        if let tokens = records("tokens", AccessToken.init(stored:)) {
            self = .tokens(tokens)
        } else if let integrations = records("integrations", Integration.init(stored:)) {
            self = .integrations(integrations)
        } else if let sentence = value["failure"]?.stringValue {
            self = .failure(sentence)
        } else {
            return nil
        }
    }
}
