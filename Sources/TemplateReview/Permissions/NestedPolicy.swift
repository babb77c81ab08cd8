import CloudFormation

/// Policies that stand below properties of which the names do not tell it.
enum NestedPolicy {
    /// Where they stand, by resource type, from the resource's properties on; `*` for any element of a list.
    static let paths: [String: [[String]]] = [
        "AWS::DynamoDB::GlobalTable": [
            ["Replicas", "*", "ResourcePolicy", "PolicyDocument"],
            ["Replicas", "*", "ReplicaStreamSpecification", "ResourcePolicy", "PolicyDocument"],
        ],
        "AWS::DynamoDB::Table": [
            ["ResourcePolicy", "PolicyDocument"], ["StreamSpecification", "ResourcePolicy", "PolicyDocument"],
        ],
        "AWS::FSx::S3AccessPointAttachment": [["S3AccessPoint", "Policy"]],
        "AWS::Logs::DeliveryDestination": [["DeliveryDestinationPolicy", "DeliveryDestinationPolicy"]],
        "AWS::OSIS::Pipeline": [["ResourcePolicy", "Policy"]],
        "AWS::Organizations::Policy": [["Content"]],
        "AWS::Organizations::ResourcePolicy": [["Content"]],
    ]
}

extension ConditionalValue {
    /// The values at a path below, in both branches of `Fn::If`.
    func values(at path: ArraySlice<String>) -> [ConditionalValue] {
        guard let name = path.first else { return [self] }
        let rest = path.dropFirst()
        if name == "*" { return elements.flatMap { $0.values(at: rest) } }
        return elements.flatMap { $0.property(name)?.values(at: rest) ?? [] }
    }
}
