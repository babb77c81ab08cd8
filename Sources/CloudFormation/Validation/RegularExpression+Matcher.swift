extension RegularExpression {
    /// A pattern as a machine with many states, each an index into the instructions.
    struct Program: Sendable {
        typealias Refusal = RegularExpression.Refusal
        typealias Node = RegularExpression.Node
        typealias Bounds = RegularExpression.Bounds

        enum Instruction: Sendable {
            /// Takes one scalar of that class and goes on to the next instruction.
            case take(class: Int)
            /// Goes on only where that holds.
            case check(Assertion)
            /// Goes on both ways.
            case split(Int, Int)
            case jump(Int)
            /// The pattern ends here.
            case accept
        }

        let classes: [CharacterClass]
        private(set) var instructions: [Instruction] = []
        private(set) var checksWords = false
        /// Parts of the tree that were visited, each copy of a repeated part for itself.
        private var visits = 0

        init(_ node: Node, classes: [CharacterClass]) throws(Refusal) {
            self.classes = classes.map(\.preparedForMatching)
            try append(node)
            try append(.accept)
        }
    }
}

// MARK: - Compiling

extension RegularExpression.Program {
    private mutating func append(_ instruction: Instruction) throws(Refusal) {
        guard instructions.count < Bounds.instructions else { throw .unsupported(.size) }
        instructions.append(instruction)
    }

    private mutating func append(_ node: Node) throws(Refusal) {
        // Copies of an empty part add no instruction, but `((){9999}){9999}` would still take its time.
        visits += 1
        guard visits <= Bounds.instructions else { throw .unsupported(.size) }
        switch node {
        case .scalar(let index):
            try append(.take(class: index))
        case .assertion(let assertion):
            checksWords = checksWords || assertion == .wordBoundary || assertion == .noWordBoundary
            try append(.check(assertion))
        case .sequence(let nodes):
            for node in nodes { try append(node) }
        case .choice(let alternatives):
            try appendChoice(of: alternatives[...])
        case .repetition(let body, let minimum, let maximum):
            for _ in 0..<minimum { try append(body) }
            if let maximum { try appendOptional(body, count: maximum - minimum) } else { try appendLoop(body) }
        }
    }

    /// `split(first, others); first; jump(end); others…; last; end`
    private mutating func appendChoice(
        of alternatives: ArraySlice<Node>
    ) throws(Refusal) {
        var jumps: [Int] = []
        for alternative in alternatives.dropLast() {
            let split = instructions.count
            try append(.split(split + 1, split))
            try append(alternative)
            jumps.append(instructions.count)
            try append(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        if let last = alternatives.last { try append(last) }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    /// `body` up to that often: each copy can be left out with all that follow.
    private mutating func appendOptional(
        _ body: Node,
        count: Int
    ) throws(Refusal) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(instructions.count)
            try append(.jump(0))
            try append(body)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }

    /// `split(body, end); body; jump(split); end`
    private mutating func appendLoop(_ body: Node) throws(Refusal) {
        let split = instructions.count
        try append(.jump(0))
        try append(body)
        try append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
    }
}

// MARK: - Matching

extension RegularExpression {
    /// Follows a text through a program, in all states at once.
    struct Matcher {
        private let program: Program
        private let text: [Unicode.Scalar]
        /// For each scalar whether it belongs to a word; empty where nothing asks for it.
        private let words: [Bool]
        /// For each instruction the last place of the text at which it was reached, so that none is followed twice there.
        private var reachedAt: [Int]
        /// For each class the last place at which it judged the scalar, and its verdict.
        private var judgements: [(place: Int, isMember: Bool)]
        /// Instructions that wait for the next scalar.
        private var waiting: [Int] = []
        /// Instructions that are yet to be followed; kept only for its storage.
        private var pending: [Int] = []
        private var isAccepted = false

        init(_ program: Program, text: String) {
            self.program = program
            self.text = Array(text.unicodeScalars)
            words = program.checksWords ? Self.words(in: self.text) : []
            reachedAt = Array(repeating: -1, count: program.instructions.count)
            judgements = Array(repeating: (-1, false), count: program.classes.count)
        }

        mutating func matchesWhole() -> Bool {
            follow(0, at: 0)
            for (index, scalar) in text.enumerated() {
                guard !waiting.isEmpty else { return false }
                step(over: scalar, to: index + 1)
            }
            return isAccepted
        }

        private mutating func step(over scalar: Unicode.Scalar, to place: Int) {
            let states = waiting
            waiting.removeAll(keepingCapacity: true)
            isAccepted = false
            for state in states {
                guard case .take(let index) = program.instructions[state], isMember(scalar, of: index, at: place) else {
                    continue
                }
                follow(state + 1, at: place)
            }
        }

        private mutating func isMember(_ scalar: Unicode.Scalar, of index: Int, at place: Int) -> Bool {
            if judgements[index].place != place {
                judgements[index] = (place, program.classes[index].contains(scalar))
            }
            return judgements[index].isMember
        }

        /// Goes from an instruction to all that can be reached without taking a scalar.
        private mutating func follow(_ start: Int, at place: Int) {
            pending.append(start)
            while let state = pending.popLast() {
                guard reachedAt[state] != place else { continue }
                reachedAt[state] = place
                switch program.instructions[state] {
                case .take: waiting.append(state)
                case .check(let assertion): if holds(assertion, at: place) { pending.append(state + 1) }
                case .split(let first, let second):
                    pending.append(first)
                    pending.append(second)
                case .jump(let target): pending.append(target)
                case .accept: isAccepted = true
                }
            }
        }
    }
}

// MARK: - Assertions

extension RegularExpression.Matcher {
    private func holds(_ assertion: RegularExpression.Assertion, at place: Int) -> Bool {
        switch assertion {
        case .start: place == 0
        case .end: place == text.count
        case .endOrLastTerminator: isEndOrLastTerminator(place)
        case .wordBoundary: isWordBoundary(place)
        case .noWordBoundary: !isWordBoundary(place)
        }
    }

    private func isEndOrLastTerminator(_ place: Int) -> Bool {
        switch text.count - place {
        case 0: true
        // Not between the two halves of a terminator.
        case 1: text[place] == "\n" ? place == 0 || text[place - 1] != "\r" : Self.isLineTerminator(text[place])
        case 2: text[place] == "\r" && text[place + 1] == "\n"
        default: false
        }
    }

    private static func isLineTerminator(_ scalar: Unicode.Scalar) -> Bool {
        ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
    }

    private func isWordBoundary(_ place: Int) -> Bool {
        let isAfterWord = place > 0 && words[place - 1]
        let isBeforeWord = place < text.count && words[place]
        return isAfterWord != isBeforeWord
    }

    /// Letters, digits and `_`, and marks on a letter or digit.
    private static func words(in text: [Unicode.Scalar]) -> [Bool] {
        var words: [Bool] = []
        words.reserveCapacity(text.count)
        var isOnBase = false
        for scalar in text {
            let category = scalar.properties.generalCategory
            if category != .nonspacingMark { isOnBase = letterOrDigit.contains(RegularExpression.Categories(category)) }
            words.append(isOnBase || scalar == "_")
        }
        return words
    }

    private static let letterOrDigit: RegularExpression.Categories = [
        .init(.uppercaseLetter), .init(.lowercaseLetter), .init(.titlecaseLetter), .init(.modifierLetter),
        .init(.otherLetter), .init(.decimalNumber),
    ]
}
