/// What open containers hold so far, one above the other; what a finished one holds is moved into an array of its size.
///
/// An array for each open container would grow step by step, and copying out of one array would count each reference
/// twice.
struct NodeStack<Element>: ~Copyable {
    private var storage: UnsafeMutableBufferPointer<Element>

    /// How many elements are on the stack.
    private(set) var count = 0

    /// An empty stack with room for that many elements, at least one, before it has to grow.
    init(capacity: Int = 256) { storage = .allocate(capacity: capacity) }

    deinit {
        storage.extracting(..<count).deinitialize()
        storage.deallocate()
    }

    /// The element at a place, counted from the bottom.
    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count)
        return storage[index]
    }

    /// Puts an element on top.
    @inline(__always)
    mutating func append(_ element: consuming Element) {
        if count == storage.count { grow() }
        storage.initializeElement(at: count, to: element)
        count &+= 1
    }

    /// Takes off all elements from a place on.
    @inline(__always)
    mutating func removeAll(from base: Int) -> [Element] {
        let length = count - base
        precondition(base >= 0 && length >= 0)
        guard length > 0 else { return [] }
        let top = storage.extracting(base..<count)
        count = base
        var array: [Element] = []
        array.reserveCapacity(length)
        for index in top.indices { array.append(top.moveElement(from: index)) }
        return array
    }

    /// Drops all elements from a place on.
    @inline(__always)
    mutating func removeLast(to base: Int) {
        precondition(base >= 0 && base <= count)
        storage.extracting(base..<count).deinitialize()
        count = base
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: storage.count * 2)
        _ = larger.moveInitialize(fromContentsOf: storage)
        storage.deallocate()
        storage = larger
    }
}
