import Cryptography
import HTTPServer
import ScoutIntegration

extension Dashboard {
    /// How many integrations a page shows.
    private static let pageSize = 25
    /// How soon a page looks again while something is in progress, in seconds.
    private static let refreshSeconds = 3
    /// How soon it does where something is wrong, which somebody may be mending.
    private static let calmRefreshSeconds = 15

    /// How soon a page that shows integrations looks again; `nil` where nothing is expected.
    private static func refreshSeconds(of shown: some Sequence<Integration>) -> Int? {
        if shown.contains(where: \.isInProgress) { return refreshSeconds }
        return shown.contains(where: \.isWrong) ? calmRefreshSeconds : nil
    }

    // MARK: The list

    func integrationsPage(_ context: Context) async throws -> Page {
        let visitor = context.visitor
        let showsRemoved = context.query["removed"] == "1"
        let all = try await organizations.integrations(of: visitor.organization, includingRemoved: showsRemoved)
        let slice = PageSlice(Array(all.reversed()), context.query["page"], size: Self.pageSize)
        var rows: [HTML] = []
        for integration in slice.elements {
            let lastEvent = try await organizations.images.lastEvent(of: integration.id)
            rows.append(row(integration, lastEvent, visitor))
        }
        let list: HTML =
            all.isEmpty
            ? Self.emptyState
            : """
            <ul class="list" aria-label="Integrations">\(rows)</ul>
            \(slice.navigation(visitor.path("integrations"), showsRemoved ? "removed=1&" : ""))
            """
        let toggle: HTML =
            showsRemoved
            ? "<a href=\"\(visitor.path("integrations"))\">Hide removed ones</a>"
            : "<a href=\"\(visitor.path("integrations"))?removed=1\">Show removed ones</a>"
        return Page(
            title: "ECR integrations",
            section: .integrations,
            refreshSeconds: all.isEmpty ? Self.refreshSeconds : Self.refreshSeconds(of: slice.elements),
            content: """
                <h1>ECR integrations</h1>
                <p class="lead">Each connects one registry, an account and a region, to Docker Scout.
                <a href="\(visitor.path("stack"))">What the stack contains, costs and permits</a></p>
                \(creationForm(visitor, isFirst: all.isEmpty))
                <div id="live" aria-live="polite">\(list)</div>
                <p class="more">\(toggle)</p>
                """
        )
    }

    private static let emptyState: HTML = """
        <section class="card steps"><h2>Connect your first registry</h2>
        <ol>
        <li><b>Create.</b> Choose the region of the registry and press <i>Create on AWS</i>. CloudFormation's console opens in a
        new tab, with everything filled in.</li>
        <li><b>Confirm.</b> Sign in to the account of the registry, acknowledge that the stack makes IAM roles, and press
        <i>Create stack</i>. It takes about a minute; this page shows when it is connected.</li>
        <li><b>Activate.</b> Choose the repositories whose images Docker Scout is to analyze.</li>
        </ol></section>
        """

    private func creationForm(_ visitor: Visitor, isFirst: Bool) -> HTML {
        let reason: String? =
            !visitor.isOwner
            ? visitor.reasonForMembers : organizations.launch == nil ? Organizations.missingLaunchSettings : nil
        let regions = organizations.launch?.regions ?? Region.all
        let disabled: HTML = reason == nil ? "" : " disabled aria-describedby=\"why-not\""
        let why: HTML = reason.map { "<p class=\"hint\" id=\"why-not\">\($0)</p>" } ?? ""
        return """
            <form class="card create" method="post" action="\(visitor.path("integrations"))" target="_blank" data-creates>
            \(visitor.formField)<input type="hidden" name="once" value="\(RandomToken.hexadecimal(bytes: 16))">
            <div><label for="region">\(isFirst ? "Region of the registry" : "Add a registry in")</label>
            <select id="region" name="region"\(disabled)>\(Self.regionOptions("us-east-1", among: regions))</select></div>
            <button class="primary"\(disabled)>Create on AWS <span class="new-tab" aria-hidden="true">↗</span><span class="label">(opens a new tab)</span></button>
            \(why)</form>
            """
    }

    /// Regions by partition.
    static func regionOptions(_ chosen: String, among all: [Region] = Region.all) -> HTML {
        Partition.allCases.reduce(into: HTML.empty) { options, partition in
            let regions = all.filter { $0.partition == partition }.map { region -> HTML in
                "<option\(region.name == chosen ? " selected" : "")>\(region.name)</option>"
            }
            if regions.isEmpty { return }
            options += "<optgroup label=\"\(partition.title)\">\(regions)</optgroup>"
        }
    }

    private func row(_ integration: Integration, _ lastEvent: Timestamp?, _ visitor: Visitor) -> HTML {
        let path = visitor.path("integrations/\(integration.id.text)")
        let event: HTML = lastEvent.map { Moment($0, now: now).html } ?? "none yet"
        let detail: HTML =
            integration.status == .connected || integration.status == .removed
            ? "" : state(integration, visitor, hasSentEvents: lastEvent != nil)
        return """
            <li class="card row"><div class="head">\(integration.badge)
            <a class="name" href="\(path)">\(integration.title)</a></div>
            <dl><div><dt>Region</dt><dd>\(integration.region.name)</dd></div>
            <div><dt>Added</dt><dd>\(Moment(integration.createdAt, now: now).html)</dd></div>
            <div><dt>Last event</dt><dd>\(event)</dd></div></dl>\(detail)</li>
            """
    }

    /// What there is to do or to wait for.
    private func state(_ integration: Integration, _ visitor: Visitor, hasSentEvents: Bool) -> HTML {
        switch integration.status {
        case .connected, .removed: ""
        case .pending:
            """
            <p>\(integration.account == nil ? "Waiting for the stack to call back." : "The stack is being created.")
            \(wizardLink(integration, visitor, "Continue on AWS"))</p>\(steps(integration, hasSentEvents))
            """
        case .error(let reason):
            """
            <p class="alert"><b>It did not work:</b> \(reason)</p>
            <p>\(Self.advice(integration)) \(stackLink(integration, "Open the stacks of \(integration.region.name)"))
            \(wizardLink(integration, visitor, "Create on AWS again"))</p>\(steps(integration, hasSentEvents))
            """
        }
    }

    private static func advice(_ integration: Integration) -> HTML {
        integration.stack == nil
            ? "Delete the failed stack in CloudFormation's console, mend what the reason says, and create it again."
            : "Look at the stack's events in CloudFormation's console, mend what the reason says, and update the stack again."
    }

    private func steps(_ integration: Integration, _ hasSentEvents: Bool) -> HTML {
        guard let launch = organizations.launch, integration.account != nil else { return "" }
        let steps = integration.steps(of: launch.template, hasSentEvents: hasSentEvents)
        let done = steps.count { $0.state == .complete }
        let items = steps.map { step -> HTML in
            let (mark, word) = step.state.words
            // What stands above already need not be said again.
            let isSaid = step.state == .failed(reason: integration.status.reason ?? "")
            let reason: HTML = if case .failed(let reason) = step.state, !isSaid { " – \(reason)" } else { "" }
            return "<li class=\"\(mark)\"><code>\(step.name)</code> \(word)\(reason)</li>"
        }
        return """
            <details class="progress" open><summary>\(done) of \(steps.count) resources</summary>
            <progress max="\(steps.count)" value="\(done)" aria-label="Resources of the stack"></progress><ol>\(items)</ol></details>
            """
    }

    private func wizardLink(_ integration: Integration, _ visitor: Visitor, _ text: String) -> HTML {
        guard visitor.isOwner, let link = organizations.launchLink(of: integration) else { return "" }
        return
            "<a class=\"button\" href=\"\(link.url)\" target=\"_blank\" rel=\"noopener\">\(text) ↗<span class=\"label\">(opens a new tab)</span></a>"
    }

    private func stackLink(_ integration: Integration, _ text: String) -> HTML {
        let url = integration.consoleURL
        return
            "<a href=\"\(url)\" target=\"_blank\" rel=\"noopener\">\(text) ↗<span class=\"label\">(opens a new tab)</span></a>"
    }

    // MARK: One of them

    func integrationPage(_ context: Context, _ id: String) async throws -> Page {
        let visitor = context.visitor
        let integration = try await organizations.integration(id, of: visitor.organization)
        let lastEvent = try await organizations.images.lastEvent(of: integration.id)
        let event: HTML = lastEvent.map { Moment($0, now: now).exactHTML } ?? "none yet"
        let history = integration.history.reversed().map { entry -> HTML in
            "<li>\(Moment(entry.at, now: now).exactHTML) \(entry.text)</li>"
        }
        let stack: HTML =
            integration.stack.map { "<code>\($0.id.arn)</code> \(stackLink(integration, "Open"))" } ?? "none"
        let roles: HTML =
            integration.stack.map { stack in
                """
                <div><dt>Role for the registry</dt><dd><code>\(stack.resources.ecrAccessRole.text)</code></dd></div>
                <div><dt>Secret</dt><dd><code>\(stack.resources.secret.text)</code></dd></div>
                """
            } ?? ""
        let repositories: HTML =
            integration.status == .connected
            ? "<p><a class=\"button\" href=\"\(visitor.path("repositories"))\">Choose repositories</a></p>" : ""
        let awaitsEvent = integration.status == .connected && lastEvent == nil
        return Page(
            title: integration.title,
            section: .integrations,
            refreshSeconds: awaitsEvent ? Self.refreshSeconds : Self.refreshSeconds(of: [integration]),
            content: """
                <p><a href="\(visitor.path("integrations"))">← All integrations</a></p>
                <div id="live" aria-live="polite"><h1>\(integration.badge) \(integration.title)</h1>
                \(state(integration, visitor, hasSentEvents: lastEvent != nil))\(repositories)
                <dl class="card facts">
                <div><dt>Region</dt><dd>\(integration.region.name)</dd></div>
                <div><dt>Account</dt><dd>\(integration.account?.digits ?? "not known yet")</dd></div>
                <div><dt>Stack</dt><dd>\(stack)</dd></div>\(roles)
                <div><dt>Added</dt><dd>\(Moment(integration.createdAt, now: now).exactHTML)</dd></div>
                <div><dt>Changed</dt><dd>\(Moment(integration.updatedAt, now: now).exactHTML)</dd></div>
                <div><dt>Last event</dt><dd>\(event)</dd></div>
                <div><dt>Id</dt><dd><code>\(integration.id.text)</code></dd></div>
                </dl>
                <h2>History</h2><ol class="history">\(history)</ol></div>
                \(removalButton(integration, visitor))
                """
        )
    }

    private func removalButton(_ integration: Integration, _ visitor: Visitor) -> HTML {
        guard !integration.isWithdrawn else { return "" }
        guard visitor.isOwner else {
            return "<p class=\"hint\">\(visitor.reasonForMembers) Removing it is for owners.</p>"
        }
        return
            "<p><a class=\"button danger\" href=\"\(visitor.path("integrations/\(integration.id.text)/remove"))\">Remove…</a></p>"
    }

    func removalPage(_ context: Context, _ id: String) async throws -> Page {
        let visitor = context.visitor
        let integration = try await organizations.integration(id, of: visitor.organization)
        let path = visitor.path("integrations/\(integration.id.text)")
        let stack: HTML =
            integration.stack.map { stack in
                """
                <p class="alert"><b>The stack <code>\(stack.id.name.name)</code> remains in the account.</b> Docker Scout cannot
                delete it. \(stackLink(integration, "Delete it in CloudFormation's console"))</p>
                """
            }
                ?? """
                <p>No stack is connected. One that was created remains in the account:
                \(stackLink(integration, "look at the stacks of \(integration.region.name)")).</p>
                """
        return Page(
            title: "Remove \(integration.title)",
            section: .integrations,
            content: """
                <div class="card narrow"><h1>Remove \(integration.title)?</h1>
                <p>Docker Scout stops listening to this registry and pulls nothing from it any more. This cannot be undone; the
                registry can be connected anew.</p>\(stack)
                <form method="post" action="\(path)/remove">\(visitor.formField)\(visitor.hintForMembers)
                <button class="danger"\(visitor.isOwner ? "" : " disabled")>Remove</button>
                <a class="button" href="\(path)">Keep it</a></form></div>
                """
        )
    }

    // MARK: What is done

    func createIntegration(_ context: Context) async throws -> HTTPResponse {
        let form = context.form
        let organization = context.visitor.organization
        let region = form["region"] ?? ""
        let once = "\(organization.text) \(region) \(form["once"] ?? RandomToken.hexadecimal(bytes: 16))"
        let id = try await creations.once(once) { [organizations] in
            try await organizations.add(region: region, stackName: nil, to: organization).integration
        }
        let integration = try await organizations.integration(id.text, of: organization)
        guard let link = organizations.launchLink(of: integration) else { return .page(.failure, for: context.visitor) }
        return .seeOther(link.url)
    }

    func removeIntegration(_ context: Context, _ id: String) async throws -> HTTPResponse {
        try await organizations.remove(id, of: context.visitor.organization)
        return .seeOther(context.visitor.path("integrations"))
    }
}

extension Integration {
    /// What the integration is called: its account and region, as far as they are known.
    fileprivate var title: String { account.map { "\($0.digits) · \(region.name)" } ?? region.name }

    fileprivate var isInProgress: Bool { status == .pending || attempt != nil }

    fileprivate var isWrong: Bool { if case .error = status { true } else { false } }

    /// The status as people read it.
    fileprivate var badge: HTML {
        switch status {
        case .pending: "<span class=\"badge pending\">In progress</span>"
        case .connected: "<span class=\"badge connected\">Connected</span>"
        case .error: "<span class=\"badge error\">Error</span>"
        case .removed: "<span class=\"badge removed\">Removed</span>"
        }
    }

    /// The stack in CloudFormation's console, or the stacks of the region.
    fileprivate var consoleURL: String {
        stack.map { StackPage.url(of: $0.id) } ?? StackPage.url(of: region)
    }
}

extension ResourceStep.State {
    /// A class for the style, and a word for people.
    fileprivate var words: (HTML, HTML) {
        switch self {
        case .waiting: ("waiting", "waits")
        case .inProgress: ("working", "in progress")
        case .complete: ("complete", "complete")
        case .failed: ("failed", "failed")
        }
    }
}

extension Partition {
    fileprivate var title: String {
        switch self {
        case .aws: "AWS"
        case .awsChina: "AWS China"
        case .awsUSGov: "AWS GovCloud (US)"
        }
    }
}
