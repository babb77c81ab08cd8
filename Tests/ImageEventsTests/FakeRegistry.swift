import CloudFormation
import Cryptography
import Foundation
import HTTPServer
import ScoutIntegration
import Synchronization

@testable import ImageEvents

/// A registry on loopback that tests fill, watch and disturb.
final class FakeRegistry: Sendable {
    /// What a request showed.
    struct Request: Sendable {
        let path: String
        let authorization: String?
        let range: String?
    }

    /// Who is let in.
    enum Guard: Sendable {
        case nobodyAsks
        case basic(String)
        /// Tokens come from `/token`, for those who show this there.
        case bearer(String?)
    }

    struct State: Sendable {
        var manifests: [String: (type: String, bytes: [UInt8])] = [:]
        var blobs: [String: [UInt8]] = [:]
        var entrance = Guard.nobodyAsks
        var knowsRanges = true
        /// Where blobs are instead: the beginning of a URL.
        var blobsElsewhere: String?
        /// Answers that come first, by the end of a path.
        var failures: [String: [HTTPResponse]] = [:]
        /// Called before a request is answered.
        var willAnswer: (@Sendable (String) -> Void)?
        var requests: [Request] = []
    }

    let state = Mutex(State())
    private let server: HTTPServer

    init() throws {
        let handler = Handler()
        var limits = HTTPServerLimits()
        limits.lingerTimeout = .zero
        server = try HTTPServer(host: "127.0.0.1", port: 0, limits: limits, handler: handler)
        let server = server
        Thread.detachNewThread { server.run() }
        handler.registry.withLock { $0 = Weak(self) }
    }

    deinit { server.shutDown(within: .zero) }

    var host: String { "127.0.0.1:\(server.port)" }

    var url: String { "http://\(host)" }

    var requests: [Request] { state.withLock { $0.requests } }

    func count(of path: String) -> Int { requests.count { $0.path.hasSuffix(path) } }

    // MARK: Filling

    @discardableResult
    func add(blob bytes: [UInt8]) -> ImageDigest {
        let digest = ImageDigest(of: bytes)
        state.withLock { $0.blobs[digest.text] = bytes }
        return digest
    }

    /// Adds a manifest by its digest, and by a tag.
    @discardableResult
    func add(manifest value: Value, _ type: String, tag: String? = nil) -> Descriptor {
        let bytes = Array(value.json(.compact).utf8)
        let digest = ImageDigest(of: bytes)
        state.withLock { state in
            state.manifests[digest.text] = (type, bytes)
            if let tag { state.manifests[tag] = (type, bytes) }
        }
        return Descriptor(mediaType: type, digest: digest, size: Int64(bytes.count))
    }

    /// Adds an image with these layers.
    @discardableResult
    func add(
        image layers: [[UInt8]],
        architecture: String = "amd64",
        tag: String? = nil,
        isDocker: Bool = false
    ) -> Descriptor {
        let configuration = Array(#"{"os":"linux","architecture":"\#(architecture)","rootfs":{}}"#.utf8)
        let types =
            isDocker
            ? (
                "application/vnd.docker.container.image.v1+json", "application/vnd.docker.image.rootfs.diff.tar.gzip",
                MediaType.dockerManifest
            )
            : (
                "application/vnd.oci.image.config.v1+json", "application/vnd.oci.image.layer.v1.tar+gzip",
                MediaType.ociManifest
            )
        func entry(_ bytes: [UInt8], _ type: String) -> Value {
            [
                "mediaType": .string(type), "digest": .string(add(blob: bytes).text),
                "size": .number(Number(bytes.count)),
            ]
        }
        let manifest: Value = [
            "schemaVersion": 2, "mediaType": .string(types.2), "config": entry(configuration, types.0),
            "layers": .array(layers.map { entry($0, types.1) }),
        ]
        return add(manifest: manifest, types.2, tag: tag)
    }

    /// Adds an index of manifests for platforms.
    @discardableResult
    func add(index entries: [(Descriptor, Platform)], tag: String? = nil) -> Descriptor {
        let manifests = entries.map { descriptor, platform -> Value in
            [
                "mediaType": .string(descriptor.mediaType), "digest": .string(descriptor.digest.text),
                "size": .number(Number(descriptor.size)),
                "platform": ["os": .string(platform.os), "architecture": .string(platform.architecture)],
            ]
        }
        let index: Value = [
            "schemaVersion": 2, "mediaType": .string(MediaType.ociIndex), "manifests": .array(manifests),
        ]
        return add(manifest: index, MediaType.ociIndex, tag: tag)
    }

    /// Lets the next requests whose path ends so be answered by these.
    func fail(_ path: String, _ responses: [HTTPResponse]) {
        state.withLock { $0.failures[path, default: []] += responses }
    }

    // MARK: Answering

    private struct Weak: Sendable {
        weak let registry: FakeRegistry?

        init(_ registry: FakeRegistry?) { self.registry = registry }
    }

    private final class Handler: HTTPHandler {
        let registry = Mutex(Weak(nil))

        func handle(_ request: HTTPRequest, _ responder: HTTPResponder) {
            guard let registry = registry.withLock({ $0.registry }) else { return responder.send(.text(500, "gone")) }
            registry.state.withLock { $0.willAnswer }?(request.path)
            responder.send(registry.answer(request))
        }
    }

    private func answer(_ request: HTTPRequest) -> HTTPResponse {
        state.withLock { state in
            state.requests.append(
                Request(
                    path: request.path,
                    authorization: request.headers["Authorization"],
                    range: request.headers["Range"]
                )
            )
            for (path, responses) in state.failures where request.path.hasSuffix(path) && !responses.isEmpty {
                return state.failures[path]?.removeFirst() ?? .text(500, "")
            }
            if request.path == "/token" { return token(request, state) }
            if let refusal = refusal(request, state) { return refusal }
            return content(request, state)
        }
    }

    private func token(_ request: HTTPRequest, _ state: State) -> HTTPResponse {
        guard case .bearer(let needed) = state.entrance,
            request.headers["Authorization"] == needed.map({ "Basic \($0)" })
        else { return .text(401, #"{"errors":[{"code":"UNAUTHORIZED","message":"no"}]}"#) }
        return HTTPResponse(status: 200, body: Array(#"{"token":"good","expires_in":300}"#.utf8))
    }

    private func refusal(_ request: HTTPRequest, _ state: State) -> HTTPResponse? {
        let shown = request.headers["Authorization"]
        var response = HTTPResponse(status: 401, body: Array(#"{"errors":[{"code":"UNAUTHORIZED"}]}"#.utf8))
        switch state.entrance {
        case .nobodyAsks: return nil
        case .basic(let token):
            if shown == "Basic \(token)" { return nil }
            response.headers.append("WWW-Authenticate", #"Basic realm="here""#)
        case .bearer:
            if shown == "Bearer good" { return nil }
            response.headers.append(
                "WWW-Authenticate",
                #"Bearer realm="\#(url)/token",service="fake",scope="repository:x:pull,push""#
            )
        }
        return response
    }

    private func content(_ request: HTTPRequest, _ state: State) -> HTTPResponse {
        let name = request.path.split(separator: "/").last.map(String.init) ?? ""
        let missing = HTTPResponse(
            status: 404,
            body: Array(#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"#.utf8)
        )
        guard request.path.contains("/blobs/") || request.path.hasPrefix("/elsewhere/") else {
            guard let manifest = state.manifests[name] else { return missing }
            return HTTPResponse(status: 200, headers: ["Content-Type": manifest.type], body: manifest.bytes)
        }
        if let elsewhere = state.blobsElsewhere, request.path.contains("/blobs/") {
            return HTTPResponse(status: 307, headers: ["Location": "\(elsewhere)/elsewhere/\(name)"])
        }
        guard let blob = state.blobs[name] else { return missing }
        guard state.knowsRanges, let range = range(request, blob.count) else {
            return HTTPResponse(status: 200, body: blob)
        }
        return HTTPResponse(
            status: 206,
            headers: ["Content-Range": "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(blob.count)"],
            body: Array(blob[range])
        )
    }

    private func range(_ request: HTTPRequest, _ count: Int) -> Range<Int>? {
        let parts =
            request.headers["Range"]?.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) } ?? []
        guard parts.count == 2, parts[0] <= parts[1], parts[0] < count else { return nil }
        return parts[0]..<min(parts[1] + 1, count)
    }
}

/// Bytes that look random and are the same for the same seed.
func randomBytes(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        withUnsafeBytes(of: state) { bytes.append(contentsOf: $0) }
    }
    return Array(bytes.prefix(count))
}
