import ScoutIntegration

extension Dashboard {
    /// What the stack contains, costs and permits.
    func stackPage(_ context: Context) -> Page {
        let (visitor, query) = (context.visitor, context.query)
        let pushes = query["pushes"] ?? "100"
        let (image, region) = (query["image"] ?? "", query["region"] ?? "us-east-1")
        let stack = organizations.launch?.stack
        let problem: String
        var result: HTML = "<p class=\"hint\">\(Organizations.missingLaunchSettings)</p>"
        do throws(InvalidInput) {
            if let stack { result = try Self.table(stack, try Self.usage(pushes, image), try Region(region)) }
            problem = ""
        } catch {
            problem = error.description
            result = ""
        }
        let alert: HTML = problem.isEmpty ? "" : "<p class=\"alert\" role=\"alert\" id=\"problem\">\(problem)</p>"
        return Page(
            title: "The stack",
            section: .stack,
            content: """
                <h1>The stack</h1>
                <p class="lead">What <i>Create on AWS</i> makes in the account, what it costs its owner, and what it lets whom do.</p>
                <form class="card usage" method="get" action="\(visitor.path("stack"))" data-estimate>
                <div><label for="pushes">Pushes a day</label>
                <input id="pushes" name="pushes" type="number" min="0" max="\(Usage.maximumPushesPerDay)" value="\(pushes)" required>
                <input type="range" min="0" max="2000" step="10" value="\(pushes)" aria-label="Pushes a day, up to 2000" data-for="pushes" hidden></div>
                <div><label for="image">Size of an image in GB, if its transfer is to be counted</label>
                <input id="image" name="image" type="number" min="0" step="any" value="\(image)"></div>
                <div><label for="in-region">Region</label>
                <select id="in-region" name="region">\(Self.regionOptions(region))</select></div>
                <button>Estimate</button></form>
                <div id="live" aria-live="polite">\(alert)\(result)</div>
                """
        )
    }

    private static func usage(_ pushes: String, _ image: String) throws(InvalidInput) -> Usage {
        guard let number = Int(pushes) else {
            throw InvalidInput("pushes a day", given: pushes, "must be a whole number")
        }
        if image.isEmpty { return try Usage(pushesPerDay: number) }
        guard let size = Double(image) else {
            throw InvalidInput("image size", given: image, "must be a number of gigabytes")
        }
        return try Usage(pushesPerDay: number, imageGigabytes: size)
    }

    private static func table(_ stack: ScoutStack, _ usage: Usage, _ region: Region) throws(InvalidInput) -> HTML {
        let estimate = try CostEstimate(of: stack.template, in: region, usage: usage)
        let rows = stack.explanation(costing: estimate).map { resource -> HTML in
            let sentences = resource.permissions.map { "<li>\($0)</li>" as HTML }
            let permissions: HTML = sentences.isEmpty ? "" : "<ul>\(sentences)</ul>"
            return """
                <tr><th scope="row"><code>\(resource.name)</code><small>\(resource.type)</small></th>
                <td data-label="Job">\(resource.job)\(permissions)</td>\(cost(resource.cost))</tr>
                """
        }
        let transfer = estimate.lines.first { $0.type == "Egress" }
        let transferRow: HTML =
            transfer.map {
                "<tr><th scope=\"row\">\($0.name)</th><td data-label=\"Job\">images that leave AWS</td>\(cost($0))</tr>"
            } ?? ""
        let note: HTML =
            transfer != nil && !estimate.hasRegionalTransferPrice
            ? "<p class=\"hint\">Transfer out of \(region.name) costs more than the price that is shown.</p>" : ""
        return """
            <table class="stack wide"><caption class="label">Resources</caption><thead><tr><th scope="col">Resource</th><th scope="col">Job and permissions</th>
            <th scope="col">A month</th></tr></thead><tbody>\(rows)\(transferRow)</tbody>
            <tfoot><tr><th scope="row">Together</th><td></td><td><b>$\(estimate.total.roundedUp)</b></td></tr></tfoot></table>\(note)
            """
    }

    private static func cost(_ line: CostEstimate.Line?) -> HTML {
        guard let line else { return "<td data-label=\"A month\"></td>" }
        let price: HTML = line.monthly == .free ? "free" : "$\(line.monthly.roundedUp)"
        return "<td data-label=\"A month\">\(price)<small>\(line.arithmetic)</small></td>"
    }
}
