// What a page may weigh and ask of a browser. A kB is 1000 bytes; gzip is of the strongest level.

/** Files of a built portal: of those that match the largest counts, and there must be one. */
export const FILES = [
  { what: 'CSS', match: /^assets\/style[-.][^/]*css$/, raw: 40, gzip: 9 },
  { what: 'script of a page', match: /^assets\/portal[-.][^/]*js$/, raw: 15, gzip: 5 },
  { what: 'script in the head', match: /^assets\/theme[-.][^/]*js$/, raw: 1, gzip: 0.6 },
  // The engine is 12 of them. Loaded when somebody begins to search; below it lie only shorter names.
  { what: 'search and palette', match: /^assets\/search[-.][^/]*js$/, gzip: 17 },
  { what: 'workflow with its chart', match: /^arbejdsgange\/[^/]+\/[^/]+\/index\.html$/, not: /^arbejdsgange\/efter\//, raw: 90, gzip: 18 },
  // 300 rows: their summaries alone are 13 kB packed, what the filters need to know of them 4.
  { what: 'list of workflows', match: /^arbejdsgange\/(index\.html|(senest|frist|efter)\/.*html)$/, raw: 200, gzip: 38 },
  { what: 'any page', match: /\.html$/, raw: 250, gzip: 40 },
  { what: 'favicon', match: /^assets\/favicon[-.]/, raw: 1, gzip: 1 },
];

/** Nothing of these comes with a portal: letters are the reader's own, drawings are in the page. */
export const FORBIDDEN = /\.(woff2?|ttf|otf|eot|png|jpe?g|gif|webp|avif|ico|map)$/;

/** In the browser, on every type of page. */
export const VIEW = {
  /** The page itself included; the favicon is asked for when the tab has nothing better to do. */
  requests: 4,
  /** More, by type: the search page needs the search and its index. */
  more: { search: 2 },
  /** Cumulative layout shift, also when half of the page and the scripts come late: of a paragraph that was cut in two. */
  shift: 0.0005,
  /** By type: boxes to tick wrap the names of facets, and a table that an editor wrote has columns as wide as its cells need. Below 0.1 is good by Web Vitals. */
  moves: { facet: 0.001, news: 0.01 },
  /**
   * Calls of functions until a page has loaded. A task of 50 ms is what a reader notices, but how long
   * one takes is up to the machine; the number of calls is the same on all.
   */
  calls: 10_000,
};
