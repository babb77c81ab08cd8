/// Actions that make a witness speak: of those that a pattern matches, the first here is named.
///
/// - Source: Service Authorization Reference.
enum KnownActions {
    private static let names = [
        "iam:CreateUser", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:PassRole", "iam:GetRole", "sts:AssumeRole",
        "s3:PutObject", "s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:DeleteBucket", "s3:PutBucketPolicy",
        "secretsmanager:PutSecretValue", "secretsmanager:GetSecretValue", "kms:Decrypt", "kms:Encrypt",
        "kms:ScheduleKeyDeletion", "ecr:PutImage", "ecr:BatchGetImage", "ecr:GetAuthorizationToken",
        "ecr:DescribeRepositories", "sns:Publish", "sns:Subscribe", "sqs:SendMessage", "sqs:ReceiveMessage",
        "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:DeleteTable", "lambda:InvokeFunction",
        "lambda:UpdateFunctionCode", "lambda:InvokeFunctionUrl", "ec2:RunInstances", "ec2:TerminateInstances",
        "ec2:AuthorizeSecurityGroupIngress", "ec2:DescribeInstances", "events:PutEvents", "events:InvokeApiDestination",
        "logs:PutLogEvents", "logs:CreateLogStream", "ssm:GetParameter", "ssm:SendCommand", "rds:DeleteDBInstance",
        "cloudformation:DeleteStack", "states:StartExecution",
    ]

    /// The actions in lower case, the more harmful ones first.
    static let samples: [[WildcardPattern.Unit]] = {
        var alphabet = PatternAlphabet()
        return names.map { alphabet.pattern(SymbolicText($0), .init(ignoresCase: true)).units }
    }()

    /// How AWS spells the actions.
    static let spelling = Dictionary(uniqueKeysWithValues: zip(samples, names))
}
