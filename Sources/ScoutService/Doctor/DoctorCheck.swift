import CloudFormation
import ScoutIntegration

/// One thing that was looked at.
struct DoctorCheck: Sendable, Hashable {
    /// How a check ends.
    enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// It is as it should be.
        case passed
        /// It is not.
        case failed
        /// It could not be found out.
        case skipped
    }

    /// What a program knows the check by, in lower case with hyphens.
    let name: String
    /// What should be the case, as a sentence without a full stop.
    let title: String
    /// How the check has ended.
    let outcome: Outcome
    /// What was found, or why it was not asked for, as a phrase without secrets and control characters.
    let detail: String
    /// What to do, as sentences; `nil` where nothing is to be done.
    let remedy: String?

    /// The check as programs read it.
    var value: Value {
        [
            "name": .string(name), "outcome": .string(outcome.rawValue), "detail": .string(detail),
            "remedy": remedy.map { .string($0) } ?? .null,
        ]
    }
}

/// What was found out about an integration.
struct DoctorReport: Sendable, Hashable {
    /// The integration.
    let integration: Integration
    /// What was looked at, in the order of the way that a set-up and an event take.
    let checks: [DoctorCheck]

    /// Whether anything is not as it should be.
    var hasFailure: Bool { checks.contains { $0.outcome == .failed } }

    /// The report as programs read it: `integration`, `organization`, `status`, `checks`.
    var json: String {
        let value: Value = [
            "integration": .string(integration.id.text), "organization": .string(integration.organization.text),
            "status": .string(integration.status.name), "checks": .array(checks.map(\.value)),
        ]
        return value.json()
    }

    /// The report for people: a line for each check, with what was found and what to do below it.
    ///
    /// - Parameter color: whether the terminal shows colours.
    func text(color: Bool) -> String {
        var lines = [heading]
        for check in checks {
            let mark = check.outcome.mark
            lines.append("\(color ? "\u{1B}[\(check.outcome.color)m\(mark)\u{1B}[0m" : mark) \(check.title)")
            if !check.detail.isEmpty { lines.append("    \(check.detail)") }
            if let remedy = check.remedy { lines.append("    \(color ? "\u{1B}[1m→\u{1B}[0m" : "→") \(remedy)") }
        }
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        let account = integration.account.map { "account \($0.digits), " } ?? ""
        return "\(integration.id.text) of \(integration.organization.text), \(account)\(integration.region.name)"
    }

    private var summary: String {
        DoctorCheck.Outcome.allCases.map { outcome in
            "\(checks.count { $0.outcome == outcome }) \(outcome.rawValue)"
        }.joined(separator: ", ")
    }
}

extension DoctorCheck.Outcome {
    fileprivate var mark: String {
        switch self {
        case .passed: "✔"
        case .failed: "✘"
        case .skipped: "–"
        }
    }

    /// The colour's number in the escape sequence SGR.
    fileprivate var color: Int {
        switch self {
        case .passed: 32
        case .failed: 31
        case .skipped: 33
        }
    }
}
