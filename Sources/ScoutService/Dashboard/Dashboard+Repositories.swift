import AWSClient
import HTTPServer
import ScoutIntegration

extension Dashboard {
    private static let repositoriesPerPage = 100
    private static let imagesPerPage = 50

    // MARK: Repositories

    func repositoriesPage(_ context: Context) async throws -> Page {
        let visitor = context.visitor
        let search = Self.searched(context.query["search"])
        let all = try await organizations.repositories(of: visitor.organization, search: search)
        let slice = PageSlice(all, context.query["page"], size: Self.repositoriesPerPage)
        let query = search.isEmpty ? "" : PercentEncoding.query([(name: "search", value: search)]) + "&"
        let list: HTML = all.isEmpty ? Self.noRepositories(search) : table(Array(slice.elements), context, search)
        return Page(
            title: "Repositories",
            section: .repositories,
            content: """
                <h1>Repositories</h1>
                <p class="lead">Docker Scout pulls and analyzes images that are pushed to activated repositories, and keeps
                nothing of the others but that they were pushed.</p>
                <form class="search" method="get" action="\(visitor.path("repositories"))" role="search">
                <label for="search">Search</label>
                <input id="search" name="search" type="search" value="\(search)" autocomplete="off" autocapitalize="none" spellcheck="false">
                <button>Search</button></form>
                \(list)\(slice.navigation(visitor.path("repositories"), query))
                \(try await newRepositories(visitor))
                """
        )
    }

    /// What to look for. Names of repositories have no capital letters, which phones begin with.
    private static func searched(_ text: String?) -> String {
        let words = (text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return String(words.lowercased().prefix(256))
    }

    private static func noRepositories(_ search: String) -> HTML {
        search.isEmpty
            ? """
            <section class="card"><h2>No repositories yet</h2><p>A repository appears here with the first image that is pushed
            to it after its registry was connected.</p></section>
            """ : "<p>No repository has \u{201C}\(search)\u{201D} in its name.</p>"
    }

    private func table(_ repositories: [Organizations.Repository], _ context: Context, _ search: String) -> HTML {
        let visitor = context.visitor
        let disabled: HTML = visitor.isOwner ? "" : " disabled"
        let rows = repositories.enumerated().map { number, repository -> HTML in
            let value = "\(repository.integration.id.text) \(repository.name.text)"
            let registry = repository.integration.registryHost ?? repository.integration.region.name
            let images = Self.imagesPath(repository.integration, repository.name, visitor)
            let (badge, action): (HTML, HTML) =
                repository.isActive
                ? ("<span class=\"badge connected\">Active</span>", "deactivate")
                : ("<span class=\"badge removed\">Inactive</span>", "activate")
            return """
                <tr><td><input type="checkbox" name="repository" value="\(value)" id="r\(number)" aria-label="Choose \(repository.name.text) of \(registry)"\(disabled)></td>
                <th scope="row"><label for="r\(number)">\(repository.name.text)</label><small>\(registry)</small></th>
                <td>\(badge)</td><td><a href="\(images)">\(repository.images) image\(repository.images == 1 ? "" : "s")</a></td>
                <td><button name="\(action)" value="\(value)" aria-label="\(repository.isActive ? "Deactivate" : "Activate") \(repository.name.text)"\(disabled)>\(repository.isActive ? "Deactivate" : "Activate")</button></td></tr>
                """
        }
        return """
            <form method="post" action="\(visitor.path("repositories"))" data-bulk>\(visitor.formField)
            <input type="hidden" name="search" value="\(search)"><input type="hidden" name="page" value="\(context.query["page"] ?? "")">
            \(visitor.hintForMembers)
            <div class="bulk"><button name="bulk" value="activate"\(disabled)>Activate chosen</button>
            <button name="bulk" value="deactivate"\(disabled)>Deactivate chosen</button></div>
            <table class="stack"><caption class="label">Repositories</caption>
            <thead><tr><td><span class="label">Choose</span></td><th scope="col">Repository</th><th scope="col">State</th>
            <th scope="col">Images</th><td></td></tr></thead><tbody>\(rows)</tbody></table></form>
            """
    }

    private func newRepositories(_ visitor: Visitor) async throws -> HTML {
        let isActive = try await organizations.settings.settings(of: visitor.organization).activatesNewRepositories
        let disabled: HTML = visitor.isOwner ? "" : " disabled"
        return """
            <form class="card" method="post" action="\(visitor.path("repositories"))">\(visitor.formField)
            <h2>New repositories</h2>
            <p>Repositories that were never activated or deactivated are <b>\(isActive ? "active" : "inactive")</b>.</p>
            \(visitor.hintForMembers)<button name="new" value="\(isActive ? "deactivate" : "activate")"\(disabled)>Have them \(isActive ? "inactive" : "active")</button>
            </form>
            """
    }

    func chooseRepositories(_ context: Context) async throws -> HTTPResponse {
        let (form, organization) = (context.form, context.visitor.organization)
        if let new = form["new"] {
            try await organizations.setActivatesNewRepositories(new == "activate", of: organization)
        }
        for (isActive, name) in [(true, "activate"), (false, "deactivate")] {
            let chosen = form.values(name) + (form["bulk"] == name ? form.values("repository") : [])
            for choice in chosen {
                let parts = choice.split(separator: " ", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { continue }
                try await organizations.setActive(isActive, [parts[1]], integration: parts[0], of: organization)
            }
        }
        let kept = ["search", "page"].compactMap { name in
            form[name].flatMap { $0.isEmpty ? nil : (name: name, value: $0) }
        }
        let query = kept.isEmpty ? "" : "?" + PercentEncoding.query(kept)
        return .seeOther(context.visitor.path("repositories") + query)
    }

    // MARK: Images

    private static func imagesPath(_ integration: Integration, _ repository: RepositoryName, _ visitor: Visitor)
        -> String
    {
        let query = [(name: "integration", value: integration.id.text), (name: "repository", value: repository.text)]
        return visitor.path("images?") + PercentEncoding.query(query)
    }

    func imagesPage(_ context: Context) async throws -> Page? {
        let visitor = context.visitor
        let integration = try await organizations.integration(
            context.query["integration"] ?? "",
            of: visitor.organization
        )
        guard let repository = try? RepositoryName(context.query["repository"] ?? "") else { return nil }
        let all = try await organizations.images(of: integration, in: repository)
        let slice = PageSlice(all, context.query["page"], size: Self.imagesPerPage)
        let path = Self.imagesPath(integration, repository, visitor)
        let rows = slice.elements.map { row($0, integration, visitor) }
        let isInProgress = slice.elements.contains { $0.image.isInQueue }
        let list: HTML =
            all.isEmpty
            ? "<p>No image was pushed since the registry was connected.</p>"
            : """
            <table class="stack"><caption class="label">Images</caption><thead><tr><th scope="col">Image</th><th scope="col">Platforms</th>
            <th scope="col">Size</th><th scope="col">Pushed</th><th scope="col">State</th><td></td></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
        let split = path.split(separator: "?", maxSplits: 1).map(String.init)
        return Page(
            title: repository.text,
            section: .repositories,
            refreshSeconds: isInProgress ? 3 : nil,
            content: """
                <p><a href="\(visitor.path("repositories"))">← All repositories</a></p>
                <h1>\(repository.text)</h1><p class="lead">\(integration.registryHost ?? integration.region.name)</p>
                <div id="live" aria-live="polite">\(list)</div>
                \(slice.navigation(split[0], split[1] + "&"))
                """
        )
    }

    private func row(_ entry: Organizations.ImageEntry, _ integration: Integration, _ visitor: Visitor) -> HTML {
        let image = entry.image
        let tags = entry.tags.map { "<span class=\"tag\">\($0.text)</span> " as HTML }
        let platforms = image.content?.platforms.joined(separator: ", ") ?? ""
        let pushed: HTML = image.pushedAt.map { Moment($0, now: now).html } ?? ""
        let reason: HTML = (image.state.reason ?? image.lastFailure).map { "<small>\($0)</small>" } ?? ""
        let summary: HTML =
            image.analysis.map { "<details><summary>Analysis</summary><pre>\($0.summary)</pre></details>" } ?? ""
        return """
            <tr><th scope="row">\(tags)<code title="\(image.id.digest.text)">\(String(image.id.digest.text.prefix(19)))</code></th>
            <td data-label="Platforms">\(platforms)</td><td data-label="Size">\(image.content.map { Self.size($0.size) } ?? "")</td>
            <td data-label="Pushed">\(pushed)</td><td data-label="State">\(image.badge)\(reason)\(summary)</td><td>\(retryForm(image, visitor))</td></tr>
            """
    }

    private func retryForm(_ image: Image, _ visitor: Visitor) -> HTML {
        guard case .failed = image.state, visitor.isOwner else { return "" }
        return """
            <form method="post" action="\(visitor.path("images"))">\(visitor.formField)
            <input type="hidden" name="integration" value="\(image.id.integration.text)">
            <input type="hidden" name="repository" value="\(image.id.repository.text)">
            <button name="digest" value="\(image.id.digest.text)" aria-label="Try \(String(image.id.digest.text.prefix(19))) again">Try again</button></form>
            """
    }

    func retryImage(_ context: Context) async throws -> HTTPResponse? {
        let (form, organization) = (context.form, context.visitor.organization)
        let integration = try await organizations.integration(form["integration"] ?? "", of: organization)
        guard let repository = try? RepositoryName(form["repository"] ?? ""),
            let digest = try? ImageDigest(form["digest"] ?? "")
        else { return nil }
        _ = try await organizations.retry(
            ImageID(integration: integration.id, repository: repository, digest: digest),
            of: organization
        )
        return .seeOther(Self.imagesPath(integration, repository, context.visitor))
    }

    /// A size in the unit that people read, to three figures.
    static func size(_ bytes: Int64) -> String {
        var (value, unit) = (Double(bytes), "B")
        for next in ["kB", "MB", "GB", "TB"] where value >= 1_000 { (value, unit) = (value / 1_000, next) }
        let tenths = Int64((value * 10).rounded())
        return value >= 100 || unit == "B" ? "\((tenths + 5) / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}

extension Image {
    /// The state as people read it.
    fileprivate var badge: HTML {
        switch state {
        case .ignored: "<span class=\"badge removed\">Ignored</span>"
        case .queued: "<span class=\"badge pending\">Queued</span>"
        case .pulling: "<span class=\"badge pending\">Pulling</span>"
        case .handedOff: "<span class=\"badge connected\">Analyzed</span>"
        case .failed: "<span class=\"badge error\">Failed</span>"
        case .deleted: "<span class=\"badge removed\">Deleted</span>"
        }
    }
}
