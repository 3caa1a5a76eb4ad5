extension CoveragePage {
  /// Sorts the gaps table. Without it the page loses nothing else.
  static let script = """

    (() => {
      const table = document.getElementById("gaps-table");
      if (!table) return;
      const heads = [...table.tHead.rows[0].cells];
      const body = table.tBodies[0];
      const order = (row, at) => row.cells[at].dataset.order ?? row.cells[at].textContent;
      heads.forEach((head, at) => head.querySelector("button").addEventListener("click", () => {
        const number = head.classList.contains("n");
        const up = head.getAttribute("aria-sort") !== "ascending";
        const rows = [...body.rows].sort((a, b) => (up ? 1 : -1) * (number
          ? Number(order(a, at)) - Number(order(b, at)) : order(a, at).localeCompare(order(b, at))));
        body.append(...rows);
        heads.forEach((other) => other.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        document.getElementById("sorted").textContent =
          `Sorted by ${head.textContent.trim()}, ${up ? "ascending" : "descending"}`;
      }));
    })();

    """
}
