import Testing

@testable import TemplateReview

@Suite struct `A gate` {
    @Test(
        arguments: [
            (Impact.none, false, []), (.create, false, []), (.update, false, []), (.orphan, false, []),
            (.rename, false, [.replace, .delete]), (.mayReplace, false, [.replace]), (.replace, false, [.replace]),
            (.delete, false, [.delete]), (.delete, true, [.delete, .dataLoss]),
            (.mayReplace, true, [.replace, .dataLoss]),
        ] as [(Impact, Bool, [Gate])]
    )
    func `judges what happens to resources`(_ impact: Impact, _ losesData: Bool, _ failed: [Gate]) {
        let resource = ResourceChange(logicalID: "A", type: "T", impact: impact, dataLoss: losesData)
        let review = Review(oldFile: "a", newFile: "b", resources: [resource])
        #expect(review.failedGates(Set(Gate.allCases)) == failed)
    }

    @Test(
        arguments: [
            (.equal, false, nil, false, []), (.narrower, false, nil, false, []),
            (.broader, false, nil, false, [.broader]),
            (.mixed, false, nil, false, [.broader]), (.equal, false, .incomparable, false, [.broader]),
            (.equal, false, .equal, true, []), (.narrower, false, .narrower, true, []),
            (.broader, true, nil, false, [.broader, .public]), (.broader, false, .broader, true, [.broader, .public]),
        ] as [(AccessChange.Verdict, Bool, AccessDifference.Verdict?, Bool, [Gate])]
    )
    func `judges who gets access`(
        _ verdict: AccessChange.Verdict,
        _ isPublic: Bool,
        _ difference: AccessDifference.Verdict?,
        _ isPublicDifference: Bool,
        _ failed: [Gate]
    ) {
        let changes = difference.map { verdict in
            AccessDifference(
                logicalID: "A",
                kind: .changed,
                verdict: verdict,
                effect: "Allow",
                principal: "*",
                action: "*",
                resource: "*",
                condition: "",
                witness: "",
                isPublic: isPublicDifference,
                at: nil
            )
        }
        let access = AccessChange(verdict: verdict, isPublic: isPublic, changes: changes.map { [$0] } ?? [])
        for review in [
            Review(oldFile: "a", newFile: "b", permissions: access),
            Review(oldFile: "a", newFile: "b", network: access),
        ] {
            #expect(review.failedGates(Set(Gate.allCases)) == failed)
        }
    }

    @Test func `counts only where it is asked for`() {
        #expect(SampleReviews.rich.failedGates([]) == [])
        #expect(SampleReviews.rich.failedGates([.public, .delete]) == [.delete, .public])
        #expect(SampleReviews.empty.failedGates(Set(Gate.allCases)) == [])
    }

    @Test func `has the names of the command line`() {
        #expect(Gate.allCases.map(\.rawValue) == ["replace", "delete", "data-loss", "broader", "public"])
    }
}
