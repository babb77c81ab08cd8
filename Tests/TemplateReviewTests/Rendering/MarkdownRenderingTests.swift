import Testing

@testable import TemplateReview

@Suite struct `A review as Markdown` {
    @Test func `says in one line that nothing differs`() {
        #expect(SampleReviews.empty.markdown() == "No difference.\n")
    }

    @Test func `has a summary, tables, and details to unfold`() {
        let expected = #"""
            **6 resources change: 1 deleted with its data, 1 replaced, 1 may be replaced, 1 recreated by rename, 1 orphaned, 1 created; permissions mixed; network access narrower; public access; needs `CAPABILITY_IAM`; 1 parameter needs a value; 1 export changes; `Description`, `Parameters` and `Outputs` change; monthly cost `$0.43` → `$0.83`**

            `main:stack.yaml` → `stack.yaml`

            > [!CAUTION]
            > **Data at risk**, since no policy keeps it or a snapshot: `Table` (deleted)
            >
            > **Public access**: a permission lets anybody in

            | Resource | Type | What happens | Line |
            | --- | --- | --- | --- |
            | `Table` | `AWS::DynamoDB::Table` | **deleted with its data** | `main:stack.yaml:40` |
            | `Topic` | `AWS::SNS::Topic` | **replaced** | `stack.yaml:18` |
            | `Queue` | `AWS::SQS::Queue` | **may be replaced** | `stack.yaml:29` |
            | `Role` → `OrdersRole` | `AWS::IAM::Role` | recreated by rename | `stack.yaml:64` |
            | `Logs` | `AWS::Logs::LogGroup` | orphaned | `main:stack.yaml:50` |
            | `Bucket` | `AWS::S3::Bucket` | created | `stack.yaml:60` |

            #### Permissions: mixed, public access

            | Change | Effect | Principal | Action | Resource | Condition | Example | In | Line |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | added, **broader, public** | Allow | `*` | `sns:Publish, sns:Subscribe` | `arn:aws:sns:*:*:orders` |  | newly allowed: `sns:Publish` on `arn:aws:sns:us-east-1:111122223333:orders` | `TopicPolicy` | `stack.yaml:40` |
            | changed, **incomparable** | Allow | `OrdersRole` | `s3:GetObject` | `*` | `{"Bool":{"aws:SecureTransport":"true"}}` |  | `OrdersRole` | `stack.yaml:66` |
            | removed, narrower | Allow | `OrdersRole` | `s3:PutObject` | `*` |  | no longer allowed: `s3:PutObject` on `arn:aws:s3:::b/x` | `OrdersRole` | `main:stack.yaml:34` |

            #### Network access: narrower

            | Change | Effect | Principal | Action | Resource | Condition | Example | In | Line |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | removed, narrower | ingress | `0.0.0.0/0` | `tcp 22` | `Group` |  | no longer allowed: tcp 22 from `203.0.113.1` | `Group` | `main:stack.yaml:70` |

            #### Parameters that need a value

            | Parameter | Why |
            | --- | --- |
            | `Stage` | Stage is new and has no default |

            #### Capabilities

            - `CAPABILITY_IAM` has to be acknowledged now
            - `CAPABILITY_AUTO_EXPAND` is needed no more

            #### Exports

            | Output | Change | Old name | New name | Consequence |
            | --- | --- | --- | --- | --- |
            | `TopicArn` | changed | `orders-topic` | `!Sub "${Stage}-topic"` | Stacks that import `orders-topic` keep the update from succeeding |

            #### Other sections

            | Section | Entry | What changes | Line |
            | --- | --- | --- | --- |
            | `Description` |  | `Orders` → `"Orders of a shop"` | `stack.yaml:2` |
            | `Parameters` | `Stage` | added | `stack.yaml:5` |
            | `Parameters` | `Size` | `Default`: `1` → `"2"` | `stack.yaml:9` |
            | `Outputs` | `TopicArn` | TopicArn changes because Topic is replaced | `stack.yaml:90` |

            #### Monthly cost: `$0.43` → `$0.83`

            For 100 pushes a day in `us-east-1`

            #### Details

            <details><summary><code>Table</code> deleted with its data</summary>

            - Table is not in the new template

            </details>

            <details><summary><code>Topic</code> replaced</summary>

            - Topic is replaced because TopicName changed

            | Property | Old | New | Effect | Line |
            | --- | --- | --- | --- | --- |
            | `DisplayName` |  | <code>&#34;Orders, new &#38; old&#34;</code> |  | `stack.yaml:21` |
            | `TopicName` | `orders` | `!Sub "orders-${Stage}"` | replacement | `stack.yaml:22` |
            | `Tags[0]."aws.owner"` | `!GetAtt Owner.Arn` |  |  | `main:stack.yaml:14` |
            | attribute `DependsOn` | `[Role]` | `[OrdersRole, Bucket]` |  | `stack.yaml:19` |

            </details>

            <details><summary><code>Queue</code> may be replaced</summary>

            - Queue may be replaced because QueueName uses Topic, which is replaced because TopicName changed

            | Property | Old | New | Effect | Line |
            | --- | --- | --- | --- | --- |
            | `QueueName` | `!GetAtt Topic.TopicName` | `!GetAtt Topic.TopicName` | may replace | `stack.yaml:31` |

            </details>

            <details><summary><code>Role → OrdersRole</code> recreated by rename</summary>

            - OrdersRole is Role under another logical id
            - Moved to another place among the resources

            </details>

            """#
        #expect(SampleReviews.rich.markdown() == expected)
    }

    // MARK: - Hostile text

    @Test(arguments: HostileTexts.all)
    func `keeps text of templates in code, whatever it says`(_ text: String) {
        let rendered = SampleReviews.hostile(text).markdown()
        let harmless = SampleReviews.hostile(HostileTexts.harmless).markdown()
        #expect(Self.skeleton(of: rendered) == Self.skeleton(of: harmless))
        #expect(!rendered.unicodeScalars.contains { $0 != "\n" && HostileTexts.isObeyed($0) })
    }

    /// The document with a mark in the place of code and without punctuation, which stays outside of it.
    private static func skeleton(of markdown: String) -> String {
        markdown.replacing("&#64;<!-- -->", with: "")
            .replacing(/`[^`\n|]*`|<code>[^<>|`\n]*<\/code>/, with: "¤")
            .replacing(/[.,;:!?()"]/, with: "")
            .replacing(/¤[ ¤]*¤/, with: "¤")
    }

    @Test(arguments: [
        ("plain", "`plain`"), ("a|b", "<code>a&#124;b</code>"), ("a`b", "<code>a&#96;b</code>"),
        ("<script>", "<code>&#60;script&#62;</code>"), ("&amp;", "<code>&#38;amp&#59;</code>"),
        (" edge ", "<code> edge </code>"), ("two\nlines", #"`two\nlines`"#), ("", ""),
        (#"back\"#, #"`back\`"#), ("@octocat #1", "`@octocat #1`"),
    ])
    func `makes code of any text`(_ text: String, _ code: String) {
        #expect(MarkdownText.code(text) == code)
    }

    @Test(arguments: [
        ("Topic is replaced, since it is new.", "Topic is replaced, since it is new."),
        ("asks @octocat (see #12)", "asks `@octocat` (see `#12`)"),
        ("newly allowed: `s3:Get*` on `*`", "newly allowed: `s3:Get*` on `*`"),
        ("one ` tick", "one <code>&#96;</code> tick"), ("1. no list", "`1`. no list"),
        ("* no list", "`*` no list"),
        ("https://example.com and www.example.com", "`https://example.com` and `www.example.com`"),
        ("`a|b` *bold*", "<code>a&#124;b</code> `*bold*`"),
    ])
    func `leaves only plain words of a sentence outside of code`(_ text: String, _ prose: String) {
        #expect(MarkdownText.prose(text) == prose)
    }

    // MARK: - Limit

    @Test(arguments: [5_000, 600])
    func `counts what does not fit`(_ count: Int) throws {
        let markdown = SampleReviews.large(resources: count).markdown()
        #expect(markdown.utf8.count < 65_536)
        #expect(markdown.utf8.count > 60_000, "the room is used")
        let rows = markdown.matches(of: /\n\| `Resource/).count
        let details = markdown.matches(of: /<details>/).count
        let hiddenDetails = try #require(markdown.firstMatch(of: /… ([0-9]+) more resources' details are not shown/))
        #expect(details + (Int(hiddenDetails.1) ?? 0) == count)
        if count == 5_000 {
            let hidden = try #require(
                markdown.firstMatch(of: /\n… ([0-9]+) more resources are not shown; run `scout-ecr diff` for all\.\n/)
            )
            #expect(rows + (Int(hidden.1) ?? 0) == count)
        } else {
            #expect(rows == count)
        }
    }

    @Test(arguments: [0, 1, 2, 60, 100, 200, 300, 500, 1_000, 3_000, 10_000, 65_536])
    func `stays below any limit with whole blocks`(_ limit: Int) {
        let long = String(repeating: "`|é\u{1F512}\u{202E}", count: 4_000)
        var wide = SampleReviews.hostile(long)
        wide.permissions.changes = Array(repeating: wide.permissions.changes[0], count: 3_000)
        wide.sections[0].entries = Array(repeating: wide.sections[0].entries[0], count: 3_000)
        wide.resources[0].properties = Array(repeating: wide.resources[0].properties[0], count: 3_000)
        for review in [SampleReviews.rich, SampleReviews.large(resources: 300), wide] {
            let markdown = review.markdown(limit: limit)
            #expect(markdown.utf8.count < max(limit, 1))
            #expect(markdown.matches(of: /<details>/).count == markdown.matches(of: /<\/details>/).count)
            if limit >= 500, limit < 5_000 { #expect(markdown.contains("not shown; run `scout-ecr diff` for all")) }
        }
    }

    @Test func `does not let one resource take the place of the others`() throws {
        var review = SampleReviews.large(resources: 40)
        review.resources[0].properties = Array(repeating: review.resources[0].properties[0], count: 10_000)
        let markdown = review.markdown()
        #expect(markdown.matches(of: /<details>/).count == 40)
        let hidden = try #require(markdown.firstMatch(of: /… ([0-9]+) more changes of it are not shown/))
        #expect(try #require(Int(hidden.1)) > 9_000)
    }
}
