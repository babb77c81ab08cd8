/// Reads a text against many patterns at once and finds a text for each set of patterns that a text can match.
///
/// A state is a set of positions in the patterns; the search goes through all states that some text reaches, breadth
/// first, so texts are short.
struct WildcardAutomaton {
    private typealias Unit = WildcardPattern.Unit
    /// Positions in ``units``, ascending.
    private typealias State = [Int32]

    /// The patterns one after the other, each followed by ``end``.
    private var units: [Unit] = []
    /// The number of the pattern that each position belongs to.
    private var owners: [Int32] = []
    private var starts: [Int32] = []

    /// What follows the last unit of a pattern.
    private static var end: Unit { 0xFFFF_FFFC }

    private struct Visit {
        var state: State
        var parent: Int
        var letter: WildcardPattern.Unit
    }

    /// An automaton of the given patterns.
    init(_ patterns: [WildcardPattern]) {
        for (number, pattern) in patterns.enumerated() {
            starts.append(Int32(units.count))
            units += pattern.units
            units.append(Self.end)
            owners += Array(repeating: Int32(number), count: pattern.units.count + 1)
        }
    }

    /// A text for each set of patterns that a text can match, and for none of them.
    ///
    /// - Parameter budget: how many positions of states may be looked at; what is used is subtracted. Beyond, the result is
    ///   `nil`.
    mutating func search(_ budget: inout Int) -> [[WildcardPattern.Unit]]? {
        var visits = [Visit(state: closure(starts), parent: -1, letter: 0)]
        var known: Set<State> = [visits[0].state]
        var found: Set<State> = []
        var texts: [[WildcardPattern.Unit]] = []
        var next = 0
        while next < visits.count {
            let state = visits[next].state
            let letters = letters(after: state)
            budget -= 1 + state.count * letters.count
            guard budget >= 0 else { return nil }
            let matched = state.filter { units[Int($0)] == Self.end }
            if found.insert(matched).inserted { texts.append(text(to: next, in: visits)) }
            for letter in letters {
                let successor = closure(step(state, letter))
                if known.insert(successor).inserted {
                    visits.append(Visit(state: successor, parent: next, letter: letter))
                }
            }
            next += 1
        }
        return texts
    }

    /// The letters that make a difference in a state: those that stand next in some pattern, and one that stands nowhere.
    private func letters(after state: State) -> [Unit] {
        var letters = [WildcardPattern.fresh]
        for position in state {
            let unit = units[Int(position)]
            if unit != Self.end, !WildcardPattern.isWildcard(unit), !letters.contains(unit) { letters.append(unit) }
        }
        return letters
    }

    private func step(_ state: State, _ letter: Unit) -> [Int32] {
        var successor: [Int32] = []
        for position in state {
            let unit = units[Int(position)]
            if unit == WildcardPattern.star {
                successor.append(position)
            } else if unit != Self.end, WildcardPattern.accepts(unit, letter) {
                successor.append(position + 1)
            }
        }
        return successor
    }

    /// Adds what is reached without a letter, since `*` may stand for nothing, and drops positions that do not matter:
    /// once a pattern is at a `*`, whatever an earlier position leads to is matched from the `*` as well.
    private func closure(_ positions: [Int32]) -> State {
        var state: State = []
        var index = positions.count - 1
        var owner: Int32 = -1
        var isCovered = false
        var previous: Int32 = -1
        // From the last position to the first, so that a `*` is seen before what it covers.
        while index >= 0 {
            let position = positions[index]
            index -= 1
            if owners[Int(position)] != owner {
                owner = owners[Int(position)]
                isCovered = false
            }
            if isCovered || position == previous { continue }
            previous = position
            if units[Int(position)] == WildcardPattern.star {
                isCovered = true
                if state.last != position + 1 { state.append(position + 1) }
            }
            state.append(position)
        }
        state.reverse()
        return state
    }

    private func text(to visit: Int, in visits: [Visit]) -> [Unit] {
        var text: [Unit] = []
        var index = visit
        while visits[index].parent >= 0 {
            text.append(visits[index].letter)
            index = visits[index].parent
        }
        text.reverse()
        return text
    }
}
