/// The page of `snapshotOfASmallPage`, without style and script, an element a line.
let coveragePageSnapshot = #"""
  <!doctype html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Library</title>
  <style>…</style>
  </head>
  <body>
  <main>
  <p class="banner" role="note">
  <strong>Rehearsal.</strong> This library is in rehearsal mode: it may hold simulated text.</p>
  <header>
  <h1>Library</h1>
  <p class="meta">At publish event 7 · made 2025-06-03 14:05 UTC · selection: <code>--level A1 --level B1</code>
  </p>
  </header>
  <section aria-labelledby="totals">
  <h2 id="totals">Totals</h2>
  <dl class="tiles">
  <div class="tile">
  <dt>Covered</dt>
  <dd>25.0 %<small>of 4 wanted</small>
  </dd>
  </div>
  <div class="tile">
  <dt>Active</dt>
  <dd>1<small>0 approved, 0 machine</small>
  </dd>
  </div>
  <div class="tile">
  <dt>Gap</dt>
  <dd>3<small>to be made</small>
  </dd>
  </div>
  <div class="tile">
  <dt>In review</dt>
  <dd>0</dd>
  </div>
  <div class="tile">
  <dt>In flight</dt>
  <dd>0</dd>
  </div>
  <div class="tile">
  <dt>Cells</dt>
  <dd>2<small>outermost ones</small>
  </dd>
  </div>
  </dl>
  <div class="bar" role="img" aria-label="Cells: 0 missing, 1 thin, 1 met, 0 over">
  <span class="thin" style="flex-grow:1">1 thin</span>
  <span class="met" style="flex-grow:1">1 met</span>
  </div>
  </section>
  <section aria-labelledby="levels">
  <h2 id="levels">By level</h2>
  <table class="levels">
  <caption class="vh">Coverage by level</caption>
  <thead>
  <tr>
  <th scope="col">Level</th>
  <th scope="col" colspan="2">Covered</th>
  <th scope="col" class="n">Active</th>
  <th scope="col" class="n">Target</th>
  <th scope="col" class="n">Gap</th>
  </tr>
  </thead>
  <tbody>
  <tr>
  <th scope="row">A1</th>
  <td class="meter">
  <span style="width:25.0%">
  </span>
  </td>
  <td class="n">25.0 %</td>
  <td class="n">1</td>
  <td class="n">4</td>
  <td class="n">3</td>
  </tr>
  <tr>
  <th scope="row">B1</th>
  <td class="meter">
  <span style="width:100.0%">
  </span>
  </td>
  <td class="n">100.0 %</td>
  <td class="n">0</td>
  <td class="n">0</td>
  <td class="n">0</td>
  </tr>
  </tbody>
  </table>
  </section>
  <section aria-labelledby="legend">
  <h2 id="legend">How to read the map</h2>
  <ul class="legend">
  <li>
  <span class="key missing">
  <b>0/4</b>
  <i>○</i>
  </span> missing: none active</li>
  <li>
  <span class="key thin low">
  <b>1/4</b>
  <i>◔</i>
  </span> thin: under a third</li>
  <li>
  <span class="key thin half">
  <b>2/4</b>
  <i>◑</i>
  </span> thin: under two thirds</li>
  <li>
  <span class="key thin high">
  <b>3/4</b>
  <i>◕</i>
  </span> thin: nearly there</li>
  <li>
  <span class="key met">
  <b>4/4</b>
  <i>●</i>
  </span> met</li>
  <li>
  <span class="key over">
  <b>6/4</b>
  <i>✚</i>
  </span> over: more than wanted</li>
  <li>
  <span class="key free">
  <b>2</b>
  </span> active, without a target of its own</li>
  <li>
  <span class="key outside">
  </span> the topic does not apply</li>
  </ul>
  <p class="hint">Numbers are active / target. A row's first square is the whole section, all topics together;
  a topic's square is a floor inside it. A cell whose floors are not met is thin, however many it holds.</p>
  </section>
  <section aria-labelledby="map-drill" class="map">
  <h2 id="map-drill">Heat map: drill</h2>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="map-drill">
  <table class="heat">
  <caption class="vh">Active items and targets of drill, by level and section, and by theme and topic</caption>
  <colgroup>
  <col class="c-level">
  <col class="c-section">
  <col class="c-whole">
  </colgroup>
  <colgroup span="2">
  </colgroup>
  <colgroup span="1">
  </colgroup>
  <thead>
  <tr>
  <th scope="col" rowspan="2" class="level">Level</th>
  <th scope="col" rowspan="2" class="name">Section</th>
  <th scope="col" rowspan="2" class="whole">
  <span>All topics</span>
  </th>
  <th scope="colgroup" colspan="2" class="theme" title="x">
  <span>x</span>
  </th>
  <th scope="colgroup" colspan="1" class="theme" title="y">
  <span>y</span>
  </th>
  </tr>
  <tr class="topics">
  <th scope="col" class="topic" title="One (t1)">
  <span>One</span>
  </th>
  <th scope="col" class="topic" title="Two (t2)">
  <span>Two</span>
  </th>
  <th scope="col" class="topic first" title="Three (t3)">
  <span>Three</span>
  </th>
  </tr>
  </thead>
  <tbody>
  <tr>
  <th scope="rowgroup" rowspan="1" class="level">A1</th>
  <th scope="row" class="name" title="First (a1)">
  <span>First</span>
  <code>a1</code>
  </th>
  <td class="thin low whole" title="a1, all topics: 1 of 4 active, gap 3">
  <b>1/4</b>
  <i aria-hidden="true">◔</i>
  <span class="vh"> thin</span>
  </td>
  <td class="thin half" title="a1, t1: 1 of 2 active, gap 1">
  <b>1/2</b>
  <i aria-hidden="true">◑</i>
  <span class="vh"> thin</span>
  </td>
  <td class="free" title="a1, t2: 0 active, no target">
  <b class="none">·</b>
  </td>
  <td class="free first" title="a1, t3: 0 active, no target">
  <b class="none">·</b>
  </td>
  </tr>
  </tbody>
  <tbody>
  <tr>
  <th scope="rowgroup" rowspan="1" class="level">B1</th>
  <th scope="row" class="name" title="Third (b1)">
  <span>Third</span>
  <code>b1</code>
  </th>
  <td class="met whole" title="b1, all topics: 0 of 0 active, gap 0">
  <b>0/0</b>
  <i aria-hidden="true">●</i>
  <span class="vh"> met</span>
  </td>
  <td class="outside">
  </td>
  <td class="outside">
  </td>
  <td class="free first" title="b1, t3: 0 active, no target">
  <b class="none">·</b>
  </td>
  </tr>
  </tbody>
  </table>
  </div>
  </section>
  <section aria-labelledby="gaps">
  <h2 id="gaps">Worst gaps first</h2>
  <p class="hint">By priority, then gap. A column's heading sorts by it, a second time the other way round.
  A floor lies inside a wider cell: one item serves both, so its gap is part of the wider one's.</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="gaps">
  <table class="gaps" id="gaps-table">
  <caption class="vh">Cells with a gap</caption>
  <thead>
  <tr>
  <th scope="col" class="n" aria-sort="none">
  <button type="button">Priority<span aria-hidden="true">
  </span>
  </button>
  </th>
  <th scope="col" aria-sort="none">
  <button type="button">Level<span aria-hidden="true">
  </span>
  </button>
  </th>
  <th scope="col" aria-sort="none">
  <button type="button">Section<span aria-hidden="true">
  </span>
  </button>
  </th>
  <th scope="col" aria-sort="none">
  <button type="button">Topic<span aria-hidden="true">
  </span>
  </button>
  </th>
  <th scope="col" class="n" aria-sort="none">
  <button type="button">Active<span aria-hidden="true">
  </span>
  </button>
  </th>
  <th scope="col" class="n" aria-sort="none">
  <button type="button">Target<span aria-hidden="true">
  </span>
  </button>
  </th>
  <th scope="col" class="n" aria-sort="none">
  <button type="button">Gap<span aria-hidden="true">
  </span>
  </button>
  </th>
  <th scope="col" aria-sort="none">
  <button type="button">Status<span aria-hidden="true">
  </span>
  </button>
  </th>
  </tr>
  </thead>
  <tbody>
  <tr>
  <td class="n">1</td>
  <td>A1</td>
  <td data-order="First">First <code>a1</code>
  </td>
  <td data-order="">
  <em>all topics</em>
  </td>
  <td class="n">1</td>
  <td class="n">4</td>
  <td class="n">3</td>
  <td data-order="thin">
  <span class="status">
  <span class="dot thin low" aria-hidden="true">◔</span> thin</span>
  </td>
  </tr>
  <tr>
  <td class="n">2</td>
  <td>A1</td>
  <td data-order="First">First <code>a1</code>
  </td>
  <td data-order="One">One <code>t1</code>
  </td>
  <td class="n">1</td>
  <td class="n">2</td>
  <td class="n">1</td>
  <td data-order="thin">
  <span class="status">
  <span class="dot thin half" aria-hidden="true">◑</span> thin <span class="floor">floor</span>
  </span>
  </td>
  </tr>
  </tbody>
  </table>
  </div>
  <p class="vh" role="status" id="sorted">
  </p>
  </section>
  </main>
  <script>…</script>
  </body>
  </html>

  """#
