import Foundation
import SecureTransport

/// The program that sends https for `scout-ecr serve`. It ends with its input.
@main
enum ScoutECRHTTPS {
    static func main() {
        // Signals to the whole group are for the service, which goes on to need this program until it has finished.
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { signal(number, SIG_IGN) }
        TransportHelper(URLSessionTransport(), output: STDOUT_FILENO).serve(STDIN_FILENO)
    }
}
