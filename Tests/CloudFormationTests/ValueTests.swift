import CloudFormation
import Testing

@Suite struct `An ordered map` {
    @Test(arguments: [3, 16, 17, 500])
    func `keeps the author's order and finds every name, however large`(_ count: Int) {
        var map = OrderedMap<Int>()
        for number in (0..<count).reversed() { map["n\(number)"] = number }
        #expect(map.values.map { $0 } == (0..<count).reversed())
        for number in 0..<count { #expect(map["n\(number)"] == number) }
        #expect(map["other"] == nil)
    }

    @Test(arguments: [3, 40])
    func `replaces in place and removes`(_ count: Int) {
        var map = OrderedMap((0..<count).map { ("n\($0)", $0) })
        map["n1"] = -1
        map["n0"] = nil
        map["absent"] = nil
        #expect(map.values.map { $0 } == [-1] + (2..<count))
        #expect(map["n\(count - 1)"] == count - 1)
        #expect(map.count == count - 1)
    }

    @Test func `differs by order`() {
        #expect(["a": 1, "b": 2] as OrderedMap != ["b": 2, "a": 1])
        #expect(Set([["a": 1] as OrderedMap, ["a": 1]]).count == 1)
    }
}

@Suite struct `A number` {
    @Test(arguments: ["0", "-0", "12", "-12.50", "1.10", "6e23", "6E+2", "0.1e-7"])
    func `keeps its spelling`(_ spelling: String) {
        #expect(Number(spelling: spelling)?.spelling == spelling)
    }

    @Test(arguments: ["", "-", "01", "1.", ".5", "+1", "1e", "0x1", "NaN", "1 ", "١"])
    func `has a spelling of JSON`(_ spelling: String) {
        #expect(Number(spelling: spelling) == nil)
    }

    @Test func `of Swift is spelt as short as possible`() {
        #expect(Number(3.0).spelling == "3")
        #expect(Number(0.1).spelling == "0.1")
        #expect(Number(-5).spelling == "-5")
        #expect(Number(1e300).spelling == "1e+300")
        #expect(Number(1e300).doubleValue == 1e300)
    }

    @Test func `must be finite`() async {
        await #expect(processExitsWith: .failure) { _ = Number(Double.infinity) }
    }
}

@Suite struct `A property` {
    @Test func `gives its literal back`() {
        #expect(Property<String>("a").literal == "a")
        #expect(Property<Int>(3).literal == 3)
        #expect(Property<Int>(unchecked: "3").literal == 3)
        #expect(Property<Double>(2.5).literal == 2.5)
        #expect(Property<Bool>(true).literal == true)
        #expect(Property<Bool>(unchecked: "false").literal == false)
        #expect(Property<SNS.Topic.SubscriptionProtocol>.https.literal?.rawValue == "https")
        #expect(Property<String>(unchecked: ["Ref": "A"]).literal == nil)
        #expect(Property<Int>(unchecked: "many").literal == nil)
    }

    @Test func `of a list takes literals and expressions`() {
        let list: List<Property<String>> = ["a", AWS.region]
        #expect(list.value == ["a", ["Ref": "AWS::Region"]])
        #expect(list.elements?.count == 2)
        #expect(List<Property<String>>(unchecked: ["Fn::GetAZs": ""]).elements == nil)
    }
}
