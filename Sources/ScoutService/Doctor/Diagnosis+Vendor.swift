import AWSClient
import CloudFormation
import ScoutIntegration

/// What is known without the customer's credentials.
extension Diagnosis {
    var status: DoctorCheck {
        let subject = Subject("status", "The integration is connected")
        switch integration.status {
        case .connected:
            return passed(subject, integration.stack.map { "stack \($0.id.arn)" } ?? "")
        case .pending:
            return failed(
                subject,
                "no stack has asked for its set-up yet",
                "Have the customer create the stack from the launch link, and see that SNS reaches the service."
            )
        case .error(let reason):
            return failed(subject, reason.displayable(limit: 1_000), Self.recreating)
        case .removed:
            let remedy =
                integration.isWithdrawn
                ? "Make a new integration: scout-ecr integrations add."
                : "Have the customer create the stack again from this integration's launch link."
            return failed(subject, integration.isWithdrawn ? "it was withdrawn" : "its stack was deleted", remedy)
        }
    }

    var vendorAccount: DoctorCheck {
        let subject = Subject("vendor-credentials", "Docker Scout's own credentials work")
        return check(subject, findings.vendorAccount, remedy: Self.settingCredentials) { account in
            guard let expected = setting.vendorAccount, expected.digits != account else {
                return passed(subject, "account \(account.displayable)")
            }
            return failed(
                subject,
                "they are of account \(account.displayable), and stacks trust account \(expected.digits)",
                Self.settingCredentials
            )
        }
    }

    // MARK: Roles

    /// One of the stack's roles that the vendor assumes.
    enum StackRole {
        case setup, ecrAccess

        fileprivate var name: String {
            switch self {
            case .setup: "setup-role"
            case .ecrAccess: "ecr-role"
            }
        }

        fileprivate var title: String {
            switch self {
            case .setup: "The role for the set-up"
            case .ecrAccess: "The role for images"
            }
        }
    }

    private func findings(of role: StackRole) -> RoleFindings {
        switch role {
        case .setup: findings.setupRole
        case .ecrAccess: findings.ecrAccessRole
        }
    }

    private func arn(of role: StackRole) -> String {
        guard let resources = integration.stack?.resources else { return "" }
        return switch role {
        case .setup: resources.setupRole.text
        case .ecrAccess: resources.ecrAccessRole.text
        }
    }

    func role(_ role: StackRole) -> DoctorCheck {
        let subject = Subject(role.name, "\(role.title) is assumed with the external id")
        let remedy =
            "The role must exist, and trust Docker Scout's account with this integration's external id; and Docker Scout's "
            + "own credentials must have sts:AssumeRole. \(Self.recreating)"
        return check(subject, findings(of: role).withExternalID, remedy: remedy) { passed(subject, arn(of: role)) }
    }

    /// Whether the role is refused to who does not have the external id. A role that is refused in any case tells nothing.
    func guarding(_ role: StackRole) -> DoctorCheck {
        let subject = Subject("\(role.name)-guard", "\(role.title) is refused without the external id")
        let found = findings(of: role)
        switch found.withExternalID {
        case .found: break
        case .failed: return skipped(subject, "the role is not assumed with it either")
        case .unasked(let reason): return skipped(subject, reason)
        }
        for (how, finding) in [
            ("without an external id", found.withoutExternalID),
            ("with another external id", found.withOtherExternalID),
        ] {
            switch finding {
            case .found: return failed(subject, "it was assumed \(how)", confusedDeputy)
            case .failed(let failure) where failure.kind == .denied: continue
            case .failed(let failure): return failed(subject, "\(how): \(failure.reason)", Self.retrying)
            case .unasked(let reason): return skipped(subject, reason)
            }
        }
        return passed(subject, "neither without one nor with another one")
    }

    private var confusedDeputy: String {
        "Another customer of Docker Scout could have this role assumed (the confused deputy): its trust policy must demand "
            + "sts:ExternalId, as the template does. Where the stack is made of the published template, the role was "
            + "changed by hand, and the customer has to undo that. \(updating)"
    }

    // MARK: The secret

    var secretWriting: DoctorCheck {
        let subject = Subject("secret", "The secret can be written")
        let remedy: String =
            if case .failed(let failure) = findings.secretWriting, failure.reason.contains("InvalidRequestException"),
                let secret = integration.stack?.resources.secret
            {
                "Have the customer restore it: aws secretsmanager restore-secret --secret-id \(secret.text) \(region)"
            } else {
                "The secret must exist, and the role for the set-up must have secretsmanager:PutSecretValue on it. "
                    + Self.recreating
            }
        return check(subject, findings.secretWriting, remedy: remedy) {
            passed(subject, "a version of the label \(DoctorActions.probeLabel) was stored; the current one stays")
        }
    }

    // MARK: The registry

    var login: DoctorCheck {
        let subject = Subject("ecr-login", "Amazon ECR gives a login")
        return check(subject, findings.login, remedy: permitting("ecr:GetAuthorizationToken")) {
            passed(subject, integration.registryHost ?? "")
        }
    }

    var repositories: DoctorCheck {
        let subject = Subject("ecr-list", "Repositories and images are listed")
        return check(
            subject,
            findings.repositories,
            remedy: permitting("ecr:DescribeRepositories and ecr:ListImages")
        ) { names in
            guard let first = names.first else { return passed(subject, "the registry has no repository") }
            return check(subject, findings.image, remedy: permitting("ecr:ListImages")) { image in
                guard let image else {
                    return passed(
                        subject,
                        names.count > Doctor.searchedRepositories
                            ? "the first \(Doctor.searchedRepositories) repositories have no image"
                            : "no repository has an image; the first one is \(first.displayable)"
                    )
                }
                return passed(subject, "found \(image.name.displayable(limit: 200))")
            }
        }
    }

    var manifest: DoctorCheck {
        let subject = Subject("ecr-pull", "A manifest can be pulled")
        if case .found(nil) = findings.image { return passed(subject, "there is no image to pull") }
        return check(
            subject,
            findings.manifest,
            remedy: permitting("ecr:BatchGetImage and ecr:GetDownloadUrlForLayer")
        ) { passed(subject, "\($0.text), and its digest is right") }
    }

    private func permitting(_ actions: String) -> String {
        "The role for images must have \(actions), and no policy of the repository or the organization may deny it. "
            + updating
    }
}
