// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "scout-ecr",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "CloudFormation", targets: ["CloudFormation"]),
        .executable(name: "scout-ecr", targets: ["scout-ecr"]),
        .executable(name: "scout-ecr-service", targets: ["scout-ecr-service"]),
        .executable(name: "scout-ecr-https", targets: ["scout-ecr-https"]),
    ],
    targets: [
        // The rooms, each importing only rooms above it in this list.
        .target(name: "CloudFormation"),
        .target(name: "Cryptography"),
        .target(name: "TemplateReview", dependencies: ["CloudFormation"]),
        .target(name: "AWSClient", dependencies: ["Cryptography"]),
        .target(name: "ScoutIntegration", dependencies: ["CloudFormation", "Cryptography"]),
        .target(
            name: "SetupHandler",
            dependencies: ["CloudFormation", "Cryptography", "AWSClient", "ScoutIntegration"]
        ),
        .target(
            name: "ImageEvents",
            dependencies: ["CloudFormation", "Cryptography", "AWSClient", "ScoutIntegration"]
        ),
        .target(
            name: "AWSStore",
            dependencies: ["CloudFormation", "Cryptography", "AWSClient", "ScoutIntegration"]
        ),
        .target(name: "HTTPServer"),
        .target(
            name: "ScoutService",
            dependencies: [
                "CloudFormation", "TemplateReview", "Cryptography", "AWSClient", "ScoutIntegration", "AWSStore",
                "SetupHandler", "ImageEvents", "HTTPServer",
            ]
        ),
        .executableTarget(
            name: "scout-ecr",
            dependencies: ["CloudFormation", "TemplateReview", "ScoutIntegration"]
        ),
        // The service is a program of its own, and so is what sends https for it: the only one with all of Foundation.
        .executableTarget(name: "scout-ecr-service", dependencies: ["ScoutService"]),
        .target(name: "SecureTransport", dependencies: ["AWSClient"]),
        .executableTarget(name: "scout-ecr-https", dependencies: ["SecureTransport"]),

        // What `scout-ecr-bench` measures, and what it compares the start of `scout-ecr` with.
        .executableTarget(
            name: "scout-ecr-bench",
            dependencies: [
                "CloudFormation", "Cryptography", "TemplateReview", "ScoutIntegration", "SetupHandler", "ImageEvents",
                "HTTPServer",
                "scout-ecr", "scout-ecr-service", "empty-program",
            ]
        ),
        .executableTarget(name: "empty-program"),

        .executableTarget(
            name: "queue-with-alarm",
            dependencies: ["CloudFormation"],
            path: "Examples/queue-with-alarm",
            exclude: ["README.md"]
        ),

        // What the tests share; the rooms below test in the order of their targets.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(
            name: "CloudFormationTests",
            dependencies: ["CloudFormation", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "TemplateReviewTests",
            dependencies: ["CloudFormation", "TemplateReview", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "CryptographyTests",
            dependencies: ["Cryptography", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "TestSupport"]),
        .testTarget(name: "ScoutIntegrationTests", dependencies: ["CloudFormation", "ScoutIntegration"]),
        .testTarget(
            name: "AWSClientTests",
            dependencies: ["AWSClient", "Cryptography", "SecureTransport", "scout-ecr-https", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "AWSStoreTests",
            dependencies: ["AWSStore", "ScoutIntegration", "AWSClient", "CloudFormation", "TestSupport"]
        ),
        .testTarget(
            name: "SetupHandlerTests",
            dependencies: [
                "SetupHandler", "ScoutIntegration", "AWSClient", "Cryptography", "CloudFormation", "TestSupport",
            ],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "ImageEventsTests",
            dependencies: [
                "ImageEvents", "HTTPServer", "ScoutIntegration", "AWSClient", "Cryptography", "CloudFormation",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "ScoutServiceTests",
            dependencies: [
                "ScoutService", "SetupHandler", "ImageEvents", "HTTPServer", "ScoutIntegration", "AWSClient",
                "CloudFormation", "TestSupport",
            ]
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "CloudFormation", "ScoutIntegration", "scout-ecr", "scout-ecr-service", "queue-with-alarm",
                "scout-ecr-bench", "empty-program", "TestSupport",
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "scout-ecr", "scout-ecr-service", "scout-ecr-https", "CloudFormation", "ScoutIntegration",
                "TestSupport",
            ]
        ),
    ]
)

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
    // A newer compiler's new warning must not break somebody's build, so only CI is strict about all of them.
    if Context.environment["CI"] == "true" { target.swiftSettings?.append(.treatAllWarnings(as: .error)) }
    target.swiftSettings?.append(.treatWarning("ExplicitSendable", as: .error))
}
