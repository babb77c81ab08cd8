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
        case "Snapshot": hasSnapshots(resource.type) ? .snapshot : .deleted
        // What an expression gives is not known, so nothing is promised.
        case nil where resource.attribute("DeletionPolicy") == nil && hasSnapshotByDefault(resource): .snapshot
        default: .deleted
        }
    }

    /// When the resource is replaced; the new template decides.
    ///
    /// - Source: CloudFormation Template Reference, "UpdateReplacePolicy attribute".
    static func onReplacement(of resource: DeclaredResource) -> Outcome {
        switch resource.attributeText("UpdateReplacePolicy") {
        case "Retain": .retained
        case "Snapshot": hasSnapshots(resource.type) ? .snapshot : .deleted
        default: .deleted
        }
    }

    /// Whether CloudFormation makes snapshots of resources of a type.
    ///
    /// - Source: CloudFormation Template Reference, "DeletionPolicy attribute", option "Snapshot".
    private static func hasSnapshots(_ type: String) -> Bool {
        [
            "AWS::DocDB::DBCluster", "AWS::EC2::Volume", "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ReplicationGroup", "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance", "AWS::Redshift::Cluster",
        ].contains(type)
    }

    /// Clusters, and instances that belong to none, are kept as a snapshot without a policy.
    private static func hasSnapshotByDefault(_ resource: DeclaredResource) -> Bool {
        switch resource.type {
        case "AWS::RDS::DBCluster": true
        case "AWS::RDS::DBInstance": resource.propertiesNode["DBClusterIdentifier"] == nil
        default: false
        }
    }

    /// Whether resources of a type hold data that are gone with them.
    static func isStateful(_ type: String) -> Bool { statefulTypes.contains(type) }

    /// - Source: cfn-lint, "StatefulResources", and the types that it lacks: those whose documentation says that deleting
    ///   one deletes what it stores.
    static let statefulTypes: Set<String> = [
        "AWS::AmazonMQ::Broker", "AWS::Backup::BackupVault", "AWS::Backup::LogicallyAirGappedBackupVault",
        "AWS::Cassandra::Keyspace", "AWS::Cassandra::Table", "AWS::CloudFormation::Stack",
        "AWS::CloudTrail::EventDataStore", "AWS::CodeArtifact::Domain", "AWS::CodeArtifact::Repository",
        "AWS::CodeCommit::Repository", "AWS::Cognito::UserPool", "AWS::DSQL::Cluster", "AWS::DocDB::DBCluster",
        "AWS::DocDB::DBInstance", "AWS::DocDBElastic::Cluster", "AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table",
        "AWS::EC2::Volume", "AWS::ECR::PublicRepository", "AWS::ECR::Repository", "AWS::EFS::FileSystem",
        "AWS::EMR::Cluster", "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup",
        "AWS::ElastiCache::ServerlessCache", "AWS::Elasticsearch::Domain", "AWS::Events::Archive",
        "AWS::FSx::FileSystem", "AWS::FSx::Snapshot", "AWS::FSx::Volume", "AWS::HealthImaging::Datastore",
        "AWS::HealthLake::FHIRDatastore", "AWS::IoTAnalytics::Channel", "AWS::IoTAnalytics::Datastore", "AWS::KMS::Key",
        "AWS::Kendra::Index", "AWS::Kinesis::Stream", "AWS::KinesisVideo::Stream", "AWS::Lightsail::Bucket",
        "AWS::Lightsail::Database", "AWS::Lightsail::Disk", "AWS::Lightsail::Instance", "AWS::Logs::LogGroup",
        "AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster", "AWS::MediaStore::Container", "AWS::MemoryDB::Cluster",
        "AWS::Neptune::DBCluster", "AWS::Neptune::DBInstance", "AWS::NeptuneGraph::Graph",
        "AWS::Omics::AnnotationStore", "AWS::Omics::ReferenceStore", "AWS::Omics::SequenceStore",
        "AWS::Omics::VariantStore", "AWS::OpenSearchServerless::Collection", "AWS::OpenSearchService::Domain",
        "AWS::Organizations::Account", "AWS::QLDB::Ledger", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance",
        "AWS::RDS::GlobalCluster", "AWS::Redshift::Cluster", "AWS::RedshiftServerless::Namespace", "AWS::S3::Bucket",
        "AWS::S3Express::DirectoryBucket", "AWS::S3Outposts::Bucket", "AWS::S3Tables::Namespace",
        "AWS::S3Tables::Table", "AWS::S3Tables::TableBucket", "AWS::S3Vectors::Index", "AWS::S3Vectors::VectorBucket",
        "AWS::SDB::Domain", "AWS::SQS::Queue", "AWS::SSM::Parameter", "AWS::SecretsManager::Secret",
        "AWS::Serverless::SimpleTable", "AWS::Timestream::Database", "AWS::Timestream::InfluxDBCluster",
        "AWS::Timestream::InfluxDBInstance", "AWS::Timestream::Table", "AWS::WorkSpaces::Workspace",
    ]
}
