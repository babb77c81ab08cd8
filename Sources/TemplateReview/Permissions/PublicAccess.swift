import CloudFormation

extension PolicyStatement {
    /// Whether the statement allows something to everybody, under no condition that demands a certain account,
    /// organization, network, resource or secret.
    ///
    /// - Source: Amazon S3 User Guide, "The meaning of 'public'"; IAM User Guide, "IAM Access Analyzer resource types for
    ///   external access".
    var letsAnybodyIn: Bool {
        meaning.effect == .allow && namesPrincipals
            && (meaning.principals.isNegated || meaning.principals.texts.contains { $0.literal == "*" })
            && !meaning.conditions.contains(where: \.restrictsCallers)
    }
}

extension ConditionTest {
    /// Keys that tell callers apart by something that not everybody can have.
    private static let restrictingKeys: Set<String> = [
        "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount",
        "aws:sourcearn", "aws:sourceip", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc",
        "aws:sourcevpce", "aws:userid", "aws:username", "aws:vpcsourceip", "kms:calleraccount",
        "lambda:eventsourcetoken", "s3:dataaccesspointaccount", "s3:dataaccesspointarn", "sts:externalid",
    ]

    /// Whether only some callers can meet the test.
    var restrictsCallers: Bool {
        guard !holdsWhenAbsent, Self.restrictingKeys.contains(key) else { return false }
        switch values {
        case .text(let texts, let reading, let isNegated):
            return !isNegated && (!reading.hasWildcards || texts.allSatisfy { !$0.isOnlyWildcards })
        case .addresses(let blocks, let isNegated):
            // Blocks of this size are taken for everybody by Amazon S3 as well.
            return !isNegated && blocks.allSatisfy { $0.prefixLength >= ($0.family == .v4 ? 8 : 32) }
        default:
            return false
        }
    }
}

extension SymbolicText {
    /// Whether the text has nothing but wildcards, as a whole or in each part of an ARN.
    fileprivate var isOnlyWildcards: Bool {
        guard let literal else { return false }
        return literal.split(separator: ":").dropFirst(literal.hasPrefix("arn:") ? 3 : 0).allSatisfy { part in
            part.utf8.allSatisfy { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        }
    }
}
