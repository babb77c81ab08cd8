import CloudFormation

extension PolicyStatement {
    /// Whether the statement allows something to everybody, under no condition that demands a certain account,
    /// organization, network, resource or secret.
    ///
    /// - Source: Amazon S3 User Guide, "The meaning of 'public'"; IAM User Guide, "IAM Access Analyzer resource types for
    ///   external access".
    var letsAnybodyIn: Bool {
        namesPrincipals && (meaning.principals.isNegated || meaning.principals.texts.contains { $0.literal == "*" })
            && allowsWithoutRestriction
    }

    /// Whether the statement does so unless the stack's owner names another principal than a parameter's default.
    var letsAnybodyInByDefault: Bool { isOpenByDefault && allowsWithoutRestriction }

    private var allowsWithoutRestriction: Bool {
        meaning.effect == .allow && !meaning.conditions.contains(where: \.restrictsCallers)
    }
}

extension ConditionTest {
    /// Keys that tell callers apart by something that not everybody can have.
    private static let restrictingKeys: Set<String> = [
        "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount",
        "aws:sourcearn", "aws:sourceip", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc",
        "aws:sourcevpce", "aws:userid", "aws:vpcsourceip", "kms:calleraccount", "lambda:eventsourcetoken",
        "s3:dataaccesspointaccount", "s3:dataaccesspointarn", "sts:externalid",
    ]

    /// Keys that are true only of callers within the network or the services of AWS.
    private static let restrictingFlags: Set<String> = [
        "aws:principalisawsservice", "elasticfilesystem:accessedviamounttarget",
    ]

    /// Whether only some callers can meet the test.
    var restrictsCallers: Bool {
        guard !holdsWhenAbsent else { return false }
        switch values {
        case .text(let texts, let reading, let isNegated):
            return Self.restrictingKeys.contains(key) && !isNegated
                && texts.allSatisfy { reading.hasWildcards ? $0.namesOwner : !$0.hasVariables }
        case .addresses(let blocks, let isNegated):
            return Self.restrictingKeys.contains(key) && !isNegated && !blocks.contains(where: \.isAnybody)
        case .flag(let flags):
            return Self.restrictingFlags.contains(key) && flags == [true]
        default:
            return false
        }
    }
}

extension CIDRBlock {
    /// Whether the addresses are so many that they are taken for everybody.
    ///
    /// - Source: Amazon S3 User Guide, "The meaning of 'public'".
    var isAnybody: Bool { prefixLength < (family == .v4 ? 8 : 32) }
}

extension SymbolicText {
    /// Whether there is a wildcard in the text, as far as it is known.
    var hasWildcards: Bool {
        literals.contains { $0.utf8.contains(UInt8(ascii: "*")) || $0.utf8.contains(UInt8(ascii: "?")) }
    }

    /// Whether a wildcard stands in another part of an ARN than the last.
    var hasWildcardsBeforeResource: Bool {
        let parts = splitAtColons(maximumCount: 6)
        return hasWildcards && (parts.count < 6 || parts.dropLast().contains(where: \.hasWildcards))
    }

    private var literals: [String] {
        pieces.compactMap { piece in if case .text(let text) = piece { text } else { nil } }
    }

    /// Whether a variable of the policy language is in the text that each caller may fill in another way.
    fileprivate var hasVariables: Bool {
        literals.contains { text in
            text.split(separator: "${", omittingEmptySubsequences: false).dropFirst().contains { variable in
                !variable.lowercased().hasPrefix("aws:resource")
            }
        }
    }

    /// Whether what the pattern matches is in few hands: it names an account or an organization, or something whose name
    /// nobody else can have.
    fileprivate var namesOwner: Bool {
        if hasVariables { return false }
        let parts = splitAtColons(maximumCount: 6)
        if parts[0].literal == "arn" {
            guard parts.count == 6 else { return false }
            // Names that are unique in all accounts, as those of buckets are, stand without an account.
            return parts[4].pieces.isEmpty ? parts[5].hasFixedBeginning : !parts[4].hasWildcards
        }
        return !hasWildcards || hasFixedBeginning
    }

    /// Whether a name is complete where the first wildcard stands: `bucket/*`, `o-1a2b3c/*`, `AROA1234:*`.
    private var hasFixedBeginning: Bool {
        for piece in pieces {
            guard case .text(let text) = piece else { return true }
            for byte in text.utf8 {
                if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":") { return true }
                if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") { return false }
            }
        }
        return true
    }
}
