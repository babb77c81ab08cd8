import Foundation
import TestSupport
import Testing

/// What `Tests/Tools/browse_dashboard.py` observes.
private struct Visit: Decodable {
    struct First: Decodable {
        let signedOut: Bool
        let wrongToken: String
        let empty: String
        let address: String
        let reopens: Bool
        let progress: String
        let account: String
        let repositoryBefore: String
        let image: String
    }
    struct Further: Decodable {
        let address: String
        let list: String
    }
    struct Failing: Decodable {
        let card: String
        let warning: String
    }
    struct Estimate: Decodable {
        let before: String
        let after: String
    }
    struct Member: Decodable {
        let enabled: Bool
        let reason: String
        let organizations: [String]
    }
    struct Stop: Decodable {
        let text: String
        let outline: String
    }
    struct WithoutScripts: Decodable {
        let inProgress: Bool
        let inactive: Bool
        let total: String
        let signedOut: Bool
    }
    let first: First
    let further: Further
    let failing: Failing
    let estimate: Estimate
    let member: Member
    let keyboard: [Stop]
    let findings: [String]
    let errors: [String]
    let withoutScripts: WithoutScripts
    let exitCode: Int
}

extension `End to end` {
    @Suite(
        .enabled(if: Tools.areInstalled, "\(Tools.hint)"),
        .enabled(if: Tools.haveBrowser, "\(Tools.browserHint)"),
        .timeLimit(.minutes(10))
    )
    struct `The dashboard in a browser` {
        /// The documentation's steps, with a stack that is really deployed; nobody reloads a page.
        @Test func `takes an owner from the empty page to connected registries and activated repositories`()
            async throws
        {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.browserPython,
                [
                    "-B", Tools.script("browse_dashboard.py"), "--program", Repository.executable("scout-ecr"),
                    "--template",
                    try writeTemplate("json", to: folder), "--endpoint-url", aws.endpointURL, "--workdir",
                    folder.url.path,
                ],
                limit: .seconds(400)
            )
            try #require(result.status == 0, "\(result.errors)")
            let visit = try JSONDecoder().decode(Visit.self, from: Data(result.output.utf8))
            expectFirst(visit.first)
            #expect(visit.further.address.hasPrefix("https://eu-central-1.console.aws.amazon.com/"))
            #expect(visit.further.list.components(separatedBy: "Connected").count == 3)
            #expect(visit.failing.card.contains("Error") && visit.failing.card.contains("ResourceNotFoundException"))
            #expect(
                visit.failing.card.contains("Delete the failed stack")
                    && visit.failing.card.contains("ScoutSetup failed")
            )
            #expect(visit.failing.warning.contains("remains in the account"))
            #expect(visit.estimate.before == "Together $0.43" && visit.estimate.after == "Together $0.72")
            #expect(!visit.member.enabled && visit.member.reason == "Only owners of other can do this.")
            #expect(visit.member.organizations.prefix(2) == ["acme owner", "other member"])
            #expect(visit.keyboard.first?.text == "Skip to the content")
            #expect(visit.keyboard.allSatisfy { $0.outline == "solid" })
            #expect(visit.findings == [], "axe-core, or a page that is wider than a phone")
            #expect(visit.errors == [], "what the browser complains of")
            #expect(visit.withoutScripts.inProgress && visit.withoutScripts.inactive && visit.withoutScripts.signedOut)
            #expect(visit.withoutScripts.total == "Together $0.72")
            #expect(visit.exitCode == 0)
        }

        private func expectFirst(_ first: Visit.First) {
            #expect(first.signedOut && first.wrongToken.contains("not known"))
            for step in ["Create.", "Confirm.", "Activate."] { #expect(first.empty.contains(step)) }
            #expect(
                first.address.hasPrefix(
                    "https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?"
                )
            )
            #expect(first.reopens, "the link of an integration in progress opens the wizard again")
            #expect(
                first.progress.contains("AssumeRoleEcrAccess complete")
                    && first.progress.contains("ScoutSetup in progress")
            )
            #expect(first.account == "000000000000 · us-east-1")
            #expect(first.repositoryBefore.contains("Inactive"))
            #expect(first.image.contains("latest") && first.image.contains("Queued"))
        }
    }
}
