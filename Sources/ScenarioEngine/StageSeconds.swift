#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a run has spent its time: seconds of processor time, added up over all threads.
public struct StageSeconds: Sendable, Hashable {
  /// What paths draw once: uniforms and the quantiles at them.
  public var drawing = 0.0
  /// The months of the model, with what is drawn anew each month and the sums over periods.
  public var simulation = 0.0
  /// Moments, counts and quantiles.
  public var reduction = 0.0
  /// Which settings explain the spread.
  public var drivers = 0.0
  /// Tables and records.
  public var writing = 0.0

  public init() {}

  /// Adds the times of another thread or part.
  public mutating func add(_ other: StageSeconds) {
    drawing += other.drawing
    simulation += other.simulation
    reduction += other.reduction
    drivers += other.drivers
    writing += other.writing
  }
}

/// Lays the processor time of the thread that uses it to stages, from lap to lap.
public final class StageTimer {
  /// What has been laid to stages so far.
  public private(set) var seconds = StageSeconds()
  private var last: Double
  private var thread = pthread_self()

  public init() { last = StageTimer.now(CLOCK_THREAD_CPUTIME_ID) }

  /// Processor time of the whole program so far, in seconds.
  public static var processSeconds: Double { now(CLOCK_PROCESS_CPUTIME_ID) }

  /// Lays the time since the last lap, or since the timer was made, to a stage.
  public func lap(_ stage: WritableKeyPath<StageSeconds, Double>) {
    let now = StageTimer.now(CLOCK_THREAD_CPUTIME_ID)
    // A worker that another thread made begins anew with the clock of its own.
    if pthread_equal(thread, pthread_self()) != 0 { seconds[keyPath: stage] += now - last }
    thread = pthread_self()
    last = now
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
