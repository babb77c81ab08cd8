import CloudFormation
import ScoutIntegration
import TemplateReview

/// Whether the stack is made of the template that customers deploy now.
extension Diagnosis {
    private static let shownDifferences = 5

    var template: DoctorCheck {
        let subject = Subject("template", "The stack's template is the published one")
        guard let customer = findings.customer else {
            return skipped(
                subject,
                "it takes cloudformation:GetTemplate in the customer's account, which the stack does not give to Docker Scout",
                Self.givingCredentials
            )
        }
        if case .failed(let failure) = customer.template, failure.kind == .denied {
            return skipped(
                subject,
                failure.reason,
                "Allow the customer's credentials cloudformation:GetTemplate."
            )
        }
        return check(subject, customer.template, remedy: Self.recreating) { deployed in
            check(
                subject,
                findings.publishedTemplate,
                remedy: "The published template must be readable; see --template-url."
            ) { published in compare(subject, deployed, published) }
        }
    }

    private func compare(_ subject: Subject, _ deployed: NamedTemplate, _ published: NamedTemplate) -> DoctorCheck {
        let old: ReviewedTemplate
        let new: ReviewedTemplate
        do {
            (old, new) = (try Self.read(deployed), try Self.read(published))
        } catch {
            return failed(subject, "it cannot be read: \(error)".displayable(limit: 500), updating)
        }
        let review = Review(old: old, new: new)
        guard review.isChanged else { return passed(subject, "it means the same as \(published.name)") }
        let differences = Self.differences(review)
        let shown = differences.prefix(Self.shownDifferences).joined(separator: ", ")
        let rest = differences.count - Self.shownDifferences
        let count = differences.count == 1 ? "1 difference" : "\(differences.count) differences"
        return failed(
            subject,
            "\(count) to \(published.name): \(shown)\(rest > 0 ? " and \(rest) more" : "")",
            updating
        )
    }

    private static func read(_ template: NamedTemplate) throws(ParseError) -> ReviewedTemplate {
        let source = SourceText(template.text, name: template.name)
        return ReviewedTemplate(source: source, root: try Node(parsing: source))
    }

    /// Each difference in some words, resources first, with what an update would do: `Rule (update)`.
    private static func differences(_ review: Review) -> [String] {
        review.resources.map { "\($0.logicalID.displayable) (\($0.impact.rawValue))" }
            + review.sections.flatMap { section in
                section.entries.map { entry in
                    entry.name.isEmpty
                        ? section.section.displayable : "\(section.section.displayable).\(entry.name.displayable)"
                }
            }
    }
}
