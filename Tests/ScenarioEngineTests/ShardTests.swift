import Testing

@testable import ScenarioEngine

@Suite struct ShardTests {
  /// Every chunk is in one shard, and none has two chunks more than another.
  @Test(arguments: [(1, 1), (3, 64), (7, 64), (64, 64), (3, 976_563), (1000, 976_563)]) func shardsAreEvenAndWhole(count: Int, total: Int)
    throws
  {
    let shards = try (1...count).map { try Shard(number: $0, of: count).chunks(of: total) }
    #expect(shards.first?.lowerBound == 0 && shards.last?.upperBound == total)
    for (shard, next) in zip(shards, shards.dropFirst()) { #expect(shard.upperBound == next.lowerBound) }
    let sizes = shards.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1 && sizes.allSatisfy { $0 > 0 })
  }

  @Test(arguments: [
    ("0/3", "--shard 0/3: there is no such shard of 3. Count from 1: --shard 1/3, --shard 2/3 and --shard 3/3 make one run."),
    ("4/3", "--shard 4/3: there is no such shard of 3. Count from 1: --shard 1/3, --shard 2/3 and --shard 3/3 make one run."),
    ("1/0", "--shard 1/0: there is no such shard. Count from 1: --shard 1/3, --shard 2/3 and --shard 3/3 make one run."),
    ("a/b", "--shard 'a/b' is no shard of a run. Write which of how many, such as --shard 2/3."),
    ("-1/3", "--shard '-1/3' is no shard of a run. Write which of how many, such as --shard 2/3."),
    ("", "--shard '' is no shard of a run. Write which of how many, such as --shard 2/3."),
    ("1/2/3", "--shard '1/2/3' is no shard of a run. Write which of how many, such as --shard 2/3."),
    (
      "1/99999999999999999999",
      "--shard '1/99999999999999999999' is no shard of a run. Write which of how many, such as --shard 2/3."
    ),
  ])
  func otherWordsAreRefused(text: String, sentence: String) {
    let error = #expect(throws: ScenarioError.self) { try Shard(text) }
    #expect(error?.description == sentence)
  }

  @Test func noShardIsEmpty() throws {
    try Shard("3/3").check(paths: 2049)
    let many = #expect(throws: ScenarioError.self) { try Shard("1/100000000").check(paths: 65_536) }
    #expect(
      many?.description
        == "--shard 1/100000000: a run of 65536 futures is cut into 64 pieces of 1024. Make at most 64 shards of it.")
    let one = #expect(throws: ScenarioError.self) { try Shard("1/2").check(paths: 1024) }
    #expect(one?.description == "--shard 1/2: a run of 1024 futures is cut into one piece of 1024. Run it without --shard.")
  }
}
