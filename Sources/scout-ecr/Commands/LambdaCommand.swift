/// `scout-ecr lambda`
enum LambdaCommand: Command {
    static let name = "lambda"
    static let summary = "Serve as a function of AWS Lambda: the loop of a custom runtime."
    static let options: [Option] = [table, setupQueue, imageQueue] + ServeCommand.sharedOptions

    private static let table = Option(
        name: "--table",
        value: "NAME",
        help: "the DynamoDB table",
        environment: "SCOUT_TABLE"
    )
    private static let setupQueue = Option(
        name: "--setup-queue",
        value: "URL",
        help: "the SQS queue of messages that set-ups follow from",
        environment: "SCOUT_SETUP_QUEUE_URL"
    )
    private static let imageQueue = Option(
        name: "--image-queue",
        value: "URL",
        help: "the SQS queue of images that wait for the analyzer",
        environment: "SCOUT_IMAGE_QUEUE_URL"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        try NetworkProgram.become(["lambda"], options, arguments)
    }
}
