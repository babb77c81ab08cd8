import Foundation
import TestSupport
import Testing

/// A vendor with a bucket on a local AWS.
private struct Publisher: Sendable {
    let aws: LocalAWS

    private var environment: [String: String] {
        [
            "AWS_ENDPOINT_URL": aws.endpointURL, "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "SCOUT_PUBLISH_BUCKET": "templates",
        ]
    }

    func publish(_ arguments: String..., account: String = "444455556666") async throws -> CommandResult {
        try await blocking { [environment] in
            try TestSupport.run(
                Repository.executable("scout-ecr"),
                ["publish", "--scout-account-id", account] + arguments,
                environment: environment
            )
        }
    }

    /// What a script prints that uses boto3's `s3`.
    func boto3(_ script: String) async throws -> String {
        let result = try await blocking { [environment] in
            try TestSupport.run(
                Tools.python,
                ["-c", "import boto3, json\ns3 = boto3.client('s3')\n\(script)"],
                environment: environment
            )
        }
        try #require(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// What is in the bucket: the object's text, its media type and how long it may be kept, by its key.
    func objects() async throws -> [String: [String]] {
        let text = try await boto3(
            """
            found = {}
            for item in s3.list_objects_v2(Bucket="templates").get("Contents", []):
                o = s3.get_object(Bucket="templates", Key=item["Key"])
                found[item["Key"]] = [o["Body"].read().decode(), o["ContentType"], o["CacheControl"]]
            print(json.dumps(found))
            """
        )
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String]])
    }
}

private let (json, yaml) = ("docker-scout-ecr.json", "docker-scout-ecr.yaml")

extension `End to end` {
    /// The command on the S3 of a local AWS, judged by boto3.
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)))
    struct `Published templates` {
        @Test func `stay as they are, follow each other by version, and are one publisher's`() async throws {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let publisher = Publisher(aws: aws)
            let missing = try await publisher.publish()
            #expect(missing.status == 1)
            #expect(missing.errors.hasPrefix("scout-ecr publish: S3 GetObject: NoSuchBucket"))
            _ = try await publisher.boto3("s3.create_bucket(Bucket='templates')")
            try await publishFirst(publisher)
            try await refuseOthers(publisher)
            try await publishNext(publisher)
            try await publishAtOnce(publisher)
        }

        private func publishFirst(_ publisher: Publisher) async throws {
            let dry = try await publisher.publish("--dry-run")
            #expect(dry.status == 0 && dry.errors.contains("would store s3://templates/ecr/latest/version.txt\n"))
            #expect(try await publisher.objects().isEmpty)
            let first = try await publisher.publish()
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.output.contains("templates.s3.us-east-1.amazonaws.com%2Fecr%2F1.0.0%2F\(json)"))
            #expect(first.output.filter { $0 == "\n" }.count == 1)
            let objects = try await publisher.objects()
            #expect(objects.count == 5)
            for format in ["json", "yaml"] {
                let template = try await run(
                    Repository.executable("scout-ecr"),
                    ["template", "--scout-account-id", "444455556666", "--format", format]
                )
                let immutable = "public, max-age=31536000, immutable"
                let (type, name) = ("application/\(format)", "docker-scout-ecr.\(format)")
                #expect(objects["ecr/1.0.0/\(name)"] == [template.output, type, immutable])
                #expect(objects["ecr/latest/\(name)"] == [template.output, type, "public, max-age=60"])
            }
            #expect(objects["ecr/latest/version.txt"] == ["1.0.0\n", "text/plain", "public, max-age=60"])
            let again = try await publisher.publish()
            #expect(again.status == 0 && again.errors.hasPrefix("already published: version 1.0.0\n"))
            #expect(again.output == first.output)
            #expect(try await publisher.objects() == objects)
        }

        private func refuseOthers(_ publisher: Publisher) async throws {
            let before = try await publisher.objects()
            let changed = try await publisher.publish("--version", "1.0.0", account: "777788889999")
            #expect(changed.status == 1 && changed.output == "")
            #expect(changed.errors.contains("scout-ecr publish: version 1.0.0 is published with other content"))
            let stopped = try await publisher.publish("--fail-on", "broader", account: "777788889999")
            #expect(stopped.status == 1 && stopped.output == "")
            #expect(stopped.errors.hasPrefix("what changes after version 1.0.0:\n"))
            #expect(stopped.errors.hasSuffix("the change fails on: broader; nothing is stored\n"))
            #expect(try await publisher.objects() == before)
        }

        private func publishNext(_ publisher: Publisher) async throws {
            let next = try await publisher.publish("--json", "--fail-on", "data-loss", account: "777788889999")
            #expect(next.status == 0, "\(next.errors)")
            #expect(next.errors.contains("777788889999"))
            let report = try JSONSerialization.jsonObject(with: Data(next.output.utf8)) as? [String: Any]
            #expect(report?["version"] as? String == "1.0.1" && report?["previous"] as? String == "1.0.0")
            let lower = try await publisher.publish("--version", "0.9.0", account: "000000000001")
            #expect(lower.status == 0 && lower.errors.contains("note: the latest version stays 1.0.1"))
            let objects = try await publisher.objects()
            #expect(objects["ecr/latest/version.txt"]?.first == "1.0.1\n")
            #expect(objects["ecr/latest/\(json)"]?.first == objects["ecr/1.0.1/\(json)"]?.first)
            #expect(objects["ecr/1.0.0/\(json)"]?.first?.contains("444455556666") == true)
            #expect(objects["ecr/0.9.0/\(yaml)"]?.first?.contains("000000000001") == true)
        }

        /// Several publishers of one version: one wins, whole. Then several of different versions: the highest is the latest.
        private func publishAtOnce(_ publisher: Publisher) async throws {
            let accounts = (1...6).map { "\($0)00000000000" }
            let winners = try await atOnce(accounts) { account in
                try await publisher.publish("--version", "2.0.0", account: account)
            }
            #expect(winners.count == 1)
            let winner = try #require(winners.first)
            var objects = try await publisher.objects()
            for key in ["2.0.0/\(json)", "2.0.0/\(yaml)", "latest/\(json)", "latest/\(yaml)"] {
                #expect(objects["ecr/\(key)"]?.first?.contains(winner) == true, "\(key)")
            }
            #expect(objects["ecr/latest/version.txt"]?.first == "2.0.0\n")
            let all = try await atOnce(accounts) { account in
                try await publisher.publish("--version", "3.0.\(account.prefix(1))", account: account)
            }
            #expect(all.count == 6)
            objects = try await publisher.objects()
            #expect(objects["ecr/latest/version.txt"]?.first == "3.0.6\n")
            #expect(objects["ecr/latest/\(json)"]?.first == objects["ecr/3.0.6/\(json)"]?.first)
            #expect(objects["ecr/latest/\(yaml)"]?.first == objects["ecr/3.0.6/\(yaml)"]?.first)
        }

        /// The accounts whose publishers have succeeded; the others were refused.
        private func atOnce(
            _ accounts: [String],
            _ publish: @escaping @Sendable (String) async throws -> CommandResult
        ) async throws -> [String] {
            try await withThrowingTaskGroup(of: (account: String, result: CommandResult).self) { group in
                for account in accounts { group.addTask { (account, try await publish(account)) } }
                var winners: [String] = []
                for try await (account, result) in group {
                    if result.status == 0 {
                        winners.append(account)
                    } else {
                        #expect(result.status == 1)
                        #expect(result.errors.contains("is published with other content"), "\(result.errors)")
                    }
                }
                return winners
            }
        }
    }
}
