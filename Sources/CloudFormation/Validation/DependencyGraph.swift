/// Who needs whom, in the order in which it was found.
struct DependencyGraph {
    private var successors: OrderedMap<[String]> = [:]

    /// Notes that one needs the other.
    mutating func add(_ name: String, needs other: String) {
        var known = successors[name] ?? []
        if !known.contains(other) { known.append(other) }
        successors[name] = known
    }

    /// A cycle of each group of names that need each other, with the first name repeated at the end.
    ///
    /// A depth-first search with a stack of its own, since chains can be as long as a template.
    func cycles() -> [[String]] {
        var cycles: [[String]] = []
        var finished: Set<String> = []
        for start in successors.keys where !finished.contains(start) {
            search(from: start, &finished, &cycles)
        }
        return cycles
    }

    private func search(from start: String, _ finished: inout Set<String>, _ cycles: inout [[String]]) {
        var trail = [(name: start, next: 0)]
        var onTrail = [start: 0]
        while let (name, next) = trail.last {
            let needed = successors[name] ?? []
            guard next < needed.count else {
                trail.removeLast()
                onTrail[name] = nil
                finished.insert(name)
                continue
            }
            trail[trail.count - 1].next += 1
            let other = needed[next]
            if let position = onTrail[other] {
                let names = trail[position...].map(\.name)
                if !cycles.contains(where: { !Set($0).isDisjoint(with: names) }) { cycles.append(names + [other]) }
            } else if !finished.contains(other) {
                onTrail[other] = trail.count
                trail.append((other, 0))
            }
        }
    }
}
