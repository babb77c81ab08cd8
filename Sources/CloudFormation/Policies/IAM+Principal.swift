extension IAM {
    /// Whom a statement is about.
    ///
    /// - Source: IAM User Guide, "AWS JSON policy elements: Principal".
    public struct Principal: ValueRepresentable {
        /// `*`, or an object of principals by kind.
        public let value: Value

        /// Takes over principals without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Everybody, the anonymous included. Needs a condition that says who is meant.
        public static let everyone = Principal(unchecked: "*")

        /// Accounts, roles and users by ARN or account id.
        public static func aws(_ principals: List<Property<String>>) -> Principal { by("AWS", principals) }

        /// An account, role or user by ARN or account id.
        public static func aws(_ principal: Property<String>) -> Principal { by("AWS", [principal]) }

        /// An account as a whole: its own policies say who of it.
        public static func account(_ accountID: Property<String>) -> Principal {
            aws("arn:\(AWS.partition):iam::\(accountID):root")
        }

        /// Services by domain, for instance `events.amazonaws.com`.
        public static func service(_ domains: List<Property<String>>) -> Principal { by("Service", domains) }

        /// A service by its domain, for instance `events.amazonaws.com`.
        public static func service(_ domain: Property<String>) -> Principal { by("Service", [domain]) }

        /// Users of a web identity provider or of SAML by the provider's ARN or domain.
        public static func federated(_ provider: Property<String>) -> Principal { by("Federated", [provider]) }

        /// A canonical user of S3 by id.
        public static func canonicalUser(_ id: Property<String>) -> Principal { by("CanonicalUser", [id]) }

        /// Everybody of either side.
        public func and(_ other: Principal) -> Principal {
            guard case .object(var kinds) = value, case .object(let others) = other.value else {
                return .everyone
            }
            for entry in others {
                let known = kinds[entry.key].map { List<Property<String>>.fromSingleOrList($0).elements ?? [] } ?? []
                let added = List<Property<String>>.fromSingleOrList(entry.value).elements ?? []
                kinds[entry.key] = List(known + added).singleOrList
            }
            return Principal(unchecked: .object(kinds))
        }

        private static func by(_ kind: String, _ principals: List<Property<String>>) -> Principal {
            Principal(unchecked: .single(kind, principals.singleOrList))
        }
    }
}

extension IAM.Statement {
    /// Whom a statement is about: those named, or all but those named.
    public enum PrincipalElement: Sendable, Hashable {
        /// These principals.
        case principal(IAM.Principal)
        /// All principals but these.
        case not(IAM.Principal)

        /// Everybody, the anonymous included. Needs a condition that says who is meant.
        public static let everyone = Self.principal(.everyone)

        /// An account, role or user by ARN or account id.
        public static func aws(_ principal: Property<String>) -> Self { .principal(.aws(principal)) }

        /// An account as a whole: its own policies say who of it.
        public static func account(_ accountID: Property<String>) -> Self { .principal(.account(accountID)) }

        /// A service by its domain, for instance `events.amazonaws.com`.
        public static func service(_ domain: Property<String>) -> Self { .principal(.service(domain)) }

        /// Users of a web identity provider or of SAML by the provider's ARN or domain.
        public static func federated(_ provider: Property<String>) -> Self { .principal(.federated(provider)) }

        var key: String { if case .principal = self { "Principal" } else { "NotPrincipal" } }
        var principals: IAM.Principal {
            switch self {
            case .principal(let principals), .not(let principals): principals
            }
        }
    }
}
