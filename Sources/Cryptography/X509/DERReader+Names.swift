extension DERReader {
    /// A distinguished name.
    ///
    /// - Source: RFC 5280, 4.1.2.4.
    mutating func readName(_ what: String) throws(CertificateError) -> Certificate.Name {
        let element = try read(.sequence, what)
        var (commonNames, organizations): ([String], [String]) = ([], [])
        var name = inside(element)
        while !name.isAtEnd {
            var attributes = inside(try name.read(.set, "a part of \(what)"))
            repeat {
                var attribute = inside(try attributes.read(.sequence, "an attribute of \(what)"))
                let type = try attribute.readObjectIdentifier("an attribute's type")
                let value = try attribute.readAny("an attribute's value")
                try attribute.finish()
                switch type {
                case .commonName: commonNames.append(try text(of: value))
                case .organizationName: organizations.append(try text(of: value))
                default: break
                }
            } while !attributes.isAtEnd
        }
        return Certificate.Name(der: [UInt8](bytes(of: element.whole)), commonNames, organizations)
    }

    /// The host names among the alternative names; the others are passed over.
    ///
    /// - Source: RFC 5280, 4.2.1.6.
    mutating func readDNSNames() throws(CertificateError) -> [String] {
        var names = inside(try read(.sequence, "the subject's alternative names"))
        var found: [String] = []
        repeat {
            let name = try names.readAny("an alternative name")
            guard name.tag.byte & 0xc0 == 0x80 else {
                throw CertificateError(.encoding, at: name.start, expected: "an alternative name")
            }
            guard name.tag == .context(2, isConstructed: false) else { continue }
            let content = bytes(of: name)
            guard !content.isEmpty, content.allSatisfy({ 0x21...0x7e ~= $0 }) else {
                throw CertificateError(.value, at: name.start, expected: "a DNS name of visible ASCII characters")
            }
            found.append(String(decoding: content, as: UTF8.self))
        } while !names.isAtEnd
        return found
    }

    /// The text of an attribute in one of the types that certificates use.
    ///
    /// What is not Unicode has to be ASCII: what else the older types allow is understood in different ways.
    private func text(of element: DERElement) throws(CertificateError) -> String {
        let content = bytes(of: element)
        let text: String?
        switch element.tag {
        case .utf8String: text = String(validating: content, as: UTF8.self)
        case .printableString, .ia5String, .teletexString: text = String(validating: content, as: Unicode.ASCII.self)
        case .bmpString: text = Self.utf16Text(content)
        default: text = nil
        }
        guard let text, !text.isEmpty else {
            throw CertificateError(.value, at: element.start, expected: "a UTF-8, ASCII or BMP text")
        }
        return text
    }

    private static func utf16Text(_ content: ArraySlice<UInt8>) -> String? {
        guard content.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: content.startIndex, to: content.endIndex, by: 2).map { index in
            UInt16(content[index]) << 8 | UInt16(content[index + 1])
        }
        return String(validating: units, as: UTF16.self)
    }
}
