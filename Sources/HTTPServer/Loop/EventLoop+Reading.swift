extension EventLoop {
    /// Reads or writes, whichever the connection waits for.
    mutating func becomeReady(_ connection: inout ConnectionState) {
        guard !connection.isClosed else { return }
        if connection.hasOutput {
            flush(&connection)
            settle(&connection)
        }
        if connection.isReading { receive(&connection) }
    }

    /// Reads once, so that no connection keeps the others waiting.
    mutating func receive(_ connection: inout ConnectionState) {
        switch Socket.receive(connection.descriptor.number, into: input) {
        case .bytes(let count):
            connection.lastActivity = now
            if case .lingering(let budget) = connection.stage {
                guard count <= budget else { return close(&connection) }
                connection.stage = .lingering(budget: budget - count)
                return
            }
            connection.parser.feed(UnsafeRawBufferPointer(rebasing: input[..<count]))
            handOver(&connection)
        case .end:
            guard !connection.isLingering else { return close(&connection) }
            endInput(&connection)
        case .wouldBlock: break
        case .gone: close(&connection)
        }
    }

    /// Hands over the requests of connections that had to wait.
    mutating func resumeReading() {
        guard !resumable.isEmpty else { return }
        let paused = resumable
        resumable.removeAll(keepingCapacity: true)
        for id in paused {
            if let connection = connections[id], !connection.state.isClosed { handOver(&connection.state) }
        }
    }

    /// Hands the requests that have arrived whole to the handler, as many as may wait for their answers.
    mutating func handOver(_ connection: inout ConnectionState) {
        do throws(HTTPParseError) {
            while true {
                connection.isPaused = !connection.isLastRequestRead && mustWait(connection)
                guard !connection.isPaused, !connection.isLastRequestRead,
                    let event = try connection.parser.next()
                else { break }
                switch event {
                case .continueExpected: connection.owesContinue = true
                case .request(let received): handOver(received, &connection)
                }
            }
            if connection.parser.phase == .body, heldBytes > limits.bufferedBytes {
                throw HTTPParseError(503, "The server has no memory for the body at the moment")
            }
        } catch {
            refuse(&connection, error)
        }
        enterPhase(&connection)
        sendContinue(&connection)
        settle(&connection)
    }

    private mutating func handOver(_ received: consuming ReceivedRequest, _ connection: inout ConnectionState) {
        let request = received.request
        connection.isLastRequestRead = !received.keepsAlive
        connection.isFirstRequest = false
        connection.owesContinue = false
        connection.phase = .idle  // whatever follows has its own time
        let sequence = connection.pipeline.append(
            ResponsePipeline.Entry(
                isHead: request.method == "HEAD",
                isHTTP10: received.isHTTP10,
                keepsAlive: received.keepsAlive,
                heldBytes: request.body.count + request.headers.bytes.count,
                deadline: later(times.request)
            )
        )
        handledRequests += 1
        handler.handle(request, HTTPResponder(mailbox, connection.id, sequence: sequence))
    }

    /// Whether no more may be handed over before the client has got what it is owed.
    func mustWait(_ connection: borrowing ConnectionState) -> Bool {
        connection.pipeline.count >= max(1, limits.pipelinedRequests)
            || connection.pipeline.heldBytes > limits.bodyBytes
            || connection.output.count - connection.sentBytes > 64 * 1_024
    }

    /// Starts the time of the phase that the request has come to.
    private mutating func enterPhase(_ connection: inout ConnectionState) {
        let phase = connection.parser.phase
        let isNew = phase != connection.phase || phase == .idle
        if connection.phase == .idle { connection.requestStart = now }
        connection.phase = phase
        guard isNew else { return }
        switch phase {
        case .idle: connection.inputDeadline = later(connection.isFirstRequest ? times.header : times.idle)
        case .header: connection.inputDeadline = later(times.header)
        case .body: connection.inputDeadline = later(times.body)
        }
    }

    /// The client sends no more: what it has sent is answered, and the connection then ends.
    private mutating func endInput(_ connection: inout ConnectionState) {
        connection.isInputEnded = true
        if connection.phase != .idle {
            refuse(&connection, .badRequest("The request ends before its end"))
        } else if connection.pipeline.isEmpty, !connection.hasOutput {
            return close(&connection)
        } else if connection.pipeline.isEmpty {
            connection.closesAfterOutput = true
        }
        settle(&connection)
    }

    /// Answers in the place of the handler, in its turn, and ends the connection.
    mutating func refuse(_ connection: inout ConnectionState, _ error: HTTPParseError) {
        guard !connection.isLastRequestRead else { return }
        connection.isLastRequestRead = true
        connection.parser.fail(with: error)
        connection.mayStillReceive = !connection.isInputEnded
        connection.owesContinue = false
        let sequence = connection.pipeline.append(
            ResponsePipeline.Entry(isHead: false, isHTTP10: false, keepsAlive: false, heldBytes: 0, deadline: .max)
        )
        if connection.pipeline.answer(sequence, HTTPResponse(refusing: error)) { answered.append(connection.id) }
        handler.didRefuse(error.status, reason: error.reason, peer: connection.peer)
    }
}
