import AWSClient
import CloudFormation
import ScoutIntegration

/// Judges what was found out about an integration: what is as it should be, what is not, and what to do then.
///
/// A function of its values alone.
struct Diagnosis: Sendable {
    let integration: Integration
    let findings: DoctorFindings
    let setting: DoctorSetting

    /// All checks, in the order of the way that a set-up and an event take.
    var report: DoctorReport {
        DoctorReport(
            integration: integration,
            checks: [
                status, vendorAccount, customerAccount, stack, topicSubscription,
                role(.setup), guarding(.setup), secretWriting,
                connection, rule, apiDestination, credentials,
                role(.ecrAccess), guarding(.ecrAccess), login, repositories, manifest,
                template,
            ]
        )
    }

    // MARK: What remedies have in common

    /// For what an update of the stack puts right.
    var updating: String {
        guard let stack = integration.stack, let url = setting.templateURL,
            let link = try? LaunchLink.updating(stack.id, to: url)
        else { return "Have the customer update the stack to the published template." }
        return "Have the customer update the stack: \(link.url)"
    }

    /// For what was deleted or changed outside of the stack, which an update does not notice.
    static let recreating =
        "Have the customer delete the stack and create it again from this integration's launch link."

    /// For calls that had no answer.
    static let retrying = "Run the doctor again; if that does not help, see whether this machine reaches AWS."

    /// The region as an option of AWS's command line.
    var region: String { "--region \(integration.region.name)" }

    // MARK: Outcomes

    func passed(_ subject: Subject, _ detail: String) -> DoctorCheck {
        DoctorCheck(name: subject.name, title: subject.title, outcome: .passed, detail: detail, remedy: nil)
    }

    func failed(_ subject: Subject, _ detail: String, _ remedy: String) -> DoctorCheck {
        DoctorCheck(name: subject.name, title: subject.title, outcome: .failed, detail: detail, remedy: remedy)
    }

    func skipped(_ subject: Subject, _ detail: String, _ remedy: String? = nil) -> DoctorCheck {
        DoctorCheck(name: subject.name, title: subject.title, outcome: .skipped, detail: detail, remedy: remedy)
    }

    /// Judges what was found, and tells of a failure with what to do about it.
    ///
    /// - Parameter remedy: what to do about a refusal; a call without an answer is to be made again.
    func check<Value>(
        _ subject: Subject,
        _ finding: Finding<Value>,
        remedy: String,
        _ judge: (Value) -> DoctorCheck
    ) -> DoctorCheck {
        switch finding {
        case .found(let value): judge(value)
        case .unasked(let reason): skipped(subject, reason)
        case .failed(let failure):
            switch failure.kind {
            case .unavailable: failed(subject, failure.reason, Self.retrying)
            case .credentials: failed(subject, failure.reason, Self.settingCredentials)
            case .denied, .missing, .other: failed(subject, failure.reason, remedy)
            }
        }
    }

    static let settingCredentials =
        "Give Docker Scout's AWS credentials: in the environment, a profile, or where else AWS's tools look for them."
}

/// What a check is about.
struct Subject: Sendable, Hashable {
    /// The check's name.
    let name: String
    /// What should be the case.
    let title: String

    init(_ name: String, _ title: String) {
        self.name = name
        self.title = title
    }
}

/// What is known before anything is asked.
struct DoctorSetting: Sendable, Hashable {
    /// Where credentials in the customer's account come from.
    enum CustomerSource: Sendable, Hashable {
        /// A profile of the shared files.
        case profile(String)
        /// Variables of the environment.
        case environment
    }

    /// The vendor's account.
    var vendorAccount: AccountID?
    /// The vendor's stack; `nil` where its values are not known.
    var stack: ScoutStack?
    /// The published template.
    var templateURL: TemplateURL?
    /// Where credentials in the customer's account come from; `nil` for nowhere.
    var customer: CustomerSource?
}

extension DoctorSetting.CustomerSource: CustomStringConvertible {
    /// `profile NAME`, or the environment.
    var description: String {
        switch self {
        case .profile(let name): "profile \(name.displayable)"
        case .environment: "the environment"
        }
    }
}
