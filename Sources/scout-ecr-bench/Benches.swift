import CloudFormation
import Cryptography
import Foundation
import ImageEvents
import ScoutIntegration
import SetupHandler
import TemplateReview

/// The program: measures, and prints a table or, with `--json`, JSON.
///
///     swift build -c release && swift run -c release scout-ecr-bench [--json] [--samples N] [--filter TEXT]
@main
enum Benches {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        func value(of option: String) -> String? {
            arguments.firstIndex(of: option).flatMap { $0 + 1 < arguments.endIndex ? arguments[$0 + 1] : nil }
        }
        let samples = value(of: "--samples").flatMap(Int.init) ?? 101
        let filter = value(of: "--filter") ?? ""
        let measurements = try benchmarks().filter { filter.isEmpty || $0.name.contains(filter) }
            .map { try $0.measure(samples: max(samples, 1)) }
        print(arguments.contains("--json") ? Report.json(measurements) : Report.table(measurements), terminator: "")
    }

    private static func benchmarks() throws -> [Benchmark] {
        try writing() + reading() + reviewing() + verifying() + processes() + ServiceBenches.all() + PullBench.all()
    }

    /// Says what cannot be measured here, and why.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data("scout-ecr-bench: \(text)\n".utf8))
    }

    private static func writing() throws -> [Benchmark] {
        let stack = try scoutStack()
        return [
            Benchmark(name: "Scout stack: build and write JSON", target: 50, repetitions: 50) {
                use(stack.template.json().utf8.count)
            },
            Benchmark(name: "Scout stack: build and write YAML", repetitions: 50) {
                use(stack.template.yaml().utf8.count)
            },
            Benchmark(name: "500 resources: build and write JSON", target: 20_000, repetitions: 1) {
                use(largeTemplate().json().utf8.count)
            },
            Benchmark(name: "500 resources: build and write YAML", target: 20_000, repetitions: 1) {
                use(largeTemplate().yaml().utf8.count)
            },
            Benchmark(name: "500 resources: validate", repetitions: 1) { use(large.validate().count) },
        ]
    }

    private static func reading() -> [Benchmark] {
        let (json, yaml) = (Array(huge.json().utf8), Array(huge.yaml().utf8))
        return [
            // 200 MB/s and 100 MB/s.
            Benchmark(name: "read JSON", target: Double(json.count) / 200, repetitions: 1, bytes: json.count) {
                use((try? JSONReader.read(json, name: "-")) == nil ? 0 : 1)
            },
            Benchmark(name: "read YAML", target: Double(yaml.count) / 100, repetitions: 1, bytes: yaml.count) {
                use((try? YAMLReader.read(yaml, name: "-")) == nil ? 0 : 1)
            },
        ]
    }

    private static func reviewing() -> [Benchmark] {
        func benchmark(_ name: String, _ target: Double?, _ old: Template, _ new: Template) -> Benchmark {
            let (old, new) = (Array(old.json().utf8), Array(new.json().utf8))
            return Benchmark(name: "diff, reading included: \(name)", target: target, repetitions: 1) {
                use(review(old, new)?.resources.count ?? 0)
            }
        }
        return [
            benchmark("500 resources, a tenth changed", 10_000, largeTemplate(), largeTemplate(changing: .tenth)),
            benchmark("500 resources, all changed", 20_000, largeTemplate(), largeTemplate(changing: .all)),
            benchmark("a chain of 500 replacements", 20_000, chain(of: 500, from: "a"), chain(of: 500, from: "b")),
            benchmark(
                "a chain of 5,000 replacements",
                200_000,
                chain(of: 5_000, from: "a"),
                chain(of: 5_000, from: "b")
            ),
            benchmark(
                "10,000 resources, all changed",
                nil,
                largeTemplate(resources: 10_000),
                largeTemplate(resources: 10_000, changing: .all)
            ),
        ]
    }

    private static func review(_ old: [UInt8], _ new: [UInt8]) -> Review? {
        func side(_ bytes: [UInt8], _ name: String) throws -> ReviewedTemplate {
            ReviewedTemplate(
                source: SourceText(bytes, name: name),
                root: try JSONReader.read(bytes, name: name)
            )
        }
        guard let old = try? side(old, "old"), let new = try? side(new, "new") else { return nil }
        return Review(old: old, new: new)
    }

    private static func verifying() throws -> [Benchmark] {
        let megabyte = [UInt8](repeating: 0x61, count: 1 << 20)
        let certificate = try Certificate(pem: Array(SignedNotification.certificate.utf8))
        let body = Array(SignedNotification.body.utf8)
        let message = try SNSMessage(body: body)
        let digest = SHA256.digest(of: Array(message.signedText.utf8))
        let signature = Base64.decode(Array(message.signature.utf8)) ?? []
        let integration = Integration(
            id: try IntegrationID(SignedNotification.integrationID),
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: Timestamp(seconds: 0)
        )
        let intake = SetupIntake(verifier: SNSVerifier())
        let now = Timestamp(seconds: SignedNotification.publishedAt)
        let event = EventSource.body(1)
        // A measurement of refusals would mean nothing.
        guard certificate.publicKey.verifies(signature: signature, of: digest, algorithm: .sha256),
            case .accept = try intake.decide(message, for: integration, at: now, certificate: { _ in certificate })
        else { return [] }
        return [
            // 250 MB/s.
            Benchmark(name: "SHA-256", target: Double(megabyte.count) / 250, repetitions: 1, bytes: megabyte.count) {
                use(Int(SHA256.digest(of: megabyte)[0]))
            },
            RSABench.verification { [key = certificate.publicKey] in
                use(key.verifies(signature: signature, of: digest, algorithm: .sha256) ? 1 : 0)
            },
            Benchmark(name: "image event: read, check, record", repetitions: 100) {
                guard let event = try? ECREvent(body: event) else { return use(0) }
                use(EventRecord(integration: integration.id, event: event.image).bytes.count)
            },
            Benchmark(name: "notification of SNS: read, verify, interpret", repetitions: 20) {
                let decision = try? intake.decide(SNSMessage(body: body), for: integration, at: now) { _ in certificate
                }
                use(decision == nil ? 0 : 1)
            },
        ]
    }

    private static func processes() throws -> [Benchmark] {
        let folder = try TemporaryFolder()
        let old = try folder.write(large.json(), to: "old.json")
        let new = try folder.write(largeTemplate(changing: .tenth).json(), to: "new.json")
        let yaml = try folder.write(huge.yaml(), to: "huge.yaml")
        guard let template = ChildProcess("scout-ecr", "template"), let empty = ChildProcess("empty-program"),
            let diff = ChildProcess("scout-ecr", "diff", old, new),
            let convert = ChildProcess("scout-ecr", "convert", yaml)
        else { return [] }
        return [
            Benchmark(
                name: "process: scout-ecr template / empty program",
                target: 2,
                baseline: { empty.run() },
                repetitions: 1
            ) { template.run() },
            Benchmark(name: "process: scout-ecr diff, 500 resources", target: 25_000, repetitions: 1) {
                withExtendedLifetime(folder) { diff.run() }
            },
            Benchmark(
                name: "process: scout-ecr convert, YAML to JSON",
                target: 60_000,
                repetitions: 1,
                bytes: huge.yaml().utf8.count
            ) {
                withExtendedLifetime(folder) { convert.run() }
            },
        ]
    }

    /// About 1.2 MB as YAML.
    private static let huge = largeTemplate(resources: 3_160)

    private static let large = largeTemplate()

    /// Keeps the compiler from dropping work whose result nobody needs.
    @inline(never) private static func use(_ number: Int) {}
}
