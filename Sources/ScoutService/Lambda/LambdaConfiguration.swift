import ScoutIntegration

/// What a function needs besides what the service on one machine has in its environment.
public struct LambdaConfiguration: Sendable {
    /// The variables. The first ones are Lambda's own.
    public enum Variable: String, Sendable, CaseIterable {
        /// The host and port of the Runtime API.
        case runtimeAPI = "AWS_LAMBDA_RUNTIME_API"
        /// The name of the table.
        case table = "SCOUT_TABLE"
        /// The URL of the queue of set-ups.
        case setupQueue = "SCOUT_SETUP_QUEUE_URL"
        /// The URL of the queue of images.
        case imageQueue = "SCOUT_IMAGE_QUEUE_URL"
    }

    let runtimeAPI: String
    let table: String
    let setupQueue: String
    let imageQueue: String
    let service: ServiceConfiguration

    /// Reads the variables of an environment.
    public init(_ environment: [String: String]) throws(ServiceError) {
        func value(_ variable: Variable, _ meaning: String) throws(ServiceError) -> String {
            guard let value = environment[variable.rawValue], !value.isEmpty else {
                throw ServiceError("\(variable.rawValue) must be set: \(meaning)")
            }
            return value
        }
        runtimeAPI = try value(.runtimeAPI, "Lambda does so for its custom runtimes, where this command runs")
        table = try value(.table, "the name of the DynamoDB table")
        setupQueue = try value(.setupQueue, "the URL of the SQS queue of set-ups")
        imageQueue = try value(.imageQueue, "the URL of the SQS queue of images")
        service = try ServiceConfiguration(environment)
    }
}
