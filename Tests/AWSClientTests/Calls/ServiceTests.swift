import Foundation
import Testing

@testable import AWSClient

private func json(_ request: OutgoingRequest) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? NSDictionary)
}

@Suite struct `A service` {
    @Test func `STS is asked for a role's credentials as a form, in the client's region`() async throws {
        let transport = ScriptedTransport([.answer(200, stsAnswer("AssumeRole", id: "A"))])
        let credentials = try await AWSClient.scripted(transport).sts.assumeRole(
            roleARN: "arn:aws:iam::111122223333:role/r",
            sessionName: "me",
            externalID: "a+b/=&%",
            durationSeconds: 900
        )
        let request = transport.requests[0]
        #expect(request.method == "POST" && request.url == "https://sts.eu-central-1.amazonaws.com/")
        #expect(request.headers["Content-Type"] == "application/x-www-form-urlencoded; charset=utf-8")
        #expect(request.headers["Authorization"]?.contains("/eu-central-1/sts/aws4_request") == true)
        #expect(
            form(request) == [
                "Action": "AssumeRole", "Version": "2011-06-15", "RoleArn": "arn:aws:iam::111122223333:role/r",
                "RoleSessionName": "me", "ExternalId": "a+b/=&%", "DurationSeconds": "900",
            ]
        )
        #expect(
            credentials
                == AWSCredentials(
                    accessKeyID: "A",
                    secretAccessKey: "secret-A",
                    sessionToken: "token-A",
                    expiration: AWSTimestamp(iso8601: "2023-11-14T23:13:20Z")
                )
        )
    }

    @Test func `Secrets Manager is given a value as JSON, whatever characters it has`() async throws {
        let transport = ScriptedTransport([.answer(200, #"{"ARN":"a","Name":"n","VersionId":"v"}"#)])
        let value = "{\"apiKey\": \"a\\b\u{1}\n\u{2028}é😀/\"}"
        let version = try await AWSClient.scripted(transport).secretsManager.putSecretValue(
            secretID: "arn:s",
            clientRequestToken: "t",
            secretString: value
        )
        #expect(version == "v")
        let request = transport.requests[0]
        #expect(request.headers["X-Amz-Target"] == "secretsmanager.PutSecretValue")
        #expect(request.headers["Content-Type"] == "application/x-amz-json-1.1")
        #expect(try json(request) == ["SecretId": "arn:s", "ClientRequestToken": "t", "SecretString": value])
    }

    @Test func `Secrets Manager is given a value that is not to be the current one under labels of its own`()
        async throws
    {
        let transport = ScriptedTransport([.answer(200, #"{"VersionId":"v"}"#)])
        _ = try await AWSClient.scripted(transport).secretsManager.putSecretValue(
            secretID: "s",
            clientRequestToken: "t",
            secretString: "v",
            stages: ["probe"]
        )
        #expect(
            try json(transport.requests[0]) == [
                "SecretId": "s", "ClientRequestToken": "t", "SecretString": "v", "VersionStages": ["probe"],
            ]
        )
    }

    @Test func `Secrets Manager's refusal of another value under the same token shows as its code`() async throws {
        let transport = ScriptedTransport([
            .answer(400, #"{"__type":"ResourceExistsException","Message":"no"}"#, ["x-amzn-RequestId": "r-9"])
        ])
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport).secretsManager.putSecretValue(
                secretID: "s",
                clientRequestToken: "t",
                secretString: "v"
            )
        }
        #expect(
            error?.description == "SecretsManager PutSecretValue: ResourceExistsException (HTTP 400): no [request r-9]"
        )
    }

    @Test func `other calls are made as their references say`() async throws {
        let answers: [ScriptedTransport.Answer] = [
            .answer(
                200,
                "<ConfirmSubscriptionResponse><ConfirmSubscriptionResult><SubscriptionArn>s</SubscriptionArn></ConfirmSubscriptionResult></ConfirmSubscriptionResponse>"
            ),
            .answer(
                200,
                #"{"authorizationData":[{"authorizationToken":"dG9r","expiresAt":1.7E9,"proxyEndpoint":"https://p"}]}"#
            ),
            .answer(
                200,
                "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackId>i</StackId><StackStatus>CREATE_FAILED</StackStatus><StackStatusReason>w</StackStatusReason></member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
            ),
            .answer(200, #"{"SecretString":"v"}"#),
        ]
        let transport = ScriptedTransport(answers)
        let client = try AWSClient.scripted(transport)
        #expect(
            try await client.sns.confirmSubscription(topicARN: "t", token: "k", authenticateOnUnsubscribe: true) == "s"
        )
        let token = try await client.ecr.authorizationToken()
        #expect(token.token == "dG9r" && token.expiration == AWSTimestamp(secondsSinceEpoch: 1_700_000_000))
        #expect(!"\(token)".contains("dG9r"))
        let stack = try await client.cloudFormation.stack("n")
        #expect((stack.id, stack.status, stack.statusReason) == ("i", "CREATE_FAILED", "w"))
        #expect(try await client.secretsManager.secretValue(secretID: "s") == "v")
        let requests = transport.requests
        #expect(
            form(requests[0]) == [
                "Action": "ConfirmSubscription", "Version": "2010-03-31", "TopicArn": "t", "Token": "k",
                "AuthenticateOnUnsubscribe": "true",
            ]
        )
        #expect(requests[1].headers["X-Amz-Target"] == "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken")
        #expect(requests[1].headers["Authorization"]?.contains("/ecr/aws4_request") == true)
        #expect(form(requests[2]) == ["Action": "DescribeStacks", "Version": "2010-05-15", "StackName": "n"])
        #expect(try json(requests[3]) == ["SecretId": "s"])
    }

    @Test(arguments: [
        "", "{", "<html></html>", "<AssumeRoleResponse/>", stsAnswer("AssumeRole", id: ""),
        stsAnswer("GetCallerIdentity", id: "A"),
        stsAnswer("AssumeRole", id: "hunter2", expiration: "soon"), stsAnswer("AssumeRole", id: "hunter2") + "<",
    ])
    func `an answer that is not what its reference says is an error, without what stood there`(_ body: String)
        async throws
    {
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(ScriptedTransport([.answer(200, body)])).sts.assumeRole(
                roleARN: "r",
                sessionName: "s"
            )
        }
        #expect(error?.code == "InvalidResponse" && error?.kind == .response)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func `a refusal shows neither what was secret in the request nor the signer's credentials`() async throws {
        let temporary = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "hunter-key", sessionToken: "hunter-token")
        let message =
            "Value 'hunter-value' is wrong; canonical: x-amz-security-token:hunter-token key hunter-key\\u001b[31m"
        let transport = ScriptedTransport([.answer(400, #"{"__type":"ValidationException","message":"\#(message)"}"#)])
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport).using(temporary).secretsManager.putSecretValue(
                secretID: "s",
                clientRequestToken: "t",
                secretString: "hunter-value"
            )
        }
        let text = try #require(error?.description)
        #expect(!text.contains("hunter") && !text.contains("\u{1B}") && text.contains("<redacted>"))
    }

    @Test(arguments: [
        (
            "<ErrorResponse><Error><Type>Sender</Type><Code>A</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>",
            "A", "m", "r"
        ),
        ("<Error><Code>A</Code><Message>m</Message><RequestId>r</RequestId></Error>", "A", "m", "r"),
        ("<Response><Error><Code>A</Code></Error></Response>", "A", "(no message)", nil),
        (#"{"__type":"com.amazon#A","message":"m"}"#, "A", "m", nil),
        (#"{"code":"A:http://x","Message":"m"}"#, "A", "m", nil),
        (#"{"message":"m"}"#, "HTTP418", "m", nil),
        ("<html><body>x</body></html>", "HTTP418", "the answer has no error code of AWS", nil),
        ("", "HTTP418", "the answer has no error code of AWS", nil),
    ])
    func `a refusal is read in every form that services give it`(
        _ body: String,
        _ code: String,
        _ message: String,
        _ requestID: String?
    ) {
        let failure = ServiceFailure(IncomingResponse(status: 418, body: Array(body.utf8)))
        #expect((failure.code, failure.message, failure.requestID) == (code, message, requestID))
    }

    @Test func `is the one that the environment configures`() async throws {
        let transport = ScriptedTransport([.answer(200, stsAnswer("AssumeRole", id: "A"))])
        let environment = environment([
            "AWS_REGION": "eu-west-3", "AWS_ENDPOINT_URL": "http://127.0.0.1:4566/", "AWS_ACCESS_KEY_ID": "K",
            "AWS_SECRET_ACCESS_KEY": "s",
        ])
        let client = try AWSClient.standard(environment, transport: transport, clock: TestClock().clock)
        _ = try await client.sts.assumeRole(roleARN: "r", sessionName: "s")
        _ = try await client.using(someCredentials, in: AWSRegion("eu-west-1")).sts.assumeRole(
            roleARN: "r",
            sessionName: "s"
        )
        #expect(transport.requests.map(\.url) == ["http://127.0.0.1:4566/", "http://127.0.0.1:4566/"])
        let scopes = transport.requests.map { $0.headers["Authorization"]?.contains("K/20231114/eu-west-3/sts/") }
        #expect(scopes == [true, false])
        #expect(throws: AWSConfigurationError.self) {
            try AWSClient.standard(
                AWSEnvironment(
                    variables: [:],
                    homeFolder: nil,
                    readFile: { (_, _) throws(AWSConfigurationError) in nil },
                    runCommand: { (_, _) async throws(AWSConfigurationError) in [] }
                ),
                transport: transport
            )
        }
    }

    /// Whoever names a profile must not get what the environment, a container or an instance has.
    @Test(arguments: [
        (
            "[profile p]\naws_access_key_id=P\naws_secret_access_key=s\nendpoint_url=http://127.0.0.1:1", "P",
            "http://127.0.0.1:1/"
        ),
        ("[profile p]\nregion=eu-west-1", nil, nil), ("[profile q]\naws_access_key_id=Q", nil, nil),
    ])
    func `of a profile has the profile's credentials or none`(_ config: String, _ key: String?, _ url: String?)
        async throws
    {
        let transport = ScriptedTransport([.answer(200, stsAnswer("AssumeRole", id: "A"))])
        let environment = environment(
            ["AWS_ACCESS_KEY_ID": "K", "AWS_SECRET_ACCESS_KEY": "s", "AWS_PROFILE": "other"],
            files: ["/home/someone/.aws/config": config]
        )
        let client = try AWSClient.profile(
            "p",
            environment,
            region: AWSRegion("eu-west-3"),
            transport: transport,
            clock: TestClock().clock
        )
        guard let key, let url else {
            let error = await #expect(throws: AWSError.self) {
                try await client.sts.assumeRole(roleARN: "r", sessionName: "s")
            }
            #expect(error?.kind == .credentials && transport.requests.isEmpty)
            return
        }
        _ = try await client.sts.assumeRole(roleARN: "r", sessionName: "s")
        let request = transport.requests[0]
        #expect(request.headers["Authorization"]?.contains("\(key)/20231114/eu-west-3/sts/") == true)
        #expect(request.url == url)
    }
}
