import CloudFormation
import Testing

@testable import ScoutIntegration

/// An integration that tests drive, a second for each event.
struct Course {
    var integration: Integration
    private var clock: Int64 = 1_000

    init() throws {
        integration = Integration(
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: Timestamp(seconds: 1_000)
        )
    }

    @discardableResult
    mutating func apply(_ events: Integration.Event...) -> [Integration.Effect] {
        var effects: [Integration.Effect] = []
        for event in events {
            clock += 1
            (integration, effects) = integration.applying(event, at: Timestamp(seconds: clock))
        }
        return effects
    }

    /// Goes through a whole request.
    mutating func finish(_ request: SetupRequest, digest: String) {
        let id = request.requestID
        apply(
            .requested(request),
            .credentialsChosen(CredentialDigest(hexadecimal: digest), requestID: id),
            .credentialsWritten(requestID: id),
            .answered(requestID: id)
        )
    }
}

func stackID(_ name: String, account: String = "123456789012") throws -> StackID {
    let digits = name.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_000_000 }
    return try StackID(
        "arn:aws:cloudformation:us-east-1:\(account):stack/\(name)/01234567-89ab-cdef-0123-\(100_000_000_000 + digits)"
    )
}

func request(
    _ kind: SetupRequest.Kind,
    _ id: String,
    stack: String = "Scout",
    secret: String = "one"
) throws -> SetupRequest {
    SetupRequest(
        kind: kind,
        requestID: id,
        stackID: try stackID(stack),
        logicalResourceID: "ScoutSetup",
        physicalResourceID: kind == .create ? nil : "physical",
        responseURL: "https://answers.example/\(id)",
        resources: kind == .delete
            ? nil
            : StackResources(
                setupRole: try ARN("arn:aws:iam::123456789012:role/setup"),
                ecrAccessRole: try ARN("arn:aws:iam::123456789012:role/ecr"),
                secret: try ARN("arn:aws:secretsmanager:us-east-1:123456789012:secret:\(secret)")
            )
    )
}

func event(_ status: String, of resource: String? = nil, stack: String = "Scout", reason: String = "", at: Int64 = 5)
    throws -> StackEvent
{
    let stackID = try stackID(stack)
    return StackEvent(
        eventID: "e",
        stackID: stackID,
        timestamp: Timestamp(seconds: at),
        logicalResourceID: resource ?? stack,
        physicalResourceID: resource == nil ? stackID.arn : "physical",
        resourceType: resource == nil ? "AWS::CloudFormation::Stack" : "AWS::SNS::Topic",
        status: status,
        reason: reason
    )
}

private let first = CredentialDigest(hexadecimal: "aa")

@Suite struct `An integration` {
    @Test func `is connected by writing credentials, answering, and nothing else`() throws {
        var course = try Course()
        let create = try request(.create, "r1")
        #expect(course.apply(.requested(create)) == [.writeCredentials(create)])
        #expect(course.integration.account?.digits == "123456789012")
        #expect(course.apply(.credentialsChosen(first, requestID: "r1")) == [.writeCredentials(create)])
        #expect(course.integration.credentials.isEmpty)
        #expect(course.apply(.credentialsWritten(requestID: "r1")) == [.answer(create, .success(first))])
        #expect(course.integration.status == .pending)
        #expect(course.apply(.answered(requestID: "r1")).isEmpty)
        #expect(course.integration.status == .connected)
        #expect(course.integration.credentials == [first])
        #expect(course.integration.stack?.id == create.stackID)
    }

    @Test func `does the same once for a request that comes twice`() throws {
        var course = try Course()
        let create = try request(.create, "r1")
        course.finish(create, digest: "aa")
        let connected = course.integration
        #expect(course.apply(.requested(create)).isEmpty)
        #expect(course.integration == connected)
    }

    @Test func `tells a stack why it failed, and is connected by the next one`() throws {
        var course = try Course()
        let create = try request(.create, "r1")
        let effects = course.apply(.requested(create), .setupFailed(requestID: "r1", reason: "no secret"))
        #expect(effects == [.answer(create, .failure(reason: "no secret"))])
        course.apply(.answered(requestID: "r1"))
        #expect(course.integration.status == .error(reason: "no secret"))
        // CloudFormation rolls back: the stack goes, the reason stays.
        let delete = try request(.delete, "r2")
        #expect(course.apply(.requested(delete)) == [.answer(delete, .success(nil))])
        course.apply(.answered(requestID: "r2"))
        #expect(course.integration.status == .error(reason: "no secret"))
        course.finish(try request(.create, "r3", stack: "Second"), digest: "bb")
        #expect(course.integration.status == .connected)
    }

    @Test func `is removed with its stack, and connected again by a new one`() throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        course.apply(.requested(try request(.delete, "r2")), .answered(requestID: "r2"))
        #expect(course.integration.status == .removed)
        #expect(course.integration.credentials.isEmpty)
        // What was delayed until the stack was gone changes nothing.
        #expect(course.apply(.requested(try request(.create, "late"))).isEmpty)
        #expect(course.apply(.stackChanged(try event("CREATE_FAILED"))).isEmpty)
        #expect(course.integration.status == .removed)
        course.finish(try request(.create, "r3", stack: "Second"), digest: "bb")
        #expect(course.integration.status == .connected)
    }

    @Test func `refuses a second stack while one is connected`() throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        let other = try request(.create, "r2", stack: "Second")
        guard case .answer(other, .failure(reason: let reason))? = course.apply(.requested(other)).first else {
            Issue.record("the second stack is not refused")
            return
        }
        #expect(reason.contains("connected with the stack Scout already"))
        course.apply(.answered(requestID: "r2"))
        #expect(course.integration.status == .connected)
        #expect(course.integration.stack?.id == (try stackID("Scout")))
    }

    @Test func `does not rewrite a secret that an update leaves alone`() throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        let update = try request(.update, "r2")
        #expect(course.apply(.requested(update)) == [.checkRoles(update)])
        #expect(course.apply(.rolesChecked(requestID: "r2")) == [.answer(update, .success(nil))])
        course.apply(.answered(requestID: "r2"))
        #expect(course.integration.credentials == [first])
    }

    @Test func `lets both credentials in while an update moves to another secret`() throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        course.finish(try request(.update, "r2", secret: "two"), digest: "bb")
        #expect(course.integration.credentials.map(\.hexadecimal) == ["bb", "aa"])
        course.finish(try request(.update, "r3", secret: "three"), digest: "cc")
        #expect(course.integration.credentials.map(\.hexadecimal) == ["cc", "bb"])
    }

    @Test func `stays connected when an update fails`() throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        course.apply(
            .requested(try request(.update, "r2", secret: "two")),
            .setupFailed(requestID: "r2", reason: "gone"),
            .answered(requestID: "r2")
        )
        #expect(course.integration.status == .connected)
        #expect(course.integration.credentials == [first])
    }

    @Test func `works on the requests of two stacks one after the other`() throws {
        var course = try Course()
        let (one, two) = (try request(.create, "r1"), try request(.create, "r2", stack: "Second"))
        #expect(course.apply(.requested(one), .requested(two)) == [.writeCredentials(one)])
        course.apply(.setupFailed(requestID: "r1", reason: "no"))
        #expect(course.apply(.answered(requestID: "r1")) == [.writeCredentials(two)])
    }

    @Test func `forgets what a stack asked for before it goes`() throws {
        var course = try Course()
        let delete = try request(.delete, "r2")
        let effects = course.apply(.requested(try request(.create, "r1")), .requested(delete))
        #expect(effects == [.answer(delete, .success(nil))])
        // The late end of the abandoned work means nothing.
        #expect(course.apply(.credentialsWritten(requestID: "r1")) == effects)
    }

    @Test func `is bound to the account that contacts it first`() throws {
        var course = try Course()
        let offer = SubscriptionConfirmation(topic: try ARN("arn:aws:sns:us-east-1:123456789012:t"), token: "x")
        #expect(course.apply(.subscriptionOffered(offer)) == [.confirm(offer)])
        let foreign = SubscriptionConfirmation(topic: try ARN("arn:aws:sns:us-east-1:999999999999:t"), token: "y")
        #expect(course.apply(.subscriptionOffered(foreign)) == [.confirm(offer)])
        #expect(course.apply(.subscriptionConfirmed(topic: offer.topic)).isEmpty)
        #expect(course.integration.account?.digits == "123456789012")
    }

    @Test func `once withdrawn is not brought back`() throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        course.apply(.withdrawn)
        #expect(course.integration.status == .removed)
        #expect(course.integration.credentials.isEmpty)
        let create = try request(.create, "r2", stack: "Second")
        guard case .answer(create, .failure(reason: _))? = course.apply(.requested(create)).first else {
            Issue.record("the stack is not refused")
            return
        }
        course.apply(.answered(requestID: "r2"))
        #expect(course.integration.status == .removed)
        #expect(course.integration.credentials.isEmpty)
    }

    @Test func `withdrawn during a set-up has its stack fail, and is not connected`() throws {
        var course = try Course()
        let create = try request(.create, "r1")
        course.apply(.requested(create), .credentialsChosen(first, requestID: "r1"))
        guard case .answer(create, .failure(let reason))? = course.apply(.withdrawn).first else {
            Issue.record("the stack is not told")
            return
        }
        #expect(reason.contains("removed"))
        course.apply(.credentialsWritten(requestID: "r1"), .answered(requestID: "r1"))
        #expect(course.integration.status == .removed)
        #expect(course.integration.stack == nil)
        #expect(course.integration.credentials.isEmpty)
    }

    @Test func `withdrawn while its stack is answered is not connected either`() throws {
        var course = try Course()
        course.apply(.requested(try request(.create, "r1")), .credentialsChosen(first, requestID: "r1"))
        course.apply(.credentialsWritten(requestID: "r1"), .withdrawn, .answered(requestID: "r1"))
        #expect(course.integration.status == .removed)
        #expect(course.integration.credentials.isEmpty)
        #expect(course.integration.effects.isEmpty)
    }

    @Test func `once withdrawn lets its stack go`() throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        course.apply(.withdrawn)
        let delete = try request(.delete, "r2")
        #expect(course.apply(.requested(delete)) == [.answer(delete, .success(nil))])
        course.apply(.answered(requestID: "r2"))
        #expect(course.integration.status == .removed)
        #expect(course.integration.effects.isEmpty)
    }

    @Test func `shows the progress of its stack whatever the order of events`() throws {
        var course = try Course()
        course.apply(
            .stackChanged(try event("CREATE_COMPLETE", of: "Topic", at: 9)),
            .stackChanged(try event("CREATE_IN_PROGRESS", of: "Topic", at: 8)),
            .stackChanged(try event("CREATE_IN_PROGRESS", of: "Role", at: 8))
        )
        #expect(course.integration.progress.map(\.status) == ["CREATE_COMPLETE", "CREATE_IN_PROGRESS"])
    }

    @Test(arguments: [
        ("CREATE_FAILED", "error"), ("ROLLBACK_IN_PROGRESS", "error"), ("ROLLBACK_COMPLETE", "error"),
        ("UPDATE_ROLLBACK_IN_PROGRESS", "error"), ("DELETE_FAILED", "error"), ("UPDATE_ROLLBACK_COMPLETE", "connected"),
        ("IMPORT_ROLLBACK_IN_PROGRESS", "error"), ("IMPORT_ROLLBACK_COMPLETE", "connected"),
        ("DELETE_COMPLETE", "removed"), ("UPDATE_COMPLETE", "connected"), ("CREATE_IN_PROGRESS", "connected"),
    ])
    func `follows what its stack says of itself`(_ status: String, _ expected: String) throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        course.apply(.stackChanged(try event(status, reason: "why")))
        #expect(course.integration.status.name == expected)
        if expected == "error" { #expect(course.integration.status.reason == "\(status): why") }
        // The same of another stack says nothing.
        var other = try Course()
        other.finish(try request(.create, "r1"), digest: "aa")
        other.apply(.stackChanged(try event(status, stack: "Other")))
        #expect(other.integration.status == .connected)
    }

    @Test func `does not take an earlier word of its stack for a later one`() throws {
        var course = try Course()
        course.finish(try request(.create, "r1"), digest: "aa")
        course.apply(
            .stackChanged(try event("UPDATE_ROLLBACK_COMPLETE", at: 9)),
            .stackChanged(try event("UPDATE_ROLLBACK_IN_PROGRESS", at: 8))
        )
        #expect(course.integration.status == .connected)
        course.apply(.stackChanged(try event("UPDATE_ROLLBACK_IN_PROGRESS", at: 10)))
        #expect(course.integration.status.name == "error")
    }

    @Test func `is stored whole at every step`() throws {
        var course = try Course()
        let offer = SubscriptionConfirmation(topic: try ARN("arn:aws:sns:us-east-1:123456789012:t"), token: "x")
        let events: [Integration.Event] = [
            .subscriptionOffered(offer), .requested(try request(.create, "r1")),
            .requested(try request(.create, "r2", stack: "Second")), .credentialsChosen(first, requestID: "r1"),
            .credentialsWritten(requestID: "r1"), .answered(requestID: "r1"),
            .setupFailed(requestID: "r2", reason: "é\u{0}"),
            .answered(requestID: "r2"), .stackChanged(try event("CREATE_FAILED", of: "Topic", reason: "r")),
            .stackChanged(try event("ROLLBACK_IN_PROGRESS")), .requested(try request(.delete, "r3")),
            .answered(requestID: "r3"), .withdrawn,
        ]
        for event in events {
            course.apply(event)
            let text = course.integration.stored.json()
            let read = try JSONReader.read(Array(text.utf8), name: "stored")
            #expect(Integration(stored: read.value) == course.integration, "\(event)")
        }
    }

    /// Whatever comes in whatever order, what is stored stays small and is read back.
    @Test(arguments: [UInt64(1), 2, 3]) func `survives any order of events`(_ seed: UInt64) throws {
        var state = seed
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        var course = try Course()
        for _ in 0..<2_000 {
            let (id, stack) = ("r\(random(40))", "S\(random(6))")
            let event: Integration.Event =
                switch random(9) {
                case 0: .requested(try request(.create, id, stack: stack))
                case 1: .requested(try request(.update, id, stack: stack, secret: "s\(random(3))"))
                case 2: .requested(try request(.delete, id, stack: stack))
                case 3: .credentialsChosen(CredentialDigest(hexadecimal: id), requestID: id)
                case 4: .credentialsWritten(requestID: id)
                case 5: .answered(requestID: id)
                case 6: .setupFailed(requestID: id, reason: "x")
                case 7: .rolesChecked(requestID: id)
                default: .stackChanged(try event(["CREATE_FAILED", "DELETE_COMPLETE"][random(2)], stack: stack))
                }
            course.apply(event)
            let integration = course.integration
            #expect((integration.status == .connected) <= (integration.stack != nil))
            #expect(integration.effects.count <= 1)
        }
        let text = course.integration.stored.json()
        #expect(text.utf8.count < 100_000)
        #expect(Integration(stored: try JSONReader.read(Array(text.utf8), name: "").value) == course.integration)
    }
}

/// Whether the first implies the second.
private func <= (left: Bool, right: Bool) -> Bool { !left || right }
