import AWSClient
import CloudFormation
import ImageEvents
import ScoutIntegration

/// What `scout-ecr doctor` is asked for.
public struct DoctorRequest: Sendable {
    let integration: IntegrationID
    let data: DataLocation
    let setting: DoctorSetting
    let registryOverride: LoopbackURL?
    let isJSON: Bool

    /// The variables that are read. The command line has an option or an argument for each, but for the customer's
    /// credentials.
    public enum Variable: String, Sendable, Hashable, CaseIterable {
        /// The integration's id.
        case integration = "SCOUT_DOCTOR_INTEGRATION"
        /// The folder with the data, or `dynamodb:TABLE`; `scout-data` without.
        case data = "SCOUT_DATA"
        /// Where customers' stacks reach the service.
        case publicURL = "SCOUT_PUBLIC_URL"
        /// The vendor's account.
        case accountID = "SCOUT_ACCOUNT_ID"
        /// The published template.
        case templateURL = "SCOUT_TEMPLATE_URL"
        /// Whether loopback is let in: `1`.
        case allowLoopback = "SCOUT_ALLOW_LOOPBACK"
        /// `http://127.0.0.1:PORT`, which stands in for all registries where loopback is let in.
        case registryOverride = "SCOUT_REGISTRY_ENDPOINT"
        /// A profile with credentials in the customer's account.
        case customerProfile = "SCOUT_CUSTOMER_PROFILE"
        /// `environment` where the variables below have them.
        case customerCredentials = "SCOUT_CUSTOMER_CREDENTIALS"
        /// The id of an access key in the customer's account.
        case customerKeyID = "SCOUT_CUSTOMER_ACCESS_KEY_ID"
        /// The secret of that key.
        case customerSecret = "SCOUT_CUSTOMER_SECRET_ACCESS_KEY"
        /// The session token of temporary credentials.
        case customerToken = "SCOUT_CUSTOMER_SESSION_TOKEN"
        /// Whether to print JSON: `1`.
        case json = "SCOUT_DOCTOR_JSON"
    }

    /// Reads the variables of an environment.
    public init(_ environment: [String: String]) throws {
        func value(_ variable: Variable) -> String? {
            environment.text(variable).isEmpty ? nil : environment.text(variable)
        }
        func isSet(_ variable: Variable) -> Bool { environment.isSet(variable) }
        integration = try IntegrationID(value(.integration) ?? "")
        data = try DataLocation(value(.data) ?? "scout-data")
        isJSON = isSet(.json)
        let allowsLoopback = isSet(.allowLoopback)
        var setting = DoctorSetting()
        setting.vendorAccount = try value(.accountID).map { try AccountID($0) }
        setting.templateURL = try value(.templateURL).map { try TemplateURL($0, allowingLoopback: allowsLoopback) }
        if let account = setting.vendorAccount, let url = value(.publicURL) {
            setting.stack = try ScoutStack(
                scoutAccountID: account,
                publicURL: url,
                allowingLoopback: allowsLoopback
            )
        }
        setting.customer = try Self.customerSource(
            profile: value(.customerProfile),
            credentials: value(.customerCredentials)
        )
        if setting.customer == .environment { _ = try Self.customerCredentials(environment) }
        self.setting = setting
        let override = value(.registryOverride)
        guard override == nil || allowsLoopback else {
            throw ServiceError(
                "\(Variable.registryOverride.rawValue) needs \(Variable.allowLoopback.rawValue)=1, since it is for tests"
            )
        }
        registryOverride = try override.map { try LoopbackURL($0) }
    }

    private static func customerSource(
        profile: String?,
        credentials: String?
    ) throws(ServiceError) -> DoctorSetting.CustomerSource? {
        guard let credentials else { return profile.map { .profile($0) } }
        guard credentials == "environment" else {
            throw ServiceError("--customer-credentials \"\(credentials.displayable)\" must be environment")
        }
        guard profile == nil else {
            throw ServiceError(
                "the customer's credentials are either --customer-profile's or the environment's, not both"
            )
        }
        return .environment
    }

    /// The customer's credentials that an environment has, under names of their own: AWS's own names are for the vendor's.
    static func customerCredentials(_ environment: [String: String]) throws(ServiceError) -> AWSCredentials {
        let (id, secret) = (
            environment[Variable.customerKeyID.rawValue] ?? "", environment[Variable.customerSecret.rawValue] ?? ""
        )
        guard !id.isEmpty, !secret.isEmpty else {
            throw ServiceError(
                "--customer-credentials environment needs \(Variable.customerKeyID.rawValue) and "
                    + "\(Variable.customerSecret.rawValue), and \(Variable.customerToken.rawValue) for temporary ones"
            )
        }
        return AWSCredentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: environment[Variable.customerToken.rawValue]
        )
    }
}
