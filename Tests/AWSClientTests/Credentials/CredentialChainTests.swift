import Foundation
import Testing

@testable import AWSClient

/// A setting of environment and files, and what the chain makes of it.
private struct Setting: Sendable, CustomTestStringConvertible {
    let name: String
    var variables: [String: String] = [:]
    var config = ""
    var credentials = ""
    /// What STS was asked, in order: operation, role, session name, external id, region.
    var calls: [String] = []
    /// The access key's id, or a part of the error.
    let result: String
    var isError = false

    var testDescription: String { name }
}

private let keys = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]
private let role = "role_arn = arn:aws:iam::111122223333:role/"

private let settings: [Setting] = [
    Setting(
        name: "keys in the environment come first",
        variables: keys,
        credentials: "[default]\naws_access_key_id=F\naws_secret_access_key=s",
        result: "ENV"
    ),
    Setting(
        name: "a key without its secret",
        variables: ["AWS_ACCESS_KEY_ID": "ENV"],
        result: "AWS_SECRET_ACCESS_KEY",
        isError: true
    ),
    Setting(
        name: "web identity",
        variables: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "R", "AWS_ROLE_SESSION_NAME": "me"],
        credentials: "[default]\naws_access_key_id=F\naws_secret_access_key=s",
        calls: ["unsigned AssumeRoleWithWebIdentity R me - us-east-1 jwt"],
        result: "STS-R"
    ),
    Setting(
        name: "web identity without a role",
        variables: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token"],
        result: "AWS_ROLE_ARN",
        isError: true
    ),
    Setting(
        name: "web identity without its file",
        variables: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/no", "AWS_ROLE_ARN": "R"],
        result: "/no",
        isError: true
    ),
    Setting(
        name: "keys of the default profile",
        credentials: "[default]\naws_access_key_id=F\naws_secret_access_key=s",
        result: "F"
    ),
    Setting(
        name: "keys of a named profile",
        variables: ["AWS_PROFILE": "p"],
        config: "[profile p]\naws_access_key_id=P\naws_secret_access_key=s",
        result: "P"
    ),
    Setting(name: "a profile that is missing", variables: ["AWS_PROFILE": "p"], result: "AWS_PROFILE", isError: true),
    Setting(
        name: "a profile with half a key",
        credentials: "[default]\naws_access_key_id=F",
        result: "aws_secret_access_key",
        isError: true
    ),
    Setting(
        name: "a role with a source, in its region",
        config:
            "[default]\n\(role)A\nsource_profile=base\nexternal_id=ext\nrole_session_name=me\nregion=eu-west-1\n[profile base]",
        credentials: "[base]\naws_access_key_id=BASE\naws_secret_access_key=s",
        calls: ["BASE AssumeRole arn:aws:iam::111122223333:role/A me ext eu-west-1"],
        result: "STS-arn:aws:iam::111122223333:role/A"
    ),
    Setting(
        name: "a chain of roles",
        config:
            "[default]\n\(role)A\nsource_profile=b\n[profile b]\n\(role)B\nsource_profile=c\n[profile c]\naws_access_key_id=C\naws_secret_access_key=s",
        calls: [
            "C AssumeRole arn:aws:iam::111122223333:role/B scout-ecr-1700000000 - us-east-1",
            "STS-arn:aws:iam::111122223333:role/B AssumeRole arn:aws:iam::111122223333:role/A scout-ecr-1700000000 - us-east-1",
        ],
        result: "STS-arn:aws:iam::111122223333:role/A"
    ),
    Setting(
        name: "a profile that is its own source",
        config: "[default]\n\(role)A\nsource_profile=default\naws_access_key_id=D\naws_secret_access_key=s",
        calls: ["D AssumeRole arn:aws:iam::111122223333:role/A scout-ecr-1700000000 - us-east-1"],
        result: "STS-arn:aws:iam::111122223333:role/A"
    ),
    Setting(
        name: "profiles in a circle",
        config: "[default]\n\(role)A\nsource_profile=b\n[profile b]\n\(role)B\nsource_profile=default",
        result: "default -> b -> default",
        isError: true
    ),
    Setting(
        name: "a profile that is its own source without keys",
        config: "[default]\n\(role)A\nsource_profile=default",
        result: "default -> default",
        isError: true
    ),
    Setting(
        name: "a source that is missing",
        config: "[default]\n\(role)A\nsource_profile=b",
        result: "source_profile",
        isError: true
    ),
    Setting(
        name: "a source without credentials",
        config: "[default]\n\(role)A\nsource_profile=b\n[profile b]\nregion=eu-west-1",
        result: "profile b",
        isError: true
    ),
    Setting(
        name: "a role without a source",
        config: "[default]\n\(role)A",
        result: "source_profile or credential_source",
        isError: true
    ),
    Setting(
        name: "a role that asks for a code",
        config:
            "[default]\n\(role)A\nmfa_serial=m\nsource_profile=default\naws_access_key_id=D\naws_secret_access_key=s",
        result: "mfa_serial",
        isError: true
    ),
    Setting(
        name: "a wrong duration",
        config:
            "[default]\n\(role)A\nduration_seconds=long\nsource_profile=default\naws_access_key_id=D\naws_secret_access_key=s",
        result: "duration_seconds",
        isError: true
    ),
    Setting(
        name: "a role with the environment as source",
        variables: ["AWS_SECRET_ACCESS_KEY": "s"],
        config: "[default]\n\(role)A\ncredential_source=Environment",
        result: "Environment has no credentials",
        isError: true
    ),
    Setting(
        name: "a role with the container as source",
        variables: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x"],
        config: "[default]\n\(role)A\ncredential_source=EcsContainer",
        calls: ["CONTAINER AssumeRole arn:aws:iam::111122223333:role/A scout-ecr-1700000000 - us-east-1"],
        result: "STS-arn:aws:iam::111122223333:role/A"
    ),
    Setting(
        name: "a role with the instance as source",
        config: "[default]\n\(role)A\ncredential_source=Ec2InstanceMetadata",
        calls: ["INSTANCE AssumeRole arn:aws:iam::111122223333:role/A scout-ecr-1700000000 - us-east-1"],
        result: "STS-arn:aws:iam::111122223333:role/A"
    ),
    Setting(
        name: "an unknown source",
        config: "[default]\n\(role)A\ncredential_source=Elsewhere",
        result: "Ec2InstanceMetadata",
        isError: true
    ),
    Setting(
        name: "web identity in a profile",
        config: "[default]\n\(role)A\nweb_identity_token_file=/token\nrole_session_name=me",
        calls: ["unsigned AssumeRoleWithWebIdentity arn:aws:iam::111122223333:role/A me - us-east-1 jwt"],
        result: "STS-arn:aws:iam::111122223333:role/A"
    ),
    Setting(name: "a process", config: "[default]\ncredential_process = tool --x", result: "PROCESS"),
    Setting(
        name: "a process as source",
        config: "[default]\n\(role)A\nsource_profile=b\n[profile b]\ncredential_process = tool --x",
        calls: ["PROCESS AssumeRole arn:aws:iam::111122223333:role/A scout-ecr-1700000000 - us-east-1"],
        result: "STS-arn:aws:iam::111122223333:role/A"
    ),
    Setting(
        name: "a process with the wrong answer",
        config: "[default]\ncredential_process = wrong",
        result: "credential_process: must give Version 1",
        isError: true
    ),
    Setting(
        name: "a sign-in of IAM Identity Center",
        config: "[default]\nsso_session=s\nsso_account_id=111122223333\nsso_role_name=r\n[sso-session s]",
        result: "profile default: must not rely on sso_session",
        isError: true
    ),
    Setting(
        name: "a sign-in as source",
        config: "[default]\n\(role)A\nsource_profile=b\n[profile b]\nsso_start_url=https://example.com",
        result: "profile b: must not rely on sso_start_url",
        isError: true
    ),
    Setting(name: "a container", variables: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x"], result: "CONTAINER"),
    Setting(name: "an instance, when nothing else is set", config: "[default]\nregion=eu-west-1", result: "INSTANCE"),
    Setting(
        name: "nothing at all",
        variables: ["AWS_EC2_METADATA_DISABLED": "true"],
        result: "none found",
        isError: true
    ),
]

/// STS, a container's and an instance's endpoint.
private func machine() -> ScriptedTransport {
    ScriptedTransport { request, _ in
        switch request.url {
        case "http://169.254.170.2/v2/x":
            .answer(
                200,
                #"{"AccessKeyId":"CONTAINER","SecretAccessKey":"s","Token":"t","Expiration":"2023-11-15T00:00:00Z"}"#
            )
        case "http://169.254.169.254/latest/api/token": .answer(request.method == "PUT" ? 200 : 405, "imds-token")
        case "http://169.254.169.254/latest/meta-data/iam/security-credentials/":
            .answer(request.headers["X-aws-ec2-metadata-token"] == "imds-token" ? 200 : 401, "my-role")
        case "http://169.254.169.254/latest/meta-data/iam/security-credentials/my-role":
            .answer(
                200,
                #"{"Code":"Success","AccessKeyId":"INSTANCE","SecretAccessKey":"s","Token":"t","Expiration":"2023-11-15T00:00:00Z"}"#
            )
        default:
            .answer(200, stsAnswer(form(request)["Action"] ?? "", id: "STS-\(form(request)["RoleArn"] ?? "")"))
        }
    }
}

private func chain(_ environment: AWSEnvironment, _ transport: ScriptedTransport) throws -> DefaultCredentialChain {
    DefaultCredentialChain(
        environment,
        try SharedConfiguration(environment),
        transport: transport,
        clock: TestClock().clock
    )
}

@Suite struct `The credential chain` {
    @Test(arguments: settings)
    private func `finds credentials where AWS's tools do, or says what is missing`(_ setting: Setting) async throws {
        let transport = machine()
        let environment = environment(
            setting.variables,
            files: [
                "/home/someone/.aws/config": setting.config, "/home/someone/.aws/credentials": setting.credentials,
                "/token": "jwt\n",
            ],
            command: { line throws(AWSConfigurationError) in
                line == "tool --x" ? #"{"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"s"}"# : #"{"Version":2}"#
            }
        )
        let result: String
        do {
            result = try await chain(environment, transport).credentials()?.accessKeyID ?? "nothing"
            #expect(!setting.isError)
            #expect(result == setting.result)
        } catch let error as CredentialError {
            #expect(setting.isError && error.description.contains(setting.result), "\(error)")
        }
        let calls = transport.requests.filter { $0.url.hasPrefix("https://sts.") }.map { request in
            let fields = form(request)
            // A role's ARN has slashes, and so has the id that the stub makes of it.
            let scope = request.headers["Authorization"]?.components(separatedBy: "Credential=").last
            let parts = [
                scope?.components(separatedBy: "/2023").first ?? "unsigned", fields["Action"], fields["RoleArn"],
                fields["RoleSessionName"], fields["ExternalId"] ?? "-",
                request.url.split(separator: ".").dropFirst().first.map(String.init), fields["WebIdentityToken"],
            ]
            return parts.compactMap { $0 }.joined(separator: " ")
        }
        #expect(calls == setting.calls)
    }

    @Test func `reads an explicit container URL with the token of a file`() async throws {
        let transport = ScriptedTransport([.answer(200, #"{"AccessKeyId":"C","SecretAccessKey":"s"}"#)])
        let environment = environment(
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://[fd00:ec2::23]/v1",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "plain",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token",
            ],
            files: ["/token": "from-file\n"]
        )
        #expect(try await chain(environment, transport).credentials()?.accessKeyID == "C")
        #expect(transport.requests.map(\.url) == ["http://[fd00:ec2::23]/v1"])
        #expect(transport.requests[0].headers["Authorization"] == "from-file")
    }

    @Test(arguments: [
        ("https://example.com/x", true), ("http://localhost:1/", true), ("http://127.9.9.9/", true),
        ("http://[::1]:80/", true),
        ("http://169.254.170.23/", true), ("http://example.com/", false), ("http://127.0.0.1.example.com/", false),
        ("http://169.254.170.2.example.com/", false), ("http://169.254.169.254/", false), ("http://1270.0.0.1/", false),
        ("http://127.0.0/", false), ("http://localhost@example.com/", false), ("file:///etc/passwd", false),
    ])
    func `sends a container's token nowhere but over TLS or to this machine`(_ url: String, _ isAllowed: Bool)
        async throws
    {
        let transport = ScriptedTransport([.answer(200, #"{"AccessKeyId":"C","SecretAccessKey":"s"}"#)])
        let environment = environment([
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": url, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "t",
        ])
        let result = try? await chain(environment, transport).credentials()
        #expect((result != nil) == isAllowed)
        #expect(transport.requests.count == (isAllowed ? 1 : 0))
    }

    @Test func `refuses a token that would begin another header`() async throws {
        let transport = ScriptedTransport([.answer(200)])
        let environment = environment([
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nX: y",
        ])
        await #expect(throws: CredentialError.self) { try await chain(environment, transport).credentials() }
        #expect(transport.requests == [])
    }

    @Test func `asks a container again when it fails for a moment`() async throws {
        let answer = ScriptedTransport.Answer.answer(200, #"{"AccessKeyId":"C","SecretAccessKey":"s"}"#)
        let transport = ScriptedTransport([.answer(503), .fault(.timeout), answer])
        let environment = environment(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"])
        #expect(try await chain(environment, transport).credentials()?.accessKeyID == "C")
        #expect(transport.requests.count == 3)
    }

    @Test(arguments: [
        ScriptedTransport.Answer.fault(.timeout), .fault(.connection), .answer(403), .answer(404), .answer(200, ""),
    ])
    func `takes a machine whose metadata does not answer for no EC2 instance, after one attempt of a second`(
        _ answer: ScriptedTransport.Answer
    ) async throws {
        let transport = ScriptedTransport([answer])
        let error = await #expect(throws: CredentialError.self) {
            try await chain(environment(), transport).credentials()
        }
        #expect(error?.reason.contains("none found") == true)
        #expect(transport.requests.count == 1)
        #expect(transport.seconds == [1])
    }

    @Test func `finds no credentials on an instance without a role`() async throws {
        let transport = ScriptedTransport([.answer(200, "token"), .answer(404)])
        await #expect(throws: CredentialError.self) { try await chain(environment(), transport).credentials() }
    }

    @Test func `asks the metadata endpoint that is configured, and does not follow a role's name anywhere else`()
        async throws
    {
        let transport = ScriptedTransport([.answer(200, "token"), .answer(200, "../../x")])
        let environment = environment(["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338/"])
        await #expect(throws: CredentialError.self) { try await chain(environment, transport).credentials() }
        #expect(
            transport.requests.map(\.url) == [
                "http://127.0.0.1:1338/latest/api/token",
                "http://127.0.0.1:1338/latest/meta-data/iam/security-credentials/",
            ]
        )
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"AccessKeyId":"a"}"#, #"{"AccessKeyId":"","SecretAccessKey":"hunter2"}"#,
        #"{"Code":"Failed"}"#,
        #"{"AccessKeyId":"a","SecretAccessKey":"hunter2","Expiration":"tomorrow"}"#,
        String(repeating: "[", count: 60_000),
    ])
    func `refuses an answer that is not credentials, without showing it`(_ body: String) async throws {
        let environment = environment(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"])
        let error = await #expect(throws: CredentialError.self) {
            try await chain(environment, ScriptedTransport([.answer(200, body)])).credentials()
        }
        #expect(error?.description.contains("hunter2") == false)
    }
}

@Suite struct `Credentials` {
    @Test func `never show their secret, however they are printed`() {
        let credentials = AWSCredentials(
            accessKeyID: "AKID",
            secretAccessKey: "hunter2",
            sessionToken: "hunter3",
            expiration: AWSTimestamp(secondsSinceEpoch: 0)
        )
        var dumped = ""
        dump(credentials, to: &dumped)
        let texts = [
            "\(credentials)", String(reflecting: credentials), dumped, "\(Optional(credentials) as Any)",
            "\([credentials])",
        ]
        #expect(texts.allSatisfy { $0.contains("AKID") && !$0.contains("hunter") })
    }
}
