import Foundation
import TestSupport
import Testing

/// A resource type that the program models itself.
private let bucket = """
    struct Bucket: TypedResource {
        static let resourceType = "AWS::S3::Bucket"
        var value: Value
        init(unchecked value: Value) { self.value = value }
        init(name: Property<String>) { value = ["BucketName": name.value] }
    }
    extension ResourceHandle where Model == Bucket {
        var arn: Property<String> { Fn.getAtt(Property(logicalID), "Arn") }
    }

    """

/// Programs that must not compile, beside one of the same shape that must: the compiler is asked.
@Suite(.timeLimit(.minutes(10)))
struct `A program` {
    private func typecheck(_ statement: String) throws -> CommandResult {
        let folder = try TemporaryFolder()
        let program = """
            import CloudFormation
            var template = Template()
            let topic = template.add("Topic", SNS.Topic())
            let queue = template.add("Queue", SQS.Queue())
            let size = template.add("Size", Parameter(.number, default: 1))
            \(statement)
            """
        let file = try folder.write(program, to: "main.swift")
        let modules = Repository.buildFolder.appendingPathComponent("Modules").path
        return try run("swiftc", ["-typecheck", "-swift-version", "6", "-I", modules, file], limit: .seconds(120))
    }

    @Test(arguments: [
        "template.add(\"Out\", Output(value: topic.topicArn))",
        "template.add(\"Other\", SNS.Topic(topicName: queue.arn, fifoTopic: true))",
        "template.add(\"Other\", SQS.Queue(visibilityTimeout: size.ref))",
        "template.add(\"Other\", SNS.Topic(subscription: [.init(endpoint: queue.arn, protocol: .sqs)]))",
        "template.add(\"Other\", GenericResource(\"AWS::SQS::Queue\", [\"QueueName\": \"q-\\(size.ref)\"]))",
        bucket + "template.add(\"Out\", Output(value: template.add(\"Bucket\", Bucket(name: \"b\")).arn))",
    ])
    func `with references and literals of the right type compiles`(_ statement: String) throws {
        let result = try typecheck(statement)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test(arguments: [
        ("template.add(\"Out\", Output(value: topic.arn))", "reference to property 'arn'"),
        (
            "template.add(\"Out\", Output(value: queue.topicArn))",
            "property 'topicArn' requires the types 'SQS.Queue' and 'SNS.Topic' be equivalent"
        ),
        (
            "template.add(\"Other\", SNS.Topic(topicName: 5))",
            "requires that 'String' conform to 'ExpressibleByIntegerLiteral'"
        ),
        (
            "template.add(\"Other\", SNS.Topic(fifoTopic: \"yes\"))",
            "requires the types 'Bool' and 'String' be equivalent"
        ),
        ("template.add(\"Other\", SNS.Topic(topicName: size.ref))", "cannot convert value of type 'Property<Int>'"),
        (
            "template.add(\"Other\", SNS.Topic(subscription: [.init(endpoint: queue.arn, protocol: .sha256)]))",
            "'SNS.Topic.SubscriptionProtocol' and 'SNS.Topic.SignatureVersion'"
        ),
        (
            "template.add(\"Other\", SNS.TopicPolicy(topics: [topic.ref]))",
            "missing argument for parameter 'policyDocument'"
        ),
        (bucket + "_ = template.add(\"Bucket\", Bucket(name: \"b\")).topicArn", "topicArn"),
        ("_ = topic.getAtt(\"TopicArn\") as Property<String>", "getAtt"),
    ])
    func `with a wrong one does not`(_ statement: String, _ message: String) throws {
        let result = try typecheck(statement)
        #expect(result.status != 0)
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
