import Synchronization
import TestSupport
import Testing

@testable import ScoutIntegration

/// A value of a store that only grows, and what is done with it.
private struct Growing: Sendable {
    /// Adds a token and gives all of them.
    let add: @Sendable (_ token: String, Stores) async throws -> [String]
    /// Gives all tokens, in one of several ways.
    let read: @Sendable (Stores, _ way: Int) async throws -> [String]

    /// The history of an integration, which is added.
    static func history(in stores: Stores) async throws -> Growing {
        let integration = try Integration.new(of: .random())
        try await stores.integrations.add(integration)
        let tokens = { @Sendable (integration: Integration?) throws in
            try #require(integration).history.dropFirst().map(\.text)
        }
        return Growing(
            add: { token, stores in
                try tokens(
                    try await stores.integrations.update(integration.id) {
                        $0.history.append(HistoryEntry(at: Timestamp(seconds: 1), text: token))
                    }
                )
            },
            read: { stores, _ in try tokens(try await stores.integrations.integration(integration.id)) }
        )
    }

    /// The tags of an image that nobody knows yet.
    static func tags() -> Growing {
        let integration = IntegrationID.random()
        let tokens = { @Sendable (image: Image?) in image?.presentTags.map(\.text) ?? [] }
        return Growing(
            add: { token, stores in
                let event = try ImageEvent.push(1, tag: token)
                let made = try #require(
                    try await stores.images.update(event.image(of: integration), creating: true) {
                        $0.apply(.changed(event, isActive: true), at: Timestamp(seconds: 1))
                    }
                )
                #expect(Set(tokens(made.before)).union([token]) == Set(tokens(made.after)))
                return tokens(made.after)
            },
            read: { stores, way in
                let event = try ImageEvent.push(1, tag: "none")
                if way % 2 == 0 { return tokens(try await stores.images.image(event.image(of: integration))) }
                return tokens(try await stores.images.images(of: integration, in: event.repository).first)
            }
        )
    }

    /// The rules of an organization.
    static func rules() throws -> Growing {
        let organization = try OrganizationName.random()
        return Growing(
            add: { token, stores in
                var seen: [String] = []
                try await stores.settings.update(organization) { settings throws(InvalidInput) in
                    try settings.set(true, RepositoryPattern(token))
                    seen = settings.rules.map(\.pattern.text)
                }
                return seen
            },
            read: { stores, _ in try await stores.settings.settings(of: organization).rules.map(\.pattern.text) }
        )
    }
}

/// Several processes that work at random on several values.
private struct Processes {
    let values: [Growing]
    /// The stores of each process.
    let stores: [Stores]
    let seed: UInt64

    /// What has happened to each value, the end included, as each process sees it.
    func run(tasks: Int = 8, operations: Int = 30) async throws -> [History] {
        var histories = try await withThrowingTaskGroup { group in
            for task in 0..<tasks { group.addTask { try await work(task, operations) } }
            return try await group.reduce(into: values.map { _ in History() }) { all, some in
                for (index, history) in some.enumerated() { all[index].operations += history.operations }
            }
        }
        for stores in stores { try await read(&histories, in: stores) }
        return histories
    }

    private func work(_ task: Int, _ operations: Int) async throws -> [History] {
        var generator = SplitMix64(seed: seed << 16 | UInt64(task))
        var histories = values.map { _ in History() }
        let stores = stores[task % stores.count]
        try await read(&histories, in: stores)
        for number in 0..<operations {
            let index = Int.random(in: values.indices, using: &generator)
            let isUpdate = Int.random(in: 0..<5, using: &generator) < 3
            let token = isUpdate ? "t\(task)-\(number)" : nil
            let observed = try await Observed.during(adding: token) {
                if let token { return try await values[index].add(token, stores) }
                return try await values[index].read(stores, number)
            }
            histories[index].operations.append(observed)
        }
        return histories
    }

    private func read(_ histories: inout [History], in stores: Stores) async throws {
        for (index, value) in values.enumerated() {
            histories[index].operations.append(
                try await Observed.during(adding: nil) { try await value.read(stores, index) }
            )
        }
    }
}

/// Every process sees every change, once and whole, from the moment when whoever made it knows that it is made.
@Suite(.timeLimit(.minutes(3))) struct `Stores of several processes` {
    @Test(arguments: Implementation.available, [1, 2, 3])
    func `change their values as if one process did everything, one step after the other`(
        _ implementation: Implementation,
        _ seed: UInt64
    ) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let stores = try (0..<4).map { _ in try place.stores() }
        let values = [
            try await Growing.history(in: stores[0]), try await .history(in: stores[1]), .tags(), .tags(),
            try .rules(),
        ]
        let histories = try await Processes(values: values, stores: stores + [place.stores()], seed: seed).run()
        for (index, history) in histories.enumerated() {
            #expect(history.faults.prefix(3) == [], "value \(index), seed \(seed)")
            #expect([2, 3].contains(index) || history.keepsOrder, "value \(index), seed \(seed)")
            #expect(history.operations.count { $0.added != nil } > 10)
        }
    }

    /// What finds nothing in the stores finds each fault of one that has it.
    @Test(arguments: FaultyStore.Fault.allCases)
    fileprivate func `are found out where one has a fault`(_ fault: FaultyStore.Fault) async throws {
        let place = try await Place(.files)
        defer { place.close() }
        var stores = try place.stores()
        stores.integrations = FaultyStore(stores.integrations, fault)
        let value = try await Growing.history(in: stores)
        let processes = Processes(values: [value], stores: [stores, stores], seed: 1)
        let history = try #require(try await processes.run().first)
        #expect(history.faults != [])
    }

    @Test func `may see what is under way or not`() {
        let start = ContinuousClock.now
        func observed(_ range: ClosedRange<Int>, _ added: String?, _ seen: [String]) -> Observed {
            Observed(
                start: start + .seconds(range.lowerBound),
                end: start + .seconds(range.upperBound),
                added: added,
                seen: seen
            )
        }
        let updates = [observed(0...9, "a", ["a"]), observed(2...5, "b", ["a", "b"])]
        #expect(
            History(operations: updates + [observed(1...2, nil, []), observed(3...4, nil, ["a", "b"])]).faults == []
        )
        #expect(History(operations: updates + [observed(6...7, nil, ["a"])]).faults.count == 1)
        #expect(History(operations: updates + [observed(0...1, nil, ["a", "b"])]).faults.count == 1)
        #expect(History(operations: updates + [observed(3...4, nil, ["b"])]).faults.count == 1)
        #expect(
            History(operations: updates + [observed(1...2, nil, ["a"]), observed(3...4, nil, [])]).faults.count == 1
        )
    }
}

/// A store of integrations that does not keep its promise.
private final class FaultyStore: IntegrationStore {
    enum Fault: CaseIterable {
        /// It writes without a look at what was written since it read.
        case losesChanges
        /// It writes what it writes twice.
        case doublesChanges
        /// It gives what it gave the first time.
        case readsWhatWas
    }

    private let store: any IntegrationStore
    private let fault: Fault
    private let meeting = Meeting()
    private let known = Mutex<[IntegrationID: Integration]>([:])

    init(_ store: any IntegrationStore, _ fault: Fault) {
        self.store = store
        self.fault = fault
    }

    func add(_ integration: Integration) async throws(StoreError) { try await store.add(integration) }

    func integration(_ id: IntegrationID) async throws(StoreError) -> Integration? {
        let integration = try await store.integration(id)
        guard fault == .readsWhatWas else { return integration }
        return known.withLock { known in
            if known[id] == nil { known[id] = integration }
            return known[id]
        }
    }

    func integrations() async throws(StoreError) -> [Integration] { try await store.integrations() }

    func integrations(of organization: OrganizationName) async throws(StoreError) -> [Integration] {
        try await store.integrations(of: organization)
    }

    func update(_ id: IntegrationID, _ change: (inout Integration) -> Void) async throws(StoreError) -> Integration? {
        switch fault {
        case .losesChanges:
            guard var integration = try await store.integration(id) else { return nil }
            // The first two have read when either writes.
            await meeting.meet()
            change(&integration)
            let changed = integration
            return try await store.update(id) { $0 = changed }
        case .doublesChanges:
            return try await store.update(id) { integration in
                change(&integration)
                change(&integration)
            }
        case .readsWhatWas: return try await store.update(id, change)
        }
    }
}

/// Where the first waits for the second.
private actor Meeting {
    private var isOver = false
    private var first: CheckedContinuation<Void, Never>?

    func meet() async {
        if isOver { return }
        if let first {
            isOver = true
            first.resume()
            return
        }
        await withCheckedContinuation { first = $0 }
    }
}
