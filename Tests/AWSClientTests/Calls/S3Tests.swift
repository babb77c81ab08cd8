import Foundation
import Testing

@testable import AWSClient

private func refusal(_ status: Int, _ code: String, _ headers: [String: String] = [:]) -> ScriptedTransport.Answer {
    .answer(status, "<?xml version=\"1.0\"?>\n<Error><Code>\(code)</Code><Message>m</Message></Error>", headers)
}

@Suite struct `S3` {
    @Test func `is sent objects as they are, under their keys, with S3's signature`() async throws {
        let transport = ScriptedTransport([.answer(200), .answer(200, "content")])
        let s3 = try AWSClient.scripted(transport).s3
        try await s3.putObject(
            bucket: "my-bucket",
            key: "a b/é+~//../x?y#z%",
            body: Array("abc".utf8),
            contentType: "text/yaml",
            cacheControl: "no-cache",
            ifNoneMatch: true
        )
        #expect(try await s3.object(bucket: "my.bucket", key: "k") == Array("content".utf8))
        let requests = transport.requests
        #expect(requests[0].method == "PUT" && requests[0].body == Array("abc".utf8))
        #expect(
            requests[0].url
                == "https://my-bucket.s3.eu-central-1.amazonaws.com/a%20b/%C3%A9%2B~//../x%3Fy%23z%25"
        )
        #expect(requests[0].headers["Content-Type"] == "text/yaml" && requests[0].headers["If-None-Match"] == "*")
        #expect(requests[0].headers["Cache-Control"] == "no-cache")
        #expect(
            requests[0].headers["X-Amz-Content-SHA256"]
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(requests[0].headers["Authorization"]?.contains("/eu-central-1/s3/aws4_request") == true)
        #expect(requests[0].headers["Authorization"]?.contains("x-amz-content-sha256") == true)
        // A certificate of S3 does not cover two labels.
        #expect(requests[1].method == "GET" && requests[1].url == "https://s3.eu-central-1.amazonaws.com/my.bucket/k")
    }

    @Test func `has the bucket in the path of an endpoint that is configured`() throws {
        let environment = environment(["AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1/x/"])
        let resolver = EndpointResolver(environment, try SharedConfiguration(environment))
        #expect(try resolver.url(of: .s3, in: .usEast1, bucket: "abc") == "http://127.0.0.1:1/x/abc")
        #expect(
            try EndpointResolver.standard.url(of: .s3, in: AWSRegion("cn-north-1"), bucket: "abc")
                == "https://abc.s3.cn-north-1.amazonaws.com.cn"
        )
    }

    @Test(arguments: [
        "", "ab", "A-b", "a_b", "a/b", "evil.example/", "-abc", "abc-", "a..b", ".abc", "a@bc", "a b",
        String(repeating: "a", count: 64),
    ])
    func `is never addressed by what is no bucket's name`(_ bucket: String) async throws {
        let transport = ScriptedTransport([.answer(200)])
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport).s3.object(bucket: bucket, key: "k")
        }
        #expect(error?.kind == .configuration && transport.requests == [])
    }

    @Test(arguments: [
        (refusal(404, "NoSuchKey"), nil), (.answer(404), nil), (refusal(404, "NoSuchBucket"), "NoSuchBucket"),
        (refusal(403, "AccessDenied"), "AccessDenied"), (.answer(200, "12345"), "ResponseTooLarge"),
    ])
    func `tells an object that is not there from what went wrong`(_ answer: ScriptedTransport.Answer, _ code: String?)
        async throws
    {
        let s3 = try AWSClient.scripted(ScriptedTransport([answer])).s3
        do {
            #expect(try await s3.object(bucket: "abc", key: "k", maximumBytes: 4) == nil)
            #expect(code == nil)
        } catch {
            #expect(error.code == code)
        }
    }

    @Test(arguments: [(412, "PreconditionFailed"), (409, "ConditionalRequestConflict")])
    func `says when an object is there, or comes, that must not be replaced`(_ status: Int, _ code: String) async throws
    {
        let transport = ScriptedTransport([refusal(status, code)])
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport).s3.putObject(
                bucket: "abc",
                key: "k",
                body: [],
                contentType: "text/plain",
                ifNoneMatch: true
            )
        }
        #expect(error?.code == code && transport.requests.count == 1)
    }

    @Test func `replaces an object that was seen, and no other`() async throws {
        let transport = ScriptedTransport([
            .answer(200, "old", ["ETag": "\"abc\""]), .answer(200), .answer(200, "old"),
        ])
        let s3 = try AWSClient.scripted(transport).s3
        let seen = try #require(try await s3.storedObject(bucket: "abc", key: "k"))
        #expect(seen == S3Client.StoredObject(content: Array("old".utf8), entityTag: "\"abc\""))
        try await s3.putObject(
            bucket: "abc",
            key: "k",
            body: [],
            contentType: "text/plain",
            ifMatch: seen.entityTag
        )
        #expect(transport.requests[1].headers["If-Match"] == "\"abc\"")
        #expect(transport.requests[1].headers["If-None-Match"] == nil)
        let error = await #expect(throws: AWSError.self) { try await s3.storedObject(bucket: "abc", key: "k") }
        #expect(error?.code == "InvalidResponse")
    }

    @Test(arguments: [
        refusal(301, "PermanentRedirect", ["x-amz-bucket-region": "eu-west-3"]),
        .answer(301, "", ["x-amz-bucket-region": "eu-west-3"]),
    ])
    func `names the region of a bucket that is elsewhere`(_ answer: ScriptedTransport.Answer) async throws {
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(ScriptedTransport([answer])).s3.object(bucket: "abc", key: "k")
        }
        #expect(error?.code == "PermanentRedirect" && error?.isRetryable == false)
        #expect(error?.message.hasPrefix("the bucket is in region eu-west-3") == true)
    }
}
