extension Substring {
    /// What stands before the first `${…}`, what stands in it, and what follows; `nil` where there is none.
    func cutAtReference() -> (before: Substring, name: Substring, rest: Substring)? {
        var search = utf8[...]
        while let dollar = search.firstIndex(of: UInt8(ascii: "$")) {
            search = utf8[utf8.index(after: dollar)...]
            guard search.first == UInt8(ascii: "{") else { continue }
            let start = utf8.index(after: search.startIndex)
            // Without a closing brace there is no reference further on either.
            guard let end = utf8[start...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
            return (self[..<dollar], self[start..<end], self[utf8.index(after: end)...])
        }
        return nil
    }
}
