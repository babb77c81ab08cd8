import CloudFormation
import Foundation
import ScoutIntegration
import TestSupport
import Testing

extension `End to end` {
    /// What `Examples/one-machine` has for a server, tried with the programs that read it.
    @Suite(.enabled(if: Tools.haveServerPrograms, "\(Tools.serverProgramsHint)"), .timeLimit(.minutes(5)))
    struct `The example of one machine` {
        private static let unit = "Examples/one-machine/scout-ecr.service"

        /// What `Tests/Tools/proxy_through_nginx.py` has seen.
        private struct Report: Decodable {
            struct Request: Decodable {
                let version: String
                let host: [String]
                let forwardedFor: [String]
                let connection: [String]
                let apiKey: [String]
            }
            struct Redirect: Decodable {
                let status: Int
                let location: String
            }
            struct Service: Decodable {
                let health: Int
                let signIn: Int
                let signInHasForm: Bool
                let unauthenticated: Int
            }
            let status: Int
            let seen: Request
            let largeBody: Int
            let largeBodyArrives: Bool
            let tooLargeBody: Int
            let tooLargeBodyArrives: Bool
            let upstreamConnections: Int
            let slowBodyArrivesEarly: Bool
            let metrics: Int
            let metricsArrive: Bool
            let plain: Redirect
            let service: Service
        }

        /// A service with the example's variables, and what the script prints of it behind nginx.
        private func proxied() async throws -> Report {
            let folder = try TemporaryFolder()
            let script = """
                set -a; . \(Repository.root.path)/Examples/one-machine/scout-ecr.env; set +a
                scout-ecr serve --listen 127.0.0.1:0 --log-format text 2> serve.log &
                trap "kill $!" EXIT
                for _ in $(seq 300); do grep -q service_started serve.log && break; sleep 0.1; done
                address=$(sed -n 's/.*service_started address=\\([^ ]*\\).*/\\1/p' serve.log)
                python3 -B \(Tools.script("proxy_through_nginx.py")) \
                    \(Repository.root.path)/Examples/one-machine/scout-ecr.conf "http://$address"
                """
            let path = "\(Repository.buildFolder.path):/usr/sbin:/usr/bin:/bin"
            let result = try await blocking {
                try TestSupport.run(
                    "/bin/bash",
                    ["-euc", script],
                    in: folder.url,
                    environment: ["PATH": path],
                    limit: .seconds(120)
                )
            }
            try #require(result.status == 0, "\(result.errors)")
            return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
        }

        @Test func `nginx ends TLS, says who asks, waits for slow clients, and keeps out what is too large`()
            async throws
        {
            let report = try await proxied()
            #expect(report.status == 200)
            #expect(report.seen.version == "HTTP/1.1")
            #expect(report.seen.host == ["scout.example.com"])
            // Not what the client claimed.
            #expect(report.seen.forwardedFor == ["127.0.0.1"])
            #expect(report.seen.connection == [])
            #expect(report.seen.apiKey == ["k"])
            #expect(report.largeBody == 200 && report.largeBodyArrives)
            #expect(report.tooLargeBody == 413 && !report.tooLargeBodyArrives)
            #expect(report.upstreamConnections == 1)
            #expect(!report.slowBodyArrivesEarly)
            #expect(report.metrics == 404 && !report.metricsArrive)
            #expect(report.plain.status == 301)
            #expect(report.plain.location == "https://scout.example.com/a?b=c")
            #expect(report.service.health == 200)
            #expect(report.service.signIn == 200 && report.service.signInHasForm)
            #expect(report.service.unauthenticated == 401)
        }

        /// The unit with the programs where they are here, changed as asked.
        private func unit(in folder: TemporaryFolder, change: (String) -> String = { $0 }) throws -> String {
            let text = try Repository.text(of: Self.unit)
            let here = text.replacingOccurrences(
                of: "/usr/local/bin/scout-ecr",
                with: Repository.executable("scout-ecr")
            )
            #expect(here != text)
            return try folder.write(change(here), to: "scout-ecr.service")
        }

        private func verify(_ unit: String) async throws -> CommandResult {
            try await run("systemd-analyze", ["verify", "--man=no", unit])
        }

        @Test func `the unit is one that systemd takes without a word`() async throws {
            let folder = try TemporaryFolder()
            let result = try await verify(try unit(in: folder))
            #expect(result.status == 0)
            #expect(result.output + result.errors == "")
        }

        /// systemd only warns of it.
        @Test func `a misspelt setting of the unit is noticed`() async throws {
            let folder = try TemporaryFolder()
            let result = try await verify(
                try unit(in: folder) { $0.replacingOccurrences(of: "NoNewPrivileges", with: "NoNewPriviledges") }
            )
            #expect(result.errors.contains("NoNewPriviledges"))
        }

        /// systemd's figure, from 0 for nothing to 10 for everything; services without any of these settings have 9.6.
        @Test(arguments: [(true, 0), (false, 1)])
        func `the unit exposes little, and more without its settings`(_ isHardened: Bool, _ status: Int32) async throws
        {
            let folder = try TemporaryFolder()
            let file = try unit(in: folder) {
                isHardened ? $0 : $0.replacingOccurrences(of: "SystemCallFilter=", with: "#SystemCallFilter=")
            }
            let result = try await run(
                "systemd-analyze",
                ["security", "--offline=true", "--no-pager", "--threshold=15", file]
            )
            #expect(result.status == status, "\(result.output)\(result.errors)")
        }

        @Test func `the unit's variables are ones that serve has`() async throws {
            let help = try await run(Repository.executable("scout-ecr"), ["serve", "--help"]).output
            let text = try ["scout-ecr.env", "scout-ecr.service"].map {
                try Repository.text(of: "Examples/one-machine/\($0)")
            }.joined()
            let names = Set(text.matches(of: /SCOUT_[A-Z_]+/).map { String($0.output) })
            #expect(names.count >= 7)
            for name in names { #expect(help.contains(name), "\(name)") }
        }
    }

    /// The script that packs the programs, with stand-ins for the programs that build them: `.ci/run` runs the real ones.
    @Suite(.timeLimit(.minutes(2))) struct `The example of AWS Lambda` {
        /// A folder with stand-ins for `swift`, which has built copies of a program, and `strip`.
        private func standIns(appending text: String = "") throws -> TemporaryFolder {
            let folder = try TemporaryFolder()
            let script = """
                mkdir -p bin built
                for program in scout-ecr-service scout-ecr-https; do
                    cp /bin/echo "built/$program" && printf '\(text)' >> "built/$program"
                done
                printf '#!/bin/sh\\ncase "$*" in *--show-bin-path) echo "%s";; esac\\n' "$PWD/built" > bin/swift
                printf '#!/bin/sh\\n' > bin/strip
                chmod +x bin/*
                """
            let result = try TestSupport.run("/bin/bash", ["-euc", script], in: folder.url)
            try #require(result.status == 0, "\(result.errors)")
            return folder
        }

        private func package(_ arguments: [String], in folder: TemporaryFolder) async throws -> CommandResult {
            let script = Repository.root.appendingPathComponent("Examples/lambda/package").path
            return try await blocking {
                try TestSupport.run(
                    script,
                    arguments,
                    in: folder.url,
                    environment: ["PATH": "\(folder.url.path)/bin:/usr/bin:/bin"]
                )
            }
        }

        @Test func `packs both programs and what starts them, executable, and prints the size`() async throws {
            let folder = try standIns()
            let result = try await package(["--any-glibc", "out.zip"], in: folder)
            try #require(result.status == 0, "\(result.errors)")
            #expect(result.output.contains(" bytes"))
            #expect(result.output.contains("Architecture="))
            let listing = try await run(
                "python3",
                [
                    "-c",
                    """
                    import sys, zipfile
                    for each in zipfile.ZipFile(sys.argv[1]).infolist():
                        print(oct(each.external_attr >> 16), each.filename)
                    """, folder.url.appendingPathComponent("out.zip").path,
                ]
            )
            #expect(
                listing.output == "0o100755 bootstrap\n0o100755 scout-ecr-https\n0o100755 scout-ecr-service\n"
            )
        }

        @Test func `makes the same archive of the same programs`() async throws {
            let folder = try standIns()
            for name in ["one.zip", "two.zip"] { _ = try await package(["--any-glibc", name], in: folder) }
            let archives = try ["one.zip", "two.zip"].map {
                try Data(contentsOf: folder.url.appendingPathComponent($0))
            }
            #expect(archives[0] == archives[1])
        }

        @Test func `starts the service's Lambda side`() async throws {
            let folder = try standIns()
            try #require(try await package(["--any-glibc", "out.zip"], in: folder).status == 0)
            let script = """
                python3 -m zipfile -e out.zip task && chmod +x task/bootstrap task/scout-ecr-service
                LAMBDA_TASK_ROOT=$PWD/task task/bootstrap
                """
            let result = try TestSupport.run("/bin/bash", ["-euc", script], in: folder.url)
            // The stand-in is `echo`.
            #expect(result.output == "lambda\n", "\(result.errors)")
        }

        @Test func `refuses programs that Lambda's C library cannot run`() async throws {
            let folder = try standIns(appending: "GLIBC_2.99\\0")
            let result = try await package(["out.zip"], in: folder)
            #expect(result.status == 1)
            #expect(result.errors.contains("2.99") && result.errors.contains("2.34"))
            #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("out.zip").path))
        }

        @Test func `has commands with the template's own parameters`() throws {
            let text = try Repository.text(of: "Examples/lambda/README.md")
            let parameters = BackendStack().template.parameters.names
            let given = Set(text.matches(of: /\b([A-Z][A-Za-z]+)=/).map { String($0.output.1) })
            #expect(given.isSubset(of: parameters))
            #expect(given.isSuperset(of: ["PublicURL", "TemplateURL", "CodeBucket", "CodeKey", "Architecture"]))
        }
    }
}
