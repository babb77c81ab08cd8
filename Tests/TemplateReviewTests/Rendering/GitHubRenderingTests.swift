import CloudFormation
import Testing

@testable import TemplateReview

@Suite struct `A review as annotations` {
    @Test func `says in one line that nothing differs`() {
        #expect(SampleReviews.empty.gitHubAnnotations() == "No difference.\n")
    }

    @Test func `stands on the changed lines, the worst first`() {
        let expected = #"""
            ::notice title=Template review::6 resources change: 1 deleted with its data, 1 replaced, 1 may be replaced, 1 recreated by rename, 1 orphaned, 1 created; permissions mixed; network access narrower; public access; needs CAPABILITY_IAM; 1 parameter needs a value; 1 export changes; Description, Parameters and Outputs change; monthly cost $0.43 → $0.83
            ::error file=main%3Astack.yaml,line=40,col=3,title=Table%3A deleted with its data::AWS::DynamoDB::Table: deleted with its data%0ANo policy keeps the old resource or a snapshot of it.%0ATable is not in the new template
            ::error file=stack.yaml,line=22,col=18,title=Topic%3A replaced::AWS::SNS::Topic: replaced%0ATopic is replaced because TopicName changed%0ADisplayName: "Orders, new & old"%0ATopicName: orders → !Sub "orders-${Stage}"%0ATags[0]."aws.owner": !GetAtt Owner.Arn%0ADependsOn: [Role] → [OrdersRole, Bucket]
            ::warning file=stack.yaml,line=31,col=5,title=Queue%3A may be replaced::AWS::SQS::Queue: may be replaced%0AQueue may be replaced because QueueName uses Topic, which is replaced because TopicName changed%0AQueueName: !GetAtt Topic.TopicName
            ::warning file=stack.yaml,line=64,col=3,title=Role → OrdersRole%3A recreated by rename::AWS::IAM::Role: recreated by rename%0AOrdersRole is Role under another logical id
            ::warning file=main%3Astack.yaml,line=50,col=3,title=Logs%3A orphaned::AWS::Logs::LogGroup: orphaned
            ::notice file=stack.yaml,line=60,col=3,title=Bucket%3A created::AWS::S3::Bucket: created
            ::error file=stack.yaml,line=40,col=9,title=Permissions broader%2C public access::added: Allow sns:Publish, sns:Subscribe on arn:aws:sns:*:*:orders for *%0Anewly allowed: `sns:Publish` on `arn:aws:sns:us-east-1:111122223333:orders`
            ::warning file=stack.yaml,line=66,col=9,title=Permissions incomparable::changed: Allow s3:GetObject on * for OrdersRole if {"Bool":{"aws:SecureTransport":"true"}}
            ::notice file=main%3Astack.yaml,line=34,col=9,title=Permissions narrower::removed: Allow s3:PutObject on * for OrdersRole%0Ano longer allowed: `s3:PutObject` on `arn:aws:s3:::b/x`
            ::notice file=main%3Astack.yaml,line=70,col=5,title=Network access narrower::removed: ingress tcp 22 on Group from 0.0.0.0/0%0Ano longer allowed: tcp 22 from `203.0.113.1`
            ::notice file=stack.yaml,line=5,col=3,title=Stage needs a value::Stage is new and has no default
            ::notice file=stack.yaml,line=90,col=3,title=Export of TopicArn is changed::Stacks that import orders-topic keep the update from succeeding
            ::notice file=stack.yaml,line=2,col=14,title=Description changed::Orders → "Orders of a shop"
            ::notice file=stack.yaml,line=5,col=3,title=Parameters Stage added::Parameters Stage added
            ::notice file=stack.yaml,line=9,col=5,title=Parameters Size changed::Default: 1 → "2"
            ::notice file=stack.yaml,line=90,col=3,title=Outputs TopicArn changed::TopicArn changes because Topic is replaced
            ::notice file=stack.yaml,line=21,col=5,title=Topic%3A DisplayName::"Orders, new & old"
            ::notice file=stack.yaml,line=19,col=5,title=Topic%3A DependsOn::[Role] → [OrdersRole, Bucket]

            """#
        #expect(SampleReviews.rich.gitHubAnnotations() == expected)
    }

    @Test(arguments: [
        (Impact.none, false, "notice"), (.create, false, "notice"), (.update, false, "notice"),
        (.orphan, false, "warning"), (.rename, false, "warning"), (.mayReplace, false, "warning"),
        (.replace, false, "error"), (.delete, false, "error"), (.rename, true, "error"), (.mayReplace, true, "error"),
    ])
    func `has the level of what happens`(_ impact: Impact, _ losesData: Bool, _ level: String) {
        let resource = ResourceChange(logicalID: "A", type: "T", impact: impact, dataLoss: losesData)
        let review = Review(oldFile: "a", newFile: "b", resources: [resource])
        #expect(review.gitHubAnnotations().split(separator: "\n").last?.hasPrefix("::\(level) title=A%3A ") == true)
    }

    @Test(arguments: [
        ("stack.yaml", "::notice file=stack.yaml,line=3,"), ("HEAD:a/b.yaml", "::notice file=a/b.yaml,line=3,"),
        ("a,b%.yaml", "::notice file=a%2Cb%25.yaml,line=3,"), ("-", "::notice title="),
    ])
    func `names the file as the repository does`(_ file: String, _ start: String) {
        let place = SourceLocation(file: file, position: SourcePosition(line: 3, column: 1))
        let resource = ResourceChange(logicalID: "A", type: "T", impact: .create, newAt: place)
        let review = Review(oldFile: "old", newFile: file, resources: [resource])
        #expect(review.gitHubAnnotations().split(separator: "\n").last?.hasPrefix(start) == true)
    }

    @Test(arguments: HostileTexts.all)
    func `is one command a line, whatever a template says`(_ text: String) throws {
        let lines = SampleReviews.hostile(text).gitHubAnnotations().split(separator: "\n")
        #expect(
            lines.count == SampleReviews.hostile(HostileTexts.harmless).gitHubAnnotations().split(separator: "\n").count
        )
        for line in lines {
            // As the runner reads it: properties end at the first two colons and are parted by commas.
            let command = try #require(line.wholeMatch(of: /::(error|warning|notice) (.*?)::(.+)/))
            let keys = command.2.split(separator: ",", omittingEmptySubsequences: false).map { $0.prefix { $0 != "=" } }
            #expect(keys == ["title"] || keys == ["file", "line", "col", "title"])
            #expect(!line.unicodeScalars.contains(where: HostileTexts.isObeyed))
        }
    }
}
