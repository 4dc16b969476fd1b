import Testing
import UserMedia

@Suite struct PromiseCombinatorTests {
  private struct Reason: Error, Equatable { var number: Int }

  private func later(_ value: Int) -> Promise<Int> {
    Promise {
      await Task.yield()
      return value
    }
  }

  @Test func allKeepsTheOrderOfThePromises() async throws {
    #expect(try await Promise.all([later(1), .resolve(2), later(3)]).value == [1, 2, 3])
    #expect(try await Promise<Int>.all([]).value == [])
  }

  @Test func allIsRejectedWithTheFirstReason() async {
    let all = Promise.all([later(1), .reject(Reason(number: 2)), later(3)])
    await #expect(throws: Reason(number: 2)) { try await all.value }
  }

  @Test func allSettledReturnsEachOutcome() async throws {
    let settled = try await Promise.allSettled([later(1), .reject(Reason(number: 2))]).value
    #expect(settled.map(\.status) == ["fulfilled", "rejected"])
    guard case .fulfilled(let value) = settled[0], case .rejected(let reason) = settled[1] else {
      Issue.record("\(settled)")
      return
    }
    #expect(value == 1)
    #expect(reason as? Reason == Reason(number: 2))
  }

  @Test func anyReturnsTheFirstValue() async throws {
    #expect(try await Promise.any([.reject(Reason(number: 1)), later(2)]).value == 2)
  }

  @Test func anyOfRejectionsHasAllReasons() async {
    let none = Promise<Int>.any([.reject(Reason(number: 1)), .reject(Reason(number: 2))])
    let error = await #expect(throws: AggregateError.self) { try await none.value }
    #expect(error?.errors.map { ($0 as? Reason)?.number } == [1, 2])
    await #expect(throws: AggregateError.self) { try await Promise<Int>.any([]).value }
  }

  @Test func raceReturnsTheFirstSettlement() async throws {
    let never = Promise<Int> { _, _ in }
    #expect(try await Promise.race([never, later(2)]).value == 2)
    let rejected = Promise.race([never, .reject(Reason(number: 3))])
    await #expect(throws: Reason(number: 3)) { try await rejected.value }
  }
}
