import CloudFormation
import Foundation
import ScoutIntegration
import Testing

@testable import ScoutService

@Suite struct `The doctor's report` {
    private func report() throws -> DoctorReport {
        DoctorReport(
            integration: try Fixture.connected(try IntegrationID("int-1")),
            checks: [
                DoctorCheck(name: "a", title: "A works", outcome: .passed, detail: "as it \"should\"", remedy: nil),
                DoctorCheck(name: "b", title: "B works", outcome: .failed, detail: "it does not", remedy: "Mend it."),
                DoctorCheck(name: "c", title: "C works", outcome: .skipped, detail: "", remedy: nil),
            ]
        )
    }

    @Test func `for people has a line for each check, and the reason and the remedy below it`() throws {
        #expect(
            try report().text(color: false) == """
                int-1 of acme, account 123456789012, us-east-1
                ✔ A works
                    as it "should"
                ✘ B works
                    it does not
                    → Mend it.
                – C works
                1 passed, 1 failed, 1 skipped

                """
        )
    }

    @Test func `has colours only where they are shown, and is the same text without them`() throws {
        let colored = try report().text(color: true)
        #expect(colored.contains("\u{1B}[32m✔\u{1B}[0m A works") && colored.contains("\u{1B}[31m✘\u{1B}[0m B works"))
        #expect(colored.replacing(/\u{1B}\[[0-9]+m/, with: "") == (try report().text(color: false)))
    }

    @Test func `for programs is JSON`() throws {
        let object = try JSONSerialization.jsonObject(with: Data(try report().json.utf8)) as? NSDictionary
        let expected: NSDictionary = [
            "integration": "int-1", "organization": "acme", "status": "connected",
            "checks": [
                ["name": "a", "outcome": "passed", "detail": "as it \"should\"", "remedy": NSNull()],
                ["name": "b", "outcome": "failed", "detail": "it does not", "remedy": "Mend it."],
                ["name": "c", "outcome": "skipped", "detail": "", "remedy": NSNull()],
            ],
        ]
        #expect(object == expected)
    }
}
