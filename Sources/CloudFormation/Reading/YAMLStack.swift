/// What open collections hold so far, one above the other; a finished one is moved off into an array of its own size.
///
/// An array for each open collection would grow step by step, and copying out of one array would count references twice
/// for each element: this is a third of the reader's time.
struct YAMLStack<Element>: ~Copyable {
    private var storage: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init() {
        capacity = 256
        storage = .allocate(capacity: capacity)
    }

    deinit {
        storage.deinitialize(count: count)
        storage.deallocate()
    }

    /// Puts an element on top.
    @inline(__always)
    mutating func append(_ element: consuming Element) {
        if count == capacity { grow() }
        (storage + count).initialize(to: element)
        count += 1
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: storage, count: count)
        storage.deallocate()
        storage = larger
        capacity *= 2
    }

    /// The element at a place, counted from the bottom.
    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            precondition(index < count)
            return storage[index]
        }
    }

    /// Drops all elements above a place.
    mutating func removeLast(to base: Int) {
        precondition(base <= count)
        (storage + base).deinitialize(count: count - base)
        count = base
    }

    /// Takes off all elements above a place.
    mutating func removeAll(from base: Int) -> [Element] {
        precondition(base <= count)
        let length = count - base
        let elements = [Element](unsafeUninitializedCapacity: length) { buffer, initialized in
            buffer.baseAddress?.moveInitialize(from: storage + base, count: length)
            initialized = length
        }
        count = base
        return elements
    }
}
