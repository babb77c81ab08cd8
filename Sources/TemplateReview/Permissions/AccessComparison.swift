package import CloudFormation

/// What a new template permits that the old one did not, and the reverse.
package struct AccessComparison: Sendable, Hashable {
    /// How the whole of what is permitted relates to what was.
    package enum Verdict: String, Sendable, Hashable {
        /// More is permitted, and nothing less.
        case broader
        /// Less is permitted, and nothing more.
        case narrower
        /// Some is permitted that was not, and some no more; or it cannot be told.
        case mixed
        /// The same is permitted, maybe in other words.
        case equal
    }

    /// The differences one by one: those of the new template in its order, then those of the old one.
    package var changes: [Change] = []

    /// How the whole relates.
    package var verdict: Verdict {
        let verdicts = Set(changes.map(\.verdict))
        if verdicts.contains(.incomparable) || verdicts.isSuperset(of: [.broader, .narrower]) { return .mixed }
        if verdicts.contains(.broader) { return .broader }
        return verdicts.contains(.narrower) ? .narrower : .equal
    }

    /// Whether the new template lets anybody in where the old one did not.
    package var isPublic: Bool { changes.contains(where: \.isPublic) }
}

extension AccessComparison {
    /// A statement or rule because of which something is permitted that was not, or no longer is.
    ///
    /// Statements that say the same in another way are no change.
    package struct Change: Sendable, Hashable {
        /// How what is permitted changes because of it.
        package enum Verdict: String, Sendable, Hashable {
            /// More is permitted.
            case broader
            /// Less is permitted.
            case narrower
            /// The same is permitted.
            case equal
            /// It cannot be told.
            case incomparable
        }

        /// Which of the templates has the statement or rule.
        package enum Kind: String, Sendable, Hashable {
            /// The new one.
            case added
            /// The old one.
            case removed
        }

        /// Which of the templates has it.
        package var kind: Kind
        /// How what is permitted changes because of it.
        package var verdict: Verdict
        /// Whether anybody is let in who could not enter before.
        package var isPublic = false
        /// `Allow` or `Deny`; of a network rule `ingress` or `egress`.
        package var effect: String
        /// Who: the role, user or group of an identity policy, else the principals; of a network rule the addresses or
        /// the security group at the other end.
        package var principal: String
        /// The actions for which it makes a difference; of a network rule protocol and ports, for instance `tcp/22`.
        package var action: String
        /// On what; of a network rule the security group.
        package var resource: String
        /// Under which condition, as compact JSON; empty without.
        package var condition = ""
        /// An example as a sentence: "newly allowed: `s3:PutObject` on `arn:aws:s3:::b/x`".
        package var witness: String
        /// The resource that says it, by its name in the template that has it.
        package var logicalID: String
        /// Where it stands in the template that has it: keys and list positions from the root.
        package var path: [Finding.PathComponent]
    }
}
