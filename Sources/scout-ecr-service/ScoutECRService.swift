import ScoutService

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The program that `scout-ecr serve`, `lambda`, `pull`, `publish` and `doctor` become, and that other commands start for what
/// is in a table. It is configured by its environment.
@main
enum ScoutECRService {
    /// What the program is to do.
    private enum Command: String {
        case serve, lambda, pull, publish, doctor, store
    }

    static func main() async {
        let environment = ProcessInfo.processInfo.environment
        let command = CommandLine.arguments.dropFirst().first.flatMap(Command.init(rawValue:)) ?? .serve
        do {
            switch command {
            case .serve: try await Service(ServiceConfiguration(environment)).run()
            case .lambda: try await LambdaService(LambdaConfiguration(environment)).run()
            case .pull:
                let request = try PullRequest(environment)
                await perform(.pull) { try await PullRun(request).run() }
            case .publish:
                let request = try PublishRequest(environment)
                await perform(.publish) { try await PublishRun(request).run() }
            case .doctor: exit(try await DoctorRun(DoctorRequest(environment)).run() ? 0 : 1)
            case .store: try await TableRun(readLine() ?? "").run()
            }
        } catch {
            end(command, error, status: 2)
        }
    }

    /// Runs a command; where it fails, the answer is no.
    private static func perform(_ command: Command, _ run: @Sendable () async throws -> Void) async {
        do {
            try await run()
        } catch {
            end(command, error, status: 1)
        }
    }

    private static func end(_ command: Command, _ error: any Error, status: Int32) -> Never {
        Service.complain("scout-ecr \(command.rawValue): \(error)\n")
        exit(status)
    }
}
