import CloudFormation
import Foundation
import TestSupport
import Testing

@Suite struct `Typed resources` {
    @Test(arguments: propertyTypes)
    func `write, read and remove each property under its own name`(_ type: PropertyTypeSpecification) {
        #expect(type.check() == [])
    }

    /// The schemas are AWS's, as cfn-lint ships them.
    @Test(.enabled(if: Tools.areInstalled, "\(Tools.hint)"))
    func `have every property and property type of the schema`() throws {
        let resourceTypes = Set(propertyTypes.map(\.resourceType)).sorted()
        let result = try run(Tools.python, [Tools.script("list_property_types.py")] + resourceTypes)
        let schemas = try JSONDecoder().decode([String: [String: [String]]].self, from: Data(result.output.utf8))
        for (resourceType, definitions) in schemas {
            let known = propertyTypes.filter { $0.resourceType == resourceType }
            for (definition, properties) in definitions where definition != "Tag" {
                let type = known.first { ($0.definition ?? "") == definition }
                #expect(type?.propertyNames.sorted() == properties, "\(resourceType) \(definition)")
            }
        }
        #expect(Set(schemas.keys) == Set(resourceTypes))
    }

    @Test func `take every property in the initializer`() {
        let topic = SNS.Topic(
            topicName: "orders.fifo",
            displayName: "Orders",
            subscription: [SNS.Topic.Subscription(endpoint: "https://example.com", protocol: .https)],
            signatureVersion: .sha256,
            kmsMasterKeyId: "alias/aws/sns",
            fifoTopic: true,
            contentBasedDeduplication: false,
            fifoThroughputScope: .messageGroup,
            archivePolicy: ["MessageRetentionPeriod": 30],
            dataProtectionPolicy: ["Version": "2021-06-01"],
            deliveryStatusLogging: [SNS.Topic.LoggingConfig(protocol: "sqs", successFeedbackSampleRate: "10")],
            maximumMessageSize: 1_024,
            tracingConfig: .active,
            tags: [Tag(key: "team", value: "shop")]
        )
        #expect(
            topic.value == [
                "TopicName": "orders.fifo", "DisplayName": "Orders",
                "Subscription": [["Endpoint": "https://example.com", "Protocol": "https"]], "SignatureVersion": "2",
                "KmsMasterKeyId": "alias/aws/sns", "FifoTopic": true, "ContentBasedDeduplication": false,
                "FifoThroughputScope": "MessageGroup", "ArchivePolicy": ["MessageRetentionPeriod": 30],
                "DataProtectionPolicy": ["Version": "2021-06-01"],
                "DeliveryStatusLogging": [["Protocol": "sqs", "SuccessFeedbackSampleRate": "10"]],
                "MaximumMessageSize": 1024, "TracingConfig": "Active",
                "Tags": [["Key": "team", "Value": "shop"]],
            ]
        )
    }

    @Test func `keep what they do not know`() {
        var topic = SNS.Topic(unchecked: ["TopicName": "a", "Novelty": 1])
        topic.topicName = "b"
        #expect(topic.value == ["TopicName": "b", "Novelty": 1])
        let property: Property<String>? = topic["Novelty"]
        #expect(property?.value == 1)
    }

    @Test func `give literals back, and nil for expressions`() {
        let topic = SNS.Topic(
            topicName: "a",
            fifoTopic: Property(unchecked: ["Ref": "IsFifo"]),
            maximumMessageSize: 2_048
        )
        #expect(topic.topicName?.literal == "a")
        #expect(topic.maximumMessageSize?.literal == 2_048)
        #expect(topic.fifoTopic?.literal == nil)
    }
}
