/// The candidate that a misspelt name most likely means, or `nil` where none is close.
///
/// A candidate that differs only in the case of letters is taken first. Otherwise the fewest edits decide, at most a third
/// of the name's length, and the earlier of two that are equally close.
///
/// - Parameter maximumEdits: the most edits that still count as a misspelling, where a third of the length would be more.
package func nearestName(
    to name: String,
    among candidates: some Sequence<String>,
    maximumEdits: Int = .max
) -> String? {
    let bytes = name.lowercasedBytes
    guard bytes.count <= longestComparedName else { return nil }
    var best: (candidate: String, edits: Int)?
    for candidate in candidates {
        // Only a closer candidate than the best so far is of interest, which lets most comparisons end early.
        let limit = best.map { $0.edits - 1 } ?? min(maximumEdits, bytes.count / 3)
        guard abs(candidate.utf8.count - bytes.count) <= limit,
            let edits = editDistance(bytes, candidate.lowercasedBytes, atMost: limit)
        else { continue }
        if edits == 0 { return candidate }
        best = (candidate, edits)
    }
    return best?.candidate
}

/// Longer names are never compared: names come from outside, and the time grows with the product of two lengths.
///
/// No name in a template may be longer than a logical id, which has at most 255 characters.
private let longestComparedName = 255

/// How many insertions, removals, replacements and swaps of neighbours turn one text into the other, or `nil` for more
/// than `limit`.
///
/// - Source: optimal string alignment, a restricted Damerau–Levenshtein distance: no part is edited twice.
private func editDistance(_ first: [UInt8], _ second: [UInt8], atMost limit: Int) -> Int? {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in first.indices {
        var current = [row + 1]
        for column in second.indices {
            var edits = min(
                previous[column + 1] + 1,
                current[column] + 1,
                previous[column] + (first[row] == second[column] ? 0 : 1)
            )
            if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                edits = min(edits, beforePrevious[column - 1] + 1)
            }
            current.append(edits)
        }
        // A swap reaches back two rows, so both must be beyond the limit.
        if !current.contains(where: { $0 <= limit }), !previous.contains(where: { $0 <= limit }) { return nil }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[second.count] <= limit ? previous[second.count] : nil
}

extension String {
    /// The text's UTF-8 with ASCII letters in lower case.
    fileprivate var lowercasedBytes: [UInt8] {
        utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
}
