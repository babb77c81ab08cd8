import Testing

@testable import ScoutService

@Suite struct `A request to pull` {
    @Test(arguments: [("1", true), ("yes", true), ("", false), ("0", false), ("false", false), ("no", false)])
    func `asks for JSON where its variable says yes`(_ value: String, _ isJSON: Bool) throws {
        let environment = [
            "SCOUT_PULL_IMAGE": "registry.example/app:1", "SCOUT_PULL_OUTPUT": "/nowhere", "SCOUT_PULL_JSON": value,
        ]
        #expect(try PullRequest(environment).isJSON == isJSON)
        #expect(try !PullRequest(environment.filter { $0.key != "SCOUT_PULL_JSON" }).isJSON)
    }
}
