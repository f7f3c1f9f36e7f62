// Workflows on A4: the chart legible, whole and in light colours, addresses of tools in print.

/** Room inside the margins of a sheet, in pixels. */
const ROOM = {
  portrait: { width: 718, height: 1047 },
  tight: { width: 756, height: 1077 },
  landscape: { width: 1085, height: 748 },
};
/** 7 pt of the 14 px that texts in a chart have. */
const LEGIBLE = 2 / 3;

/** What of a chart is on paper, drawn on a sheet of its orientation. */
async function printed(page) {
  const names = await page.locator('.chart-block').evaluate((block) => [...block.classList]);
  const room = ROOM[names.map((name) => name.replace('chart-', '')).find((name) => name in ROOM)];
  await page.setViewportSize(room);
  return page.evaluate((sheet) => {
    // What stands above the first sheet of the chart: its heading, and room.
    const headed = (svg) => svg.getBoundingClientRect().top - document.querySelector('.chart-block').getBoundingClientRect().top;
    const tall = (element) => element.getBoundingClientRect().height > 0;
    const drawings = [...document.querySelectorAll('.chart > svg, .chart-paper > svg')];
    const sheets = drawings.filter((svg) => tall(svg) && tall(svg.parentElement)).map((svg) => {
      const { width, height } = svg.getBoundingClientRect();
      const natural = svg.viewBox.baseVal;
      const scale = Math.min(width / natural.width, height / natural.height);
      const above = svg.matches('.chart-paper > :not(:first-child)') ? 0 : headed(svg);
      return { scale, natural: natural.width, fits: width <= sheet.width + 1 && above + height <= sheet.height };
    });
    const scales = sheets.map(({ scale }) => scale);
    const even = Math.max(...scales) - Math.min(...scales) < 0.005;
    const steps = [...document.querySelectorAll('.step')];
    return { sheets, even, split: steps.some((step) => getComputedStyle(step).breakInside !== 'avoid') };
  }, room);
}

function problemsOf(url, { sheets, even, split }) {
  const problems = [];
  if (sheets.length === 0) problems.push(`/${url}: no chart`);
  for (const { scale, natural, fits } of sheets) {
    // A chart wider than this is legible on no sheet of A4.
    const possible = natural * LEGIBLE <= ROOM.landscape.width;
    if (possible && scale < LEGIBLE - 0.005) problems.push(`/${url}: scaled to ${scale.toFixed(3)}`);
    if (!fits) problems.push(`/${url}: larger than its sheet`);
  }
  if (!even) problems.push(`/${url}: its sheets differ in scale`);
  if (split) problems.push(`/${url}: a step may be split`);
  return problems;
}

async function colours(page) {
  const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  return background === 'rgb(255, 255, 255)' ? [] : [`the page is ${background}`];
}

export async function paper(browser, origin, workflows, tally) {
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const problems = [];
  for (const url of workflows) {
    await page.goto(`${origin}/${url}`);
    problems.push(...problemsOf(url, await printed(page)));
  }
  tally.add(`paper: charts of ${workflows.length} workflows are legible and whole`, problems);
  tally.add('paper: light colours', await colours(page));
  const tools = await page.locator('.tool-list li').count();
  const addresses = await page.locator('.tool-list .address:visible').count();
  tally.add('paper: tools have their addresses', tools === addresses ? [] : [`${addresses} of ${tools}`]);
  await context.close();
}
