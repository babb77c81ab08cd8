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

/// The program that `scout-ecr serve` and `scout-ecr pull` become. It is configured by its environment.
@main
enum ScoutECRService {
    static func main() async {
        let environment = ProcessInfo.processInfo.environment
        let isPull = CommandLine.arguments.dropFirst() == ["pull"]
        do {
            if isPull {
                let request = try PullRequest(environment)
                do {
                    try await PullRun(request).run()
                } catch {
                    end("pull", error, status: 1)
                }
            } else {
                try await Service(ServiceConfiguration(environment)).run()
            }
        } catch {
            end(isPull ? "pull" : "serve", error, status: 2)
        }
    }

    private static func end(_ command: String, _ error: any Error, status: Int32) -> Never {
        Service.complain("scout-ecr \(command): \(error)\n")
        exit(status)
    }
}
