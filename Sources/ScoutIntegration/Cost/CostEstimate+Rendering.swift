public import CloudFormation

extension CostEstimate {
    /// How an estimate is written.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// A table for a terminal.
        case text
        /// A Markdown table.
        case markdown
        /// JSON for programs.
        case json
    }

    /// The estimate in that format, with a line break at the end.
    public func rendered(as format: Format) -> String {
        switch format {
        case .text: text
        case .markdown: markdown
        case .json: listing.json()
        }
    }

    /// A price as people write it; `free` for nothing.
    private static func shown(_ price: Price) -> String { price == .free ? "free" : "$\(price.roundedUp)" }

    private var title: String { "Monthly cost in \(region.name) for \(Usage.pushes(usage.pushesPerDay)) a day" }

    private var notes: [String] {
        let base = "List prices in US dollars without free tiers, each line rounded up to the cent."
        guard usage.imageMicrogigabytes != nil, !hasRegionalTransferPrice else { return [base] }
        return [base, "Transfer out of \(region.name) costs more than the $0.09 a GB of US and European regions."]
    }

    private var text: String {
        let rows =
            lines.map { [$0.name, $0.type, Self.shown($0.monthly), $0.arithmetic] } + [
                ["Total", "", Self.shown(total), ""]
            ]
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let table = rows.map { row in
            let cells = (0..<3).map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 2 ? padding + row[column] : row[column] + padding
            }
            let line = (cells + [row[3]]).joined(separator: "  ")
            return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
        }
        return ([title, ""] + table + [""] + notes).joined(separator: "\n") + "\n"
    }

    private var markdown: String {
        let rows = lines.map { "| `\($0.name)` | `\($0.type)` | \(Self.shown($0.monthly)) | \($0.arithmetic) |" }
        return """
            **\(title)**

            | Resource | Type | Monthly | Arithmetic |
            | --- | --- | ---: | --- |
            \(rows.joined(separator: "\n"))
            | **Total** | | **\(Self.shown(total))** | |

            \(notes.joined(separator: " "))

            """
    }

    /// A number in decimal digits, which is exact where a binary number would not be.
    private static func number(_ digits: String) -> Value {
        Number(spelling: digits).map { .number($0) } ?? .string(digits)
    }

    /// The estimate as programs read it; amounts are dollars in decimal digits.
    public var listing: Value {
        let size = usage.imageMicrogigabytes.map { Self.number(Price(nanodollars: Int128($0) * 1_000).exact) }
        return [
            "region": .string(region.name),
            "currency": "USD",
            "pushesPerDay": .number(Number(usage.pushesPerDay)),
            "daysPerMonth": .number(Number(Usage.daysPerMonth)),
            "imageGigabytes": size ?? .null,
            "lines": .array(
                lines.map { line in
                    [
                        "resource": .string(line.name),
                        "type": .string(line.type),
                        "monthly": Self.number(line.monthly.roundedUp),
                        "monthlyExact": Self.number(line.monthly.exact),
                        "arithmetic": .string(line.arithmetic),
                    ]
                }
            ),
            "total": Self.number(total.roundedUp),
            "notes": .array(notes.map { .string($0) }),
        ]
    }
}
