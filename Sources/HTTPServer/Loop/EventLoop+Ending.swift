extension EventLoop {
    // MARK: - Deadlines

    /// Ends what has taken too long.
    mutating func checkDeadlines() {
        nextCheck = .max
        for connection in connections.members where !connection.state.isClosed {
            if connection.state.deadline <= now { expire(&connection.state) }
            settle(&connection.state)
        }
        resumeAccepting()
        // What is over is seen to when the answers are written; a step of 5 ms keeps the loop from spinning.
        nextCheck = max(nextCheck, later(5_000_000))
    }

    private mutating func expire(_ connection: inout ConnectionState) {
        if connection.isLingering || (connection.hasOutput && connection.outputDeadline <= now) {
            return close(&connection)
        }
        if let deadline = connection.pipeline.deadline, deadline <= now {
            let error = HTTPParseError(503, "The request was not answered in time")
            abandon(&connection, error)
            handler.didRefuse(error.status, reason: error.reason, peer: connection.peer)
        } else if connection.phase == .idle {
            close(&connection)
        } else {
            refuse(&connection, HTTPParseError(408, "The request took too long to arrive"))
        }
    }

    /// Answers all requests that have no answer, the first of which ends the connection.
    private mutating func abandon(_ connection: inout ConnectionState, _ error: HTTPParseError) {
        var response = HTTPResponse(refusing: error)
        response.headers.append("Connection", "close")
        connection.pipeline.answerRest(response)
        answered.append(connection.id)
    }

    // MARK: - The server's end

    /// Whether the loop is to end and nothing is left to do, or no time.
    var isFinished: Bool {
        guard let shutDownDeadline else { return false }
        return connections.count == 0 || now >= shutDownDeadline
    }

    /// Stops accepting and closes what is idle, where that is asked for; it may be a second time, with less time.
    mutating func shutDown(by deadline: UInt64?) {
        guard let deadline, deadline != shutDownDeadline else { return }
        nextCheck = min(nextCheck, deadline)
        // Clients whose connections wait to be accepted have been told that they are connected.
        if shutDownDeadline == nil { acceptConnections(atMost: maximumConnections) }
        shutDownDeadline = deadline
        connections.listen(on: nil)
        listener = nil
        for connection in connections.members where !connection.state.isClosed {
            // A request that has reached this machine counts as received.
            if connection.state.isReading { receive(&connection.state) }
            settle(&connection.state)
        }
    }

    /// Tells those who still wait that they will get no answer.
    mutating func endConnections() {
        for connection in connections.members where !connection.state.isClosed && !connection.state.pipeline.isEmpty {
            abandon(&connection.state, HTTPParseError(503, "The server has shut down"))
        }
        writeAnswers()
        for connection in connections.members { close(&connection.state) }
    }
}
