import Foundation

/// Pulling an image from a real registry on this machine, compared with `skopeo copy`.
enum PullBench {
    private static let (layers, megabytes) = (4, 64)

    /// A benchmark of a pull into an empty layout; none where the tools are missing.
    static func all() -> [Benchmark] {
        let source = "Tests/Tools/serve_image.py"
        guard let python = Program.path(of: "python3"), let skopeo = Program.path(of: "skopeo"),
            Program.path(of: "docker-registry") != nil, FileManager.default.fileExists(atPath: source),
            let own = ChildProcess("scout-ecr")?.path
        else {
            Benches.note("no python3, skopeo, docker-registry or \(source) here: pulling is not measured")
            return []
        }
        var running: ServerProcess?
        func registry() throws -> ServerProcess {
            if let running { return running }
            let arguments = ["-B", source, "$FOLDER/image", "--layers", "\(layers)", "--megabytes", "\(megabytes)"]
            let server = try ServerProcess(python, arguments, secondsToStart: 120) { line in
                line.split(separator: "/").first?.split(separator: ":").last.flatMap { UInt16($0) }
            }
            running = server
            return server
        }
        func seconds(_ command: (_ image: String, _ folder: String) -> ChildProcess) throws -> Double {
            let server = try registry()
            let folder = "\(server.path)/pulled"
            try? FileManager.default.removeItem(atPath: folder)
            let process = command("127.0.0.1:\(server.port)/team/app:v1", folder)
            return ContinuousClock().measure { process.run() }.microseconds
        }
        return [
            Benchmark(
                name: "process: scout-ecr pull / skopeo copy, \(layers) layers of \(megabytes) MiB",
                target: 1.25,
                bytes: layers * megabytes << 20,
                maximumSamples: 11,
                sample: { try seconds { ChildProcess(path: own, ["pull", $0, "--output", $1]) } },
                baselineSample: {
                    try seconds {
                        let options = ["copy", "--quiet", "--src-tls-verify=false"]
                        return ChildProcess(path: skopeo, options + ["docker://\($0)", "oci:\($1):v1"])
                    }
                }
            )
        ]
    }
}
