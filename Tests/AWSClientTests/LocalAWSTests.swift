import Foundation
import TestSupport
import Testing

@testable import AWSClient

extension LocalAWS {
    var variables: [String: String] {
        [
            "AWS_ENDPOINT_URL": endpointURL, "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        ]
    }

    /// What a script prints that uses boto3.
    func boto3(_ script: String) async throws -> String {
        let result = try await blocking { [variables] in
            try run(Tools.python, ["-c", "import boto3\n\(script)"], environment: variables)
        }
        try #require(result.status == 0, "\(result.errors)")
        return result.output.trimmingCharacters(in: .newlines)
    }
}

/// The client against an AWS that others have written, judged by boto3.
@Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)))
struct `On a local AWS` {
    @Test func `roles are assumed, secrets written as boto3 reads them, and presigned URLs let in what they sign`()
        async throws
    {
        let aws = try await blocking { try LocalAWS() }
        defer { aws.stop() }
        var environment = AWSEnvironment.process
        environment.variables = aws.variables
        let client = try AWSClient.standard(environment, transport: SystemTransport(), policy: .patient)
        let assumed = try await assumeRole(client)
        try await writeSecret(aws, assumed)
        try await callOthers(client)
        try await storeObjects(aws, client)
        try await passMessages(aws, client)
        try await putToPresignedURLs(aws)
    }

    private func assumeRole(_ client: AWSClient) async throws -> AWSClient {
        #expect(try await client.sts.callerIdentity().account == "000000000000")
        let credentials = try await client.sts.assumeRole(
            roleARN: "arn:aws:iam::000000000000:role/setup",
            sessionName: "test",
            externalID: "external-id",
            durationSeconds: 900
        )
        #expect(try #require(credentials.expiration) > AWSClock.system.now())
        let assumed = client.using(credentials)
        #expect(try await assumed.sts.callerIdentity().arn == "arn:aws:sts::000000000000:assumed-role/setup/test")
        return assumed
    }

    private func writeSecret(_ aws: LocalAWS, _ client: AWSClient) async throws {
        let arn = try await aws.boto3(
            "print(boto3.client('secretsmanager').create_secret(Name='s', SecretString='old')['ARN'])"
        )
        let token = "0123456789abcdef0123456789abcdef"
        let value = "{\"apiKey\": \"é😀\\\\\u{2028}\"}"
        for _ in 0..<2 {
            let version = try await client.secretsManager.putSecretValue(
                secretID: arn,
                clientRequestToken: token,
                secretString: value
            )
            #expect(version == token)
        }
        #expect(try await client.secretsManager.secretValue(secretID: arn) == value)
        #expect(
            try await aws.boto3(
                "print(ascii(boto3.client('secretsmanager').get_secret_value(SecretId='s')['SecretString']))"
            ) == #"'{"apiKey": "\xe9\U0001f600\\\\\u2028"}'"#
        )
        let other = await #expect(throws: AWSError.self) {
            try await client.secretsManager.putSecretValue(
                secretID: arn,
                clientRequestToken: token,
                secretString: "other"
            )
        }
        #expect(other?.code == "ResourceExistsException")
        let missing = await #expect(throws: AWSError.self) {
            try await client.secretsManager.secretValue(secretID: "nothing")
        }
        #expect(missing?.code == "ResourceNotFoundException" && missing?.requestID != nil)
    }

    private func callOthers(_ client: AWSClient) async throws {
        let stack = await #expect(throws: AWSError.self) { try await client.cloudFormation.stack("nothing") }
        #expect(stack?.code == "ValidationError")
        let rule = await #expect(throws: AWSError.self) { try await client.eventBridge.ruleState("nothing") }
        #expect(rule?.code == "ResourceNotFoundException")
    }

    private func storeObjects(_ aws: LocalAWS, _ client: AWSClient) async throws {
        _ = try await aws.boto3("boto3.client('s3').create_bucket(Bucket='objects')")
        let (key, content) = ("a b/é+~%?x", Array("templates: é\n".utf8))
        let put = { () async throws(AWSError) in
            try await client.s3.putObject(
                bucket: "objects",
                key: key,
                body: content,
                contentType: "text/yaml",
                cacheControl: "max-age=60",
                ifNoneMatch: true
            )
        }
        #expect(try await client.s3.object(bucket: "objects", key: key) == nil)
        try await put()
        #expect(await #expect(throws: AWSError.self) { try await put() }?.code == "PreconditionFailed")
        #expect(try await client.s3.object(bucket: "objects", key: key) == content)
        let seen = try #require(try await client.s3.storedObject(bucket: "objects", key: key))
        try await client.s3.putObject(
            bucket: "objects",
            key: key,
            body: content,
            contentType: "text/yaml",
            cacheControl: "max-age=60",
            ifMatch: seen.entityTag
        )
        _ = try await aws.boto3("boto3.client('s3').put_object(Bucket='objects', Key='other', Body='x')")
        let other = try #require(try await client.s3.storedObject(bucket: "objects", key: "other"))
        #expect(other.entityTag != seen.entityTag)
        let tooLate = await #expect(throws: AWSError.self) {
            try await client.s3.putObject(
                bucket: "objects",
                key: "other",
                body: [],
                contentType: "text/plain",
                ifMatch: seen.entityTag
            )
        }
        #expect(tooLate?.code == "PreconditionFailed")
        let theirs = try await aws.boto3(
            """
            o = boto3.client('s3').get_object(Bucket='objects', Key='a b/\\xe9+~%?x')
            print(o['ContentType'], o['CacheControl'], ascii(o['Body'].read().decode()))
            """
        )
        #expect(theirs == #"text/yaml max-age=60 'templates: \xe9\n'"#)
        let missing = await #expect(throws: AWSError.self) { try await client.s3.object(bucket: "nowhere", key: key) }
        #expect(missing?.code == "NoSuchBucket")
    }

    private func passMessages(_ aws: LocalAWS, _ client: AWSClient) async throws {
        let url = try await aws.boto3("print(boto3.client('sqs').create_queue(QueueName='q')['QueueUrl'])")
        let sqs = client.sqs
        let id = try await sqs.sendMessage(queueURL: url, body: "é\"\n", attributes: ["kind": "k"])
        let receive = """
            import json
            messages = boto3.client('sqs').receive_message(
                QueueUrl='\(url)', WaitTimeSeconds=1, VisibilityTimeout=600, MessageAttributeNames=['All']
            ).get('Messages', [])
            print(json.dumps([
                [m['MessageId'], m['Body'], m['MessageAttributes']['kind']['StringValue'], m['ReceiptHandle']]
                for m in messages
            ]))
            """
        let message = try #require(try await received(aws, receive).first)
        #expect(message.prefix(3) == [id, "é\"\n", "k"])
        #expect(try await received(aws, receive) == [])
        try await sqs.changeMessageVisibility(queueURL: url, receiptHandle: message[3], seconds: 0)
        #expect(try await received(aws, receive).map(\.first) == [id])
        try await sqs.sendMessage(queueURL: url, body: "2", delaySeconds: 100)
        let delayed = try await aws.boto3(
            """
            name = 'ApproximateNumberOfMessagesDelayed'
            print(boto3.client('sqs').get_queue_attributes(QueueUrl='\(url)', AttributeNames=[name])['Attributes'][name])
            """
        )
        #expect(delayed == "1")
    }

    private func received(_ aws: LocalAWS, _ program: String) async throws -> [[String]] {
        try JSONDecoder().decode([[String]].self, from: Data(try await aws.boto3(program).utf8))
    }

    /// A custom resource is answered at such a URL: S3 refuses anything but the signed, empty Content-Type.
    private func putToPresignedURLs(_ aws: LocalAWS) async throws {
        let theirs = try await aws.boto3(
            """
            s3 = boto3.client('s3', config=boto3.session.Config(signature_version='s3v4', s3={'addressing_style': 'path'}))
            s3.create_bucket(Bucket='bucket')
            print(s3.generate_presigned_url('put_object', Params={'Bucket': 'bucket', 'Key': 'k', 'ContentType': ''}))
            """
        )
        let endpoint = try #require(aws.variables["AWS_ENDPOINT_URL"])
        let headers = [HTTPHeader("Content-Type", "")]
        let ours = try SigV4(region: "us-east-1", service: "s3").presigning(
            OutgoingRequest("PUT", "\(endpoint)/bucket/our%20own~%2B%C3%A9", headers: headers),
            with: AWSCredentials(accessKeyID: "test", secretAccessKey: "test"),
            at: AWSClock.system.now(),
            expiringAfter: 600
        )
        let transport = SystemTransport()
        for url in [theirs, ours] {
            var request = OutgoingRequest("PUT", url, headers: headers, body: Array("{}".utf8))
            #expect(try await transport.send(request, within: 30).status == 200)
            request.headers = [HTTPHeader("Content-Type", "application/json")]
            #expect(try await transport.send(request, within: 30).status == 403)
        }
    }
}
