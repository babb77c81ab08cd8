/// A page of a longer list.
struct PageSlice<Element> {
    let elements: ArraySlice<Element>
    private let number: Int
    private let count: Int

    /// The page of that number, from 1; one that there is not is the last.
    init(_ all: [Element], _ number: String?, size: Int) {
        count = max(1, (all.count + size - 1) / size)
        self.number = min(max(number.flatMap { Int($0) } ?? 1, 1), count)
        elements = all.dropFirst((self.number - 1) * size).prefix(size)
    }

    /// Links to the other pages; nothing where there is one only.
    ///
    /// - Parameter query: what else the links keep, ending in `&`.
    func navigation(_ path: String, _ query: String) -> HTML {
        guard count > 1 else { return "" }
        func link(_ target: Int, _ text: String, _ relation: String) -> HTML {
            guard (1...count).contains(target) else { return "<span class=\"quiet\">\(text)</span>" }
            return "<a rel=\"\(relation)\" href=\"\(path)?\(query)page=\(target)\">\(text)</a>"
        }
        return """
            <nav class="pages" aria-label="Pages of the list">\(link(number - 1, "← Previous", "prev"))
            <span>Page \(number) of \(count)</span>\(link(number + 1, "Next →", "next"))</nav>
            """
    }
}
