import Testing

/// `runs watch` comes back to a run that was left with its batch jobs, in another process.
@Suite struct BatchWatchTests {
  /// `watch NAME` watches in the background and writes NAME.jsonl; `until_worked_on NAME` waits until somebody works on the run.
  private static let watching = """
    watch() { "$LIBTOOL" runs watch last --json --every 1 "${@:2}" > $1.jsonl 2> $1.txt & }
    until_worked_on() { until tail -1 $1.jsonl 2> /dev/null | grep -q '"worked_on":true'; do sleep 0.05; done; }

    """

  @Test func itTakesInWhatCameBack() throws {
    let result = try BatchShell().run(
      Self.watching + """
        leave
        watch one; one=$!
        until_worked_on one
        finish
        wait $one; echo "code $?"
        cat one.txt
        tail -1 one.jsonl | grep -o '"accepted":[0-9]*\\|"lines":[0-9]*,"lines_done":[0-9]*\\|"state":"[a-z]*"'
        """)
    #expect(
      result.output == """
        code 0
        "accepted":3
        "state":"collected"
        "lines":1,"lines_done":1
        "state":"collected"
        "lines":1,"lines_done":1

        """)
  }

  /// Left, it leaves the jobs alone; whoever looks on takes them up.
  @Test func leftItLeavesTheJobsAlone() throws {
    let result = try BatchShell().run(
      Self.watching + """
        leave
        watch one; one=$!
        until_worked_on one
        watch two; two=$!
        until_worked_on two
        kill -TERM $one
        wait $one; echo "code $?"
        names < one.txt
        until [ "$(wc -l < two.jsonl)" -gt 3 ]; do sleep 0.05; done
        until_worked_on two
        finish
        wait $two; echo "code $?"
        names < two.txt
        libtool runs show last --json | grep -o '"status": "finished"\\|"batch_jobs": [0-9]*\\|"accepted": [0-9]*'
        grep -c '"status":"cancell' state/* -r | grep -v ':0' | wc -l
        """)
    #expect(
      result.output == """
        code 0
        Left; the batch jobs go on. `libtool runs watch RUN` comes back to them.
        code 0
        "status": "finished"
        "accepted": 3
        "batch_jobs": 2
        0

        """)
  }

  #if DEBUG

    /// After a reboot, say: the process that waited is gone, its job is not.
    @Test func itTakesUpWhatAKilledProcessHasLeft() throws {
      let result = try BatchShell().run(
        Self.watching + """
          (LIBTOOL_FAILPOINT=submitted:1 leave) 2> /dev/null
          run=$("$LIBTOOL" runs list --json | grep -o '"run": "[^"]*' | tail -c 9)
          libtool runs list | grep -o 'cut short'
          watch one; one=$!
          until_worked_on one
          finish
          wait $one; echo "code $?"
          tail -1 one.jsonl | grep -o '"status":"finished"\\|"accepted":[0-9]*\\|"batch_jobs":[0-9]*'
          """)
      #expect(
        result.output == """
          cut short
          code 0
          "status":"finished"
          "accepted":3
          "batch_jobs":2

          """)
    }

  #endif

  @Test func itOnlyLooksOnWhereItIsTold() throws {
    let result = try BatchShell().run(
      Self.watching + """
        leave
        watch one --look-only; one=$!
        until [ "$(wc -l < one.jsonl)" -gt 2 ]; do sleep 0.05; done
        grep -o '"worked_on":[a-z]*' one.jsonl | uniq
        libtool runs list --json | grep -o '"status": "[a-z]*"'
        finish
        libtool runs resume last > /dev/null
        wait $one; echo "code $?"
        tail -1 one.jsonl | grep -o '"status":"finished"'
        """)
    #expect(
      result.output == """
        "worked_on":false
        "status": "waiting"
        code 0
        "status":"finished"

        """)
  }

  /// Whoever has no key, or another one, hears why, and how to look on.
  @Test func withoutTheKeyItSaysHowToLookOn() throws {
    let result = try BatchShell().run(
      """
      leave
      env -u OPENAI_API_KEY "$LIBTOOL" runs watch last 2>&1 > /dev/null | names
      OPENAI_API_KEY=sk-other "$LIBTOOL" runs watch last 2>&1 > /dev/null | names
      libtool runs list --json | grep -o '"status": "[a-z]*"'
      """)
    #expect(
      result.output == """
        note: `libtool runs watch RUN --look-only` shows it without taking it up
        error: no call to openai without a valid key: there is none
        set a valid key in OPENAI_API_KEY, or with `libtool keys set openai`
        note: `libtool runs watch RUN --look-only` shows it without taking it up
        error: run RUN has batch jobs at openai that were made with another key or base URL
        set the key and the base URL that the run was begun with, then resume it
        "status": "waiting"

        """)
  }

  /// For a person in a pipe: how the jobs stand, how old they are, and when they expire.
  @Test func aLineSaysHowTheJobsStand() throws {
    let result = try BatchShell().run(
      """
      leave
      timeout -s TERM 1 "$LIBTOOL" runs watch last | head -1 | names
      libtool runs show last | grep "$job" | names
      libtool runs show last | grep '^Batch jobs'
      """)
    let lines = result.output.split(separator: "\n").map(String.init)
    let line = try #require(lines.first)
    #expect(
      line.hasPrefix("run RUN waiting: 0 of 3 accepted, 0 dropped, 1 call, 0.0000 EUR, batch: validating 0/1 line, "))
    #expect(line.contains(" old, expires 20"), "\(line)")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("JOB  validating    0/1  20"), "\(lines[1])")
    #expect(lines[2].hasPrefix("Batch jobs    1; validating 0/1 line; expires 20"), "\(lines[2])")
  }
}
