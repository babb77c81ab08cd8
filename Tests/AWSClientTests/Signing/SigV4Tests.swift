import Foundation
import TestSupport
import Testing

@testable import AWSClient

/// A request that botocore has signed; see `Tests/Tools/sign_requests.py`.
private struct SignedByBotocore: Decodable {
    let method: String
    let url: String
    let headers: [[String]]
    let body: String
    let service: String
    let region: String
    let time: Int64
    let accessKeyID: String
    let secretAccessKey: String
    let sessionToken: String?
    let isPresigned: Bool
    let seconds: Int
    let signature: String

    func signature(_ signing: SigV4) throws -> String {
        let request = OutgoingRequest(
            method,
            url,
            headers: headers.map { HTTPHeader($0[0], $0[1]) },
            body: Array(body.utf8)
        )
        let credentials = AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            sessionToken: sessionToken
        )
        let time = AWSTimestamp(secondsSinceEpoch: time)
        guard isPresigned else {
            return try #require(try signing.signing(request, with: credentials, at: time).headers["Authorization"])
        }
        let url = try signing.presigning(request, with: credentials, at: time, expiringAfter: seconds)
        return String(try #require(url.split(separator: "=").last))
    }
}

@Suite struct `A signature of version 4` {
    @Test(
        .enabled(if: Tools.areInstalled, "\(Tools.hint)"),
        .timeLimit(.minutes(10)),
        arguments: [UInt64(20_150_830), .random(in: 0..<1_000_000)]
    )
    func `equals botocore's for random requests, in headers and in URLs, to S3 and to others`(_ seed: UInt64)
        async throws
    {
        let result = try await blocking {
            try run(Tools.python, ["-B", Tools.script("sign_requests.py"), "500", "\(seed)"])
        }
        try #require(result.status == 0, "\(result.errors)")
        let cases = try JSONDecoder().decode([SignedByBotocore].self, from: Data(result.output.utf8))
        #expect(cases.count == 500)
        // So that no kind of request is missing by accident.
        for isPresigned in [true, false] {
            for isS3 in [true, false] {
                let kind = cases.filter { $0.isPresigned == isPresigned && ($0.service == "s3") == isS3 }
                #expect(kind.count > 40)
                #expect(kind.contains { $0.sessionToken != nil } && kind.contains { $0.sessionToken == nil })
            }
        }
        for each in cases {
            let signature = try each.signature(SigV4(region: each.region, service: each.service))
            #expect(signature == each.signature, "seed \(seed): \(each.method) \(each.url) \(each.headers)")
        }
    }

    @Test func `replaces an earlier one, as a retry needs`() throws {
        let signing = SigV4(region: "eu-central-1", service: "sts")
        let request = OutgoingRequest("POST", "https://sts.eu-central-1.amazonaws.com/", body: [1, 2, 3])
        let time = AWSTimestamp(secondsSinceEpoch: 1_700_000_000)
        let token = AWSCredentials(accessKeyID: "B", secretAccessKey: "b", sessionToken: "t")
        let once = try signing.signing(request, with: token, at: time)
        let earlier = try signing.signing(request, with: someCredentials, at: time.advanced(by: -900))
        let twice = try signing.signing(earlier, with: token, at: time)
        #expect(Set(once.headers) == Set(twice.headers))
        #expect(once.headers.count == twice.headers.count)
    }

    @Test(arguments: [
        "ftp://a/", "https://", "https://user@host/", "https://host/#f", "https://host/a b", "https://h:0/", "x",
    ])
    func `is refused for what is no URL of a service`(_ url: String) {
        #expect(throws: TransportError.self) {
            try SigV4(region: "r", service: "s").signing(
                OutgoingRequest("GET", url),
                with: someCredentials,
                at: AWSTimestamp(secondsSinceEpoch: 0)
            )
        }
    }
}

/// A case of AWS's test suite; the keys are the names of its files.
private struct SuiteCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Context: Decodable, Sendable {
        struct Credentials: Decodable, Sendable {
            let access_key_id: String
            let secret_access_key: String
            let token: String?
        }
        let credentials: Credentials
        let expiration_in_seconds: Int
        let normalize: Bool
        let region: String
        let service: String
        let sign_body: Bool
        let timestamp: String
        let omit_session_token: Bool?
    }
    let name: String
    let context: Context
    let request: String
    let headerCanonicalRequest: String
    let headerSignature: String
    let queryCanonicalRequest: String
    let querySignature: String

    var testDescription: String { name }

    enum CodingKeys: String, CodingKey {
        case name, context, request
        case headerCanonicalRequest = "header-canonical-request"
        case headerSignature = "header-signature"
        case queryCanonicalRequest = "query-canonical-request"
        case querySignature = "query-signature"
    }

    static let all: [SuiteCase] = {
        let text = try? Repository.text(of: "Tests/AWSClientTests/Fixtures/aws-signing-test-suite.json")
        return (try? JSONDecoder().decode([SuiteCase].self, from: Data((text ?? "").utf8))) ?? []
    }()

    var signing: SigV4 {
        let rules = SigV4.Rules(
            normalizesPath: context.normalize,
            encodesPathAgain: true,
            addsPayloadHash: context.sign_body,
            presignsPayload: true
        )
        return SigV4(region: context.region, service: context.service, rules: rules)
    }

    var credentials: AWSCredentials {
        AWSCredentials(
            accessKeyID: context.credentials.access_key_id,
            secretAccessKey: context.credentials.secret_access_key,
            sessionToken: context.omit_session_token == true ? nil : context.credentials.token
        )
    }

    /// The parts of `request`, which is not encoded as it would be on the wire.
    func parts() throws -> (request: OutgoingRequest, url: RequestURL) {
        let halves = self.request.components(separatedBy: "\n\n")
        var lines: [String] = []
        for line in halves[0].components(separatedBy: "\n") where !line.isEmpty {
            if line.hasPrefix(" "), let last = lines.popLast() {
                lines.append("\(last)\n\(line)")
            } else {
                lines.append(line)
            }
        }
        let first = try #require(lines.first)
        let method = String(first.prefix { $0 != " " })
        let target = first.dropFirst(method.count + 1).dropLast(" HTTP/1.1".count)
        let headers = lines.dropFirst().map { line in
            let name = line.prefix { $0 != ":" }
            return HTTPHeader(String(name), String(line.dropFirst(name.count + 1)))
        }
        let path = target.prefix { $0 != "?" }
        let query = target.contains("?") ? String(target.dropFirst(path.count + 1)) : nil
        let host = try #require(headers["Host"])
        let url = RequestURL(scheme: "https", authority: host, path: String(path), query: query)
        let body = halves.count > 1 ? halves[1] : ""
        return (OutgoingRequest(method, url.text, headers: headers, body: Array(body.utf8)), url)
    }
}

/// - Source: AWS's test suite for Signature Version 4; see `Fixtures/README.md`.
@Suite struct `AWS's test suite` {
    @Test func `is there`() { #expect(SuiteCase.all.count == 38) }

    @Test(arguments: SuiteCase.all)
    private func `is signed right`(_ each: SuiteCase) throws {
        let (request, url) = try each.parts()
        let time = try #require(AWSTimestamp(iso8601: each.context.timestamp))
        let signed = each.signing.sign(request, to: url, with: each.credentials, at: time)
        let header = try #require(signed.headers["Authorization"])
        #expect(header.hasSuffix("Signature=\(each.headerSignature)"))
        // A case without its token in the signature still sends it.
        let presigned = each.signing.presign(
            request,
            to: url,
            with: each.credentials,
            at: time,
            expiringAfter: each.context.expiration_in_seconds
        )
        #expect(presigned.text.hasSuffix("&X-Amz-Signature=\(each.querySignature)"))
        var unsigned = signed
        unsigned.headers.removeAll { $0.name == "Authorization" }
        let canonical = each.signing.canonicalRequest(unsigned, to: url, payloadHash: SigV4.hash(request.body))
        #expect(canonical.text == each.headerCanonicalRequest)
    }
}
