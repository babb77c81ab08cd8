import Foundation
import ScoutIntegration
import TestSupport
import Testing

/// A data folder with two customers, and images that their registries have told of.
private struct Registries {
    let folder: TemporaryFolder
    let images: FileImageStore
    let acme: Integration
    let other: Integration

    init() throws {
        folder = try TemporaryFolder()
        let data = try DataFolder(folder.url.path + "/data")
        images = try FileImageStore(in: data)
        let integrations = try FileIntegrationStore(in: data)
        func integration(_ name: String) throws -> Integration {
            let new = Integration(
                organization: try OrganizationName(name),
                region: try Region("us-east-1"),
                createdAt: .now
            )
            try integrations.add(new)
            return new
        }
        acme = try integration("acme")
        other = try integration("other")
        try push("team/app", "a", "v1", to: acme, isActive: true)
        try push("team/app", "b", "latest", to: acme, isActive: false)
        try push("web", "c", "v1", to: other, isActive: true)
    }

    func push(_ repository: String, _ digit: String, _ tag: String, to integration: Integration, isActive: Bool) throws
    {
        let event = ImageEvent(
            id: "\(repository)-\(digit)",
            action: .push,
            repository: try RepositoryName(repository),
            digest: try ImageDigest("sha256:" + String(repeating: digit, count: 64)),
            tag: try ImageTag(tag),
            time: Timestamp(seconds: 1_800_000_000)
        )
        try images.apply([event], to: integration.id, at: .now) { _ in isActive }
    }

    func fail(_ repository: String, _ digit: String, of integration: Integration) throws {
        let id = ImageID(
            integration: integration.id,
            repository: try RepositoryName(repository),
            digest: try ImageDigest("sha256:" + String(repeating: digit, count: 64))
        )
        try images.update(id) { $0.apply(.attemptFailed(reason: "the registry is gone", retryAt: nil), at: .now) }
    }

    func call(_ arguments: String...) throws -> CommandResult {
        try run(
            Repository.executable("scout-ecr"),
            arguments,
            environment: ["SCOUT_DATA": folder.url.path + "/data"]
        )
    }

    func json(_ arguments: String...) throws -> [[String: Any]] {
        let result = try run(
            Repository.executable("scout-ecr"),
            arguments + ["--json"],
            environment: ["SCOUT_DATA": folder.url.path + "/data"]
        )
        try #require(result.status == 0, "\(result.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    }

    /// The repositories that are active.
    func active() throws -> Set<String> {
        Set(
            try json("repositories", "list").filter { $0["active"] as? Bool == true }.compactMap {
                $0["repository"] as? String
            }
        )
    }
}

@Suite struct `scout-ecr repositories` {
    private let registries: Registries

    init() throws { registries = try Registries() }

    @Test func `list shows what was pushed to, and what was named before anything was`() throws {
        #expect(try registries.active() == [])
        let listed = try registries.json("repositories", "list", "--organization", "acme")
        #expect(listed.map { $0["repository"] as? String } == ["team/app"])
        #expect(listed[0]["images"] as? Int == 2 && listed[0]["organization"] as? String == "acme")
        #expect(try registries.call("repositories", "activate", "soon", "--organization", "acme").status == 0)
        #expect(try registries.active() == ["soon"])
        let text = try registries.call("repositories", "list").output
        #expect(text.contains("ORGANIZATION") && text.split(separator: "\n").count == 4)
    }

    @Test func `activate and deactivate choose by name and by pattern, for one customer`() throws {
        #expect(try registries.call("repositories", "activate", "team/*", "web", "--organization", "acme").status == 0)
        #expect(try registries.active() == ["team/app", "web"])
        #expect(
            try registries.json("repositories", "list", "--organization", "other").map { $0["active"] as? Bool } == [
                false
            ]
        )
        #expect(try registries.call("repositories", "deactivate", "team/app", "--organization", "acme").status == 0)
        #expect(try registries.active() == ["web"])
        #expect(try registries.call("repositories", "activate", "--new", "--organization", "other").status == 0)
        #expect(
            try registries.json("repositories", "list", "--organization", "other").map { $0["active"] as? Bool } == [
                true
            ]
        )
    }

    @Test func `can choose for one registry`() throws {
        let id = registries.acme.id.text
        let result = try registries.call("repositories", "activate", "*", "--organization", "acme", "--integration", id)
        #expect(result.status == 0 && result.errors == "activated for acme: *\n")
        #expect(try registries.active() == ["team/app"])
    }
}

@Suite struct `scout-ecr images` {
    private let registries: Registries

    init() throws { registries = try Registries() }

    @Test func `list shows what has become of each`() throws {
        let listed = try registries.json("images", "list", "--organization", "acme")
        #expect(
            Set(try #require(listed.first).keys).isSuperset(of: [
                "organization", "registry", "repository", "digest", "tags", "platforms", "size", "layers", "pushedAt",
                "state", "reason",
            ])
        )
        #expect(Set(listed.compactMap { $0["state"] as? String }) == ["queued", "ignored"])
        #expect(try registries.json("images", "list").count == 3)
        #expect(try registries.json("images", "list", "--state", "ignored").count == 1)
        #expect(try registries.json("images", "list", "--repository", "we*").count == 1)
        #expect(try registries.json("images", "list", "--integration", registries.other.id.text).count == 1)
        #expect(try registries.json("images", "list", "--state", "deleted").isEmpty)
        let text = try registries.call("images", "list").output
        #expect(text.contains("the repository is not activated") && text.contains("sha256:aaaaaaaaaaaa "))
    }

    @Test func `retry takes those that have failed, or those that are named`() throws {
        try registries.fail("team/app", "a", of: registries.acme)
        let refused = try registries.call("images", "retry")
        #expect(refused.errors.contains("team/app is not activated") && refused.errors.contains("0 images are queued"))
        _ = try registries.call("repositories", "activate", "*", "--organization", "acme")
        #expect(try registries.call("images", "retry").errors == "1 image is queued\n")
        #expect(try registries.json("images", "list", "--state", "failed").isEmpty)
        #expect(
            try registries.call("images", "retry", "bbbbbbbb", "--organization", "acme").errors == "1 image is queued\n"
        )
        #expect(try registries.json("images", "list", "--state", "queued", "--organization", "acme").count == 2)
    }

    @Test func `of a damaged store are not shown as if there were none`() throws {
        let file = "images/\(registries.other.id.text)/web/\(String(repeating: "c", count: 64)).json"
        try Data("x".utf8).write(to: registries.folder.url.appendingPathComponent("data/\(file)"))
        let result = try registries.call("images", "list")
        #expect(result.status == 2 && result.errors.contains(file))
    }
}

@Suite struct `Wrong usage of images and repositories` {
    private let registries: Registries

    init() throws { registries = try Registries() }

    @Test(arguments: [
        (["repositories", "activate", "a"], "repositories activate: --organization NAME is required"),
        (
            ["repositories", "activate", "--organization", "acme"],
            "repositories activate: REPOSITORY is required, or --new"
        ),
        (
            ["repositories", "activate", "A", "--organization", "acme"],
            "repositories activate: repository \"A\" must be a name of lower-case letters, digits and . _ - /, with * and ? as wildcards"
        ),
        (
            ["repositories", "deactivate", "a", "--organization", "nobody"],
            "repositories deactivate: there is no integration of the organization nobody"
        ),
        (
            ["repositories", "activate", "a", "--organization", "acme", "--integration", "int-x"],
            "repositories activate: there is no integration int-x of the organization acme"
        ),
        (
            ["repositories", "list", "--integration", "int-x"],
            "repositories list: there is no integration int-x that these options name"
        ),
        (
            ["repositories", "list", "--organization", "A"],
            "repositories list: --organization: organization \"A\" must have lower-case letters, digits and hyphens only, a letter or digit first, at most 64"
        ),
        (
            ["images", "list", "--state", "done"],
            "images list: --state \"done\" must be one of ignored, queued, pulling, handed-off, failed, deleted"
        ),
        (
            ["images", "retry", "xyz"],
            "images retry: DIGEST \"xyz\" must be sha256: and at least 8 hexadecimal digits"
        ),
        (
            ["images", "retry", "12345678"],
            "images retry: there is no image sha256:12345678 that these options name"
        ),
        (["images", "lst"], "images needs another word: list, retry"),
        (["integrations"], "integrations needs another word: add, list, show, remove"),
        (
            ["pull"],
            "pull: IMAGE is required: [HOST/]NAME[:TAG][@DIGEST]; Docker Hub's without a host, its tag latest without one"
        ),
        (["pull", "a", "b"], "pull: unexpected argument \"b\"; only IMAGE is expected"),
    ])
    func `ends with 2 and one sentence`(_ arguments: [String], _ sentence: String) throws {
        let result = try run(
            Repository.executable("scout-ecr"),
            arguments,
            environment: ["SCOUT_DATA": registries.folder.url.path + "/data"]
        )
        #expect(result.status == 2 && result.output == "")
        #expect(result.errors.hasPrefix("scout-ecr\(sentence.contains("another word") ? ":" : "") \(sentence)"))
        #expect(result.errors.count { $0 == "\n" } == 1)
    }

    @Test(arguments: [
        (["pull", "A"], "repository \"library/A\" must be lower-case"),
        (["pull", "a:b c"], "tag \"b c\" must have letters"),
        (["pull", "a", "--platform", "linux"], "platform \"linux\" must be OS/ARCHITECTURE"),
        (["pull", "a", "--user", "x"], "a registry's login needs both a user and a password"),
        (["serve", "--analyzer-timeout", "0"], "SCOUT_ANALYZER_TIMEOUT \"0\" must be a number from 1 to 86400"),
        (["serve", "--platforms", "linux"], "SCOUT_PLATFORMS: platform \"linux\" must be OS/ARCHITECTURE"),
        (["serve", "--parallel-images", "many"], "SCOUT_PARALLEL_IMAGES \"many\" must be a number from 1 to 64"),
        (
            ["serve", "--registry-endpoint", "http://127.0.0.1:1"],
            "SCOUT_REGISTRY_ENDPOINT needs SCOUT_ALLOW_LOOPBACK=1"
        ),
        (
            ["serve", "--allow-loopback", "--registry-endpoint", "http://10.0.0.1:1"],
            "SCOUT_REGISTRY_ENDPOINT: URL \"http://10.0.0.1:1\" must be of this machine"
        ),
    ])
    func `is noticed by the program of the network too`(_ arguments: [String], _ sentence: String) throws {
        let result = try run(
            Repository.executable("scout-ecr"),
            arguments,
            in: registries.folder.url,
            environment: ["SCOUT_DATA": registries.folder.url.path + "/data"]
        )
        #expect(result.status == 2 && result.output == "")
        #expect(result.errors.hasPrefix("scout-ecr \(arguments[0]): \(sentence)"))
        #expect(result.errors.count { $0 == "\n" } == 1)
    }
}
