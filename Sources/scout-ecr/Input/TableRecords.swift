import CloudFormation
import ScoutIntegration

/// Records in a table, which the program with the network reads and changes.
struct TableRecords: Records {
    let table: String

    func add(_ token: AccessToken) throws { _ = try tokens(.addToken(token)) }

    func tokens() throws -> [AccessToken] { try tokens(.listTokens) }

    func revokeToken(_ id: String) throws -> AccessToken? { try tokens(.revokeToken(id: id)).first }

    func add(_ integration: Integration) throws { _ = try integrations(.addIntegration(integration)) }

    func integrations() throws -> [Integration] { try integrations(.listIntegrations) }

    func integration(_ id: IntegrationID) throws -> Integration? { try integrations(.findIntegration(id)).first }

    func withdraw(_ id: IntegrationID) throws { _ = try integrations(.withdrawIntegration(id)) }

    private func tokens(_ action: TableRequest.Action) throws -> [AccessToken] {
        guard case .tokens(let tokens) = try answer(action) else { throw NetworkProgram.misunderstanding }
        return tokens
    }

    private func integrations(_ action: TableRequest.Action) throws -> [Integration] {
        guard case .integrations(let integrations) = try answer(action) else { throw NetworkProgram.misunderstanding }
        return integrations
    }

    private func answer(_ action: TableRequest.Action) throws -> TableAnswer {
        let answer = try NetworkProgram.answer(to: TableRequest(action, in: table))
        if case .failure(let sentence) = answer { throw InputError(sentence.displayable(limit: 1_000)) }
        return answer
    }
}
