import Foundation
import ScoutService

/// The program that `scout-ecr serve` becomes. It is configured by its environment alone.
@main
enum ScoutECRService {
    static func main() async {
        do {
            try await Service(ServiceConfiguration(ProcessInfo.processInfo.environment)).run()
        } catch {
            FileHandle.standardError.write(Data("scout-ecr serve: \(error)\n".utf8))
            exit(2)
        }
    }
}
