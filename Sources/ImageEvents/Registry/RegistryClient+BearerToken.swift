import AWSClient
import CloudFormation
import ScoutIntegration

extension RegistryClient {
    /// A token that lets one read a repository.
    ///
    /// - Source: the Docker Registry's "Token Authentication Specification".
    func bearerToken(
        realm: String,
        service: String?,
        for repository: RepositoryName
    ) async throws(RegistryError) -> Authorization {
        // The scope is ours, whatever the challenge says: nothing but reading this repository is ever asked for.
        let scope = "repository:\(repository.text):pull"
        let items = [(name: "service", value: service), (name: "scope", value: scope)]
            .compactMap { item in item.value.map { (name: item.name, value: $0) } }
        guard let url = try? RequestURL(realm), endpoint.allowsRedirect(to: url) else {
            throw RegistryError(.invalidAnswer, endpoint.host, "it asks for a token of a host that is not allowed")
        }
        let separator = url.query == nil ? "?" : "&"
        var request = OutgoingRequest(
            "GET",
            url.text + separator + PercentEncoding.query(items),
            maximumResponseBytes: 1 << 20
        )
        if let token = login.basicToken { request.headers = [HTTPHeader("Authorization", "Basic \(token)")] }
        let response: IncomingResponse
        do throws(TransportError) {
            response = try await transport.send(request, within: Self.requestSeconds)
        } catch {
            throw RegistryError(error, endpoint.host)
        }
        guard response.status == 200 else {
            throw RegistryError(status: response.status, body: response.body, host: endpoint.host, "the login")
        }
        return try authorization(from: response.body)
    }

    private func authorization(from body: [UInt8]) throws(RegistryError) -> Authorization {
        guard let answer = try? JSONReader.read(body, name: "token"),
            let token = answer["token"]?.stringValue ?? answer["access_token"]?.stringValue, !token.isEmpty,
            token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw RegistryError(.invalidAnswer, endpoint.host, "its answer to the login has no token") }
        // Without a word about it, a token is good for a minute; it is given up some seconds before.
        let seconds = answer["expires_in"]?.value.scalarSpelling.flatMap { Int64($0) } ?? 60
        let expiration = clock.now().advanced(by: min(max(seconds, 60), 86_400) - 10)
        return Authorization(field: "Bearer \(token)", expiration: expiration)
    }
}
