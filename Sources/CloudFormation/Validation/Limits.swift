/// What CloudFormation takes at most.
///
/// - Source: CloudFormation User Guide, "Understand CloudFormation quotas".
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
    /// Operands of `Fn::And` and `Fn::Or`.
    static let conditionOperands = 2...10
}
