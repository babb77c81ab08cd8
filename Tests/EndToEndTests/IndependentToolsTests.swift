import CloudFormation
import Foundation
import ScoutIntegration
import TestSupport
import Testing

private func template(_ stack: String, _ format: String) throws -> String {
    let arguments = ["template", "--stack", stack, "--format", format]
    return try TestSupport.run(Repository.executable("scout-ecr"), arguments).output
}

extension `End to end` {
    /// What programs say that nobody here wrote.
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)))
    struct `Independent tools` {
        /// Informational rules included, in a region of each partition and another one.
        @Test(arguments: [
            ("scout-ecr", ["template"]), ("scout-ecr", ["template", "--stack", "backend"]), ("queue-with-alarm", []),
        ])
        func `find nothing in the templates: cfn-lint`(_ program: String, _ arguments: [String]) async throws {
            let folder = try TemporaryFolder()
            let flags = program == "scout-ecr" ? [["--format", "json"], ["--format", "yaml"]] : [["--json"], []]
            let files = try zip(["template.json", "template.yaml"], flags).map { name, flags in
                try folder.write(run(Repository.executable(program), arguments + flags).output, to: name)
            }
            let result = try await run(
                Tools.python,
                ["-B", Tools.script("template_checks.py"), "lint"] + files
                    + ["--regions", "us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"],
                limit: .seconds(240)
            )
            let report = try JSONDecoder().decode(LintReport.self, from: Data(result.output.utf8))
            #expect(report.runs.count == 8)
            #expect(report.findings.isEmpty, "\(result.output)\(result.errors)")
            // The schemas that cfn-lint ships for GovCloud lack some types, so what uses them cannot be judged there.
            #expect(report.unavailableTypes.allSatisfy { $0.region == "us-gov-west-1" })
        }

        private struct LintReport: Decodable {
            struct Run: Decodable {}
            struct Finding: Decodable {}
            struct UnavailableType: Decodable { let region: String }
            let runs: [Run]
            let findings: [Finding]
            let unavailableTypes: [UnavailableType]
        }

        @Test(arguments: ["scout", "backend"])
        func `read JSON and YAML as the same: PyYAML`(_ stack: String) async throws {
            let folder = try TemporaryFolder()
            let json = try folder.write(try template(stack, "json"), to: "template.json")
            let yaml = try folder.write(try template(stack, "yaml"), to: "template.yaml")
            let result = try await run(Tools.python, [Tools.script("template_checks.py"), "same", json, yaml])
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }

        /// The regions that AWS's SDK knows are those that launch links know.
        @Test func `know the same regions: botocore`() async throws {
            let script = """
                import botocore.session
                session = botocore.session.get_session()
                for partition in ("aws", "aws-cn", "aws-us-gov"):
                    for region in session.get_available_regions("cloudformation", partition):
                        print(partition, region)
                """
            let result = try await run(Tools.python, ["-c", script])
            let known = Set(result.output.split(separator: "\n").map(String.init))
            #expect(Set(Region.all.map { "\($0.partition.rawValue) \($0.name)" }) == known)
        }

        @Test func `have the schemas that the table of resource types was made of: cfn-lint`() async throws {
            let result = try await run(
                Tools.python,
                [Tools.script("generate_resource_types.py"), "--check"],
                limit: .seconds(120)
            )
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }
    }
}
