/// What CloudFormation takes at most.
///
/// - Source: CloudFormation User Guide, "Understand CloudFormation quotas", "Get values stored in other services using
///   dynamic references", "Fn::Cidr"; CloudFormation's language discussion, RFC 9, for loops.
enum Limits {
    /// Bytes of a template in S3.
    static let templateBytes = 1_048_576
    /// Bytes of the template's description.
    static let descriptionBytes = 1_024
    /// Resources of a template.
    static let resources = 500
    /// Parameters of a template.
    static let parameters = 200
    /// Mappings of a template.
    static let mappings = 200
    /// Top-level keys of a mapping, and second-level keys of each.
    static let mappingAttributes = 200
    /// Outputs of a template.
    static let outputs = 200
    /// Characters of a parameter's, resource's, mapping's or output's name.
    static let nameCharacters = 255
    /// Bytes of a parameter's value.
    static let parameterValueBytes = 4_096
    /// Bytes of a parameter's description.
    static let parameterDescriptionBytes = 4_000
    /// Bytes of an output's description.
    static let outputDescriptionBytes = 1_024
    /// Dynamic references of a template.
    static let dynamicReferences = 60
    /// Loops around a loop.
    static let nestedLoops = 5
    /// Blocks that `Fn::Cidr` makes.
    static let cidrCount = 1...256
    /// Host bits of the blocks that `Fn::Cidr` makes.
    static let cidrBits = 1...128
    /// Operands of `Fn::And` and `Fn::Or`.
    static let conditionOperands = 2...10
}
