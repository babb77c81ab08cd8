import AWSClient
import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration
import Synchronization
import TestSupport
import Testing

@testable import ImageEvents

extension AWSClock {
    /// The machine's clock, without its waits.
    static let impatient = AWSClock(
        now: AWSClock.system.now,
        uptime: AWSClock.system.uptime,
        sleep: { (_) async throws(CancellationError) in await Task.yield() },
        random: { 0.5 }
    )
}

/// A registry, a store of blobs, and what pulls from the one into the other.
struct PullFixture {
    let registry: FakeRegistry
    let folder: TemporaryFolder
    let blobs: BlobStore
    let repository: RepositoryName

    init() throws {
        registry = try FakeRegistry()
        folder = try TemporaryFolder()
        blobs = try BlobStore(blobs: "\(folder.url.path)/sha256", partials: "\(folder.url.path)/partial")
        repository = try RepositoryName("team/app")
    }

    func client(_ login: RegistryLogin = .anonymous) -> RegistryClient {
        RegistryClient(
            endpoint: RegistryEndpoint(host: registry.host),
            login: login,
            transport: SystemTransport(),
            clock: .impatient
        )
    }

    func puller(
        _ login: RegistryLogin = .anonymous,
        platforms: PlatformChoice = .all,
        limits: ImagePuller.Limits = ImagePuller.Limits(),
        blobs: BlobStore? = nil
    ) -> ImagePuller {
        ImagePuller(
            client: client(login),
            blobs: blobs ?? self.blobs,
            slots: DownloadSlots(4),
            platforms: platforms,
            limits: limits
        )
    }

    /// Pulls, and expects every file of the store to be what its name says.
    func pull(_ tag: String, _ puller: ImagePuller? = nil) async throws(PullError) -> PulledImage {
        let version = ImageReference.Version.tag((try? ImageTag(tag)) ?? tagOfTests)
        let pulled = try await (puller ?? self.puller()).pull(repository, version)
        for digest in pulled.digests {
            let bytes = FileManager.default.contents(atPath: blobs.path(of: digest)).map { [UInt8]($0) }
            #expect(bytes.map { ImageDigest(of: $0) } == digest)
        }
        return pulled
    }

    private var tagOfTests: ImageTag {
        guard let tag = try? ImageTag("latest") else { preconditionFailure("it is a tag") }
        return tag
    }
}

@Suite(.timeLimit(.minutes(10))) struct `Pulling an image` {
    private let fixture: PullFixture
    private var registry: FakeRegistry { fixture.registry }
    private let amd64 = Platform(os: "linux", architecture: "amd64")
    private let arm64 = Platform(os: "linux", architecture: "arm64")

    init() throws { fixture = try PullFixture() }

    @Test(arguments: [false, true])
    func `brings its configuration and layers, byte by byte`(_ isDocker: Bool) async throws {
        let layers = [randomBytes(300_000, seed: 1), randomBytes(5, seed: 2), []]
        let manifest = registry.add(image: layers, tag: "v1", isDocker: isDocker)
        let pulled = try await fixture.pull("v1")
        #expect(pulled.root.descriptor == manifest)
        #expect(pulled.entries == [manifest])
        #expect(pulled.content.platforms == ["linux/amd64"])
        #expect(pulled.content.layers == 3)
        #expect(pulled.content.size == pulled.blobs.map(\.size).reduce(manifest.size, +))
        #expect(pulled.parts == [])
    }

    @Test func `brings every platform of an index, and what they share once`() async throws {
        let base = randomBytes(100_000, seed: 1)
        let index = registry.add(
            index: [
                (registry.add(image: [base, randomBytes(10, seed: 2)]), amd64),
                (registry.add(image: [base, randomBytes(10, seed: 3)], architecture: "arm64"), arm64),
            ],
            tag: "v1"
        )
        let pulled = try await fixture.pull("v1")
        #expect(pulled.root.descriptor == index)
        #expect(pulled.manifests.count == 3)
        #expect(pulled.content.platforms == ["linux/amd64", "linux/arm64"])
        #expect(pulled.content.layers == 3)
        #expect(registry.count(of: ImageDigest(of: base).text) == 1)
        #expect(pulled.parts.count == 2)
    }

    @Test func `brings the chosen platforms of an index only`() async throws {
        let images = [registry.add(image: [[1]]), registry.add(image: [[2]], architecture: "arm64")]
        registry.add(index: [(images[0], amd64), (images[1], arm64)], tag: "v1")
        let pulled = try await fixture.pull("v1", fixture.puller(platforms: .only([arm64])))
        #expect(pulled.entries.map(\.digest) == [images[1].digest])
        #expect(pulled.content.platforms == ["linux/arm64"])
        #expect(registry.count(of: images[0].digest.text) == 0)
        #expect(pulled.parts == Set(images.map(\.digest)), "what is not pulled is a part as well")
        await #expect(throws: PullError.self) {
            try await fixture.pull("v1", fixture.puller(platforms: .only([Platform("windows/amd64")])))
        }
    }

    @Test func `fetches a layer once for images that are pulled at the same time`() async throws {
        let shared = randomBytes(500_000, seed: 1)
        for number in 0..<6 as Range<UInt8> { registry.add(image: [shared, [number]], tag: "v\(number)") }
        try await withThrowingTaskGroup { group in
            for number in 0..<6 { group.addTask { try await fixture.pull("v\(number)") } }
            try await group.waitForAll()
        }
        #expect(registry.count(of: ImageDigest(of: shared).text) == 1)
    }

    @Test func `goes on with what an earlier process has left of a blob`() async throws {
        let layer = randomBytes(200_000, seed: 1)
        registry.add(image: [layer], tag: "v1")
        let digest = ImageDigest(of: layer)
        let partial = "\(fixture.folder.url.path)/partial/\(digest.hexadecimal)"
        try Data(layer.prefix(150_000)).write(to: URL(fileURLWithPath: partial))
        _ = try await fixture.pull("v1")
        let requests = registry.requests.filter { $0.path.hasSuffix(digest.text) }
        #expect(requests.map(\.range) == ["bytes=150000-199999"])
    }

    @Test func `fetches nothing again that an earlier process has brought, and trusts none of it`() async throws {
        let layer = randomBytes(200_000, seed: 1)
        registry.add(image: [layer], tag: "v1")
        _ = try await fixture.pull("v1")
        let digest = ImageDigest(of: layer)
        func next() throws -> ImagePuller {
            fixture.puller(
                blobs: try BlobStore(blobs: fixture.blobs.folder, partials: fixture.folder.url.path + "/partial")
            )
        }
        _ = try await fixture.pull("v1", next())
        #expect(registry.count(of: digest.text) == 1)
        let file = URL(fileURLWithPath: fixture.blobs.path(of: digest))
        try Data(layer.dropLast() + [layer[199_999] ^ 1]).write(to: file)
        await #expect(throws: PullError.self) { try await fixture.pull("v1", next()) }
        _ = try await fixture.pull("v1", next())
        #expect(registry.count(of: digest.text) == 2)
    }

    @Test func `begins a blob again where the registry knows no ranges`() async throws {
        let layer = randomBytes(200_000, seed: 1)
        registry.add(image: [layer], tag: "v1")
        registry.state.withLock { $0.knowsRanges = false }
        let partial = "\(fixture.folder.url.path)/partial/\(ImageDigest(of: layer).hexadecimal)"
        try Data(layer.prefix(150_000)).write(to: URL(fileURLWithPath: partial))
        _ = try await fixture.pull("v1")
    }

    @Test func `asks again a registry that is busy or broken for a while`() async throws {
        let layer = randomBytes(1_000, seed: 1)
        registry.add(image: [layer], tag: "v1")
        let busy = HTTPResponse(status: 429, headers: ["Retry-After": "1"])
        registry.fail("/manifests/v1", [busy, .text(503, "")])
        registry.fail(ImageDigest(of: layer).text, [.text(500, ""), busy])
        _ = try await fixture.pull("v1")
    }

    @Test(arguments: [429, 500, 503])
    func `gives up for now where that does not end`(_ status: Int) async throws {
        registry.add(image: [[1]], tag: "v1")
        registry.fail("/manifests/v1", Array(repeating: .text(status, ""), count: 20))
        await #expect { try await fixture.pull("v1") } throws: { ($0 as? PullError)?.code == .transient }
        #expect(registry.count(of: "/manifests/v1") == 5)
    }

    @Test func `gives up for now where it is to wait too long`() async throws {
        registry.fail("/manifests/v1", [HTTPResponse(status: 429, headers: ["Retry-After": "86400"])])
        await #expect { try await fixture.pull("v1") } throws: { ($0 as? PullError)?.code == .transient }
        #expect(registry.count(of: "/manifests/v1") == 1)
    }

    @Test func `says that the registry does not have it`() async throws {
        await #expect { try await fixture.pull("v1") } throws: { error in
            (error as? PullError)?.code == .notFound && "\(error)".contains("MANIFEST_UNKNOWN: manifest unknown")
        }
        // A layer that is missing does not make the image one that was deleted.
        let layer = randomBytes(10, seed: 1)
        registry.add(image: [layer], tag: "v1")
        registry.state.withLock { $0.blobs[ImageDigest(of: layer).text] = nil }
        await #expect { try await fixture.pull("v1") } throws: { ($0 as? PullError)?.code == .transient }
    }

    @Test(arguments: ["another byte", "too short", "too long"])
    func `refuses a layer that is not what its digest says`(_ damage: String) async throws {
        let layer = randomBytes(100_000, seed: 1)
        registry.add(image: [layer], tag: "v1")
        let digest = ImageDigest(of: layer)
        registry.state.withLock { state in
            state.blobs[digest.text] =
                switch damage {
                case "another byte": layer.dropLast() + [layer[99_999] ^ 1]
                case "too short": Array(layer.dropLast(7))
                default: layer + [0]
                }
            state.knowsRanges = false
        }
        await #expect { try await fixture.pull("v1") } throws: { ($0 as? PullError)?.code == .refused }
        #expect(!FileManager.default.fileExists(atPath: fixture.blobs.path(of: digest)))
        registry.state.withLock { $0.blobs[digest.text] = layer }
        _ = try await fixture.pull("v1")
    }

    @Test func `refuses a manifest that is not what its digest says`() async throws {
        let image = registry.add(image: [[1]])
        registry.state.withLock { state in
            guard let manifest = state.manifests[image.digest.text] else { return }
            state.manifests[image.digest.text] = (manifest.type, manifest.bytes + [0x20])
        }
        await #expect { try await fixture.puller().pull(fixture.repository, .digest(image.digest)) } throws: {
            ($0 as? PullError)?.code == .refused
        }
    }

    @Test func `refuses a part that begins elsewhere than it was asked for`() async throws {
        let layer = randomBytes(100, seed: 1)
        registry.add(image: [layer], tag: "v1")
        let wrong = HTTPResponse(status: 206, headers: ["Content-Range": "bytes 50-99/100"], body: Array(layer[50...]))
        registry.fail(ImageDigest(of: layer).text, [wrong])
        await #expect { try await fixture.pull("v1") } throws: { ($0 as? PullError)?.code == .refused }
    }

    @Test func `refuses more than it may bring`() async throws {
        registry.add(image: [randomBytes(10_000, seed: 1)], tag: "v1")
        var limits = ImagePuller.Limits()
        limits.imageBytes = 5_000
        await #expect { try await fixture.pull("v1", fixture.puller(limits: limits)) } throws: {
            ($0 as? PullError)?.code == .refused
        }
        limits = ImagePuller.Limits()
        limits.reservedBytes = .max / 2
        await #expect { try await fixture.pull("v1", fixture.puller(limits: limits)) } throws: {
            ($0 as? PullError)?.code == .storage
        }
        #expect(registry.requests.allSatisfy { !$0.path.contains("/blobs/") })
    }

    @Test func `takes artifacts that are no images for what they are`() async throws {
        let chart: Value = [
            "schemaVersion": 2,
            "config": [
                "mediaType": "application/vnd.cncf.helm.config.v1+json",
                "digest": .string(registry.add(blob: [1]).text),
                "size": 1,
            ],
            "layers": [],
        ]
        registry.add(manifest: chart, MediaType.ociManifest, tag: "v1")
        await #expect { try await fixture.pull("v1") } throws: { error in
            (error as? PullError)?.code == .noImage && "\(error)".contains("helm")
        }
    }

    @Test func `brings what an index lists beside images, and takes it for no platform`() async throws {
        let attestation: Value = [
            "schemaVersion": 2,
            "config": [
                "mediaType": "application/vnd.oci.image.config.v1+json",
                "digest": .string(registry.add(blob: [1]).text),
                "size": 1,
            ],
            "layers": [
                [
                    "mediaType": "application/vnd.in-toto+json", "digest": .string(registry.add(blob: [2, 2]).text),
                    "size": 2,
                ]
            ],
        ]
        let part = registry.add(manifest: attestation, MediaType.ociManifest)
        registry.add(
            index: [
                (registry.add(image: [[1, 2, 3]]), amd64), (part, Platform(os: "unknown", architecture: "unknown")),
            ],
            tag: "v1"
        )
        let pulled = try await fixture.pull("v1")
        #expect(pulled.content.platforms == ["linux/amd64"])
        #expect(pulled.content.layers == 1)
        #expect(pulled.parts.contains(part.digest))
        await #expect { try await fixture.puller().pull(fixture.repository, .digest(part.digest)) } throws: {
            ($0 as? PullError)?.code == .noImage
        }
    }

    @Test func `drops blobs that no image needs any more, and no others`() async throws {
        registry.add(image: [randomBytes(100, seed: 1)], tag: "v1")
        registry.add(image: [randomBytes(100, seed: 2)], tag: "v2")
        let puller = fixture.puller()
        let (first, second) = (try await fixture.pull("v1", puller), try await fixture.pull("v2", puller))
        puller.release(first)
        let left = fixture.blobs.drop(unusedForSeconds: 0)
        #expect(left == second.digests.count)
        #expect(second.digests.allSatisfy { FileManager.default.fileExists(atPath: fixture.blobs.path(of: $0)) })
        puller.release(second)
        #expect(fixture.blobs.drop(unusedForSeconds: 600) == left, "what was just in use is kept for a while")
        #expect(fixture.blobs.drop(unusedForSeconds: 0) == 0)
    }
}

@Suite(.timeLimit(.minutes(10))) struct `A registry's entrance` {
    private let fixture: PullFixture
    private let login = RegistryLogin(user: "AWS", password: "secret")
    private var registry: FakeRegistry { fixture.registry }

    init() throws {
        fixture = try PullFixture()
        fixture.registry.add(image: [randomBytes(1_000, seed: 1)], tag: "v1")
    }

    private func enter(_ entrance: FakeRegistry.Guard) { registry.state.withLock { $0.entrance = entrance } }

    @Test func `is shown user and password where it asks for them`() async throws {
        enter(.basic(login.basicToken ?? ""))
        _ = try await fixture.pull("v1", fixture.puller(login))
        #expect(registry.requests.first?.authorization == nil)
        #expect(registry.requests.count { $0.authorization == nil } == 1, "they are remembered for the repository")
    }

    @Test(arguments: [true, false])
    func `is shown a token, with a login or without`(_ hasLogin: Bool) async throws {
        enter(.bearer(hasLogin ? login.basicToken : nil))
        _ = try await fixture.pull("v1", fixture.puller(hasLogin ? login : .anonymous))
        #expect(registry.count(of: "/token") == 1)
        #expect(registry.requests.last?.authorization == "Bearer good")
    }

    @Test func `stays closed for others`() async throws {
        enter(.basic("AAAA"))
        for login in [login, .anonymous] {
            await #expect { try await fixture.pull("v1", fixture.puller(login)) } throws: { error in
                (error as? PullError)?.code == .denied && !"\(error)".contains("secret")
            }
        }
        enter(.bearer("AAAA"))
        await #expect { try await fixture.pull("v1", fixture.puller(login)) } throws: {
            ($0 as? PullError)?.code == .denied
        }
    }

    @Test func `leads to layers elsewhere, where nothing is shown`() async throws {
        let other = try FakeRegistry()
        enter(.basic(login.basicToken ?? ""))
        let blobs = registry.state.withLock { state in
            state.blobsElsewhere = other.url
            return state.blobs
        }
        other.state.withLock { $0.blobs = blobs }
        _ = try await fixture.pull("v1", fixture.puller(login))
        #expect(other.requests.count == blobs.count)
        #expect(other.requests.allSatisfy { $0.authorization == nil })
    }

    @Test(arguments: [
        "http://169.254.169.254/latest", "http://example.com/x", "https://127.0.0.1/x", "ftp://127.0.0.1/x",
        "//evil.example/x",
        "http://127.0.0.1.evil.example/x", "http://user@127.0.0.1/x", "nonsense",
    ])
    func `leads nowhere that is not allowed`(_ location: String) async throws {
        registry.state.withLock { $0.blobsElsewhere = location }
        await #expect { try await fixture.pull("v1") } throws: { ($0 as? PullError)?.code == .refused }
    }

    @Test func `does not lead in circles`() async throws {
        registry.fail(
            "/manifests/v1",
            Array(repeating: HTTPResponse(status: 307, headers: ["Location": "/v2/team/app/manifests/v1"]), count: 50)
        )
        await #expect { try await fixture.pull("v1") } throws: { ($0 as? PullError)?.code == .refused }
        #expect(registry.count(of: "/manifests/v1") == 6)
    }

    /// Whoever runs a registry must not get a login for another host.
    @Test func `does not send for a token to a host that is not allowed`() async throws {
        var response = HTTPResponse(status: 401)
        response.headers.append("WWW-Authenticate", "Bearer realm=\"http://evil.example/token\"")
        registry.fail("/manifests/v1", [response])
        await #expect { try await fixture.pull("v1", fixture.puller(login)) } throws: {
            ($0 as? PullError)?.code == .refused
        }
    }

    @Test(arguments: [
        ("https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/x", true),
        ("https://evil.example/x", false), ("https://amazonaws.com.evil.example/x", false),
        ("http://s3.amazonaws.com/x", false), ("https://evilamazonaws.com/x", false), ("http://127.0.0.1:1/x", false),
    ])
    func `of Amazon ECR leads to hosts of AWS only`(_ url: String, _ isAllowed: Bool) throws {
        var integration = Integration(
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: .now
        )
        #expect(RegistryEndpoint(of: integration, override: nil) == nil, "no account is known")
        integration.apply(
            .subscriptionOffered(
                SubscriptionConfirmation(topic: try ARN("arn:aws:sns:us-east-1:123456789012:t"), token: "t")
            ),
            at: .now
        )
        let endpoint = try #require(RegistryEndpoint(of: integration, override: nil))
        #expect(endpoint.url == "https://123456789012.dkr.ecr.us-east-1.amazonaws.com")
        #expect(endpoint.allowsRedirect(to: try RequestURL(url)) == isAllowed)
    }

    @Test(arguments: [
        "http://127.0.0.1:5000", "http://localhost:5000/", "http://[::1]:5000",
    ])
    func `can be stood in for by this machine`(_ url: String) throws {
        #expect(throws: Never.self) { try LoopbackURL(url) }
    }

    @Test(arguments: [
        "https://127.0.0.1:5000", "http://example.com", "http://127.0.0.1:5000/v2", "http://127.0.0.1.example.com", "",
        "x",
        "http://10.0.0.1:5000", "http://127.0.0.1:5000?x",
    ])
    func `can be stood in for by no other`(_ url: String) {
        #expect(throws: InvalidInput.self) { try LoopbackURL(url) }
    }
}
