import CloudFormation

/// What the policies of a resource let happen to the physical resource and its data.
struct Retention {
    /// What is left of a physical resource that the stack gives up.
    enum Outcome {
        case deleted, snapshot, retained
    }

    /// When the resource is removed from the template, or its logical id changes; the deployed template decides.
    ///
    /// - Source: CloudFormation Template Reference, "DeletionPolicy attribute".
    static func onRemoval(of resource: DeclaredResource) -> Outcome {
        switch resource.attributeText("DeletionPolicy") {
        case "Retain", "RetainExceptOnCreate": .retained
        case "Snapshot": .snapshot
        case nil: hasSnapshotByDefault(resource) ? .snapshot : .deleted
        default: .deleted
        }
    }

    /// When the resource is replaced; the new template decides.
    ///
    /// - Source: CloudFormation Template Reference, "UpdateReplacePolicy attribute".
    static func onReplacement(of resource: DeclaredResource) -> Outcome {
        switch resource.attributeText("UpdateReplacePolicy") {
        case "Retain": .retained
        case "Snapshot": .snapshot
        default: .deleted
        }
    }

    /// Clusters, and instances that belong to none, are kept as a snapshot without a policy.
    private static func hasSnapshotByDefault(_ resource: DeclaredResource) -> Bool {
        switch resource.type {
        case "AWS::RDS::DBCluster": true
        case "AWS::RDS::DBInstance": resource.properties?["DBClusterIdentifier"] == nil
        default: false
        }
    }

    /// Whether resources of a type hold data that are gone with them.
    static func isStateful(_ type: String) -> Bool { statefulTypes.contains(type) }

    /// - Source: cfn-lint, "StatefulResources", and the types that it lacks: those whose documentation says that deleting
    ///   one deletes what it stores.
    private static let statefulTypes: Set<String> = [
        "AWS::Backup::BackupVault", "AWS::CloudFormation::Stack", "AWS::Cognito::UserPool", "AWS::DocDB::DBCluster",
        "AWS::DocDB::DBInstance", "AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table", "AWS::EC2::Volume",
        "AWS::ECR::Repository", "AWS::EFS::FileSystem", "AWS::EMR::Cluster", "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::ServerlessCache", "AWS::Elasticsearch::Domain",
        "AWS::FSx::FileSystem", "AWS::KMS::Key", "AWS::Keyspaces::Table", "AWS::Kinesis::Stream", "AWS::Logs::LogGroup",
        "AWS::MSK::Cluster", "AWS::MemoryDB::Cluster", "AWS::Neptune::DBCluster", "AWS::Neptune::DBInstance",
        "AWS::OpenSearchServerless::Collection", "AWS::OpenSearchService::Domain", "AWS::Organizations::Account",
        "AWS::QLDB::Ledger", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::RDS::GlobalCluster",
        "AWS::Redshift::Cluster", "AWS::S3::Bucket", "AWS::S3Express::DirectoryBucket", "AWS::S3Tables::TableBucket",
        "AWS::SDB::Domain", "AWS::SQS::Queue", "AWS::SSM::Parameter", "AWS::SecretsManager::Secret",
        "AWS::Timestream::Database", "AWS::Timestream::Table",
    ]
}
