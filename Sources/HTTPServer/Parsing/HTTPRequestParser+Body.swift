extension HTTPRequestParser {
    mutating func readBody(_ remaining: Int) -> Step {
        let rest = takeIntoBody(remaining)
        guard rest == 0 else {
            state = .body(remaining: rest)
            return .waits
        }
        return finish()
    }

    /// A chunk's size in hexadecimal digits, and extensions that mean nothing to this server.
    ///
    /// - Source: RFC 9112, section 7.1.
    mutating func readChunkSize() throws(HTTPParseError) -> Step {
        let excess = HTTPParseError.badRequest("The extensions of chunks are larger than this server accepts")
        guard let line = try nextLine(maximum: limits.headerBytes - overheadBytes, excess: excess) else {
            return .waits
        }
        var size = 0
        var rest = line
        while let digit = rest.first?.hexadecimalValue {
            // Another digit would go beyond the limit, so nothing below can overflow.
            guard size <= limits.bodyBytes >> 4 else { throw .bodyTooLarge }
            size = size << 4 | digit
            rest = rest.dropFirst()
        }
        let digits = line.count - rest.count
        guard (1...16).contains(digits), Self.isChunkExtension(rest) else {
            throw .badRequest("A chunk must begin with its size in hexadecimal digits")
        }
        overheadBytes += rest.count
        guard size <= limits.bodyBytes - body.count else { throw .bodyTooLarge }
        consume(0)
        state = size == 0 ? .trailers : .chunk(remaining: size)
        return .goesOn
    }

    mutating func readChunk(_ remaining: Int) -> Step {
        let rest = takeIntoBody(remaining)
        guard rest == 0 else {
            state = .chunk(remaining: rest)
            return .waits
        }
        state = .chunkEnd
        return .goesOn
    }

    mutating func readChunkEnd() throws(HTTPParseError) -> Step {
        let excess = HTTPParseError.badRequest("A chunk must have the size that stands before it")
        guard try nextLine(maximum: 0, excess: excess) != nil else { return .waits }
        consume(0)
        state = .chunkSize
        return .goesOn
    }

    /// Fields after the last chunk are checked and dropped: none that this server knows may stand there.
    ///
    /// - Source: RFC 9110, section 6.5.
    mutating func readTrailer() throws(HTTPParseError) -> Step {
        let room = limits.headerBytes - overheadBytes
        guard let line = try nextLine(maximum: room, excess: .headerTooLarge) else { return .waits }
        guard !line.isEmpty else { return finish() }
        _ = try Self.field(line)
        overheadBytes += line.count
        trailerCount += 1
        guard trailerCount <= limits.headerCount else { throw .headerTooLarge }
        consume(0)
        return .goesOn
    }

    /// Moves what has arrived of a piece of the body; gives how many bytes of it are missing.
    private mutating func takeIntoBody(_ remaining: Int) -> Int {
        let count = min(remaining, unreadBytes)
        body.append(contentsOf: buffer[cursor..<(cursor + count)])
        consume(count)
        return remaining - count
    }

    /// Whether the rest of a chunk's first line is empty or extensions: `;name`, `;name=value`, with blanks before the
    /// semicolon.
    private static func isChunkExtension(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first(where: { !$0.isBlank }) else { return rest.isEmpty }
        return first == UInt8(ascii: ";") && rest.allSatisfy(\.isFieldCharacter)
    }
}
