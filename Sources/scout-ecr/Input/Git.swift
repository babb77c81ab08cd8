import CloudFormation

/// Files of git revisions, as the `git` program of the machine shows them.
enum Git {
    /// The content of `REVISION:PATH`; a path that begins with `./` is relative to the current folder.
    ///
    /// - Source: git-show(1), gitrevisions(7).
    static func show(_ object: String) throws(InputError) -> [UInt8] {
        // What begins with a dash would be an option.
        guard !object.hasPrefix("-") else {
            throw InputError("\(object.displayable): a git revision cannot begin with a dash")
        }
        let (status, output, errors) = try ChildProcess.run([
            "git", "show", "--no-textconv", "--end-of-options", object,
        ])
        guard status == 0 else {
            throw InputError("\(object.displayable): \((ChildProcess.firstLine(errors) ?? "git failed").displayable)")
        }
        return output
    }
}
