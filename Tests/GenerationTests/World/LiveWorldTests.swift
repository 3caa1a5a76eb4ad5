import Glibc
import Testing
import World

@Suite struct LiveWorldTests {
  private let world = World.live(environment: ["LIBTOOL_USER": "ada"])

  @Test func theClockIsTheSystems() {
    let before = Int64(time(nil)) * 1000
    let now = world.now().milliseconds
    #expect(now >= before - 1000)
    #expect(now <= Int64(time(nil)) * 1000 + 1000)
  }

  @Test func theUptimeNeverGoesBack() {
    var last = world.uptime()
    for _ in 0..<1000 {
      let now = world.uptime()
      #expect(now >= last)
      last = now
    }
  }

  @Test func theProcessIsThisOne() {
    #expect(world.processID == getpid())
    #expect(!world.hostName.isEmpty)
    #expect(!world.userName.isEmpty)
    #expect(world.environment == ["LIBTOOL_USER": "ada"])
    #expect(world.randomBits() != world.randomBits())
  }

  @Test func aSleepThatIsCancelledThrows() async {
    let sleeper = Task { [world] in try await world.sleep(.seconds(60)) }
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
  }
}
