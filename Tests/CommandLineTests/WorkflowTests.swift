import CloudFormation
import Foundation
import TestSupport
import Testing

/// The example workflow, its scripts run as GitHub's runner runs them but for the build and the `gh` program.
@Suite struct `The GitHub Actions workflow` {
    private let workflow: Value

    init() throws {
        let text = try Repository.text(of: "Examples/github-actions/review-templates.yml")
        workflow = try YAMLReader.read(Array(text.utf8), name: "review-templates.yml").value
    }

    private func script(of step: String) throws -> String {
        let steps = try #require(workflow["jobs"]?["review"]?["steps"]?.arrayValue)
        return try #require(steps.first { $0["name"]?.stringValue == step }?["run"]?.stringValue)
    }

    @Test func `posts the review of a changed template, and fails on lost data`() throws {
        let folder = try TemporaryFolder()
        func sh(_ script: String) throws -> CommandResult {
            try run(
                "/bin/bash",
                ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
                in: folder.url,
                environment: [
                    "PATH": "\(folder.url.path)/bin:\(Repository.buildFolder.path):/usr/bin:/bin", "BASE": "HEAD",
                    "PULL_REQUEST": "7", "RUNNER_TEMP": folder.url.path,
                    "TEMPLATE": try #require(workflow["jobs"]?["review"]?["env"]?["TEMPLATE"]?.stringValue),
                ]
            )
        }
        let template = try Repository.text(of: "Templates/docker-scout-ecr.yaml")
        let gh = "#!/bin/sh\nwhile [ $# -gt 1 ]; do shift; done\ncat \"$1\" > posted.md\n"
        try #require(
            try sh(
                """
                mkdir bin Templates && cat > bin/gh <<'END' && chmod +x bin/gh
                \(gh)END
                cat > "$TEMPLATE" <<'END'
                \(template)END
                git init --quiet && git add Templates
                git -c user.name=Test -c user.email=test@example.com commit --quiet --message First
                """
            ).status == 0
        )
        let changed = template.replacingOccurrences(of: "  ScoutAPICredentials:\n", with: "  Credentials:\n")
        try Data(changed.utf8).write(to: folder.url.appendingPathComponent("Templates/docker-scout-ecr.yaml"))

        for step in ["Write the review", "Post the review"] {
            let result = try sh(try script(of: step))
            #expect(result.status == 0, "\(result.errors)")
        }
        let posted = try String(contentsOf: folder.url.appendingPathComponent("posted.md"), encoding: .utf8)
        #expect(posted.contains("Credentials"))
        let gate = try sh(try script(of: "Annotate the changed lines, and fail on what must not happen"))
        #expect(gate.status == 1)
        #expect(gate.output.contains("::error file=Templates/docker-scout-ecr.yaml,line="))
        #expect(gate.errors.contains("data-loss"))
    }

    @Test func `builds the program that its later steps run`() throws {
        #expect(try script(of: "Build scout-ecr").contains("swift build --configuration release --product scout-ecr\n"))
    }
}
