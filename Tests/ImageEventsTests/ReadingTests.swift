import AWSClient
import CloudFormation
import ScoutIntegration
import Testing

@testable import ImageEvents

private let digits = String(repeating: "a", count: 64)

@Suite struct `A reference to an image` {
    @Test(arguments: [
        ("alpine", "registry-1.docker.io/library/alpine:latest"),
        ("alpine:3.20", "registry-1.docker.io/library/alpine:3.20"),
        ("docker.io/alpine", "registry-1.docker.io/library/alpine:latest"),
        ("org/app:1", "registry-1.docker.io/org/app:1"),
        ("localhost/app", "localhost/app:latest"),
        ("127.0.0.1:5000/team/app:v1", "127.0.0.1:5000/team/app:v1"),
        ("[::1]:5000/app", "[::1]:5000/app:latest"),
        ("GHCR.io/org/app", "ghcr.io/org/app:latest"),
        (
            "111122223333.dkr.ecr.us-east-1.amazonaws.com/app@sha256:\(digits)",
            "111122223333.dkr.ecr.us-east-1.amazonaws.com/app@sha256:\(digits)"
        ),
        ("app:v1@sha256:\(digits)", "registry-1.docker.io/library/app:v1@sha256:\(digits)"),
    ])
    func `is read as Docker reads it`(_ text: String, _ full: String) throws {
        #expect(try ImageReference(text).description == full)
    }

    @Test(arguments: [
        "", ":", "app:", "App", "app@", "app@sha256:abc", "host.example/", "host.example:0/app",
        "host.example:99999/app",
        "user@host.example/app", "app:a b", "https://host.example/app", "../app", "host.example//app", "app\n",
        "host.example/app?x", "a.b\u{E9}/app", String(repeating: "a", count: 2_000),
    ])
    func `is refused with what would be right`(_ text: String) {
        #expect(throws: InvalidInput.self) { try ImageReference(text) }
    }
}

@Suite struct `A challenge of a registry` {
    @Test(arguments: [
        ("Basic realm=\"x\"", AuthenticationChallenge.basic),
        ("basic", .basic),
        (
            "Bearer realm=\"https://auth.example/token\",service=\"r\",scope=\"a:b,c\"",
            .bearer(realm: "https://auth.example/token", service: "r", scope: "a:b,c")
        ),
        ("Bearer realm=https://a.example , service=r", .bearer(realm: "https://a.example", service: "r", scope: nil)),
        ("Negotiate, Bearer realm=\"x\"", .bearer(realm: "x", service: nil, scope: nil)),
        ("Digest realm=\"a\", nonce=\"b\", Basic realm=\"c\"", .basic),
        ("Bearer realm=\"a\\\"b\"", .bearer(realm: "a\"b", service: nil, scope: nil)),
        ("Bearer service=\"r\"", nil), ("", nil), ("Bearer realm=\"never ends", nil), (",,, =", nil),
    ])
    func `is understood where it is one of two`(_ field: String, _ challenge: AuthenticationChallenge?) {
        #expect(AuthenticationChallenge(field) == challenge)
    }
}

@Suite struct `A manifest` {
    private func entry(_ type: String, size: String = "3") -> String {
        #"{"mediaType":"\#(type)","digest":"sha256:\#(digits)","size":\#(size)}"#
    }

    private var image: String {
        #"{"schemaVersion":2,"config":\#(entry("application/x")),"layers":[\#(entry("application/y"))]}"#
    }

    private func read(_ text: String, as type: String = MediaType.ociManifest) throws -> Manifest {
        try Manifest(Array(text.utf8), contentType: type)
    }

    @Test func `lists a configuration and layers, or manifests`() throws {
        guard case .image(let configuration, let layers) = try read(image).content else {
            Issue.record("no image")
            return
        }
        #expect(configuration.mediaType == "application/x" && layers.map(\.size) == [3])
        let index = #"{"schemaVersion":2,"manifests":[\#(entry(MediaType.ociManifest))]}"#
        guard case .index(let entries) = try read(index, as: MediaType.ociIndex + "; charset=utf-8").content else {
            Issue.record("no index")
            return
        }
        #expect(entries.map(\.digest.hexadecimal) == [digits])
    }

    @Test(arguments: [
        "{}", "[]", "", #"{"schemaVersion":1}"#, #"{"schemaVersion":2}"#,
        #"{"schemaVersion":2,"config":{},"layers":[]}"#,
        #"{"schemaVersion":2,"config":{"mediaType":"a/b","digest":"sha256:x","size":1},"layers":[]}"#,
        #"{"schemaVersion":2,"layers":[]}"#, String(repeating: "[", count: 100_000),
    ])
    func `is refused where it is none`(_ text: String) {
        #expect(throws: ManifestError.self) { try read(text) }
    }

    @Test(arguments: ["-1", "1.5", "\"3\"", "99999999999999999999", "9223372036854775807", "null"])
    func `is refused with a size that is none`(_ size: String) {
        let text = #"{"schemaVersion":2,"config":\#(entry("a/b", size: size)),"layers":[]}"#
        #expect(throws: ManifestError.self) { try read(text) }
    }

    /// CVE-2021-41190.
    @Test func `is refused where it could be read in two ways`() {
        let both = #"{"schemaVersion":2,"config":\#(entry("a/b")),"layers":[],"manifests":[]}"#
        #expect(throws: ManifestError.self) { try read(both) }
        #expect(throws: ManifestError.self) { try read(both, as: MediaType.ociIndex) }
        let other = #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociIndex)","config":\#(entry("a/b")),"layers":[]}"#
        #expect(throws: ManifestError.self) { try read(other) }
        #expect(throws: ManifestError.self) { try read(image, as: "application/json") }
        #expect(throws: ManifestError.self) {
            try read(image, as: "application/vnd.docker.distribution.manifest.v1+prettyjws")
        }
    }

    @Test func `is refused with more than it may list`() {
        let layers = Array(repeating: entry("a/b"), count: 1_001).joined(separator: ",")
        #expect(throws: ManifestError.self) {
            try read(#"{"schemaVersion":2,"config":\#(entry("a/b")),"layers":[\#(layers)]}"#)
        }
    }
}

@Suite struct `An event of Amazon ECR` {
    private func body(_ replacing: String = "", _ with: String = "") -> [UInt8] {
        let text = """
            {"version":"0","id":"13cde686-328b-6117-af20-0e5566167482","detail-type":"ECR Image Action","source":"aws.ecr",
             "account":"123456789012","time":"2019-11-16T01:54:34Z","region":"us-west-2","resources":[],
             "detail":{"result":"SUCCESS","repository-name":"my-repository-name",
             "image-digest":"sha256:7f5b2640fe6fb4f46592dfd3410c4a79dac4f89e4782432e0378abcd1234abcd",
             "action-type":"PUSH","image-tag":"latest"}}
            """
        return Array(text.replacing(replacing, with: with).utf8)
    }

    @Test func `is read as the documentation shows it`() throws {
        let event = try ECREvent(body: body("\"version\":\"0\",", "\"version\":\"0\",\"added-later\":{\"a\":[1]},"))
        #expect(event.account.digits == "123456789012" && event.region == "us-west-2")
        #expect(event.image.id == "13cde686-328b-6117-af20-0e5566167482")
        #expect(event.image.action == .push && event.image.repository.text == "my-repository-name")
        #expect(event.image.tag?.text == "latest")
        #expect(event.image.time.iso8601 == "2019-11-16T01:54:34.000Z")
    }

    @Test func `may be without a tag, and may tell what was pushed`() throws {
        #expect(try ECREvent(body: body(",\"image-tag\":\"latest\"", "")).image.tag == nil)
        #expect(try ECREvent(body: body("\"latest\"", "\"\"")).image.tag == nil)
        #expect(try ECREvent(body: body("\"latest\"", "null")).image.tag == nil)
        #expect(try ECREvent(body: body("\"PUSH\"", "\"DELETE\"")).image.action == .delete)
        let type = "application/vnd.oci.image.config.v1+json"
        #expect(
            try ECREvent(body: body("\"PUSH\",", "\"PUSH\",\"artifact-media-type\":\"\(type)\",")).image.artifactType
                == type
        )
    }

    @Test(arguments: [
        ("\"aws.ecr\"", "\"aws.s3\"", "source"), ("ECR Image Action", "ECR Image Scan", "detail-type"),
        ("SUCCESS", "FAILURE", "result"), ("\"PUSH\"", "\"push\"", "action-type"), ("\"PUSH\"", "1", "action-type"),
        ("my-repository-name", "My Repository", "repository"), ("sha256:7f5b", "sha256:7F5B", "digest"),
        ("sha256:7f5b", "md5:7f5b", "digest"), ("\"latest\"", "\"a b\"", "tag"), ("\"latest\"", "7", "image-tag"),
        ("2019-11-16T01:54:34Z", "yesterday", "time"), ("123456789012", "12345", "account"),
        ("\"id\":\"13", "\"di\":\"13", "id"),
        ("13cde686", "1 3", "id"), ("\"region\":\"us-west-2\",", "", "region"),
        ("\"detail\":{", "\"details\":{", "detail"),
    ])
    func `is refused with the name of what is wrong`(_ replaced: String, _ with: String, _ name: String) {
        #expect {
            try ECREvent(body: body(replaced, with))
        } throws: { error in
            error is ECREventError && "\(error)".contains(name)
        }
    }

    @Test func `is the same after the queue had it`() throws {
        for text in [
            body(), body(",\"image-tag\":\"latest\"", ""),
            body("\"PUSH\",", "\"PUSH\",\"artifact-media-type\":\"a/b\","),
        ] {
            let record = EventRecord(integration: .random(), event: try ECREvent(body: text).image)
            #expect(EventRecord(bytes: record.bytes) == record)
            #expect(EventRecord(bytes: record.bytes.dropLast()) == nil)
        }
        #expect(EventRecord(bytes: []) == nil)
    }
}

@Suite struct `The logins of docker login` {
    @Test func `are found by host, in whatever way they were written`() throws {
        let login = Array(
            #"{"auths":{"https://index.docker.io/v1/":{"auth":"YTpi"},"R.example:5000":{"auth":"Yzpk"},"x":{}}}"#.utf8
        )
        let configuration = DockerConfiguration(login)
        #expect(configuration.login(for: "registry-1.docker.io")?.basicToken == "YTpi")
        #expect(configuration.login(for: "r.example:5000")?.basicToken == "Yzpk")
        #expect(configuration.login(for: "x") == nil && configuration.login(for: "y") == nil)
        #expect(DockerConfiguration(nil).login(for: "x") == nil)
        #expect(DockerConfiguration(Array("no JSON".utf8)).login(for: "x") == nil)
    }

    @Test func `are shown to nobody`() {
        let login = RegistryLogin(user: "somebody", password: "something")
        var dumped = ""
        dump(login, to: &dumped)
        #expect(!"\(login) \(String(reflecting: login)) \(dumped)".contains("c29tZWJvZHk6"))
    }

    @Test(arguments: [
        ("111122223333.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1"),
        ("111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("111122223333.dkr.ecr.eu-west-1.amazonaws.com.evil.example", nil), ("public.ecr.aws", nil),
        ("11112222333.dkr.ecr.eu-west-1.amazonaws.com", nil), ("111122223333.dkr.ecr.eu-west-1.amazonaws.com:443", nil),
    ])
    func `of AWS are for the hosts of Amazon ECR only`(_ host: String, _ region: String?) {
        #expect(ECRHost(host)?.region.name == region)
    }
}
