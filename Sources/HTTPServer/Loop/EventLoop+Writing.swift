extension EventLoop {
    /// Writes the answers that have come, each connection's in the order of its requests.
    mutating func writeAnswers() {
        shutDown(by: mailbox.takeAnswers(into: &answers))
        for answer in answers {
            guard let connection = connections[answer.connection], !connection.state.isClosed else { continue }
            if connection.state.pipeline.answer(answer.sequence, answer.response) { answered.append(answer.connection) }
        }
        answers.removeAll(keepingCapacity: true)
        guard !answered.isEmpty else { return }
        writer.setDate(secondsSince1970: Platform.secondsSince1970)
        for id in answered {
            if let connection = connections[id], !connection.state.isClosed { writeAnswers(of: &connection.state) }
        }
        answered.removeAll(keepingCapacity: true)
    }

    private mutating func writeAnswers(of connection: inout ConnectionState) {
        while let (entry, response) = connection.pipeline.next() {
            let isLast = isLast(entry, connection)
            let closes = writer.append(response, to: entry, isLast: isLast)
            guard closes else { continue }
            if !connection.isInputEnded, entry.keepsAlive || connection.parser.unreadBytes > 0 {
                connection.mayStillReceive = true
            }
            connection.pipeline.removeAll()
            connection.isLastRequestRead = true
            connection.closesAfterOutput = true
            break
        }
        if connection.isInputEnded, connection.pipeline.isEmpty { connection.closesAfterOutput = true }
        send(writer.bytes, to: &connection)
        writer.reset()
        if connection.isPaused, !connection.isClosed, !mustWait(connection) { resumable.append(connection.id) }
        sendContinue(&connection)
        settle(&connection)
    }

    /// Whether the connection ends with this answer.
    private func isLast(_ entry: ResponsePipeline.Entry, _ connection: borrowing ConnectionState) -> Bool {
        if !entry.keepsAlive { return true }
        // While the server ends, requests that have arrived are still answered, also those that arrived in part.
        return shutDownDeadline != nil && connection.pipeline.isEmpty && connection.parser.phase == .idle
    }

    /// Tells a client that waits for it to send the body, when that is the next thing that it is to be told.
    mutating func sendContinue(_ connection: inout ConnectionState) {
        guard connection.owesContinue, connection.pipeline.isEmpty, !connection.isClosed else { return }
        connection.owesContinue = false
        send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), to: &connection)
    }

    /// Sends what the system takes at once and keeps the rest.
    private mutating func send(_ bytes: [UInt8], to connection: inout ConnectionState) {
        guard !connection.isClosed else { return }
        var sent = 0
        if !connection.hasOutput {
            switch bytes.withUnsafeBytes({ Socket.send(connection.descriptor.number, $0) }) {
            case .bytes(let count): sent = count
            case .wouldBlock, .end: break
            case .gone: return close(&connection)
            }
            if sent < bytes.count { connection.outputDeadline = later(times.write) }
        }
        connection.lastActivity = now
        if sent < bytes.count { connection.output.append(contentsOf: bytes[sent...]) }
        if !connection.hasOutput { endOutput(&connection) }
    }

    /// Goes on sending what was kept.
    mutating func flush(_ connection: inout ConnectionState) {
        let start = connection.sentBytes
        let outcome = connection.output.withUnsafeBytes { bytes in
            Socket.send(connection.descriptor.number, UnsafeRawBufferPointer(rebasing: bytes[start...]))
        }
        switch outcome {
        case .bytes(let count):
            connection.sentBytes += count
            connection.outputDeadline = later(times.write)
            connection.lastActivity = now
        case .wouldBlock, .end: return
        case .gone: return close(&connection)
        }
        if connection.isPaused, !mustWait(connection) { resumable.append(connection.id) }
        guard !connection.hasOutput else { return }
        connection.output = []
        connection.sentBytes = 0
        endOutput(&connection)
    }

    /// Everything is sent: the connection waits for the next request, or ends.
    private mutating func endOutput(_ connection: inout ConnectionState) {
        guard connection.closesAfterOutput else {
            if connection.phase == .idle { connection.inputDeadline = later(times.idle) }
            return
        }
        guard connection.mayStillReceive else { return close(&connection) }
        // RFC 9112, section 9.6: closing while the client sends would destroy the answer on its way.
        Socket.endSending(connection.descriptor.number)
        connection.stage = .lingering(budget: limits.lingerBytes)
        connection.lingerDeadline = later(times.linger)
    }
}
