// Careless pages: each does with a vector what our pages never may. On them the vectors run; a check that finds
// nothing there would find nothing anywhere.

import { createServer } from 'node:http';

const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const html = (body) => ['text/html; charset=utf-8', `<!doctype html><meta charset="utf-8"><title>a</title><body>${body}`];
const xml = (body) => ['application/xml', `<feed xmlns="http://www.w3.org/2005/Atom">${body}</feed>`];
const script = (text) => JSON.stringify(text).replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');

/** What a careless page makes of a vector, by where the vector runs. */
const CARELESS = {
  text: (text) => [html(text)],
  double: (text) => [html(`<p title="${text}">a</p>`)],
  single: (text) => [html(`<p title='${text}'>a</p>`)],
  bare: (text) => [html(`<p title=${text}>a</p>`)],
  href: (text) => [html(`<a id="a">a</a><script>document.getElementById('a').setAttribute('href', ${script(text)})</script>`)],
  source: (text) => [html(`<a href="${text}">a</a>`)],
  twice: (text) => [html(`<textarea>${text}</textarea><script>
    let text = document.querySelector('textarea').value;
    text = text.includes('\\\\') ? JSON.parse('"' + text.replaceAll('\\\\x', '\\\\u00') + '"') : text;
    while (/%[0-9A-F]{2}/.test(text)) text = decodeURIComponent(text);
    document.body.innerHTML = text + '<p title="' + text + '">a</p>';
  </script>`)],
  script: (text) => [html(`<script>var a = "${text}"</script>`), html(`<script>var a = {"b": ["${text}"]}</script>`)],
  style: (text) => [html(`<p style="${attribute(text)}">a</p>`)],
  xml: (text) => [xml(`<title>${text}</title>`), xml(`<title><![CDATA[${text}]]></title>`), xml(`<link href="${text}"/>`)],
};

/** What is typed or stands in an address, on a page that shows it as it came. */
const ECHO = `<input><div></div><script>
  const show = (text) => { document.querySelector('div').innerHTML = text; };
  document.querySelector('input').oninput = (event) => show(event.target.value);
  if (location.hash) show(decodeURIComponent(location.hash.slice(1)));
  if (location.search) show(new URLSearchParams(location.search).get('q'));
</script>`;

/** Serves careless pages; `urls` are those of a vector. */
export async function planted(all) {
  const pages = new Map([['/echo', html(ECHO)]]);
  for (const { text, number, where } of all) {
    (CARELESS[where]?.(text) ?? []).forEach((page, at) => pages.set(`/${number}-${at}`, page));
  }
  const server = createServer((request, response) => {
    const [type, body] = pages.get(request.url.split('?')[0]) ?? ['text/plain', ''];
    response.writeHead(body ? 200 : 404, { 'content-type': type });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const urls = ({ number }) => [0, 1, 2].map((at) => `/${number}-${at}`).filter((url) => pages.has(url)).map((url) => origin + url);
  return { urls, echo: `${origin}/echo`, close: () => server.close() };
}
