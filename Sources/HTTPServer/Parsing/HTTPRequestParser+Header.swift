extension HTTPRequestParser {
    /// What a request line has besides its target: method, spaces and version.
    private static let requestLineOverhead = 64

    /// How many fields most requests have at most.
    private static let usualFields = 12

    mutating func readRequestLine() throws(HTTPParseError) -> Step {
        // What is no HTTP at all, such as TLS, need not wait for the end of a line.
        if unreadBytes > 0, !buffer[cursor].isTokenCharacter, buffer[cursor] != .carriageReturn {
            throw .badRequest("A request line must begin with a method and one space")
        }
        let maximum = limits.targetBytes + Self.requestLineOverhead
        guard let text = try nextLine(maximum: maximum, excess: .targetTooLong) else { return .waits }
        if text.isEmpty, !hasSkippedEmptyLine {
            // RFC 9112, section 2.2: some clients send an empty line after a body.
            hasSkippedEmptyLine = true
            consume(0)
            return .goesOn
        }
        line = try RequestLine(text, maximumTargetBytes: limits.targetBytes)
        consume(0)
        fieldsStart = cursor
        fields.reserveCapacity(Self.usualFields)
        state = .fields
        return .goesOn
    }

    mutating func readField() throws(HTTPParseError) -> Step {
        let start = cursor
        let room = limits.headerBytes - (start - fieldsStart)
        guard let text = try nextLine(maximum: room, excess: .headerTooLarge) else { return .waits }
        guard !text.isEmpty else { return try finishHeader(end: start) }
        guard fields.count < limits.headerCount else { throw .headerTooLarge }
        let (name, value) = try Self.field(text)
        try framing.read(name, value)
        fields.append(
            HTTPHeaders.Field(
                nameStart: UInt32(name.startIndex - fieldsStart),
                nameEnd: UInt32(name.endIndex - fieldsStart),
                valueStart: UInt32(value.startIndex - fieldsStart),
                valueEnd: UInt32(value.endIndex - fieldsStart)
            )
        )
        return .goesOn
    }

    private mutating func finishHeader(end: Int) throws(HTTPParseError) -> Step {
        guard let line else { return .waits }  // fields are read only after a request line
        try framing.finish(isHTTP10: line.isHTTP10, maximumBodyBytes: limits.bodyBytes)
        headers = HTTPHeaders(bytes: Array(buffer[fieldsStart..<end]), fields: fields)
        fields = []
        consume(0)
        if framing.isChunked {
            state = .chunkSize
        } else {
            let length = framing.contentLength ?? 0
            guard length > 0 else { return finish() }
            state = .body(remaining: length)
        }
        return framing.expectsContinue && unreadBytes == 0 ? .gives(.continueExpected) : .goesOn
    }

    /// The name and the value of a field's line.
    ///
    /// - Source: RFC 9112, section 5.
    static func field(
        _ line: ArraySlice<UInt8>
    ) throws(HTTPParseError) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
        let name = line.prefix(while: \.isTokenCharacter)
        guard name.endIndex < line.endIndex, line[name.endIndex] == UInt8(ascii: ":"), !name.isEmpty else {
            // Also a line that begins with a blank, which once continued the field before it (obs-fold), and a blank
            // before the colon, both of which servers have read differently.
            throw .badRequest("A field must be a name and a colon without blanks around the name")
        }
        let value = line[(name.endIndex + 1)...].trimmingBlanks
        guard value.allSatisfy(\.isFieldCharacter) else {
            throw .badRequest("A field's value must not contain control characters")
        }
        return (name, value)
    }
}
