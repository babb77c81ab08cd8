import CloudFormation

/// The policies that resources have which are given none.
enum ImpliedPolicy {
    /// The policy of a resource type; `nil` where a resource without a policy permits nothing.
    ///
    /// - Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies"; AWS KMS Developer Guide,
    ///   "Default key policy"; Amazon EFS User Guide, "Using IAM to control file system data access".
    static func document(of type: String) -> Value? {
        switch type {
        case "AWS::EC2::VPCEndpoint": statement(["Principal": "*", "Action": "*"])
        case "AWS::KMS::Key", "AWS::KMS::ReplicaKey":
            statement(["Principal": ["AWS": ["Ref": "AWS::AccountId"]], "Action": "kms:*"])
        case "AWS::EFS::FileSystem":
            statement([
                "Principal": "*", "Action": "elasticfilesystem:Client*",
                "Condition": ["Bool": ["elasticfilesystem:AccessedViaMountTarget": "true"]],
            ])
        default: nil
        }
    }

    /// Whether a policy of a resource type lets nobody in by itself, and only limits what passes through the resource.
    static func isFilter(_ type: String) -> Bool { type == "AWS::EC2::VPCEndpoint" }

    private static func statement(_ elements: Object) -> Value {
        var statement: Object = ["Effect": "Allow", "Resource": "*"]
        for element in elements { statement[element.key] = element.value }
        return ["Version": "2012-10-17", "Statement": .object(statement)]
    }
}
