import CloudFormation
import Foundation
import ScoutIntegration
import SetupHandler

/// Events of pushes as EventBridge delivers them, each of another image.
struct EventSource {
    private static let key = "the key of the set-up"
    private var sent = 0

    /// Makes an integration in a data folder that takes the events.
    static func addIntegration(to folder: String) throws -> IntegrationID {
        var integration = Integration(
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: .now
        )
        try connect(&integration, at: .now)
        try FileIntegrationStore(in: DataFolder(folder)).add(integration)
        return integration.id
    }

    /// Takes an integration through its set-up.
    static func connect(_ integration: inout Integration, at time: Timestamp) throws {
        let request = try request()
        for event in [
            Integration.Event.requested(request), .credentialsChosen(APIKey.digest(of: key), requestID: "r"),
            .credentialsWritten(requestID: "r"), .answered(requestID: "r"),
        ] {
            integration.apply(event, at: time)
        }
    }

    /// What a stack asks for.
    static func request() throws -> SetupRequest {
        SetupRequest(
            kind: .create,
            requestID: "r",
            stackID: try StackID(
                "arn:aws:cloudformation:us-east-1:123456789012:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
            ),
            logicalResourceID: "ScoutSetup",
            physicalResourceID: nil,
            responseURL: "",
            resources: StackResources(
                setupRole: try ARN("arn:aws:iam::123456789012:role/setup"),
                ecrAccessRole: try ARN("arn:aws:iam::123456789012:role/ecr"),
                secret: try ARN("arn:aws:secretsmanager:us-east-1:123456789012:secret:one")
            )
        )
    }

    /// The deliveries of that many events, none of which was there before.
    mutating func requests(_ count: Int, to integration: IntegrationID) -> [[UInt8]] {
        defer { sent += count }
        return (sent..<sent + count).map { number in
            let body = Self.body(number)
            let header = """
                POST /v1/events/\(integration.text) HTTP/1.1\r
                Host: scout.example.com\r
                User-Agent: Amazon/EventBridge/ApiDestinations\r
                X-Scout-Api-Key: \(Self.key)\r
                Content-Type: application/json; charset=utf-8\r
                Range: bytes=0-1048575\r
                Accept-Encoding: gzip,deflate\r
                Content-Length: \(body.count)\r
                \r

                """
            return Array(header.utf8) + body
        }
    }

    /// What EventBridge sends of one push.
    static func body(_ number: Int) -> [UInt8] {
        let digits = String(number, radix: 16)
        let digest = String(repeating: "0", count: 64 - digits.count) + digits
        let body = """
            {"version":"0","id":"\(UUID().uuidString.lowercased())","detail-type":"ECR Image Action","source":"aws.ecr",\
            "account":"123456789012","time":"2026-01-31T12:00:00Z","region":"us-east-1","resources":[],"detail":\
            {"result":"SUCCESS","repository-name":"team/app-\(number % 50)","image-digest":"sha256:\(digest)",\
            "action-type":"PUSH","image-tag":"v\(number)","manifest-media-type":\
            "application/vnd.oci.image.manifest.v1+json"}}
            """
        return Array(body.utf8)
    }
}
