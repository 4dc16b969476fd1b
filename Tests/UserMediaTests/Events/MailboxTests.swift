import Dispatch
import Synchronization
import Testing

@testable import UserMedia

@Suite(.timeLimit(.minutes(5))) struct MailboxTests {
  private final class Received: Sendable {
    private let numbers = Mutex<[Int]>([])
    private let isInside = Atomic(false)
    var all: [Int] { numbers.withLock { $0 } }

    func add(_ number: Int) {
      let wasInside = isInside.exchange(true, ordering: .acquiring)
      #expect(!wasInside)
      numbers.withLock { $0.append(number) }
      isInside.store(false, ordering: .releasing)
    }
  }

  @Test func earlyMessagesAreQueued() {
    let (mailbox, received) = (Mailbox<Int>(), Received())
    for number in 1...3 {
      mailbox.post(number)
      mailbox.deliver()
    }
    mailbox.open { received.add($0) }
    #expect(received.all == [1, 2, 3])
  }

  @Test func receiverMayPostAndDeliver() {
    let (mailbox, received) = (Mailbox<Int>(), Received())
    mailbox.open { [weak mailbox] number in
      received.add(number)
      if number < 5 { mailbox?.post(number + 1) }
      mailbox?.deliver()
    }
    mailbox.post(1)
    mailbox.deliver()
    #expect(received.all == [1, 2, 3, 4, 5])
  }

  @Test func messagesOfManySendersAreDeliveredInOrder() async {
    let (mailbox, received) = (Mailbox<Int>(), Received())
    mailbox.open { received.add($0) }
    let order = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<500 {
        order.withLock { number in
          mailbox.post(number)
          number += 1
        }
        mailbox.deliver()
      }
    }
    #expect(received.all == Array(0..<4000))
  }
}
