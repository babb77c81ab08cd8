import Testing

@testable import TemplateReview

@Suite struct `A review as text` {
    @Test func `says in one line that nothing differs`() {
        #expect(SampleReviews.empty.text(color: false) == "No difference.\n")
        #expect(SampleReviews.empty.text(color: true) == "No difference.\n")
    }

    @Test func `begins with a summary and tells the worst first`() {
        let expected = #"""
            6 resources change: 1 deleted with its data, 1 replaced, 1 may be replaced, 1 recreated by rename, 1 orphaned, 1 created; permissions mixed; network access narrower; public access; needs CAPABILITY_IAM; 1 parameter needs a value; 1 export changes; Description, Parameters and Outputs change; monthly cost $0.43 → $0.83

            - Table  AWS::DynamoDB::Table  deleted with its data  main:stack.yaml:40
                ! Its data is lost: no policy keeps the old resource or a snapshot of it
                Table is not in the new template

            ± Topic  AWS::SNS::Topic  replaced  stack.yaml:18
                + DisplayName: "Orders, new & old"  stack.yaml:21
                ~ TopicName: orders → !Sub "orders-${Stage}"  replacement  stack.yaml:22
                - Tags[0]."aws.owner": !GetAtt Owner.Arn  main:stack.yaml:14
                ~ attribute DependsOn: [Role] → [OrdersRole, Bucket]  stack.yaml:19
                Topic is replaced because TopicName changed

            ? Queue  AWS::SQS::Queue  may be replaced  stack.yaml:29
                ~ QueueName: !GetAtt Topic.TopicName  may replace  stack.yaml:31
                Queue may be replaced because QueueName uses Topic, which is replaced because TopicName changed

            » Role → OrdersRole  AWS::IAM::Role  recreated by rename  stack.yaml:64
                moved to another place among the resources
                OrdersRole is Role under another logical id

            ○ Logs  AWS::Logs::LogGroup  orphaned  main:stack.yaml:50

            + Bucket  AWS::S3::Bucket  created  stack.yaml:60

            Permissions: mixed, public access
              + Allow sns:Publish, sns:Subscribe on arn:aws:sns:*:*:orders for *  broader  public  TopicPolicy  stack.yaml:40
                  newly allowed: `sns:Publish` on `arn:aws:sns:us-east-1:111122223333:orders`
              ~ Allow s3:GetObject on * for OrdersRole if {"Bool":{"aws:SecureTransport":"true"}}  incomparable  OrdersRole  stack.yaml:66
              - Allow s3:PutObject on * for OrdersRole  narrower  OrdersRole  main:stack.yaml:34
                  no longer allowed: `s3:PutObject` on `arn:aws:s3:::b/x`

            Network access: narrower
              - ingress tcp 22 on Group from 0.0.0.0/0  narrower  Group  main:stack.yaml:70
                  no longer allowed: tcp 22 from `203.0.113.1`

            Parameters that need a value
              ! Stage  Stage is new and has no default

            Capabilities
              ! CAPABILITY_IAM has to be acknowledged now
              - CAPABILITY_AUTO_EXPAND is needed no more

            Exports
              ~ TopicArn (orders-topic → !Sub "${Stage}-topic")  Stacks that import orders-topic keep the update from succeeding

            Description
              ~ Orders → "Orders of a shop"  stack.yaml:2

            Parameters
              + Stage  stack.yaml:5
              ~ Size  stack.yaml:7
                  ~ Default: 1 → "2"  stack.yaml:9

            Outputs
              ~ TopicArn  stack.yaml:90
                  TopicArn changes because Topic is replaced

            Monthly cost: $0.43 → $0.83
              For 100 pushes a day in us-east-1

            """#
        #expect(SampleReviews.rich.text(color: false) == expected)
    }

    @Test func `has the same words with colours, which are all reset`() {
        let colored = SampleReviews.rich.text(color: true)
        let codes = colored.matches(of: /\u{1B}\[([0-9]+)m/)
        #expect(codes.count > 50)
        #expect(codes.enumerated().allSatisfy { index, code in (code.1 == "0") == (index % 2 == 1) })
        #expect(colored.replacing(/\u{1B}\[[0-9]+m/, with: "") == SampleReviews.rich.text(color: false))
        #expect(
            colored.contains(
                "\u{1B}[31m±\u{1B}[0m \u{1B}[1mTopic\u{1B}[0m  AWS::SNS::Topic  \u{1B}[31mreplaced\u{1B}[0m  \u{1B}[2mstack.yaml:18\u{1B}[0m\n"
            )
        )
    }

    @Test(arguments: HostileTexts.all)
    func `cannot be made to obey a template`(_ text: String) {
        let rendered = SampleReviews.hostile(text).text(color: false)
        let harmless = SampleReviews.hostile(HostileTexts.harmless).text(color: false)
        #expect(!rendered.unicodeScalars.contains { $0 != "\n" && HostileTexts.isObeyed($0) })
        #expect(rendered.split(separator: "\n").count == harmless.split(separator: "\n").count)
    }

    @Test func `shows a name that reads like its own words in quotes`() {
        let name = "Topic  AWS::SNS::Topic  created"
        let review = Review(
            oldFile: "a",
            newFile: "b",
            resources: [ResourceChange(logicalID: name, type: "T", impact: .delete)]
        )
        #expect(review.text(color: false).contains("\n- \"\(name)\"  T  deleted\n"))
    }

    @Test(arguments: [
        ("sns:Publish, sns:Subscribe", "sns:Publish, sns:Subscribe"), ("tcp 22", "tcp 22"),
        ("tcp 22 for nobody", "\"tcp 22 for nobody\""), ("a on b", "\"a on b\""), ("a,  b", "\"a,  b\""),
        ("", "\"\""), ("é", "\"é\""),
    ])
    func `shows lists of names bare and what could be words of ours in quotes`(_ text: String, _ shown: String) {
        #expect(text.displayedNames() == shown)
    }
}
