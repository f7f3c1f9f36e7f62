// A portal that says the vectors wherever a portal can say anything: a page of every kind for each of them,
// with the vector in every field and in every place of a text; and the registries.

import { File, plain, quoted, sink } from './pieces.mjs';

const SECTIONS = [
  ['gange', 'workflow'],
  ['ord', 'term'],
  ['ting', 'tool'],
  ['ydelser', 'service'],
  ['folk', 'contact'],
  ['ansvar', 'topic'],
  ['love', 'law'],
  ['guider', 'guide'],
  ['kurser', 'path'],
  ['nyt', 'news'],
  ['sider', 'page'],
];

/** Places of a text, each a block of its own. `t` is the vector, `e` the vector with every sign escaped. */
function blocks(t) {
  const e = t.replace(/[!-/:-@[-`{-~]/g, '\\$&');
  const entities = t.replace(/[^A-Za-z0-9 ]/gu, (c) => `&#${c.codePointAt(0)};`);
  return {
    'text': [t],
    'escaped text': [e],
    'text as entities': [entities],
    'emphasis': [`**${e}** *${e}* ~~${e}~~`],
    'code span': [`\`\`\`\` ${t} \`\`\`\``],
    'code block': ['~~~~~~', t, '~~~~~~'],
    'info string': [`~~~~~~ ${t}`, 'kode', '~~~~~~'],
    'escaped info string': [`\`\`\`\`\`\` ${e}`, 'kode', '``````'],
    'link destination': [`[Læs mere om det](<${t}>)`],
    'encoded link destination': [`[Læs mere om det](<${entities}>)`],
    'link destination after a path': [`[Læs mere om det](<https://x.example/${t}>)`],
    'mail destination': [`[Skriv til dem](<mailto:a@b.example?subject=${t}>)`],
    'telephone destination': [`[Ring til dem](<tel:${t}>)`],
    'link title': [`[Læs mere om det](https://x.example/ "${e}")`],
    'link text': [`[${e}](https://x.example/)`],
    'reference': [`[Læs mere om det][r]`, '', `[r]: <https://x.example/${t}> '${e}'`],
    'image address': [`![Et kort](<${t}>)`],
    'image text': [`![${e}](billede.png)`],
    'image title': [`![Et kort](billede.png "${e}")`],
    'heading': [`## ${t}`],
    'escaped heading': [`## ${e}`],
    'heading id': [`## Overskrift {#${t}}`],
    'heading class': [`## Overskrift {.${t}}`],
    'heading attribute': [`## Overskrift {title="${t}"}`],
    'footnote': [`Se noten[^${t}].`, '', `[^${t}]: Noten`],
    'escaped footnote': ['Se noten[^n].', '', `[^n]: ${e}`],
    'table': ['| a | b |', '|---|---|', `| ${e.replace(/\n/g, ' ')} | ${e.replace(/\n/g, ' ')} |`],
    'table head': [`| ${e.replace(/\n/g, ' ')} | b |`, '|---|---|', '| a | b |'],
    'list': [`- ${e}`, `- [ ] ${e}`, `1. ${e}`],
    'definition': [`${e.replace(/\n/g, ' ')}`, `: ${e}`],
    'quote': [`> ${e}`],
    'alert': ['> [!NOTE]', `> ${e}`],
    'kind of alert': [`> [!${t}]`, '> tekst'],
    'autolink': [`<${t}>`],
    'autolink after a path': [`<https://x.example/${t}>`],
    'address as text': [`https://x.example/${t} og www.x.example/${t}`],
    'wikilink': [`[[${t}]]`],
    'wikilink text': [`[[folk|${t}]]`],
    'escaped wikilink text': [`[[folk|${e}]]`],
    'comment': [`<!-- ${t} -->`],
  };
}

function body(t) {
  return Object.entries(blocks(t)).map(([name, lines]) => sink(`text: ${name}`, [...lines, '']));
}

/** Fields of every page. */
function common(t, n, kind) {
  const q = quoted(t);
  return [
    sink('title', `title: ${quoted(`${t} V${n}`)}`, `title: Titel V${n}`),
    sink('summary', `summary: ${q}`),
    sink('keywords', `keywords: [${q}]`),
    sink('kle', `kle: ${q}`),
    // Every old address is a page more; one kind has them.
    ...(kind === 'page' ? [sink('aliases', `aliases: [${quoted(`${t}-v${n}`)}]`)] : []),
    sink('changes', ['changes:', '  - date: 2026-11-01', `    text: ${q}`]),
    sink('allow', ['allow:', `  - {rule: vague-link-text, why: ${q}}`]),
    sink('plain summary', [`related: ${t}`]),
    sink('owner', `owner: ${q}`),
    sink('review_every', `review_every: ${q}`),
  ];
}

const fields = (q, kind, names) => names.map((name) => sink(`${kind}.${name}`, `${name}: ${q}`));
const lists = (q, kind, names) => names.map((name) => sink(`${kind}.${name}`, `${name}: [${q}]`));

/** What each kind says beside that. */
const KINDS = {
  workflow: (q, n) => [
    ...fields(q, 'workflow', ['trigger', 'outcome']),
    sink('workflow.deadline', ['deadline:', '  within: 4 uger', `  from: ${q}`]),
    plain(`complaint: v${n}`, `audience: [v${n}]`, 'steps:'),
    sink('step.id', ['  - id: a', `    do: ${q}`], ['  - id: a', '    do: Noget']),
    plain(`    by: v${n}`, '    with: [borger]', `    tools: [v${n}]`, '    next: b'),
    sink('step.remember', `    remember: ${q}`),
    sink('step.within', `    within: ${q}`),
    sink('step.start', ['  - id: s', `    start: ${q}`, '    next: b']),
    sink('step.ask', ['  - id: b', `    ask: ${q}`], ['  - id: b', '    ask: Hvad nu']),
    plain('    by: borger', '    answers:'),
    sink('answer.say', [`      - {say: ${q}, to: c, when: ${q}}`], ['      - {say: Ja, to: c}']),
    plain('      - {say: Nej, to: d}'),
    sink('step.wait', ['  - id: c', `    wait: ${q}`], ['  - id: c', '    wait: Svar']),
    plain(`    by: v${n}`, '    for: borger', '    within: 14 dage', '    next: d'),
    sink('step.late', `    late: {to: d, say: ${q}}`),
    plain('  - id: d', '    do: Luk sagen', '    by: borger'),
    sink('step.end', ['  - id: e', `    end: ${q}`]),
  ],
  term: (q) => [sink('term.short', `short: ${q}`, 'short: Kort.'), ...lists(q, 'term', ['synonyms'])],
  tool: (q) => [plain('type: form'), ...fields(q, 'tool', ['href', 'file', 'format', 'who', 'how_to_open'])],
  service: (q, n) => [
    ...fields(q, 'service', ['who_can_get']),
    ...lists(q, 'service', ['how_to_refer']),
    sink('service.deadline', `deadline: {within: ${q}, from: ${q}}`),
    plain(`unit: v${n}`),
  ],
  contact: (q) => [
    sink('contact.unit', `unit: ${q}`, 'unit: Enhed'),
    ...fields(q, 'contact', ['email', 'address', 'covers']),
    sink('contact.phones', `phones: [{label: ${q}, number: ${q}}]`, `phones: [{label: ${q}, number: 00 00 00 00}]`),
    sink('contact.hours', `hours: [{days: ${q}, from: ${q}, to: ${q}}]`),
    sink('contact.people', `people: [{role: ${q}, name: ${q}, phone: ${q}}]`, `people: [{role: ${q}}]`),
    sink('contact.mail', `people: [{role: A, email: ${q}}]`),
  ],
  topic: (q, n) => [
    plain('lead: faelles', `contact: v${n}`, `workflows: [v${n}]`),
    sink('topic.does', `does: {bif: ${q}, sof: ${q}}`),
    ...fields(q, 'topic', ['shared', 'decides', 'say', 'pass_on_when']),
  ],
  law: (q, n) => [
    sink('law.abbr', `abbr: ${quoted(`${JSON.parse(q)}${n}`)}`, `abbr: L${n}`),
    ...fields(q, 'law', ['full_title', 'url']),
  ],
  guide: (q, n) => [plain(`for: v${n}`, `complaint: v${n}`), ...lists(q, 'guide', ['we_do', 'you_do', 'questions'])],
  path: (_, n) => [plain(`role: v${n}`, `workflows: [v${n}]`)],
  news: () => [plain('date: 2026-11-01')],
  page: () => [],
};

/** Kinds whose text is more than a text. The others have a short one. */
const WITH_BODY = new Set(['page', 'tool', 'workflow']);

function page(folder, kind, { text: t, number: n }) {
  const guidance = kind === 'workflow' ? [plain('## Trin {#a}', '')] : [];
  const text = WITH_BODY.has(kind) ? [...guidance, ...body(t)] : [sink('text: escaped text', t.replace(/[!-/:-@[-`{-~]/g, '\\$&'))];
  const below = kind === 'workflow' ? `${folder}/o${n}` : folder;
  const pieces = [plain('---'), ...common(t, n, kind), ...KINDS[kind](quoted(t), n), plain('---', ''), ...text];
  return new File(`content/${below}/v${n}.md`, pieces);
}

function registries(all) {
  const entries = (sinkName, lines) => all.map((vector) => sink(sinkName, lines(quoted(vector.text), vector.number), instead(vector.number)[sinkName]));
  const instead = (n) => ({
    'actor.name': [`- {id: v${n}, name: Rolle ${n}, external: true}`],
    'audience.name': [`- {id: v${n}, name: Gruppe ${n}}`],
    'complaint.text': [`- {id: v${n}, text: Du kan klage.}`],
  });
  const finder = (q, n) => `  - {say: ${quoted(`${JSON.parse(q)} V${n}`)}, topic: v${n}}`;
  return [
    new File('content/_data/actors.yaml', [plain('- {id: borger, name: Borger, external: true}'), ...entries('actor.name', (q, n) => `- {id: v${n}, name: ${q}, external: true}`)]),
    new File('content/_data/audiences.yaml', entries('audience.name', (q, n) => `- {id: v${n}, name: ${q}, summary: ${q}}`)),
    new File('content/_data/complaints.yaml', entries('complaint.text', (q, n) => `- {id: v${n}, text: ${q}, authority: ${q}}`)),
    new File('content/_data/synonyms.yaml', entries('synonyms', (q, n) => `- [${q}, ordet-v${n}]`)),
    new File('content/_data/finder.yaml', [sink('finder.ask', `ask: ${quoted(all[0].text)}`, 'ask: Hvad?'), plain('answers:'), ...entries('finder.say', finder)]),
  ];
}

export const SITE = [
  'title = "Prøven"',
  'base_url = "https://portal.example/"',
  ...['bif', 'sof'].map((id) => `[[administration]]\nid = "${id}"\nname = "Forvaltningen ${id}"\nshort = "${id.toUpperCase()}"\ntoken = "${id}"`),
];

/** Every file of the portal. */
export function portal(all) {
  const sections = SECTIONS.map(([folder, kind]) => new File(`content/${folder}/_index.md`, [plain('---', `title: Mappen ${folder}`, `kind: ${kind}`, '---')]));
  const areas = all.map(({ text, number }) => new File(`content/gange/o${number}/_index.md`, [
    plain('---'),
    sink('section.title', `title: ${quoted(`${text} O${number}`)}`, `title: Område ${number}`),
    sink('section.summary', `summary: ${quoted(text)}`),
    plain('---'),
  ]));
  const pages = SECTIONS.flatMap(([folder, kind]) => all.map((vector) => page(folder, kind, vector)));
  return [
    new File('site.toml', [plain(...SITE)]),
    new File('content/_index.md', [plain('---', 'title: Forside', '---')]),
    new File('content/sider/billede.png', [plain('')]),
    ...sections,
    ...areas,
    ...registries(all),
    ...pages,
  ];
}

/** A small portal whose settings say a vector. */
export function settings({ text }) {
  const q = quoted(text);
  const field = (table, name, before = []) => sink(`site.${table}`, [`[${table}]`, ...before, `${name} = ${q}`]);
  return [
    new File('content/_index.md', [plain('---', 'title: Forside', '---')]),
    new File('content/side.md', [plain('---', 'title: Siden', 'lead: faelles', '---', 'Tekst.')]),
    new File('site.toml', [
      sink('site.title', `title = ${q}`, 'title = "Prøven"'),
      sink('site.summary', `summary = ${q}`),
      sink('site.shared_name', `shared_name = ${q}`),
      sink('site.base_url', `base_url = ${q}`, 'base_url = "https://portal.example/"'),
      sink('site.menu.title', `menu = [{title = ${q}, url = "side/"}, {title = "A", url = ${q}}]`, `menu = [{title = ${q}, url = "side/"}]`),
      sink('site.notice.link', ['[notice]', `text = ${q}`, `title = ${q}`, `link = ${q}`], ['[notice]', `text = ${q}`]),
      sink('site.editors.edit_url', ['[editors]', `edit_url = ${q}`]),
      field('search', 'examples', []),
      field('accessibility', 'url'),
      field('tokens', 'primary'),
      sink('site.administration', ['[[administration]]', 'id = "bif"', `name = ${q}`, `short = ${q}`], ['[[administration]]', 'id = "bif"', 'name = "B"', 'short = "B"']),
    ]),
  ];
}
