import CloudFormation
import Testing

@testable import ScoutIntegration

@Suite struct `Where data is` {
    @Test func `is a table's name behind its prefix, or else a folder's path`() throws {
        #expect(try DataLocation("dynamodb:scout.prod_1-a") == .table(name: "scout.prod_1-a"))
        for path in ["scout-data", "./dynamodb:scout", "/var/lib/scout", "DynamoDB:scout"] {
            #expect(try DataLocation(path) == .folder(path: path))
        }
    }

    @Test(arguments: ["", "ab", "a/b", "tablé", String(repeating: "x", count: 256), "abc\n"])
    func `is no table that DynamoDB cannot have`(_ name: String) {
        #expect(throws: InvalidInput.self) { try DataLocation("dynamodb:\(name)") }
    }
}

@Suite struct `A request about a table` {
    private static func actions() throws -> [TableRequest.Action] {
        let organization = try OrganizationName("acme")
        let now = Timestamp(seconds: 1_700_000_000)
        let token = try AccessToken.new(for: organization, role: .owner, name: "Ada's", days: 1, at: now).token
        let integration = Integration(organization: organization, region: try Region("eu-west-1"), createdAt: now)
        return [
            .addToken(token), .listTokens, .revokeToken(id: token.id), .addIntegration(integration),
            .listIntegrations, .findIntegration(integration.id), .withdrawIntegration(integration.id),
        ]
    }

    @Test func `means the same to the program that reads it, and fits into a pipe`() throws {
        for action in try Self.actions() {
            let request = TableRequest(action, in: "scout")
            let text = request.value.json(.compact)
            #expect(try TableRequest(JSONReader.read(Array(text.utf8), name: "-").value) == request)
            #expect(text.utf8.count < 4_096)
        }
    }

    @Test func `has an answer that means the same to the program that asked`() throws {
        var answers = [TableAnswer.failure("no network")]
        for action in try Self.actions() {
            switch action {
            case .addToken(let token): answers += [.tokens([token, token]), .tokens([])]
            case .addIntegration(let integration): answers += [.integrations([integration]), .integrations([])]
            default: break
            }
        }
        for answer in answers {
            let text = answer.value.json(.compact)
            #expect(try TableAnswer(JSONReader.read(Array(text.utf8), name: "-").value) == answer)
        }
    }

    @Test(arguments: ["{}", "{\"tokens\": [{}]}", "{\"integrations\": [1]}", "{\"failure\": null}", "[]"] as [String])
    func `is not answered by what is of another version`(_ text: String) throws {
        #expect(try TableAnswer(JSONReader.read(Array(text.utf8), name: "-").value) == nil)
    }
}
